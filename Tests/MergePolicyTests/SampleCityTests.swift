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

  @Test func `lines decided together are decided as each by itself`() throws {
    let copy = try PolicyCopy()
    let signed = try String(contentsOfFile: sample + "/parameters.csv", encoding: .utf8)
    _ = try copy.folder.file("foshan-2021/parameters.csv", signed)
    let policy = try copy.policy()
    let protected = ProtectedNumbers(others: ["12395"])
    let home = try #require(AreaCode("0757"))
    let lines = try Register(contentsOf: sample + "/register.csv", home: home).lines
    // Once more with other counts of calls, on either side of every limit.
    let busier = [0, 299, 300, 2999, 3000, 1_000_000].flatMap { calls in
      lines.map { $0.counting(calls) }
    }
    let together = try policy.decisions(for: lines + busier, protected: protected)
    for (line, decision) in zip(lines + busier, together) {
      #expect(try decision == policy.decision(for: line, protected: protected), "\(line.id)")
    }
  }
}

extension LegacyHotline {
  fileprivate func counting(_ calls: Int) -> LegacyHotline {
    LegacyHotline(
      id: id, number: number, name: name, owner: owner, facts: facts, monthlyCalls: calls,
      seats: seats, hours: hours, carriers: carriers, division: division, validFrom: validFrom,
      validTo: validTo, place: place)
  }
}
