import CXML
import Findings
import Glibc
import HotlineModel
import LocalFiles
import Tickets

/// Reads tickets that `XMLTicketExporter` wrote, held against the schema while they are read.
@safe struct XMLTickets: ~Copyable {
  /// What the callbacks of libxml2 read from and write to.
  private final class Source {
    var file: ExpandedFile
    var rest: ArraySlice<UInt8> = []
    var failure: (any Error)?
    var complaint: String?

    init(_ path: String) throws {
      file = try ExpandedFile(path)
    }
  }

  private let path: String
  private let source: Source
  private var reader: xmlTextReaderPtr?
  private var schema: xmlSchemaPtr?
  private let fields: [String: TicketField]

  init(_ path: String) throws {
    let source = try Source(path)
    self.source = source
    self.path = path
    fields = Dictionary(uniqueKeysWithValues: TicketField.allCases.map { ($0.rawValue, $0) })
    unsafe reader = nil
    unsafe schema = nil
    let text = Array(TicketXSD.text.utf8)
    unsafe text.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      let context = unsafe xmlSchemaNewMemParserCtxt(start, Int32(bytes.count))
      unsafe schema = xmlSchemaParse(context)
      unsafe xmlSchemaFreeParserCtxt(context)
    }
    let context = unsafe Unmanaged.passUnretained(source).toOpaque()
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
    unsafe reader = xmlReaderForIO(Self.read, nil, context, path, nil, options)
    unsafe xmlTextReaderSetStructuredErrorHandler(reader, Self.complain, context)
    if unsafe schema == nil || xmlTextReaderSetSchema(reader, schema) != 0 {
      source.complaint = "the schema of tickets cannot be used"
    }
  }

  deinit {
    unsafe xmlFreeTextReader(reader)
    unsafe xmlSchemaFree(schema)
  }

  /// Reads the next ticket into a row; `false` at the end.
  mutating func next(into row: inout TicketRow) throws -> Bool {
    while try step() {
      if kind == XML_READER_TYPE_DOCUMENT_TYPE { throw malformed("a DOCTYPE") }
      guard isStart, name == "ticket" else { continue }
      row.clear()
      let number = attribute("number")
      row.set(.line, to: attribute("line").utf8)
      row.set(.legacyNumber, to: attribute("legacyNumber").utf8)
      try readContent(into: &row)
      guard Array(number.utf8) == TicketColumns.number(of: row) else {
        throw malformed("\(number) is not line and legacy number")
      }
      return true
    }
    return false
  }

  /// Reads groups and where the ticket came from, up to the end of the ticket.
  private mutating func readContent(into row: inout TicketRow) throws {
    var group = ""
    while try step() {
      let depth = unsafe xmlTextReaderDepth(reader)
      if depth == 1 { return }
      guard isStart else { continue }
      if depth == 2, name == "provenance" {
        row.set(.file, to: attribute("file").utf8)
        row.set(.record, to: attribute("record").utf8)
        row.set(.physicalLine, to: attribute("line").utf8)
        row.set(.batch, to: attribute("batch").utf8)
        row.set(.mapping, to: attribute("mapping").utf8)
      } else if depth == 2 {
        group = name
      } else {
        try readValue(of: group, into: &row)
      }
    }
  }

  private mutating func readValue(of group: String, into row: inout TicketRow) throws {
    let isLegacy = group == "legacy"
    let path = isLegacy ? attribute("field") : "\(group).\(name)"
    let isCoded = attribute("encoding") == "base64"
    guard let field = fields[path] else { throw malformed("no field \(path)") }
    if !isLegacy, case .list(let parts) = field.kind {
      row.set(.field(field), to: try readList(of: parts).json)
    } else {
      row.set(isLegacy ? .legacy(field) : .field(field), to: try readText(isCoded: isCoded))
    }
  }

  /// Reads the text of an element, up to its end.
  private mutating func readText(isCoded: Bool) throws -> [UInt8] {
    var text: [UInt8] = []
    while try step(), kind != XML_READER_TYPE_END_ELEMENT {
      text += Array(value.utf8)
    }
    return isCoded ? Base64.bytes(of: text[...]) ?? [] : text
  }

  /// Reads the items of a list, up to its end.
  private mutating func readList(of parts: [String]) throws -> TicketList {
    var list = TicketList([])
    while try step(), isStart {
      if parts.isEmpty {
        list.items.append([try readPart("")])
        continue
      }
      var item: [TicketList.Part] = []
      while try step(), isStart { item.append(try readPart(name)) }
      list.items.append(item)
    }
    return list
  }

  private mutating func readPart(_ name: String) throws -> TicketList.Part {
    let text = try readText(isCoded: attribute("encoding") == "base64")
    return TicketList.Part(name, String(decoding: text, as: UTF8.self))
  }

  /// Goes to the next node; `false` at the end.
  private mutating func step() throws -> Bool {
    let code = unsafe xmlTextReaderRead(reader)
    if let failure = source.failure { throw failure }
    let isValid = unsafe xmlTextReaderIsValid(reader)
    guard code >= 0, source.complaint == nil, isValid == 1 || code == 0 else {
      throw malformed(source.complaint ?? "not well-formed")
    }
    return code == 1
  }

  private var kind: xmlReaderTypes {
    unsafe xmlReaderTypes(UInt32(max(0, xmlTextReaderNodeType(reader))))
  }

  private var isStart: Bool { kind == XML_READER_TYPE_ELEMENT }

  private var name: String { unsafe Self.string(xmlTextReaderConstLocalName(reader)) }

  private var value: String { unsafe Self.string(xmlTextReaderConstValue(reader)) }

  private func attribute(_ name: String) -> String {
    guard let text = unsafe xmlTextReaderGetAttribute(reader, name) else { return "" }
    defer { unsafe free(text) }
    return unsafe Self.string(text)
  }

  private func malformed(_ reason: String) -> Unusable {
    let line = unsafe xmlTextReaderGetParserLineNumber(reader)
    return Unusable.undeliverable(path, "\(reason) (line \(line))")
  }

  private static func string(_ text: UnsafePointer<xmlChar>?) -> String {
    unsafe text.map { unsafe String(cString: $0) } ?? ""
  }

  private static let read: xmlInputReadCallback = { context, target, count in
    guard let context = unsafe context, let target = unsafe target else { return -1 }
    let source = unsafe Unmanaged<Source>.fromOpaque(context).takeUnretainedValue()
    do {
      if source.rest.isEmpty { source.rest = try source.file.read()[...] }
    } catch {
      source.failure = error
      return -1
    }
    let piece = source.rest.prefix(Int(count))
    unsafe piece.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { unsafe memcpy(target, start, bytes.count) }
    }
    source.rest = source.rest.dropFirst(piece.count)
    return Int32(piece.count)
  }

  private static let complain: xmlStructuredErrorFunc = { context, error in
    guard let context = unsafe context, let error = unsafe error else { return }
    let source = unsafe Unmanaged<Source>.fromOpaque(context).takeUnretainedValue()
    let text = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
    source.complaint = source.complaint ?? String(text.prefix(160).filter { !$0.isNewline })
  }
}
