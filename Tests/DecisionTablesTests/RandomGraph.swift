import DecisionTables
import TableSamples
import TestSupport

/// Small graphs of tables that a seed makes, so small that all their facts can be tried.
struct RandomGraph {
  /// A column: its name and its words.
  typealias Column = (name: String, words: [String])

  private var random: SeededRandom
  /// The facts with their words.
  private(set) var facts: [Column] = []
  private var given: [Column] = []
  private(set) var tables: [DecisionTable] = []

  /// The outputs of a graph, the last table's first.
  var outcomes: [Outcome] {
    given.reversed().map { Outcome($0.name, undecided: [.word("ask")]) }
  }

  /// A graph of four tables and at most four facts.
  ///
  /// - Parameters:
  ///   - seed: makes the same graph each time.
  ///   - isWhole: whether every table is a partition.
  /// - Throws: where a table cannot be read.
  init(seed: UInt64, isWhole: Bool = true) throws {
    random = SeededRandom(state: seed)
    for name in ["a", "b", "c", "d"] {
      facts.append((name, Array(["unknown", "x", "y", "z"].prefix(below(3) + 2))))
    }
    for index in 0..<4 {
      var inputs = facts.filter { _ in below(2) == 0 }
      inputs += given.filter { _ in below(2) == 0 }
      if inputs.isEmpty { inputs = [facts[index]] }
      tables.append(try table("t\(4 - index)", inputs, isWhole: isWhole))
    }
    facts = facts.filter { fact in
      tables.contains { $0.inputs.contains { $0.name == fact.name } }
    }
  }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  private mutating func table(
    _ name: String, _ inputs: [Column], isWhole: Bool
  ) throws -> DecisionTable {
    let answers = ["ask", "p", "q", "r"]
    var boxes = [inputs.map(\.words)]
    for _ in 0..<below(7) {
      let box = boxes.remove(at: below(boxes.count))
      let column = below(inputs.count)
      let cut = below(box[column].count)
      var (left, right) = (box, box)
      left[column] = Array(box[column][..<cut])
      right[column] = Array(box[column][cut...])
      boxes += [left, right].filter { !$0[column].isEmpty }
    }
    if !isWhole, boxes.count > 2 {
      boxes.remove(at: below(boxes.count))
      boxes[0] = inputs.map(\.words)
    }
    let rows = boxes.enumerated().map { index, box in
      let cells = zip(box, inputs).map { $0 == $1.words ? "-" : $0.joined(separator: "|") }
      let outputs = [answers[below(4)], answers[below(3)]]
      return (["R\(index)"] + cells + outputs).joined(separator: ",")
    }
    let outputs: [Column] = [(name, answers), (name + "b", answers)]
    given += outputs
    let columns = inputs + outputs
    return try TableSamples.table(
      """
      decision,\(name)
      hit,UNIQUE
      role,\((inputs.map { _ in "in" } + ["out", "out"]).joined(separator: ","))
      name,\(columns.map(\.name).joined(separator: ","))
      domain,\(columns.map { $0.words.joined(separator: "|") }.joined(separator: ","))
      \(rows.joined(separator: "\n"))
      """)
  }

  /// A condition on some fact or output.
  mutating func clause() throws -> GraphInvariant.Clause {
    let column = (facts + given)[below(facts.count + given.count)]
    let words = column.words.filter { _ in below(2) == 0 }
    let cell = words.isEmpty ? "-" : words.joined(separator: "|")
    return GraphInvariant.Clause(
      name: column.name,
      condition: try Condition(
        reading: cell, of: column.name, domain: .words(column.words), parameters: [:], at: at(1, 1))
    )
  }

  /// Another value for the output of some rule.
  mutating func change() -> (table: String, rule: String, output: String, value: FactValue) {
    let table = tables[below(tables.count)]
    let rule = table.rules[below(table.rules.count)]
    return (
      table.name, rule.id, table.outputs[below(2)].name,
      .word(["ask", "p", "q", "r"][below(4)])
    )
  }

  /// All combinations of facts.
  var allFacts: [[String: FactValue]] {
    facts.reduce([[:]]) { rows, fact in
      rows.flatMap { row in
        fact.words.map { row.merging([fact.name: .word($0)]) { $1 } }
      }
    }
  }
}
