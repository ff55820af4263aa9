import Bytes
import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// A file whose beginning alone tells its charset, against the file looked at as a whole.
@Suite struct `A charset told by the beginning` {
  private static let header = ["id", "text"]

  /// Rows of a file: ASCII, Chinese, or damaged.
  private static func rows(
    _ count: Int, _ text: String, in charset: Charset = .utf8, from first: Int = 0
  ) -> [UInt8] {
    (0..<count).flatMap { row in charset.encode("\(first + row),\(text)\n") ?? [] }
  }

  private static let ascii = Array("id,text\n".utf8) + rows(8000, "plain text")
  private static let chinese = rows(3000, "佛山市，请处理“噪声”")
  private static let gb18030 = rows(3000, "佛山市，请处理“噪声”", in: .gb18030)

  static let files: [(name: String, bytes: [UInt8], misleads: Bool)] = [
    ("ASCII", ascii, false),
    ("UTF-8", ascii + chinese, false),
    (
      "UTF-8 with a damaged row", ascii + chinese + Array("1,\u{4F5B}".utf8.dropLast()) + [0x0A],
      false
    ),
    ("ASCII and a damaged row", ascii + [0x31, 0x2C, 0xFF, 0x0A], true),
    ("a character that is cut off by the end", ascii + chinese + [0x31, 0x2C, 0xE4, 0xBD], false),
    ("ASCII, then GB18030", ascii + gb18030, true),
    ("UTF-8, then a little GB18030", ascii + chinese + gb18030.prefix(2000) + [0x0A], false),
    ("UTF-8, then more GB18030", ascii + chinese.prefix(9000) + [0x0A] + gb18030, true),
    ("GB18030 first", Array("id,text\n".utf8) + gb18030 + ascii + ascii, false),
    ("blank rows and a last row without its end", ascii + [0x0A, 0x0A] + Array("9,佛".utf8), false),
  ]

  @Test(arguments: files.indices, [700, 1 << 16])
  func `is that of the whole file, or is seen not to be`(index: Int, pieces: Int) throws {
    let (name, bytes, misleads) = Self.files[index]
    let folder = try TemporaryFolder()
    let path = try folder.file("f.csv", bytes)
    let whole = try DeliveredFile(path, expected: .text, declared: nil)
    let beginning = try DeliveredFile(
      path, declared: nil, reading: .beginning(atMost: 1 << 16)
    ) { _ in .text }
    let fingerprint = SharedFingerprint()
    var reader = try CSVReader.open(
      beginning, dialect: CSVDialect(CSVSyntax()), pieceSize: pieces, fingerprint: fingerprint,
      isHeader: { $0 == Self.header })
    var evidence = UTF8Evidence()
    var read: [RecordBatch] = []
    while let records = try reader.nextRecords() {
      let (batch, found) = records.decodedWithEvidence()
      evidence.add(found)
      read.append(batch)
    }
    evidence.add(reader.evidence)
    let isMisled = beginning.isPresumed && !evidence.isUTF8
    #expect(isMisled == misleads, "\(name)")
    #expect(isMisled || beginning.charset == whole.charset, "\(name)")
    #expect(beginning.isHashed == false || !beginning.isPresumed, "\(name)")
    // Whatever the charset, every byte was hashed once.
    let export =
      try beginning.isHashed ? beginning.export() : beginning.export(hashedBy: fingerprint)
    #expect(try export.sha256 == whole.export().sha256, "\(name)")
    guard !isMisled else { return }
    // Records and damage are those of a file that is known as a whole.
    var other = try CSVReader.open(
      whole, dialect: CSVDialect(CSVSyntax()), isHeader: { $0 == Self.header })
    var expected: [LegacyRecord] = []
    while let record = try other.next() { expected.append(record) }
    let records = read.flatMap { batch in batch.records.indices.map { batch.legacyRecord($0) } }
    #expect(records.map(\.fields) == expected.map(\.fields), "\(name)")
    #expect(records.map(\.damage) == expected.map(\.damage), "\(name)")
  }

