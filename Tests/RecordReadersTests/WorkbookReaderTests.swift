import Bytes
import Findings
import HotlineModel
import Reports
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// Records of a workbook, as the quarantine and the mapping get them.
@Suite struct `Records of a workbook` {
  private static func file(_ script: String, in folder: TemporaryFolder) throws -> DeliveredFile {
    let result = try Shell.run("/usr/bin/python3 - <<'EOF'\n\(script)\nEOF", in: folder.path)
    try #require(result.code == 0, "\(result.errors)")
    return try DeliveredFile(folder.path + "/book.xlsx", declared: nil) { $0 }
  }

  @Test func `a record is the row of separated values that it would be`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.file(
      """
      import datetime, openpyxl
      b = openpyxl.Workbook(); s = b.active; s.title = "工单"
      s.append(["标题"]); s.append(["编号", "正文", "日期"])
      s.append(["1", 'a,"b"\\n甲', datetime.datetime(2021, 6, 1)])
      s.append(["2", None, None]); s.append(["3", "x", 45]); s["C5"].number_format = "yyyy-mm-dd"
      s.merge_cells("A1:C1"); s.merge_cells("B3:B4")
      b.save("book.xlsx")
      """, in: folder)
    var reader = try WorkbookReader.open(
      file, choice: SheetChoice(), isHeader: { $0 == ["编号", "正文", "日期"] })
    let stored = try #require(
      StoredRecordReader(
        header: reader.headerBytes, charset: "utf-8", syntax: WorkbookReader.syntax))
    var records: [LegacyRecord] = []
    while let record = try reader.next() {
      #expect(stored.record(record.raw, at: record.place).fields == record.fields)
      records.append(record)
    }
    #expect(
      records.map(\.fields) == [
        ["1", "a,\"b\"\n甲", "2021-06-01 00:00:00"], ["2", "", ""], ["3", "x", "45"],
      ])
    #expect(records.map(\.place.description).last == file.path + ":工单!5")
    #expect(records.map(\.damage?.code) == [nil, nil, .cellDateUncertain])
    #expect(try reader.notes().map(\.code) == [.cellsMerged])
  }

  @Test func `a cell without a value damages its record where the column is used`() throws {
    let folder = try TemporaryFolder()
    let file = try Self.file(
      """
      import openpyxl
      b = openpyxl.Workbook(); s = b.active
      s.append(["a", "b"]); s.append(["1", "#N/A"]); s["B2"].data_type = "e"
      b.save("book.xlsx")
      """, in: folder)
    let expected: [(Set<Int>, FindingCode?)] = [(Set([0, 1]), .cellFaulty), (Set([0]), nil)]
    for (used, code) in expected {
      var reader = try WorkbookReader.open(
        file, choice: SheetChoice(), isHeader: { $0 == ["a", "b"] })
      reader.usedColumns = used
      #expect(try reader.next()?.damage?.code == code)
    }
  }
}
