import TableSamples
import Testing

@testable import DecisionTables

@Suite struct `Deciding registers` {
  private func graph() throws -> DecisionGraph {
    try DecisionGraph([table(volume, ["LOW": 300]), table(mode)])
  }

  private func decided(
    _ text: String, columns: [String], synonyms: [String: [String: String]] = [:]
  ) throws -> (rules: [[String]], decider: RegisterDecider) {
    var decider = try RegisterDecider(graph(), columns: columns, synonyms: synonyms)
    var rules: [[String]] = []
    let bytes = Array(text.utf8)
    var next = 0
    while let row = decider.decide(bytes, from: &next) {
      switch row {
      case .decided: rules.append(decider.steps.map(\.rule.id))
      case .undecided(let reason): rules.append(["\(reason)"])
      case .empty: break
      }
    }
    return (rules, decider)
  }

  @Test func `every combination of facts is decided as the tables decide it`() throws {
    let graph = try graph()
    var text = ""
    var expected: [[String]] = []
    for calls in ["", "null", "0", "299", "299.5", "300", "2999", "3000", "123456789"] {
      for known in ["yes", "no"] {
        text += "x,\(known),\(calls)\n"
        let facts: [String: FactValue] = [
          "calls": Double(calls).map { .number($0) } ?? .null, "known": .word(known),
        ]
        expected.append(try graph.evaluate(facts).steps.map(\.rule.id))
      }
    }
    let (rules, decider) = try decided(text, columns: ["line", "known", "calls"])
    #expect(rules == expected)
    #expect(decider.decided == expected.count && decider.undecided == 0)
  }

  @Test func `a cell that its fact cannot have leaves the row undecided, with its place`() throws {
    let (rules, decider) = try decided(
      "yes,5\n\nmaybe,5\nyes,-1\nyes,1e3\nyes\nyes,5,6\nno,7\n", columns: ["known", "calls"])
    #expect(rules.count == 7 && rules[0] == ["V1", "M1"] && rules[6] == ["V1", "M1"])
    #expect(
      decider.examples == [
        .init(line: 3, column: 1, reason: .valueUnknown(fact: "known", found: "maybe")),
        .init(line: 4, column: 2, reason: .valueUnknown(fact: "calls", found: "-1")),
        .init(line: 5, column: 2, reason: .valueUnknown(fact: "calls", found: "1e3")),
        .init(line: 6, column: 0, reason: .cellsUneven(found: 1, expected: 2)),
        .init(line: 7, column: 0, reason: .cellsUneven(found: 3, expected: 2)),
      ])
  }

  @Test func `quotation marks, line ends within them and carriage returns are read`() throws {
    let (rules, decider) = try decided(
      "\"a \"\"b\"\",\nc\",\"yes\",\"5\"\r\nx,no,4000\r\n", columns: ["note", "known", "calls"])
    #expect(rules == [["V1", "M1"], ["V3", "M3"]])
    #expect(decider.line == 4)
  }

  @Test(arguments: 1..<60)
  func `a row that goes on behind a piece is read with the next`(cut: Int) throws {
    let text = Array("\"a,\"\"b\n\",yes,5\nc,no,4000\nd,yes,9000\n".utf8)
    var decider = try RegisterDecider(graph(), columns: ["note", "known", "calls"])
    var rules: [[String]] = []
    var rest: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: cut) {
      rest += text[start..<min(start + cut, text.count)]
      var next = 0
      while case .decided? = decider.decide(rest, from: &next) {
        rules.append(decider.steps.map(\.rule.id))
      }
      rest.removeFirst(next)
    }
    #expect(rules == [["V1", "M1"], ["V3", "M3"], ["V3", "M2"]])
    #expect(rest.isEmpty && decider.line == 5)
  }

  @Test func `words of any length are told apart`() throws {
    let long = "a-word-of-more-than-sixteen-bytes"
    let words = try choice(
      of: ["\(long)-1", "\(long)-2", "x\(long)-1", "热线热线热线热线"])
    var decider = try RegisterDecider(DecisionGraph([words]), columns: ["w"])
    let bytes = Array("\(long)-1\n\(long)-2\nx\(long)-1\n热线热线热线热线\ny\(long)-1\n".utf8)
    var next = 0
    var rules: [String] = []
    while let row = decider.decide(bytes, from: &next) {
      if case .decided = row { rules.append(decider.steps[0].rule.id) } else { rules.append("-") }
    }
    #expect(rules == ["R0", "R1", "R2", "R3", "-"])
  }

  private func choice(of words: [String]) throws -> DecisionTable {
    let rules = words.enumerated().map { "R\($0.offset),\($0.element),o" }
    return try table(
      ([
        "decision,w", "hit,UNIQUE", "role,in,out", "name,w,o",
        "domain,\(words.joined(separator: "|")),o|p",
      ] + rules).joined(separator: "\n"))
  }

  @Test func `a number that is dialled is digits, and a synonym stands for its word`() throws {
    let kind = try table(
      """
      decision,kind
      hit,UNIQUE
      role,in,out
      name,number,kind
      domain,text,emergency|other
      K1,110,emergency
      K2,not(110),other
      """)
    var decider = try RegisterDecider(
      DecisionGraph([kind]), columns: ["number"],
      synonyms: ["number": ["12110": "110", "86110": "110"]], dialled: ["number"])
    // 8610010 is 10010 behind the country's code; 86100001 is a number of the area.
    let bytes = Array(
      "110\n12110\n86110\n12345\n86100001\n0110\n0757-110\n１１０\n8610010\n864008300757\n\n".utf8)
    var next = 0
    var rules: [String] = []
    while let row = decider.decide(bytes, from: &next) {
      if case .decided = row { rules.append(decider.steps[0].rule.id) }
      if case .undecided = row { rules.append("-") }
    }
    #expect(rules == ["K1", "K1", "K1", "K2", "K2", "-", "-", "-", "-", "-"])
  }

  @Test func `a fixed fact is the same for all rows, whatever a column says`() throws {
    var decider = try RegisterDecider(
      graph(), columns: ["calls", "known"], fixed: ["known": "no"])
    var next = 0
    let bytes = Array("9000,yes\n".utf8)
    _ = decider.decide(bytes, from: &next)
    #expect(decider.steps.map(\.rule.id) == ["V3", "M3"])
    #expect(throws: RegisterDecider.Unfit.factMissing("known")) {
      try RegisterDecider(self.graph(), columns: ["calls"], fixed: ["known": "perhaps"])
    }
  }

  @Test func `a register without a fact, or with one twice, is not read`() throws {
    #expect(throws: RegisterDecider.Unfit.factMissing("known")) {
      try RegisterDecider(self.graph(), columns: ["calls"])
    }
    #expect(throws: RegisterDecider.Unfit.factTwice("known")) {
      try RegisterDecider(self.graph(), columns: ["known", "calls", "known"])
    }
  }
}
