/// Facts with the answers they must get, for the file form of the DMN test kit.
package struct GraphTest: Hashable, Sendable {
  /// The case's name.
  package let id: String
  /// What it is for.
  package let purpose: String
  /// The facts.
  package let facts: [NamedValue]

  /// Facts to be tried.
  package init(id: String, purpose: String, facts: [NamedValue]) {
    self.id = id
    self.purpose = purpose
    self.facts = facts
  }
}

/// How facts are picked to try a graph with.
package enum TestSelection: String, CaseIterable, Sendable {
  /// Each rule, and each number at, below and above every limit.
  case boundary
  /// Each condition of each rule, met and missed with all else the same (MC/DC).
  case conditions = "mcdc"
}

extension DecisionGraph {
  /// Facts to try the graph with; `nil` where it is too large to be gone through.
  package func tests(
    _ selection: TestSelection, budget: ProofBudget = ProofBudget()
  ) -> [GraphTest]? {
    guard let coded = try? CodedGraph(self) else { return nil }
    var picker = TestPicker(coded)
    guard picker.look(budget: budget) else { return nil }
    switch selection {
    case .boundary: picker.pickBoundaries()
    case .conditions: picker.pickConditions()
    }
    return picker.tests
  }
}

/// Picks facts that lead to chosen cells of tables.
private struct TestPicker {
  private let graph: CodedGraph
  /// By table: the cells that facts lead to, with the rule and such facts.
  private var reached: [[[UInt16]: (rule: Int, facts: [NamedValue])]]
  private var seen: Set<[NamedValue]> = []
  private(set) var tests: [GraphTest] = []

  init(_ graph: CodedGraph) {
    self.graph = graph
    reached = graph.tables.map { _ in [:] }
  }

  /// Finds facts for every cell; false where the budget is too small.
  mutating func look(budget: ProofBudget) -> Bool {
    var diagrams = GraphDiagrams(graph, budget: budget)
    do {
      for (index, table) in graph.tables.enumerated() {
        for cell in try diagrams.cells(of: table) {
          let rule = table.rule(in: cell.codes)
          guard rule >= 0 else { continue }
          reached[index][cell.codes] = (Int(rule), diagrams.named(cell.witness))
        }
      }
      return diagrams.isComplete
    } catch {
      return false
    }
  }

  private mutating func add(_ table: Int, _ cell: [UInt16], _ purpose: String) {
    guard let found = reached[table][cell], seen.insert(found.facts).inserted else { return }
    tests.append(
      GraphTest(id: padded(tests.count + 1), purpose: purpose, facts: found.facts))
  }

  private func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private func cells(of table: Int) -> [[UInt16]] {
    reached[table].keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// One case for each rule, and for each number that a table asks about one for each side of
  /// every limit.
  mutating func pickBoundaries() {
    for (index, table) in graph.tables.enumerated() {
      let cells = cells(of: index)
      for (rule, written) in table.table.rules.enumerated() {
        if let cell = cells.first(where: { reached[index][$0]?.rule == rule }) {
          add(index, cell, "\(table.table.name)/\(written.id)")
        }
      }
      for (column, input) in table.inputs.enumerated() {
        for (code, value) in graph.variables[input].codes.enumerated() where value.span != nil {
          if let cell = cells.first(where: { $0[column] == UInt16(code) }) {
            add(index, cell, "\(graph.variables[input].name) = \(value.value)")
          }
        }
      }
    }
  }

  /// For each condition of each rule two cases that differ in what it asks about and in nothing
  /// else of the table, of which one meets the rule and the other does not.
  mutating func pickConditions() {
    for (index, table) in graph.tables.enumerated() {
      let cells = cells(of: index)
      for (rule, written) in table.table.rules.enumerated() {
        for column in table.inputs.indices where written.conditions[column].test != .any {
          guard let pair = pair(index, cells, rule: rule, column: column) else { continue }
          let name = graph.variables[table.inputs[column]].name
          add(index, pair.met, "\(table.table.name)/\(written.id): \(name) met")
          add(index, pair.missed, "\(table.table.name)/\(written.id): \(name) missed")
        }
      }
    }
  }

  private func pair(
    _ table: Int, _ cells: [[UInt16]], rule: Int, column: Int
  ) -> (met: [UInt16], missed: [UInt16])? {
    let count = graph.variables[graph.tables[table].inputs[column]].codes.count
    for cell in cells where reached[table][cell]?.rule == rule {
      for code in 0..<count {
        var other = cell
        other[column] = UInt16(code)
        if let found = reached[table][other], found.rule != rule { return (cell, other) }
      }
    }
    return nil
  }
}
