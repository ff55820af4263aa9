import CCSV
import Bytes
import TestSupport
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

  @Test(arguments: 0..<8) func `libcsv reads any cells back as they were`(seed: UInt64) {
    var random = SeededRandom(state: 700 + seed)
    let parts = [
      "佛", "a", "\"", ",", ";", "\t", "\n", "\r\n", "\r", " ", "'", "=", "\u{301}", "\0",
    ]
    for _ in 0..<200 {
      let delimiter = [",", ";", "\t"].randomElement(using: &random) ?? ","
      let byte = delimiter.utf8.first ?? 0
      let form = CSVForm(
        delimiter: byte, rowEnd: Bool.random(using: &random) ? "\n" : "\r\n",
        marksAll: Bool.random(using: &random))
      let rows = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        // A row of one empty cell is a blank line to libcsv.
        ["x"]
          + (0..<Int.random(in: 0...4, using: &random)).map { _ in
            (0..<Int.random(in: 0...5, using: &random))
              .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
          }
      }
      let text = rows.map(form.row).joined()
      let bytes = rows.map { $0.map { Array($0.utf8) } }
      #expect(
        LibCSV.rows(of: Array(text.utf8), delimiter: byte) == bytes, "\(text.debugDescription)")
    }
  }
}

/// What libcsv reads, its trimming off.
private final class LibCSV {
  private var rows: [[[UInt8]]] = [[]]

  static func rows(of text: [UInt8], delimiter: UInt8) -> [[[UInt8]]] {
    let own = LibCSV()
    var parser = unsafe csv_parser()
    unsafe csv_init(&parser, 0)
    unsafe csv_set_delim(&parser, delimiter)
    unsafe csv_set_space_func(&parser) { _ in 0 }
    let context = unsafe Unmanaged.passUnretained(own).toOpaque()
    _ = unsafe text.withUnsafeBytes { bytes in
      unsafe csv_parse(
        &parser, bytes.baseAddress, bytes.count,
        { bytes, count, context in
          let field = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count))
          guard let own = unsafe LibCSV.at(context) else { return }
          own.rows[own.rows.count - 1].append(field)
        }, { _, context in unsafe LibCSV.at(context)?.rows.append([]) }, context)
    }
    unsafe csv_free(&parser)
    return own.rows.dropLast()
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> LibCSV? {
    unsafe context.map { unsafe Unmanaged<LibCSV>.fromOpaque($0).takeUnretainedValue() }
  }
}
