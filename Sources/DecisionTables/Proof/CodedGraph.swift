/// A graph of tables in which every value is a small number and every table a list of answers.
///
/// All that a rule can tell apart of a fact is one code of it. A table answers by looking up the
/// codes of its inputs, so that whole spaces of facts can be gone through.
package struct CodedGraph: Sendable {
  /// A fact or an output with the values that stand for all it can have.
  struct Variable: Sendable {
    let name: String
    let codes: [ElementaryCode]
    var values: [FactValue] { codes.map(\.value) }
  }

  /// A table over codes.
  struct Table: Sendable {
    let table: DecisionTable
    /// Its inputs, as positions among the variables.
    let inputs: [Int]
    /// By how much the cell moves for one code more, by input.
    let strides: [Int]
    /// By cell: the rule that answers, or `none` or `several`.
    let answers: [Int16]
    /// Its outputs, as positions among the variables.
    let outputs: [Int]
    /// By rule and output: the code it gives.
    let given: [[UInt16]]

    static let none: Int16 = -1
    static let several: Int16 = -2
  }

  /// The facts in the order of their names, then the outputs in the order of the tables.
  let variables: [Variable]
  let tables: [Table]
  /// How many of the variables are facts.
  let factCount: Int

  /// The most cells that a table may have.
  static let cells = 1 << 22

  /// A table has more cells, or more rules, than can be written out.
  package struct TableTooLarge: Error, Hashable {
    /// The table's name.
    package let table: String
  }

  /// A graph by numbers.
  ///
  /// - Parameters:
  ///   - graph: the tables.
  ///   - clauses: conditions outside of the tables whose values must be told apart too.
  /// - Throws: where a table is too large to be written out.
  package init(
    _ graph: DecisionGraph, telling clauses: [GraphInvariant.Clause] = []
  ) throws(TableTooLarge) {
    let asked = Dictionary(
      grouping: graph.tables.flatMap { table in
        table.inputs.indices.map { (name: table.inputs[$0].name, table: table, column: $0) }
      }, by: \.name)
    let outputs = graph.tables.flatMap { table in
      table.outputs.indices.map { (name: table.outputs[$0].name, table: table, column: $0) }
    }
    let facts = graph.facts.keys.sorted()
    var variables: [Variable] = []
    for name in facts + outputs.map(\.name) {
      let columns = asked[name] ?? []
      let pieces =
        columns.flatMap { asked in
          asked.table.rules.flatMap { $0.conditions[asked.column].pieces }
        } + clauses.filter { $0.name == name }.flatMap(\.condition.pieces)
      if let giver = outputs.first(where: { $0.name == name }) {
        // Of an output only the values that rules give ever come.
        let given = Set(giver.table.rules.map { $0.outputs[giver.column] }).sorted()
        variables.append(Variable(name: name, codes: given.map { ElementaryCode($0) }))
      } else {
        let domains = columns.map { $0.table.inputs[$0.column].domain }
        guard let domain = FactDomain.union(domains) else { continue }
        variables.append(
          Variable(name: name, codes: ElementaryCode.codes(of: domain, telling: pieces)))
      }
    }
    let positions = Dictionary(
      uniqueKeysWithValues: variables.enumerated().map { ($1.name, $0) })
    var tables: [Table] = []
    for table in graph.tables {
      tables.append(try Table(table, variables, positions))
    }
    self.variables = variables
    self.tables = tables
    factCount = facts.count
  }

  /// The position of a fact or an output.
  func position(of name: String) -> Int? { variables.firstIndex { $0.name == name } }

  /// The codes of facts that have one value alone; values that a fact does not have are left out.
  func codes(holding held: [String: FactValue]) -> [Int: Int] {
    var codes: [Int: Int] = [:]
    for (name, value) in held {
      guard let variable = position(of: name), variable < factCount else { continue }
      codes[variable] = variables[variable].values.firstIndex(of: value)
    }
    return codes
  }

  /// How many combinations of facts there are, as far as rules can tell them apart; the largest
  /// number where there are more.
  package var combinations: Int {
    variables[..<factCount].reduce(1) { $0.timesAtMost($1.codes.count) }
  }
}

extension CodedGraph.Table {
  init(
    _ table: DecisionTable, _ variables: [CodedGraph.Variable], _ positions: [String: Int]
  ) throws(CodedGraph.TableTooLarge) {
    let inputs = table.inputs.compactMap { positions[$0.name] }
    let outputs = table.outputs.compactMap { positions[$0.name] }
    var strides: [Int] = []
    var cells = 1
    for input in inputs {
      strides.append(cells)
      cells *= max(1, variables[input].codes.count)
      guard cells <= CodedGraph.cells else { throw CodedGraph.TableTooLarge(table: table.name) }
    }
    guard table.rules.count < Int(Int16.max) - 2 else {
      throw CodedGraph.TableTooLarge(table: table.name)
    }
    var answers = [Int16](repeating: Self.none, count: cells)
    let values = Dictionary(
      zip(table.inputs.map(\.name), inputs.map { variables[$0].values })
    ) { first, _ in first }
    let coded = CodedTable(table, over: values)
    for rule in table.rules.indices {
      Self.fill(&answers, rule, coded.box(of: rule), strides)
    }
    self.table = table
    self.inputs = inputs
    self.outputs = outputs
    self.strides = strides
    self.answers = answers
    given = table.rules.map { rule in
      zip(outputs, rule.outputs).map { output, value in
        UInt16(variables[output].values.firstIndex(of: value) ?? 0)
      }
    }
  }

  /// Writes a rule into every cell of its box.
  private static func fill(
    _ answers: inout [Int16], _ rule: Int, _ box: CodedTable.Box, _ strides: [Int]
  ) {
    var cells = [0]
    for (ranges, stride) in zip(box, strides) {
      cells = ranges.flatMap { range in range.flatMap { code in cells.map { $0 + code * stride } } }
    }
    for cell in cells { answers[cell] = answers[cell] == none ? Int16(rule) : several }
  }

  /// The rule that answers codes of its inputs.
  func rule(in cell: [UInt16]) -> Int16 {
    answers[zip(cell, strides).reduce(0) { $0 + Int($1.0) * $1.1 }]
  }
}
