import Bytes
import Testing

@Suite struct `rows of CSV` {
  private static let vectors: [(cell: String, written: String)] = [
    ("", ""), ("佛山", "佛山"), (" a\t", " a\t"), ("a;b", "a;b"), ("5'管", "5'管"),
    ("a,b", "\"a,b\""), ("说\"好\"", "\"说\"\"好\"\"\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""),
    ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""),
    // A line end to Unicode, none to CSV.
    ("a\u{2028}b\u{85}c\u{0B}", "a\u{2028}b\u{85}c\u{0B}"),
    // A mark, a comma and a line end are what they are before a combining character, too.
    ("\"\u{301}", "\"\"\"\u{301}\""), (",\u{301}", "\",\u{301}\""), ("\n\u{301}", "\"\n\u{301}\""),
    // Without the guard, what a spreadsheet takes for a formula is a text like others.
    ("=1", "=1"), ("-", "-"),
  ]

  @Test(arguments: vectors)
  func `a cell stands between marks only where it must`(cell: String, written: String) {
    #expect(CSVForm().row([cell, "x"]) == written + ",x\n")
    #expect(CSVForm().cellsOnly(["x", cell]) == "x," + written)
  }

  @Test func `another delimiter is what marks keep from cutting`() {
    let form = CSVForm(delimiter: UInt8(ascii: ";"), rowEnd: "\r\n")
    #expect(form.row(["a,b", "a;b", ""]) == "a,b;\"a;b\";\r\n")
  }

  @Test func `every cell stands between marks where that is asked`() {
    #expect(CSVForm(marksAll: true).row(["", "a", "\""]) == "\"\",\"a\",\"\"\"\"\n")
  }

  @Test(arguments: ["=", "+", "-", "@", "\t", "\r"])
  func `the guard puts an apostrophe before a formula, within the marks`(sign: String) {
    let form = CSVForm(guardsFormulas: true)
    let isMarked = sign == "\r"
    #expect(form.cellsOnly([sign + "1"]) == (isMarked ? "\"'\r1\"" : "'" + sign + "1"))
    #expect(form.cellsOnly([sign + ",\"1"]) == "\"'" + sign + ",\"\"1\"")
    #expect(form.cellsOnly(["1" + sign]) == (isMarked ? "\"1\r\"" : "1" + sign))
  }

  @Test func `a cell in GB18030 is bytes like others`() {
    // 亅 ends in the byte of a vertical line, U+20087 has digits of ASCII in it.
    let cell: [UInt8] = [0x81, 0x7C, 0x95, 0x32, 0x82, 0x36, 0x22]
    var text: [UInt8] = []
    CSVForm().append(cell[...], to: &text)
    #expect(text == [0x22] + cell + [0x22, 0x22])
  }

  @Test(arguments: [",", "|", "\t"]) func `a byte that asks for marks is found anywhere`(
    delimiter: String
  ) throws {
    let form = CSVForm(delimiter: try #require(delimiter.utf8.first))
    for place in 0..<20 {
      for sign in ["\n", "\r", delimiter, "！", " ", "#"] {
        let cell = String(repeating: "x", count: place) + sign + String(repeating: "y", count: 9)
        let isMarked = ["\n", "\r", delimiter].contains(sign)
        #expect(form.cellsOnly([cell]) == (isMarked ? "\"\(cell)\"" : cell))
      }
    }
  }
}
