import Bytes
import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// A reader to be held to the laws of all readers, with a writer of what it reads.
struct ReaderUnderContract: Sendable, CustomTestStringConvertible {
  let name: String
  let kind: FileKind
  /// Writes records as text; each record has the fields `id`, `title` and `text`.
  let written: @Sendable ([[String]]) -> String
  /// Reads a file's records.
  let read: @Sendable (DeliveredFile, _ pieces: Int) throws -> [LegacyRecord]

  var testDescription: String { name }

  static let fields = ["id", "title", "text"]

  static let all = [
    ReaderUnderContract(
      name: "separated values", kind: .text, written: { separated($0) },
      read: { file, pieces in
        var reader = try CSVReader.open(
          file, dialect: CSVDialect(CSVSyntax(delimiter: 0x2C)), pieceSize: pieces,
          isHeader: { $0 == fields })
        var records: [LegacyRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
      }),
    ReaderUnderContract(
      name: "separated values by libcsv", kind: .text, written: { separated($0) },
      read: { file, pieces in
        var reader = try LibCSVReader.open(
          file, dialect: CSVDialect(CSVSyntax(delimiter: 0x2C)), pieceSize: pieces,
          isHeader: { $0 == fields })
        var records: [LegacyRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
      }),
    ReaderUnderContract(
      name: "XML", kind: .xml, written: { xml($0) },
      read: { file, pieces in
        var reader = try XMLReader(file, record: "record", pieceSize: pieces)
        var records: [LegacyRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
      }),
  ]

  private static func separated(_ rows: [[String]]) -> String {
    ([fields] + rows).map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
    }.joined()
  }

  private static func xml(_ rows: [[String]]) -> String {
    func escaped(_ text: String) -> String {
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
    // A declaration that is wrong, as many are: it is never believed.
    return "<?xml version=\"1.0\" encoding=\"GB2312\"?>\n<records>\n"
      + rows.map { row in
        "<record>"
          + zip(fields, row).map { "<\($0)>\(escaped($1))</\($0)>" }.joined() + "</record>\n"
      }.joined() + "</records>\n"
  }

  /// Reads records back from bytes that are put into a file.
  func read(
    _ bytes: [UInt8], charset: Charset? = nil, pieces: Int = 1 << 16
  ) throws -> [LegacyRecord] {
    let folder = try TemporaryFolder()
    let path = try folder.file("f", bytes)
    return try read(DeliveredFile(path, expected: kind, declared: charset), pieces)
  }
}

extension Charset {
  /// Text as a file of this charset: marked where nothing else tells it.
  func file(_ text: String) throws -> [UInt8] {
    let isMarked = transcoder != nil
    return try #require(encode((isMarked ? "\u{FEFF}" : "") + text))
  }
}

/// The laws of every reader.
@Suite struct `Reader contract` {
  private static let rows = [
    ["A1", "占道经营", "佛山市禅城区北滘镇，请处理"], ["A2", "喆㙍𠀀", "第一行\n第二行"],
    ["A3", "", "引号\"与<角>&号"], ["A4", "é·×", "最后"],
  ]

  @Test(arguments: ReaderUnderContract.all, Charset.allCases)
  func `what was written is read, in every charset and however it is cut`(
    reader: ReaderUnderContract, charset: Charset
  ) throws {
    let bytes = try charset.file(reader.written(Self.rows))
    for pieces in [1, 2, 3, 5, 7, 16, 61, 4096] {
      let records = try reader.read(bytes, pieces: pieces)
      #expect(records.map(\.fields) == Self.rows, "in pieces of \(pieces)")
      #expect(records.allSatisfy { $0.header == ReaderUnderContract.fields && $0.damage == nil })
    }
  }

  @Test(arguments: ReaderUnderContract.all, Charset.allCases)
  func `records are numbered, and stand at their lines`(
    reader: ReaderUnderContract, charset: Charset
  ) throws {
    let records = try reader.read(charset.file(reader.written(Self.rows)))
    #expect(records.map { $0.place.record ?? 0 } == [1, 2, 3, 4])
    let first = records.first?.place.line ?? 0
    #expect(records.map { ($0.place.line ?? 0) - first } == [0, 1, 3, 4])
  }

  /// XML in other charsets is read in UTF-8, in which places are counted.
  private static let placed = ReaderUnderContract.all.flatMap { reader in
    Charset.allCases.filter { reader.kind == .text || $0 == .utf8 }.map { (reader, $0) }
  }

  @Test(arguments: placed) func `records stand at their places, and keep their bytes`(
    reader: ReaderUnderContract, charset: Charset
  ) throws {
    let bytes = try charset.file(reader.written(Self.rows))
    let records = try reader.read(bytes)
    try #require(records.count == Self.rows.count)
    for record in records {
      let offset = try #require(record.place.offset)
      let kept = String(decoding: record.raw, as: UTF8.self)
      let raw = charset.transcoder == nil ? record.raw : try #require(charset.encode(kept))
      #expect(Array(bytes[offset...].prefix(raw.count)) == raw)
    }
  }

  @Test(arguments: ReaderUnderContract.all, [Charset.utf8, .gb18030])
  func `bytes that stand for no character cost their own record alone`(
    reader: ReaderUnderContract, charset: Charset
  ) throws {
    let bytes = try charset.file(reader.written(Self.rows))
    let mark = try #require(charset.encode("占道"))
    let place = try #require(bytes.firstRange(of: mark)).lowerBound
    for pieces in [1, 3, 4096] {
      let broken = Array(bytes[..<place]) + [0xFF] + Array(bytes[place...])
      let records = try reader.read(broken, charset: charset, pieces: pieces)
      #expect(records.map { $0.damage?.code } == [.bytesUndecodable, nil, nil, nil])
      #expect(records.dropFirst().map(\.fields) == Array(Self.rows.dropFirst()))
    }
  }

  @Test(arguments: ReaderUnderContract.all)
  func `half a surrogate pair costs its own record alone`(reader: ReaderUnderContract) throws {
    let text = reader.written(Self.rows)
    for charset in [Charset.utf16LittleEndian, .utf16BigEndian] {
      let bytes = try charset.file(text)
      let pair = try #require(charset.encode("𠀀"))
      let place = try #require(bytes.firstRange(of: pair))
      let broken = Array(bytes[..<place.lowerBound]) + pair.prefix(2) + bytes[place.upperBound...]
      for pieces in [1, 2, 3, 4096] {
        let records = try reader.read(broken, pieces: pieces)
        #expect(records.map { $0.damage?.code } == [nil, .bytesUndecodable, nil, nil])
        guard reader.kind == .text, reader.name.hasSuffix("values") else { continue }
        let offset = records.dropFirst().first?.damage?.places.first?.offset
        #expect(offset == place.lowerBound)
      }
    }
  }

  @Test(arguments: ReaderUnderContract.all)
  func `what an earlier program has garbled is kept as it is`(reader: ReaderUnderContract) throws {
    let rows = [["A1", "\u{FFFD}锟斤拷", "Ã¤Â½Â\u{9B}"], ["A2", "\u{85}", "浣涘北锛"]]
    for charset in Charset.allCases {
      let records = try reader.read(charset.file(reader.written(rows)), charset: charset)
      #expect(records.map(\.fields) == rows)
      #expect(records.allSatisfy { $0.damage == nil })
    }
  }

  @Test(arguments: ReaderUnderContract.all)
  func `a file that changes while it is read is unusable`(reader: ReaderUnderContract) throws {
    let folder = try TemporaryFolder()
    let text = reader.written(Self.rows)
    for changed in [text + " ", String(text.dropLast(3)), text] {
      let path = try folder.file("f", text)
      let file = try DeliveredFile(path, expected: reader.kind, declared: nil)
      _ = try folder.file("f", changed)
      let error = #expect(throws: Unusable.self) { try reader.read(file, 4096) }
      // A document that ends too early is first of all that.
      let isCutOff = reader.kind == .xml && changed.count < text.count
      #expect(error?.findings.map(\.code) == [isCutOff ? .xmlCutOff : .fileChanged])
    }
  }

  @Test(arguments: ReaderUnderContract.all)
  func `a folder, a pipe and a link to itself are no files`(reader: ReaderUnderContract) throws {
    let folder = try TemporaryFolder()
    _ = try Shell.run("mkdir d; mkfifo p; ln -s l l", in: folder.path)
    for name in ["d", "p", "l"] {
      let error = #expect(throws: Unusable.self) {
        try DeliveredFile(folder.path + "/" + name, expected: reader.kind, declared: nil)
      }
      #expect(error?.findings.map(\.code) == [.fileUnreadable])
    }
  }
}
