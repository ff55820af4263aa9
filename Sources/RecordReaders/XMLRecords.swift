import CXML
import HotlineModel

/// What the callbacks of libxml2 write to: records as they become whole.
@safe final class XMLRecords {
  let record: String
  private(set) var found = 0
  private(set) var hasDoctype = false
  var context: xmlParserCtxtPtr?

  private let path: String
  private var whole: [LegacyRecord] = []
  /// Names of the open elements within the record; the record's own name is not among them.
  private var open: [String] = []
  private var texts: [String] = []
  /// What stands within each open element and those below it, in the order of the document.
  private var wholeTexts: [String] = []
  /// Whether a record was opened within the record under way.
  private var isNested = false
  private var hasChildren: [Bool] = []
  private var isInRecord = false
  private var header: [String] = []
  private var fields: [String] = []
  private var startLine = 1
  /// Decoded bytes since the record under way, and where they begin in the decoded file.
  private var window: [UInt8] = []
  private var windowStart = 0
  private var recordStart = 0
  private var damages: [(offset: Int, byte: UInt8)] = []

  init(path: String, record: String) {
    self.path = path
    self.record = record
  }

  var isEmpty: Bool { whole.isEmpty }
  var isAtStart: Bool { windowStart + window.count == 0 }
  var line: Int { unsafe context?.pointee.input.map { unsafe Int($0.pointee.line) } ?? 1 }

  func take() -> LegacyRecord { whole.removeFirst() }

  /// Decoded bytes are about to be parsed.
  func fed(_ text: [UInt8]) {
    if !isInRecord {
      windowStart += window.count
      window = []
    }
    window += text
  }

  /// A byte of the piece about to be fed stands for no character.
  func damaged(at offset: Int, byte: UInt8) {
    damages.append((windowStart + window.count + offset, byte))
  }

  private var consumed: Int { Int(unsafe xmlByteConsumed(context)) }

  fileprivate func begin(_ name: String, attributes: [(String, String)]) {
    if !isInRecord {
      guard name == record else { return }
      isInRecord = true
      found += 1
      (header, fields) = ([], [])
      isNested = false
      startLine = line
      let tag = window[..<min(consumed - windowStart, window.count)]
      recordStart = windowStart + (tag.lastIndex(of: UInt8(ascii: "<")) ?? 0)
    } else {
      if name == record { isNested = true }
      open.append(name)
    }
    if !hasChildren.isEmpty { hasChildren[hasChildren.count - 1] = true }
    texts.append("")
    wholeTexts.append("")
    hasChildren.append(false)
    for (attribute, value) in attributes { add("@" + attribute, value) }
  }

  fileprivate func add(text: String) {
    guard isInRecord else { return }
    texts[texts.count - 1] += text
    wholeTexts[wholeTexts.count - 1] += text
  }

  fileprivate func end() {
    guard isInRecord else { return }
    let text = texts.removeLast()
    let whole = wholeTexts.removeLast()
    let isParent = hasChildren.removeLast()
    if open.isEmpty {
      endRecord()
    } else {
      // Text beside elements (`一<b>二</b>三`) is one text.
      if !isParent || text.contains(where: { !$0.isWhitespace }) { add(nil, whole) }
      open.removeLast()
      wholeTexts[wholeTexts.count - 1] += whole
    }
  }

  fileprivate func refuseDoctype() {
    hasDoctype = true
    unsafe xmlStopParser(context)
  }

  /// Adds a field of the open element; what comes again is put behind the first, line by line.
  private func add(_ attribute: String?, _ value: String) {
    let name = (open + [attribute].compactMap { $0 }).joined(separator: "/")
    if let index = header.firstIndex(of: name) {
      fields[index] += "\n" + value
    } else {
      header.append(name)
      fields.append(value)
    }
  }

  private func endRecord() {
    isInRecord = false
    let end = consumed
    let range = recordStart..<max(recordStart, min(end, windowStart + window.count))
    let place = SourceLocation(file: path, line: startLine, record: found, offset: range.lowerBound)
    let damage = damages.first { range.contains($0.offset) }.map { damage in
      Finding(
        .bytesUndecodable, at: place,
        [
          "found": String(damage.byte, radix: 16), "offset": "\(damage.offset)",
          "charset": "GB18030",
        ])
    }
    damages.removeAll { $0.offset < range.upperBound }
    let nested = isNested ? Finding(.xmlRecordNested, at: place, ["found": record]) : nil
    let raw = window[(range.lowerBound - windowStart)..<(range.upperBound - windowStart)]
    whole.append(
      LegacyRecord(
        header: header, fields: fields, place: place, raw: Array(raw), damage: damage ?? nested))
  }
}

// MARK: - The callbacks

extension XMLRecords {
  /// The handlers that libxml2 calls; it copies them.
  static var handlers: xmlSAXHandler {
    var handlers = unsafe xmlSAXHandler()
    unsafe handlers.initialized = XML_SAX2_MAGIC
    unsafe handlers.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      let names = unsafe XMLRecords.attributes(attributes, count: Int(count))
      unsafe XMLRecords.of(user)?.begin(XMLRecords.text(name), attributes: names)
    }
    unsafe handlers.endElementNs = { user, _, _, _ in
      unsafe XMLRecords.of(user)?.end()
    }
    unsafe handlers.characters = { user, bytes, count in
      unsafe XMLRecords.of(user)?.add(text: XMLRecords.text(bytes, count: Int(count)))
    }
    unsafe handlers.cdataBlock = { user, bytes, count in
      unsafe XMLRecords.of(user)?.add(text: XMLRecords.text(bytes, count: Int(count)))
    }
    unsafe handlers.internalSubset = { user, _, _, _ in
      unsafe XMLRecords.of(user)?.refuseDoctype()
    }
    return unsafe handlers
  }

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLRecords? {
    unsafe user.map { unsafe Unmanaged<XMLRecords>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func text(_ bytes: UnsafePointer<UInt8>?, count: Int? = nil) -> String {
    guard let bytes = unsafe bytes else { return "" }
    guard let count else { return unsafe String(cString: bytes) }
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// Attributes come in fives: name, prefix, namespace, and where the value begins and ends.
  private static func attributes(
    _ fives: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int
  ) -> [(String, String)] {
    guard let fives = unsafe fives else { return [] }
    return (0..<count).map { index in
      let name = unsafe text(fives[index * 5])
      guard let start = unsafe fives[index * 5 + 3], let end = unsafe fives[index * 5 + 4] else {
        return (name, "")
      }
      return unsafe (name, text(start, count: end - start))
    }
  }
}
