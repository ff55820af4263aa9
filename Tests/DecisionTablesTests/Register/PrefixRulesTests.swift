import TableSamples
import Testing

@testable import DecisionTables

@Suite struct `Words by first digits` {
  private let rules = PrefixRules(
    [
      .init(prefix: "95", digits: 5...8, word: "company"),
      .init(prefix: "1", digits: 3...8, word: "code"),
      .init(prefix: "123", digits: 5...5, word: "listed"),
      .init(prefix: "12", digits: 5...6, word: "twelve"),
    ], otherwise: "local")

  @Test(arguments: [
    ("95588", "company"), ("9558", "local"), ("955888888", "local"), ("12", "local"),
    ("123", "code"), ("12345", "listed"), ("123456", "twelve"), ("1234567", "code"),
    ("12999", "twelve"), ("13999", "code"), ("82100001", "local"), ("", "local"),
    ("95a88", "local"), ("12345678901234567", "local"),
  ])
  func `the longest prefix with the right count of digits holds`(number: String, word: String) {
    #expect(rules.word(for: number) == word)
  }

  private let sort = """
    decision,sort
    hit,UNIQUE
    role,in,in,out
    name,sort_of_number,place,sort
    domain,company|code|listed|twelve|local,text,a|b|c
    S1,company|code|listed|twelve,-,a
    S2,local,440604,b
    S3,local,not(440604),c
    """

  private func decided(_ text: String, columns: [String]) throws -> [String] {
    var decider = try RegisterDecider(
      DecisionGraph([table(sort)]), columns: columns,
      supplements: ["sort_of_number": .word(of: "number", rules), "place": .value("unknown")])
    let bytes = Array(text.utf8)
    var next = 0
    var ids: [String] = []
    while let row = decider.decide(bytes, from: &next) {
      if case .decided = row { ids.append(decider.steps[0].rule.id) } else { ids.append("-") }
    }
    return ids
  }

  @Test func `a register without the column gets it from the number, and an own column counts`()
    throws
  {
    #expect(
      try decided("95588,440604\n82100001,440604\n82100001,\n", columns: ["number", "place"])
        == ["S1", "S2", "S3"])
    #expect(try decided("82100001\n95588\n", columns: ["number"]) == ["S3", "S1"])
    #expect(
      try decided("95588,local\n95588,other\n", columns: ["number", "sort_of_number"])
        == ["S3", "-"])
  }

  @Test func `without the number the fact is missing`() {
    #expect(throws: RegisterDecider.Unfit.factMissing("sort_of_number")) {
      try self.decided("a\n", columns: ["name"])
    }
  }
}
