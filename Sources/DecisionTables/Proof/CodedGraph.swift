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

  /// A graph by numbers; `nil` where a table is too large to be written out.
  ///
  /// - Parameters:
  ///   - graph: the tables.
  ///   - clauses: conditions outside of the tables whose values must be told apart too.
  package init?(_ graph: DecisionGraph, telling clauses: [GraphInvariant.Clause] = []) {
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
      guard let coded = Table(table, variables, positions) else { return nil }
      tables.append(coded)
    }
    self.variables = variables
    self.tables = tables
    factCount = facts.count
  }

  /// The position of a fact or an output.
  func position(of name: String) -> Int? { variables.firstIndex { $0.name == name } }

  /// Facts that have one value alone, as a sweep takes them.
  func limits(holding held: [String: FactValue]) -> [Int: [UInt16]] {
    var limits: [Int: [UInt16]] = [:]
    for (name, value) in held {
      guard let variable = position(of: name), variable < factCount else { continue }
      limits[variable] = variables[variable].values.firstIndex(of: value).map { [UInt16($0)] }
    }
    return limits
  }

  /// How many combinations of facts there are, as far as rules can tell them apart.
  package var combinations: Int {
    variables[..<factCount].reduce(1) { product, fact in
      let (next, isTooMany) = product.multipliedReportingOverflow(by: fact.codes.count)
      return isTooMany ? .max : next
    }
  }
}

extension CodedGraph.Table {
  init?(
    _ table: DecisionTable, _ variables: [CodedGraph.Variable], _ positions: [String: Int]
  ) {
    let inputs = table.inputs.compactMap { positions[$0.name] }
    let outputs = table.outputs.compactMap { positions[$0.name] }
    var strides: [Int] = []
    var cells = 1
    for input in inputs {
      strides.append(cells)
      cells *= max(1, variables[input].codes.count)
      guard cells <= CodedGraph.cells else { return nil }
    }
    guard table.rules.count < Int(Int16.max) else { return nil }
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

  /// The rule that answers codes of all variables that stand from `start` on.
  func rule(for codes: [UInt16], from start: Int = 0) -> Int16 {
    var cell = 0
    for index in inputs.indices { cell += Int(codes[start + inputs[index]]) * strides[index] }
    return answers[cell]
  }
}
