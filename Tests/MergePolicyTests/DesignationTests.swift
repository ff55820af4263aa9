import Findings
import Foundation
import HotlineModel
import MergePolicy
import Reports
import Sheets
import TestSupport
import Testing

@Suite struct `Annexes, notices and rulings` {
  let root = shippedFolder + "/../../.."

  func policy(_ rows: String? = nil) throws -> Policy {
    let copy = try PolicyCopy()
    let sheet = try String(
      contentsOfFile: root + "/Mappings/designations/national-2020-53.csv", encoding: .utf8)
    _ = try copy.folder.file("foshan-2021/designations-53.csv", sheet + (rows ?? ""))
    return try copy.policy()
  }

  func mode(_ number: String, _ day: String, _ policy: Policy) throws -> MergeMode {
    let line = try line(
      number, having: ["owner_level": "state", "vertical": "no", "awareness": "unknown"])
    return try policy.decision(for: line, protected: ProtectedNumbers(), on: CivilDate(day)).mode
  }

  @Test(arguments: [
    ("2021-10-31", [MergeMode.fullMerge: 13, .dualNumber: 14, .subCenter: 5]),
    ("2021-12-31", [MergeMode.fullMerge: 14, .dualNumber: 13, .subCenter: 5]),
  ])
  func `the lines of the national annex come out as the annex and later notices say`(
    day: String, expected: [MergeMode: Int]
  ) throws {
    let policy = try policy()
    let sheet = try Sheet(
      contentsOf: root + "/Mappings/designations/national-2020-53.csv",
      form: SheetForm(
        thing: "row",
        columns: ["number", "mode", "document", "issuer_rank", "certainty"].map {
          SheetColumn($0, $0, .text)
        } + ["valid_from", "valid_to", "note"].map { SheetColumn($0, $0, .optionalText) }))
    let numbers = Set(sheet.rows.map { $0["number"] })
    #expect(numbers.count == 32)
    let modes = try numbers.map { try mode($0, day, policy) }
    #expect(Dictionary(modes.map { ($0, 1) }, uniquingKeysWith: +) == expected)
  }

  @Test func `a later notice outranks the annex, and the annex is told as overruled`() throws {
    let policy = try policy()
    let line = try line("12318", having: ["owner_level": "state"])
    let before = try policy.explanation(
      for: line, protected: ProtectedNumbers(), on: CivilDate("2021-11-20"))
    #expect(before.decision.mode == .dualNumber)
    #expect(before.decision.path.first?.rule == "annex/12318")
    #expect(before.decision.certainty == .assumption)
    let after = try policy.explanation(
      for: line, protected: ProtectedNumbers(), on: CivilDate("2021-11-21"))
    #expect(after.decision.mode == .fullMerge)
    #expect(after.decision.path.first?.rule == "notice/12318")
    #expect(after.overruled.map(\.rule) == ["annex/12318"])
  }

  @Test func `a designation holds on its days alone`() throws {
    let policy = try policy()
    #expect(try mode("12356", "2024-12-31", policy) == .fullMerge)
    #expect(try mode("12356", "2025-01-01", policy) == .person)
    #expect(try mode("12369", "2024-06-24", policy) == .person)
  }

  @Test func `a ruling outranks a notice`() throws {
    let policy = try policy("12318,sub,会议纪要,ruling,2022-01-01,,certain,\n")
    #expect(try mode("12318", "2021-12-31", policy) == .fullMerge)
    #expect(try mode("12318", "2022-01-01", policy) == .subCenter)
  }

  @Test func `two documents of one rank that disagree keep the policy from loading`() throws {
    #expect {
      try policy("12333,full,另一份附件,annex,,,certain,\n")
    } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.designationsDisagree] }
    #expect {
      try policy("110,full,附件,annex,,,certain,\n")
    } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.policyTouchesProtected] }
  }

  @Test func `a register that contradicts the annex is not decided`() throws {
    let policy = try policy()
    let odd = try line("12333", having: ["annex": "full"])
    #expect {
      try policy.decision(for: odd, protected: ProtectedNumbers())
    } throws: { error in
      let finding = (error as? Unusable)?.findings.first
      finding?.expectWords()
      return finding?.code == .annexDisagrees
    }
  }
}

@Suite struct `Two readings of one document` {
  @Test func `lines that departments built are sorted or all merged, as the signed reading says`()
    throws
  {
    let sorted = try PolicyCopy().policy()
    let merged = try PolicyCopy(
      isGuarded: false, ["parameters.csv": [("DEPT_BUILT,three_modes", "DEPT_BUILT,full")]]
    ).policy()
    let busy = try line()
    #expect(try sorted.decision(for: busy, protected: ProtectedNumbers()).mode == .dualNumber)
    let decision = try merged.decision(for: busy, protected: ProtectedNumbers())
    #expect(decision.mode == .fullMerge)
    #expect(decision.seats == .to12345)
    let difference = try sorted.difference(to: merged, lines: [busy], protected: ProtectedNumbers())
    #expect(difference.lines?.count == 1)
    #expect(
      difference.changes.map { $0.causes.map(\.row.summary) } == [
        ["DEPT_BUILT: value three_modes -> full"]
      ])
    #expect(
      difference.changes.flatMap(\.regions).allSatisfy { $0.witness.contains("owner_level city") })
  }
}

