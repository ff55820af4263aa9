import Bytes
import Charsets
package import Findings
package import HotlineModel
import LocalFiles
import MergerStore
import RecordReaders
import Reports

extension QuarantineRuns {
  /// What was written for repair.
  package struct Exported: Sendable {
    /// The file.
    package let path: String
    /// Records in it.
    package let records: Int
    /// Its charset.
    package let charset: String
    /// The mapping that the batch was imported with.
    package let mapping: String
  }

  /// Writes a batch's open records in their source's own dialect and charset, with the columns
  /// `_code`, `_reason` and `_id` behind, so that they can be repaired in a spreadsheet program.
  ///
  /// The bytes of a record are those that came in, but for two things. Where its quotation marks do
  /// not close, each field is put between marks, so that the columns behind stay columns. A field
  /// that the spreadsheet program would take for a formula gets an apostrophe in front, which the
  /// import of the repaired file takes off.
  ///
  /// Where the file's name ends in `.xlsx` it is a workbook, see `RepairWorkbook`.
  ///
  /// - Parameters:
  ///   - batch: the batch, by name.
  ///   - fileName: one delivered file of it; all where `nil`.
  ///   - path: where to write; must not be there yet.
  ///   - language: of the words in `_reason`.
  ///   - now: the time that a workbook names.
  /// - Returns: what was written.
  /// - Throws: `Unusable`: `HL6204` no such batch, `HL6213` files with different columns,
  ///   `HL6203` where the columns were not kept, `HL6101` where the file is there already, and for a
  ///   workbook what `RepairWorkbook` says.
  package func export(
    _ batch: String, file fileName: String? = nil, to path: String, language: Language,
    now: CivilInstant
  ) throws -> Exported {
    guard !Folder.exists(path) else {
      throw Unusable(.outputExists(found: path), at: SourceLocation(file: path))
    }
    let mapping = try ledger.batch(named: batch).mappingName
    let (entries, headers) = try ledger.withQuarantine { view in
      let entries = try view.openEntries(ofBatch: Ledger.batchID(batch))
        .filter { fileName == nil || $0.record.file == fileName }
      var headers: [String: DeliveredHeader] = [:]
      for entry in entries where headers[entry.sha256] == nil {
        headers[entry.sha256] = try view.header(ofFile: entry.sha256, name: entry.record.file)
      }
      return (entries, headers)
    }
    let sorted = headers.values.sorted { ($0.name, $0.sha256) < ($1.name, $1.sha256) }
    guard let header = sorted.first else {
      return Exported(path: path, records: 0, charset: "", mapping: mapping)
    }
    guard sorted.allSatisfy({ $0.agrees(with: header) }) else {
      throw Unusable(
        .dialectsMixed(found: sorted.map(\.name).joined(separator: ", ")),
        at: SourceLocation(file: path))
    }
    let sheet = RepairSheet(header: header, language: language)
    if path.lowercased().hasSuffix(".xlsx") {
      try RepairWorkbook(header: header, language: language, reason: sheet.reason)
        .write(entries, to: path, now: now)
      return Exported(path: path, records: entries.count, charset: "utf-8", mapping: mapping)
    }
    var output = try OutputFile(path, mode: 0o600)
    try output.write(sheet.head)
    for entry in entries { try output.write(sheet.row(entry)) }
    try output.write(sheet.foot)
    _ = try output.commit()
    return Exported(
      path: path, records: entries.count,
      charset: header.syntax == nil ? "utf-8" : header.charset, mapping: mapping)
  }
}

/// How quarantined records are written for repair.
struct RepairSheet {
  static let columns = ["_code", "_reason", "_id"]

  let header: DeliveredHeader
  let language: Language

  private var charset: Charset { Charset(rawValue: header.charset) ?? .utf8 }

  private var lineEnd: [UInt8] {
    let end = Array(header.bytes.reversed().prefix { $0 == 0x0A || $0 == 0x0D }.reversed())
    return end.isEmpty ? [0x0A] : end
  }

