import Findings
import HotlineModel
import MergePolicy
import Reports
import Testing

@Suite struct `Explaining decisions` {
  let policy: Policy

  init() throws {
    policy = try PolicyCopy().policy()
  }

  func explanation(_ line: LegacyHotline) throws -> PolicyExplanation {
    try policy.explanation(for: line, protected: ProtectedNumbers())
  }

  @Test func `an explanation tells the facts that were used from those that were not`() throws {
    let district = try explanation(line(having: ["owner_level": "district"]))
    #expect(
      district.facts.filter(\.isUsed).map(\.name) == [
        "annex", "answered", "division", "emergency", "lifecycle", "number", "number_class",
        "owner_level", "seats", "secrecy", "utility",
      ])
    #expect(
      district.facts.filter { !$0.isUsed }.map(\.name) == [
        "DEPT_BUILT", "DUAL_LINES", "awareness", "monthly_calls", "movable", "retain",
        "vertical",
      ])
    #expect(district.facts.first { $0.name == "monthly_calls" }?.value == "5000")
  }

  @Test func `each rule on the path names its clause, its mark and its place`() throws {
    let path = try explanation(line()).decision.path
    let mode = try #require(path.first { $0.table == "mode" })
    #expect(mode.clause.contains("53号"))
    #expect(mode.mark == "certain-53(criterion)")
    #expect(mode.certainty == .criterion)
    #expect(mode.place.file.hasSuffix("D5_mode.csv"))
    #expect(mode.place.line == 26)
  }

  @Test func `the rules that one answer kept from matching are shown`() throws {
    let misses = try explanation(line()).nearMisses
    let conflict = try #require(misses.first { $0.rule == "M14" })
    #expect(conflict.column == "retain")
    #expect(conflict.found == "silent")
    #expect(conflict.asked == "cancel")
    #expect(conflict.outcome == "PERSON")
    #expect(conflict.place.line == 27)
    #expect(!misses.contains { $0.rule == "M13" })
  }

  @Test func `for a person the question and who decides are shown`() throws {
    let scope = try explanation(line(having: ["emergency": "unknown"]))
    #expect(scope.question?.code == "FACT_MISSING_EMERGENCY")
    #expect(scope.scopeReason == "FACT_MISSING_EMERGENCY")
    #expect(scope.facts.filter(\.isUsed).map(\.name) == ["emergency", "number"])
    #expect(try explanation(line(calls: nil)).question?.code == "Q_VOLUME")
    #expect(try explanation(line()).question == nil)
  }

  @Test func `a protected number is asked nothing but its number`() throws {
    let emergency = try explanation(line("110"))
    #expect(emergency.facts.filter(\.isUsed).map(\.name) == ["number"])
    #expect(emergency.decision.path.map(\.rule) == ["K1", "S01", "M01", "P11"])
    #expect(emergency.certainty == .certain)
    #expect(emergency.nearMisses.isEmpty)
  }
}
