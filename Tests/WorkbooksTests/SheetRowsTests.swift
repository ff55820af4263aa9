import Testing

@testable import Workbooks

@Suite struct `Rows of a sheet` {
  @Test func `the texts of a row are those of its cells, empty ones too`() {
    var rows = SheetRows()
    rows.bytes = Array("ab工单".utf8)
    rows.cells = [.init(start: 0, end: 1), .empty, .init(start: 2, end: 8)]
    rows.rows = [.init(number: 7, cells: 0..<3)]
    #expect(rows.texts(of: rows.rows[0]) == ["a", "", "工单"])
  }
}
