import Bytes
import Charsets
import Findings
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

@Suite struct `Text that was damaged before it came` {
  private func marks(_ text: String) -> MojibakeScan.Marks {
    MojibakeScan.marks(in: Array(text.utf8).span)
  }

  @Test(arguments: [
    "佛山市禅城区，请处理。", "138××××1234", "····", "é, ü, ×, ·, °C, \u{A0}", "锁 销 锛 错",
    "A\tB\nC\r", "naïve café", "①②③", "ＡＢＣ，（）", "",
  ])
  func `sound text is not doubted`(text: String) {
    #expect(marks(text) == [])
    #expect(marks(String(repeating: text, count: 9)) == [])
  }

  @Test(arguments: [
    ("a\u{0}b", MojibakeScan.Marks.controls), ("张\u{85}三", .controls), ("\u{FFFD}", .replaced),
    ("锟斤拷", .replaced), ("ä½\u{9B}å±±", .misread), ("·ðÉ½ÊÐ", .misread),
    ("\u{E000}", .privateUse), ("\u{E5E5}", .privateUse),
    ("甯傛皯鍙嶆槧锛屽崰閬撶粡钀?", .misread), ("浣犲ソ锛屼經灞?", .misread),
  ])
  func `what a program has garbled is told, wherever it stands`(
    text: String, mark: MojibakeScan.Marks
  ) {
    for before in 0..<17 {
      let padding = String(repeating: "x", count: before)
      #expect(marks(padding + text + "佛山，") == mark, "\(before)")
      #expect(marks(String(repeating: "佛", count: before) + "," + text) == mark, "\(before)")
    }
  }

  @Test(arguments: 0..<10)
  func `nothing is told of text in which the first look finds nothing`(seed: UInt64) {
    var random = SeededRandom(state: 60 + seed)
    let parts = [
      "佛山", "锁", "销", "锟", "锛", "屽", "斤拷", "é", "ä½", "\u{9B}", "·", "\u{FFFD}", "\u{FFE5}", "\0",
      "\u{E000}", "\u{EFFF}", "ＡＢ", "a,b\n", String(repeating: "长", count: 20),
    ]
    var (clean, told) = (0, 0)
    for _ in 0..<800 {
      let few = Int.random(in: 0..<2, using: &random) == 0 ? parts.count : 3
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        parts.prefix(few).randomElement(using: &random) ?? ""
      }.joined()
      let bytes = Array(text.utf8)
      let marks = MojibakeScan.marks(in: bytes.span)
      if UTF8Evidence(bytes.span).mayBeGarbled {
        if !marks.isEmpty { told += 1 }
      } else {
        #expect(marks.isEmpty, "\(text.debugDescription)")
        clean += 1
      }
    }
    // Without wide registers every text is looked at more closely.
    #expect(told > 100 && (clean > 100 || UTF8Evidence([0x61].span).mayBeGarbled))
  }

  @Test(arguments: [Charset.utf8, .gb18030])
  func `each kind is counted by records, with the first places`(charset: Charset) throws {
    var rows = "id,b\n"
    for row in 1...30 { rows += row.isMultiple(of: 3) ? "\(row),\u{FFFD}\u{FFFD}\n" : "\(row),佛\n" }
    rows += "31,x\u{0}y\n"
    let folder = try TemporaryFolder()
    let path = try folder.file("f.csv", #require(charset.encode(rows)))
    var reader = try CSVReader.open(
      DeliveredFile(path, expected: .text, declared: charset),
      dialect: CSVDialect(CSVSyntax(delimiter: 0x2C)),
      pieceSize: 50, isHeader: { $0 == ["id", "b"] })
    var doubts = MojibakeScan()
    while let records = try reader.nextRecords() { doubts.add(MojibakeScan(in: records.decoded())) }
    let findings = doubts.findings
    #expect(findings.map(\.code) == [.textControls, .textReplaced])
    #expect(findings.map { $0.facts["count"] } == ["1", "10"])
    #expect(findings.last?.places.compactMap(\.line) == [4, 7, 10, 13, 16])
    #expect(findings.last?.places.first?.field == "b")
  }

  @Test(arguments: [(1, 99, true), (1, 101, false), (3, 200, true)])
  func `characters of one's own making are reported where one record in a hundred has them`(
    with: Int, without: Int, isReported: Bool
  ) {
    var batch = RecordBatch(file: "a.csv", offset: 0, headers: [["a"]], bytes: [])
    for number in 0..<(with + without) {
      batch.append(
        LegacyRecord(
          header: ["a"], fields: [number < with ? "\u{E5E5}" : "佛"],
          place: SourceLocation(file: "a.csv", line: number + 2, record: number + 1), raw: []))
    }
    let codes = MojibakeScan(in: batch).findings.map(\.code)
    #expect(codes == (isReported ? [.textPrivateUse] : []))
  }
}