  @Test(arguments: ["a", "佛", "a佛", "\u{1F600}"])
  func `is told of a line that is longer than any record too`(text: String) throws {
    let line = String(repeating: text, count: (CSVReader.longestLine + 5_000_000) / text.utf8.count)
    let folder = try TemporaryFolder()
    let path = try folder.file("f.csv", "id,text\n1,x\n2,\"\(line)\n3,佛\n")
    let file = try DeliveredFile(
      path, declared: nil, reading: .beginning(atMost: 1 << 16)
    ) { _ in .text }
    var reader = try CSVReader.open(
      file, dialect: CSVDialect(CSVSyntax()), isHeader: { $0 == Self.header })
    var (evidence, count) = (UTF8Evidence(), 0)
    while let records = try reader.nextRecords() {
      count += records.count
      evidence.add(records.decodedWithEvidence().evidence)
    }
    evidence.add(reader.evidence)
    #expect(file.isPresumed && count == 3)
    // Sound to its end: such a file is not read again.
    #expect(evidence.isUTF8 && evidence.isSound)
  }

  private static func document(_ records: [[UInt8]]) -> [UInt8] {
    Array("<?xml version=\"1.0\"?>\n<all>\n".utf8) + records.flatMap(\.self) + Array("</all>".utf8)
  }
  private static func records(_ count: Int, _ text: [UInt8]) -> [[UInt8]] {
    (0..<count).map { Array("<r><id>\($0)</id><text>".utf8) + text + Array("</text></r>\n".utf8) }
  }
  private static let plainRecords = records(4000, Array("plain text".utf8))

  static let documents: [(name: String, bytes: [UInt8], isSound: Bool)] = [
    ("ASCII", document(plainRecords), true),
    ("UTF-8", document(plainRecords + records(4000, Array("佛山市\u{1F600}".utf8))), true),
    ("one damaged byte", document(plainRecords + records(1, [0x61, 0xFF])), false),
    (
      "ASCII, then GB18030",
      document(plainRecords + records(4000, Charset.gb18030.encode("佛山市") ?? [])), false
    ),
  ]

  @Test(arguments: documents.indices, [700, 1 << 16])
  func `is that of a whole document, or is seen not to be`(index: Int, pieces: Int) throws {
    let (name, bytes, isSound) = Self.documents[index]
    let folder = try TemporaryFolder()
    let path = try folder.file("f.xml", bytes)
    let whole = try DeliveredFile(path, expected: .xml, declared: nil)
    let beginning = try DeliveredFile(
      path, declared: nil, reading: .beginning(atMost: 1 << 16)
    ) { _ in .xml }
    #expect(beginning.isPresumed && !beginning.isHashed, "\(name)")
    let fingerprint = SharedFingerprint()
    var reader = try XMLReader(
      beginning, record: "r", pieceSize: pieces, fingerprint: fingerprint)
    var fields: [[String]] = []
    while let record = try reader.next() { fields.append(record.fields) }
    #expect(reader.isSound == isSound, "\(name)")
    #expect(
      try beginning.export(hashedBy: fingerprint).sha256 == whole.export().sha256, "\(name)")
    guard isSound else { return }
    var other = try XMLReader(whole, record: "r")
    var expected: [[String]] = []
    while let record = try other.next() { expected.append(record.fields) }
    #expect(fields == expected && fields.count >= 4000, "\(name)")
  }

  @Test func `is not asked where the mapping declares it, or a mark tells it`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("f.csv", Self.ascii + Self.gb18030)
    for declared in [Charset.utf8, .gb18030] {
      let file = try DeliveredFile(
        path, declared: declared, reading: .beginning(atMost: 1 << 16)
      ) { _ in .text }
      #expect(file.charset == declared && !file.isPresumed && !file.isHashed)
    }
    let marked = try folder.file(
      "m.csv",
      #require(
        Charset.utf16LittleEndian.encode(
          "\u{FEFF}id,text\n" + String(repeating: "1,佛\n", count: 40_000))))
    let file = try DeliveredFile(
      marked, declared: nil, reading: .beginning(atMost: 1 << 16)
    ) { _ in .text }
    #expect(file.charset == .utf16LittleEndian && !file.isPresumed && !file.isHashed)
  }

  @Test func `a file that grows while it is read is refused`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("f.csv", Self.ascii)
    let file = try DeliveredFile(
      path, declared: nil, reading: .beginning(atMost: 1 << 16)
    ) { _ in .text }
    let fingerprint = SharedFingerprint()
    _ = try folder.file("f.csv", Self.ascii + Self.chinese)
    #expect(throws: Unusable.self) {
      var reader = try CSVReader.open(
        file, dialect: CSVDialect(CSVSyntax()), fingerprint: fingerprint,
        isHeader: { $0 == Self.header })
      while try reader.nextRecords() != nil {}
    }
    #expect(throws: Unusable.self) { try file.export(hashedBy: fingerprint) }
  }
}
