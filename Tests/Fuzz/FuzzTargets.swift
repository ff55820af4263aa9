import Bytes
@testable import Charsets
import Findings
import Glibc
import HotlineModel
import LocalFiles
import Sheets
import Tickets

@testable import RecordReaders

/// What must be true of any bytes that a reader is given.
enum FuzzTargets {
  /// The targets by their names.
  static let all: [String: @Sendable ([UInt8]) -> Void] = [
    "csv": { separated($0) }, "xml": { xml($0) }, "charset": { charset($0) },
    "sheet": { sheet($0) },
  ]

  /// Two files of this process in memory, so that millions of runs wear no disk out.
  private static let path = "/dev/shm/hotline-fuzz-\(getpid())"

  private static func law(_ holds: Bool, _ text: String) {
    if !holds { fatalError("broken law: \(text)") }
  }

  private static func write(_ bytes: [UInt8]) -> Bool {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    return unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.write(file, buffer.baseAddress, buffer.count) == buffer.count
    }
  }

  /// Separated values: the first two bytes choose dialect, charset and piece size.
  ///
  /// Every piece size gives the same records; each stands in the file where it says, one behind
  /// the other; and all text of a good record is in the file.
  static func separated(_ bytes: [UInt8]) {
    guard bytes.count > 2 else { return }
    let syntaxes =
      [0x2C, 0x09, 0x3B, 0x7C, 0x5E].map { CSVSyntax(delimiter: $0) } + [
        CSVSyntax(delimiter: 0x7C, second: 0x7C), CSVSyntax(quote: .single),
        CSVSyntax(delimiter: 0x7C, escape: .backslash), CSVSyntax(quote: .none, escape: .backslash),
        CSVSyntax(delimiter: 0x7E, second: 0x7C, quote: .single, escape: .none),
      ]
    let choices: [Charset?] = [nil] + Charset.allCases
    let declared = choices[Int(bytes[0] >> 4) % choices.count]
    let dialect = CSVDialect(
      syntaxes[Int(bytes[0]) % syntaxes.count], headerRows: 1 + Int(bytes[1]) % 2)
    let pieces = 1 + Int(bytes[1] >> 1)
    let body = Array(bytes[2...])
    guard write(body) else { return }
    guard let file = try? DeliveredFile(path, expected: .text, declared: declared) else { return }
    let whole = records(of: file, dialect, pieces: 1 << 19)
    let cut = records(of: file, dialect, pieces: pieces)
    law(whole?.map(\.fields) == cut?.map(\.fields), "pieces give the same fields")
    law(whole?.map(\.place) == cut?.map(\.place), "pieces give the same places")
    law(whole?.map(\.raw) == cut?.map(\.raw), "pieces give the same bytes")
    law(whole?.map(\.damage) == cut?.map(\.damage), "pieces give the same damage")
    guard let whole, file.charset.transcoder == nil else { return }
    var end = 0
    for record in whole {
      let offset = record.place.offset ?? -1
      law(offset >= end, "records stand one behind the other")
      end = offset + record.raw.count
      law(end <= body.count && Array(body[offset..<end]) == record.raw, "bytes are the file's")
    }
  }

  private static func records(
    of file: DeliveredFile, _ dialect: CSVDialect, pieces: Int
  ) -> [LegacyRecord]? {
    do {
      var reader = try CSVReader.open(
        file, dialect: dialect, pieceSize: pieces, isHeader: { !$0.isEmpty && $0[0] != "x" })
      var records: [LegacyRecord] = []
      var doubts = MojibakeScan()
      while let batch = try reader.nextRecords()?.decoded() {
        doubts.add(MojibakeScan(in: batch))
        records += batch.records.indices.map { batch.legacyRecord($0) }
      }
      law(doubts.findings.allSatisfy { !$0.places.isEmpty }, "a doubt has a place")
      return records
    } catch {
      return nil
    }
  }

  /// XML: the first byte chooses charset and piece size; every piece size gives the same records.
  ///
  /// Those stand one after the other, their bytes are the file's, and where the file is unusable
  /// every piece size says so in the same words.
  static func xml(_ bytes: [UInt8]) {
    guard bytes.count > 1 else { return }
    let choices: [Charset?] = [nil] + Charset.allCases
    let declared = choices[Int(bytes[0] & 7) % choices.count]
    guard write(Array(bytes[1...])),
      let file = try? DeliveredFile(path, expected: .xml, declared: declared)
    else { return }
    let (whole, findings) = elements(of: file, pieces: 1 << 16)
    let (cut, cutFindings) = elements(of: file, pieces: 1 + Int(bytes[0] >> 3))
    let (parsed, parsedFindings) = elements(of: file, pieces: 1 << 16, isParsed: true)
    law(whole.map(\.fields) == parsed.map(\.fields), "the parser gives the same fields")
    law(whole.map(\.place) == parsed.map(\.place), "the parser gives the same places")
    law(whole.map(\.damage) == parsed.map(\.damage), "the parser gives the same damage")
    law(findings == parsedFindings, "the parser gives the same findings")
    law(whole.map(\.fields) == cut.map(\.fields), "pieces give the same fields")
    law(whole.map(\.header) == cut.map(\.header), "pieces give the same names")
    law(whole.map(\.place) == cut.map(\.place), "pieces give the same places")
    law(whole.map(\.raw) == cut.map(\.raw), "pieces give the same bytes")
    law(whole.map(\.damage) == cut.map(\.damage), "pieces give the same damage")
    law(findings == cutFindings, "pieces give the same findings")
    law(whole.allSatisfy { $0.header.count == $0.fields.count }, "each field has a name")
    let body = bytes.dropFirst()
    var checked: [UInt8] = []
    let isText = file.charset == .utf8 && Charset.utf8.decode(body, into: &checked) == nil
    let isMarked = body.starts(with: Charset.byteOrderMark)
    let text = Array(isMarked ? body.dropFirst(3) : body)
    var end = 0
    for record in whole {
      let offset = record.place.offset ?? -1
      law(offset >= end, "records stand one behind the other")
      end = offset + record.raw.count
      guard isText else { continue }
      law(end <= text.count && Array(text[offset..<end]) == record.raw, "bytes are the file's")
    }
  }

  private static func elements(
    of file: DeliveredFile, pieces: Int, isParsed: Bool = false
  ) -> (records: [LegacyRecord], findings: [Finding]) {
    var records: [LegacyRecord] = []
    do {
      var reader = try XMLReader(file, record: "r", pieceSize: pieces, isParsed: isParsed)
      while let record = try reader.next() { records.append(record) }
    } catch let unusable as Unusable {
      return (records, unusable.findings)
    } catch {}
    return (records, [])
  }

  /// Charsets: what decodes is UTF-8 that encodes to the same bytes, but for codes that GB18030
  /// has twice; a fault lies within the bytes, and what stands before it decodes.
  static func charset(_ bytes: [UInt8]) {
    for charset in Charset.allCases {
      var text: [UInt8] = []
      guard let fault = charset.decode(bytes[...], into: &text) else {
        var check: [UInt8] = []
        law(Charset.utf8.decode(text[...], into: &check) == nil, "text is UTF-8")
        let again = charset.encode(String(decoding: text, as: UTF8.self))
        law(charset == .gb18030 || again == bytes, "\(charset) encodes what it decoded")
        if charset == .gb18030, let again {
          law(charset.decode(again[...]) == charset.decode(bytes[...]), "gb18030 is stable")
        }
        continue
      }
      law(bytes.indices.contains(fault), "\(charset) faults lie within")
    }
    pieces(of: bytes)
    _ = MojibakeScan.marks(in: bytes.span)
  }

  /// UTF-16 and the check of UTF-8 give the same however the bytes are cut.
  private static func pieces(of bytes: [UInt8]) {
    var (whole, cut): ([UInt8], [UInt8]) = ([], [])
    var (first, second) = (
      UTF16Transcoder(isLittleEndian: true), UTF16Transcoder(isLittleEndian: true)
    )
    first.add(bytes, to: &whole)
    for byte in bytes { second.add([byte], to: &cut) }
    first.finish(to: &whole)
    second.finish(to: &cut)
    law(whole == cut, "UTF-16 in pieces")
    law(UTF16Transcoder.sourceLength(of: whole) == bytes.count, "UTF-16 knows its length")
    var (all, single) = (UTF8Check(), UTF8Check())
    all.count(bytes)
    for byte in bytes { single.count([byte]) }
    law(all.characters == single.characters, "UTF-8 characters in pieces")
    law(all.faults == single.faults, "UTF-8 faults in pieces")
  }

  /// Sheets: cells are read or complained about; both readers of separated values agree on the
  /// records of what neither calls damaged.
  static func sheet(_ bytes: [UInt8]) {
    guard write(bytes) else { return }
    if let sheet = try? SheetCells(contentsOf: path) {
      let lines = sheet.rows.map(\.line)
      law(lines == lines.sorted(), "rows stand in order")
    }
    let form = SheetForm(
      thing: "thing",
      columns: [
        SheetColumn("a", "甲", .text), SheetColumn("b", "乙", .optionalText, absent: ""),
        SheetColumn("c", "丙", .oneOf(["x", "y"])),
      ], key: ["a"])
    _ = try? Sheet(contentsOf: path, form: form)
  }
}