  var head: [UInt8] {
    guard let syntax = header.syntax else {
      return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quarantine>\n".utf8)
    }
    // A spreadsheet program takes UTF-8 for the local charset unless it is marked.
    let mark: [UInt8] = charset == .utf8 ? [0xEF, 0xBB, 0xBF] : []
    return mark + Self.withoutLineEnd(header.bytes)
      + Self.columns.flatMap { syntax.delimiterBytes + Array($0.utf8) } + lineEnd
  }

  var foot: [UInt8] { header.syntax == nil ? Array("</quarantine>\n".utf8) : [] }

  func row(_ entry: QuarantineEntry) -> [UInt8] {
    header.syntax.map { separated(entry, $0) } ?? element(entry)
  }

  private func separated(_ entry: QuarantineEntry, _ syntax: CSVSyntax) -> [UInt8] {
    var raw = Self.withoutLineEnd(entry.raw)
    if Self.isUnclosed(entry) {
      let reader = StoredRecordReader(
        header: header.bytes, charset: header.charset, syntax: syntax)
      raw = reader?.quoted(raw) ?? raw
    }
    raw = guarded(raw, syntax)
    let cells = syntax.row([entry.record.code, reason(entry), entry.record.name])
    return raw + syntax.delimiterBytes + (charset.encode(cells) ?? []) + lineEnd
  }

  /// Whether the quotation marks of a record do not close, so that columns behind it would be its own.
  static func isUnclosed(_ entry: QuarantineEntry) -> Bool {
    let codes: [FindingCode] = [.quoteNeverClosed, .textAfterQuote, .recordTooLong]
    return codes.map(\.rawValue).contains(entry.record.code)
  }

  /// Why a record is in quarantine, in words.
  func reason(_ entry: QuarantineEntry) -> String {
    let words = entry.reasons.map { reason in
      guard language == .chinese, let code = FindingCode(rawValue: reason.code) else {
        return reason.message
      }
      return code.entry.message.filled(in: .chinese)
    }
    return Array(Set(words)).sorted().joined(separator: "; ")
  }

  private static func withoutLineEnd(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    return bytes
  }

  /// The record with an apostrophe before each field that would be taken for a formula.
  private func guarded(_ raw: [UInt8], _ syntax: CSVSyntax) -> [UInt8] {
    let isGB = charset.edition != nil
    let delimiter = syntax.delimiterBytes
    var out: [UInt8] = []
    var (isStart, isMarked) = (true, false)
    var position = 0
    while position < raw.count {
      let rest = raw[position...]
      if isStart, !isMarked, rest.first == syntax.quote.byte {
        isMarked = true
        out.append(raw[position])
        position += 1
        continue
      }
      if isStart, FormulaGuard.isNeeded(rest, isGB: isGB) { out.append(UInt8(ascii: "'")) }
      isStart = false
      var width = 1
      if rest.first == syntax.quote.byte {
        isMarked.toggle()
      } else if !isMarked, rest.starts(with: delimiter) {
        isStart = true
        width = delimiter.count
      } else if syntax.escape == .backslash, rest.first == UInt8(ascii: "\\") {
        width = 2
      } else if isGB, raw[position] > 0x80, rest.count > 1 {
        // The later bytes of a character in GB18030 may be those of a delimiter.
        width = (0x30...0x39).contains(raw[position + 1]) ? 4 : 2
      }
      out += rest.prefix(width)
      position += width
    }
    return out
  }

  /// The record's own element with three attributes more.
  private func element(_ entry: QuarantineEntry) -> [UInt8] {
    let start = entry.raw.firstIndex(of: UInt8(ascii: "<")) ?? 0
    let end =
      entry.raw[start...].firstIndex {
        $0 <= 0x20 || $0 == UInt8(ascii: ">") || ($0 == UInt8(ascii: "/"))
      } ?? entry.raw.endIndex
    let values = [entry.record.code, reason(entry), entry.record.name]
    let attributes = zip(Self.columns, values).map { " \($0)=\"\(XMLText.escaped($1))\"" }.joined()
    return Array(entry.raw[..<end]) + Array(attributes.utf8) + Array(entry.raw[end...]) + [0x0A]
  }
}
