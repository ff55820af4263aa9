import DecisionTables
import TableSamples
import Testing

@Suite struct `Asking decision tables` {
  @Test(arguments: [
    (0.0, "V1"), (299, "V1"), (299.5, "V1"), (300, "V2"), (2999.9, "V2"), (3000, "V3"),
    (1e9, "V3"),
  ])
  func `a number falls between the limits of exactly one rule`(calls: Double, rule: String) throws {
    let table = try table(volume, ["LOW": 300])
    #expect(try table.evaluate(["calls": .number(calls)]).id == rule)
  }

  @Test func `what nobody counted is null, which no span meets`() throws {
    #expect(try table(volume, ["LOW": 300]).evaluate(["calls": .null]).id == "V4")
  }

  @Test func `text is compared with the words that rules name, and the rest is other`() throws {
    let table = try table(
      """
      decision,kind
      hit,UNIQUE
      role,in,out
      name,number,kind
      domain,text,emergency|other
      K1,110|119,emergency
      K2,not(110|119),other
      """)
    #expect(try table.evaluate(["number": .word("119")]).id == "K1")
    #expect(try table.evaluate(["number": .word("1190")]).id == "K2")
    #expect(table.proof().isPartition)
  }

  @Test func `two matching rules are an error that names the rules and the facts`() throws {
    let table = try table(mode.replacing("M2,high,yes", with: "M2,high,-"))
    #expect(
      throws: EvaluationFailure.severalRules(
        table: "mode", rules: ["M2", "M3"],
        facts: [NamedValue("volume", .word("high")), NamedValue("known", .word("no"))],
        at: [at(7, 1), at(8, 1)])
    ) { try table.evaluate(["volume": .word("high"), "known": .word("no")]) }
  }

  @Test func `no matching rule is an error that names the facts`() throws {
    let table = try table(mode.replacing("M4,mid|unknown", with: "M4,mid"))
    #expect(
      throws: EvaluationFailure.noRule(
        table: "mode",
        facts: [NamedValue("volume", .word("unknown")), NamedValue("known", .word("no"))],
        at: at(1, 2))
    ) { try table.evaluate(["volume": .word("unknown"), "known": .word("no")]) }
  }

  @Test func `a fact that is missing or outside its domain is never taken for any`() throws {
    let table = try table(mode)
    #expect(throws: EvaluationFailure.factMissing(table: "mode", fact: "known", at: at(4, 3))) {
      try table.evaluate(["volume": .word("low")])
    }
    #expect(
      throws: EvaluationFailure.factOutside(
        table: "mode", fact: NamedValue("known", .word("perhaps")), domain: .words(["yes", "no"]),
        at: at(5, 3))
    ) { try table.evaluate(["volume": .word("low"), "known": .word("perhaps")]) }
  }

  @Test func `the rules that fail in one column only are near misses`() throws {
    let misses = try table(mode).nearMisses(["volume": .word("high"), "known": .word("yes")])
    #expect(misses.map(\.rule.id) == ["M1", "M3", "M4"])
    #expect(misses.map(\.fact.name) == ["volume", "known", "volume"])
    #expect(misses.map(\.condition.text) == ["low", "no", "mid|unknown"])
  }
}
