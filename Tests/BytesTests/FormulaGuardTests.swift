import Bytes
import Testing

@Suite struct `The guard against formulas` {
  @Test(arguments: [
    ("=1", true), ("+86757", true), ("-2楼", true), ("@SUM(1)", true), ("\t=1", true), ("\r1", true),
    ("＝1", true), ("＋1", true), ("－1", true), ("＠1", true), ("", false), ("1=1", false),
    (" =1", false), ("'=1", false), ("（一）", false), ("！", false), ("锛1", false),
  ])
  func `knows a formula by its first sign, in both charsets`(cell: String, isFormula: Bool) {
    #expect(FormulaGuard.isFormula(Array(cell.utf8)[...]) == isFormula)
    let wide: [String: [UInt8]] = [
      "＝": [0xA3, 0xBD], "＋": [0xA3, 0xAB], "－": [0xA3, 0xAD], "＠": [0xA3, 0xC0],
    ]
    for (sign, bytes) in wide where cell.hasPrefix(sign) {
      #expect(FormulaGuard.isFormula(bytes[...], isGB: true))
      #expect(!FormulaGuard.isFormula(bytes[...]))
      // Half of 锛 in GB18030 is the beginning of a wide sign in UTF-8.
      #expect(!FormulaGuard.isFormula(Array(sign.utf8)[...], isGB: true))
    }
  }

  @Test(arguments: ["=1", "'=1", "''＝1", "'", "''", "'a", "-", "a", "", "\t", "'\t\"", "＠'"])
  func `is taken off without a trace`(cell: String) {
    for form in [CSVForm(guardsFormulas: true), CSVForm(marksAll: true, guardsFormulas: true)] {
      let written = form.cellsOnly([cell]).replacing("\"\"", with: "\u{1}").replacing(
        "\"", with: ""
      )
      .replacing("\u{1}", with: "\"")
      let isEmpty = cell.isEmpty
      #expect(!FormulaGuard.isFormula(Array(written.utf8)[...]))
      if !isEmpty {
        #expect(FormulaGuard.removed(from: written) == cell)
        #expect(FormulaGuard.removed(from: Array(written.utf8)) == Array(cell.utf8))
      }
    }
  }
}
