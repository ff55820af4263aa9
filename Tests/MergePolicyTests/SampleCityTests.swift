import FoundationEssentials
import HotlineModel
import MergePolicy
import Sheets
import TestSupport
import Testing

/// The sample city's decisions were worked out by hand, without this engine.
@Suite struct `Decisions on the sample city` {
  let sample = shippedFolder + "/../../../SampleData"

  @Test func `each line of the register is decided as it was by hand`() throws {
    let copy = try PolicyCopy()
    let signed = try String(contentsOfFile: sample + "/parameters.csv", encoding: .utf8)
    _ = try copy.folder.file("foshan-2021/parameters.csv", signed)
    let policy = try copy.policy()
    let protected = try ProtectedNumbers(
      contentsOf: shippedFolder + "/../../numbering/protected.csv")
    let home = try #require(AreaCode("0757"))
    let register = try Register(contentsOf: sample + "/register.csv", home: home)
    let expected = try Sheet(
      contentsOf: sample + "/expected/decisions.csv",
      form: SheetForm(
        thing: "decision",
        columns: [
          SheetColumn("line", "热线", .text), SheetColumn("mode", "归并方式", .text),
          SheetColumn("reason", "理由", .text),
        ]))
    #expect(expected.rows.count == register.lines.count)
    for row in expected.rows {
      let line = try #require(register.lines.first { $0.id == row["line"] }, "\(row["line"])")
      let decision = try policy.decision(for: line, protected: protected)
      #expect(decision.mode.rawValue == row["mode"], "\(line.id)")
      #expect(decision.reason.prefix { $0 != "/" } == row["reason"], "\(line.id)")
    }
  }
}