@Suite struct `Proving policies` {
  @Test func `the shipped policy has no gap, no overlap, no guess and no needless question`() throws
  {
    let today = try #require(CivilDate("2026-12-31"))
    let report = try PolicyAnalysis(shippedFolder, budget: nil, today: today).report()
    #expect(report.isProven)
    #expect(report.tables.allSatisfy { $0.isExhaustive && $0.gaps == 0 && $0.overlaps == 0 })
    let graph = try #require(report.graph)
    #expect(graph.combinations == 32_168_005_632)
    #expect(graph.hiddenGuesses == 0 && graph.needlessQuestions == 0 && graph.deadRules == 0)
    #expect(report.invariants.count == 105)
    #expect(report.invariants.allSatisfy { $0.cases > 0 && $0.broken == 0 })
    #expect(Set(report.findings.map(\.code)) == [.parameterUnsigned, .sheetUnsigned])
  }

  @Test(arguments: [
    // Desks of a line whose owner is not clear are sent to the city.
    (
      "D6_disposition.csv",
      "not(district|enterprise|non_administrative|vertical_unclear|unclear),some",
      "not(district),some",
      ["ruleOverlap", "ruleSubsumed"]
    ),
    // A line that is not movable for all anybody knows is forwarded.
    (
      "D6_disposition.csv", "CK-DUAL,ask,shared,ask", "CK-DUAL,interwork,shared,ask",
      ["hiddenGuess"]
    ),
    // A person is asked although the answer is known.
    ("D6_disposition.csv", "yes,keep,ask,forward_all", "yes,keep,ask,ask", ["needlessQuestion"]),
  ])
  func `what does not hold is found`(
    sheet: String, old: String, new: String, codes: [String]
  ) throws {
    let copy = try PolicyCopy(isGuarded: false, [sheet: [(old, new)]])
    #expect(try Self.codes(copy) == Set(codes + ["policySheetEmpty"]))
  }

  @Test(arguments: [
    ("P02,mode=DUAL,", "P02,mode=FULL,", "invariantBroken"),
    ("N02,number=12345,", "N02,number=12345; mode=FULL,", "invariantIdle"),
    (
      "P18,number_disposition=cancel,mode=FULL,", "P18,scope=not(in),mode=not(FULL),",
      "invariantOnWords"
    ),
  ])
  func `an invariant that does not hold, or guards nothing, is found`(
    old: String, new: String, code: String
  ) throws {
    #expect(try Self.codes(PolicyCopy(["invariants.csv": [(old, new)]])) == [code])
  }

  @Test func `invariants that one rule breaks are told together, an edited rule first`() throws {
    let copy = try PolicyCopy()
    try FileManager.default.removeItem(atPath: copy.path + "/signatures.csv")
    try PolicySigning(folder: copy.path, today: PolicyCopy.today)
      .sign(by: "张三", on: #require(CivilDate("2021-10-12")), document: "佛热线〔2021〕2号")
    let path = copy.path + "/D1_number_kind.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    _ = try copy.folder.file(
      "foshan-2021/D1_number_kind.csv", text.replacing("),other,", with: "),emergency_listed,"))
    let findings = try PolicyAnalysis(copy.path, budget: nil, today: PolicyCopy.today).report()
      .findings.filter { $0.code == .invariantBroken }
    #expect(findings.count == 1)
    let finding = try #require(findings.first)
    finding.expectWords()
    #expect(finding.facts["edited"] == "K3")
    #expect(finding.facts["rules"]?.hasPrefix("K3, ") == true)
    #expect(finding.places.first?.file.hasSuffix("D1_number_kind.csv") == true)
  }

  private static func codes(_ copy: PolicyCopy) throws -> Set<String> {
    let findings = try PolicyAnalysis(copy.path, budget: nil, today: PolicyCopy.today).report()
      .findings
    for finding in findings { finding.expectWords() }
    return Set(findings.map { "\($0.code)" })
  }

  @Test func `with too small a budget nothing is called proven`() throws {
    let copy = try PolicyCopy()
    let report = try PolicyAnalysis(copy.path, budget: 5, today: PolicyCopy.today).report()
    #expect(!report.isProven)
    #expect(report.findings.contains { $0.code == .tableNotProven })
    #expect(report.graph == nil)
  }
}
