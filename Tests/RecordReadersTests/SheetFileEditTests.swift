import Charsets
import Foundation
import RecordReaders
import TestSupport
import Testing

/// Cells of a sheet's file are replaced with every other byte left as it is.
@Suite struct `Editing the file of a sheet` {
  private func edited(
    _ bytes: [UInt8], _ texts: [SheetFile.Place: String], adding rows: [[String]] = []
  ) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = folder.path + "/sheet.csv"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try SheetFile(path).edited(texts, adding: rows)
  }

  private func edited(
    _ text: String, _ texts: [SheetFile.Place: String], adding rows: [[String]] = []
  ) throws -> String {
    String(decoding: try edited(Array(text.utf8), texts, adding: rows), as: UTF8.self)
  }

  private static let sheet =
    "\u{FEFF}号码,名称 , 备注\r\n12329,\"甲, \"\"乙\"\"\r\n第二行\",  x \r\n\r\n \r\n12333,丙,"

  @Test func `without a change every byte stays`() throws {
    #expect(try edited(Self.sheet, [:]) == Self.sheet)
  }

  @Test func `a cell is found by the line on which its row begins`() throws {
    let changed = try edited(
      Self.sheet,
      [
        SheetFile.Place(line: 2, column: 1): "丁", SheetFile.Place(line: 2, column: 2): "a,b",
        SheetFile.Place(line: 6, column: 2): "有\"号",
      ])
    #expect(
      changed
        == "\u{FEFF}号码,名称 , 备注\r\n12329,丁,\"a,b\"\r\n\r\n \r\n12333,丙,\"有\"\"号\"")
  }

  @Test func `a row is added behind the last one, in the file's own line ends`() throws {
    #expect(try edited("a,b\r\n1,2", [:], adding: [["3", ""]]) == "a,b\r\n1,2\r\n3,\r\n")
    #expect(
      try edited("a,b\n1,2\n", [:], adding: [["3", "4"], ["5", "6"]]) == "a,b\n1,2\n3,4\n5,6\n")
  }

  @Test func `a file in GB18030 stays one`() throws {
    let bytes = try #require(Charset.gb18030.encode("号码,名称\n12329,滘\n"))
    let changed = try edited(bytes, [SheetFile.Place(line: 2, column: 1): "喆㙍"])
    #expect(changed == Charset.gb18030.encode("号码,名称\n12329,喆㙍\n"))
  }
}
