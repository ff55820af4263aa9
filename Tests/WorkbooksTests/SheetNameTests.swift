import Testing

@testable import Workbooks

@Suite struct `Names of sheets` {
  @Test func `names that programs refuse become ones that they allow, always the same`() {
    let wanted = [
      "台账", "a/b:c*d?e[f]g\\h", "'quoted'", "", "History", "台账", "A", "a",
      String(repeating: "热", count: 40), String(repeating: "热", count: 41),
      String(repeating: "x", count: 29) + "😀😀",
    ]
    var taken: Set<String> = []
    let names = wanted.map { SheetName.allowed($0, among: &taken) }
    #expect(
      names == [
        "台账", "a_b_c_d_e_f_g_h", "_quoted_", "_", "History_", "台账~2", "A", "a~2",
        String(repeating: "热", count: 31), String(repeating: "热", count: 29) + "~2",
        String(repeating: "x", count: 29) + "😀",
      ])
    #expect(names.allSatisfy { $0.utf16.count <= 31 })
  }
}
