import CDeciding

/// A graph of at most eight tables in which every code of a fact has a weight: by how much it moves the
/// cell of each table.
///
/// Where all facts are weighed, the cells of the tables are their sum.
struct WeighedTables {
  /// One figure for each table.
  typealias Weights = SIMD8<UInt32>

  private(set) var tables: [hotline_table] = []
  /// By cell of all tables: the rule that answers; below zero where no single one does.
  private(set) var answers: [Int16] = []
  /// What the codes of all facts weigh, those of a fact one after the other; then, by rule of all
  /// tables, what the codes of its outputs weigh.
  private(set) var weights: [Weights] = []
  /// Where the weights of each fact begin.
  private(set) var firstWeights: [Int] = []
  /// The first cell of each table.
  private(set) var start = Weights()

  /// A graph by weights; `nil` for more than eight tables.
  init?(_ graph: CodedGraph) {
    guard graph.tables.count <= Weights.scalarCount else { return nil }
    var strides = Array(repeating: Weights(), count: graph.variables.count)
    for (index, table) in graph.tables.enumerated() {
      start[index] = UInt32(answers.count)
      answers += table.answers
      for (input, stride) in zip(table.inputs, table.strides) {
        strides[input][index] &+= UInt32(stride)
      }
    }
    func weight(_ variable: Int, _ code: Int) -> Weights {
      strides[variable] &* Weights(repeating: UInt32(code))
    }
    for (index, variable) in graph.variables[..<graph.factCount].enumerated() {
      firstWeights.append(weights.count)
      weights += variable.codes.indices.map { weight(index, $0) }
    }
    for table in graph.tables {
      tables.append(
        hotline_table(
          first_rule: UInt32(weights.count), rule_count: UInt32(table.table.rules.count)))
      weights += table.given.map { codes in
        zip(table.outputs, codes).reduce(Weights()) { $0 &+ weight($1.0, Int($1.1)) }
      }
    }
  }
}
