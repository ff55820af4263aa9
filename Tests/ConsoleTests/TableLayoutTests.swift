import Testing

@testable import Console

@Suite struct `Text and tables on a narrow screen` {
  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("住房公积金", 10, "住房公积金"),
    ("住房公积金", 9, "住房公积…"), ("住房公积金", 8, "住房公…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ("👨‍👩‍👧家庭", 4, "👨‍👩‍👧…"), ("abc", 0, ""),
  ])
  func `text is cut between characters`(text: String, width: Int, expected: String) {
    #expect(CellWidth.cut(text, to: width) == expected)
    #expect(CellWidth.of(CellWidth.cut(text, to: width)) <= width)
  }

  @Test func `prose breaks between words and between Chinese characters`() {
    func lines(_ text: TerminalText, _ width: Int, _ indent: Int? = nil) -> [String] {
      WrappedText(text, to: width, hanging: indent).lines.map(\.escaped)
    }
    #expect(lines("the caller hears it", 10) == ["the caller", "  hears it"])
    #expect(lines("  why: nobody knows", 12) == ["  why:", "    nobody", "    knows"])
    // No line begins with what ends a sentence.
    #expect(lines("号码保留，座席并入", 9) == ["号码保", "  留，座", "  席并入"])
    #expect(lines("run hotline route check now", 8) == ["run", "  hotline route check now"])
    #expect(lines("ae66d27fbc819ffa", 8) == ["ae66d27f", "  bc819f", "  fa"])
    #expect(lines("", 8) == [""])
  }

  private static let columns: [Listing.Column] = [
    .identifier("line", "line", "热线"), .state("mode", "mode", "方式"),
    .number("tickets", "tickets", "工单"), .name("rules", "rules", "规则", rank: .detail),
    .text("name", "name", "名称"),
  ]

  @Test func `details are hidden first, text is cut, identifiers stay`() throws {
    func layout(_ room: Int) -> TableLayout? {
      TableLayout(of: [13, 11, 7, 20, 30], Self.columns, isHiding: true, within: room)
    }
    let whole = try #require(layout(89))
    #expect(whole.shown == [0, 1, 2, 3, 4])
    #expect(whole.widths[4] == 30)
    let cut = try #require(layout(75))
    #expect(cut.shown == [0, 1, 2, 3, 4])
    #expect(cut.widths == [13, 11, 7, 20, 16])
    let hidden = try #require(layout(60))
    #expect(hidden.hidden == [3])
    #expect(hidden.widths[4] == 23)
    let narrow = try #require(layout(40))
    #expect(narrow.shown == [0, 1, 2])
    #expect(narrow.hidden.sorted() == [3, 4])
    #expect(try #require(layout(26)).shown == [0, 1])
    #expect(layout(25) == nil)
  }

  @Test func `columns that somebody named are not hidden`() {
    let columns = Array(Self.columns.prefix(3))
    #expect(TableLayout(of: [13, 11, 7], columns, isHiding: false, within: 30) == nil)
  }

  @Test(arguments: [
    (20, "2020.csv  34 %"), (40, "2020.csv  34 %  12,345 records"), (5, "202…"),
  ])
  func `progress drops parts from the right`(width: Int, expected: String) {
    let parts = ["2020.csv", "34 %", "12,345 records", "[######--------------]"]
    #expect(ProgressLine.fitting(parts, within: width) == expected)
  }
}
