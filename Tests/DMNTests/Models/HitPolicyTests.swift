import DMN
import DecisionTables
import Testing

@Suite struct `Hit policies` {
  private static let letters = [("&lt; 10", "\"B\""), ("&gt; 0", "\"A\""), ("5", "\"C\"")]
  private static let numbers = [("&lt; 10", "3"), ("&gt; 0", "4"), ("5", "4")]
  private static let order = "<outputValues><text>\"A\",\"B\",\"C\"</text></outputValues>"

  private func answer(
    _ policy: String, _ rules: [(String, String)], _ output: String = "", x: Int
  ) throws -> DecisionModel.Answer {
    let table = WrittenModel.table(policy, rules, output: output)
    let model = try DecisionModel(reading: WrittenModel.file(table))
    return model.decide(
      "d", inputs: [DecisionModel.Input(name: "x", value: .number(FEELNumber(x)))])
  }

  @Test(arguments: [
    ("hitPolicy=\"FIRST\"", "B"), ("hitPolicy=\"PRIORITY\"", "A"),
    ("hitPolicy=\"RULE ORDER\"", "[\"B\", \"A\", \"C\"]"),
    ("hitPolicy=\"OUTPUT ORDER\"", "[\"A\", \"B\", \"C\"]"),
    ("hitPolicy=\"COLLECT\"", "[\"B\", \"A\", \"C\"]"),
    ("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "3"),
    ("hitPolicy=\"UNIQUE\"", "null"), ("hitPolicy=\"ANY\"", "null"), ("", "null"),
  ])
  func `say what several matching rules make`(policy: String, expected: String) throws {
    #expect(try answer(policy, Self.letters, Self.order, x: 5).value.text == expected)
  }

  @Test(arguments: [("SUM", "11"), ("MIN", "3"), ("MAX", "4"), ("COUNT", "3")])
  func `collected numbers become one`(aggregation: String, expected: String) throws {
    let policy = "hitPolicy=\"COLLECT\" aggregation=\"\(aggregation)\""
    #expect(try answer(policy, Self.numbers, x: 5).value.text == expected)
  }

  @Test func `several unique rules are named in the fault`() throws {
    let fault = try #require(answer("", Self.letters, x: 5).faults.first)
    #expect(fault.kind == .severalRules(table: "d", rules: [1, 2, 3]))
    #expect(fault.line == 6)
  }

  @Test func `rules that agree may both match under ANY`() throws {
    let rules = [("&lt; 10", "1"), ("&gt; 0", "1")]
    #expect(try answer("hitPolicy=\"ANY\"", rules, x: 5).value.text == "1")
  }

  @Test(arguments: [
    ("hitPolicy=\"UNIQUE\"", "null"), ("hitPolicy=\"COLLECT\"", "[]"),
    ("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "0"),
    ("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "null"),
  ])
  func `no match is nothing, and no guess`(policy: String, expected: String) throws {
    #expect(try answer(policy, [("&gt; 100", "1")], x: 5).value.text == expected)
  }

  @Test func `a default stands in where no rule matches`() throws {
    let output = "<defaultOutputEntry><text>\"person\"</text></defaultOutputEntry>"
    #expect(try answer("", [("&gt; 100", "\"A\"")], output, x: 5).value.text == "person")
  }

  @Test func `a rule without a cell for each column is a fault, and matches nothing`() throws {
    let file = WrittenModel.file(
      WrittenModel.table("", [("5", "1")], output: "").replacing(
        "<inputEntry><text>5</text></inputEntry>", with: ""))
    let answer = try DecisionModel(reading: file).decide("d", inputs: [])
    #expect(answer.value.text == "null")
    #expect(answer.faults.first?.kind == .ruleUneven(table: "d", rule: 1))
  }

  @Test(arguments: ["hitPolicy=\"UNIQE\"", "hitPolicy=\"COLLECT\" aggregation=\"AVG\""])
  func `a policy that DMN does not have is a fault`(policy: String) throws {
    let answer = try answer(policy, [("5", "1")], x: 5)
    #expect(answer.value.text == "null")
    guard case .policyUnknown(table: "d", _)? = answer.faults.first?.kind else {
      Issue.record("\(answer.faults)")
      return
    }
  }
}
