/// Decides a register row by row: the bytes of its cells in, rules and outcomes out.
///
/// The first line names the facts; columns that are no facts are passed over. Nothing is guessed: a
/// row with a cell that its fact cannot have, or that no single rule answers, is not decided and
/// says why. Cells are separated by commas and may stand in quotation marks.
package struct RegisterDecider: Sendable {
  /// Why a row is not decided.
  package enum Reason: Hashable, Sendable {
    /// The fact cannot have what its cell says.
    case valueUnknown(fact: String, found: String)
    /// The row has not one cell for each column.
    case cellsUneven(found: Int, expected: Int)
    /// No rule of a table matches, or more than one does.
    case noSingleRule(table: String, isNone: Bool)
  }

  /// Why a register cannot be decided at all.
  package enum Unfit: Error, Hashable, Sendable {
    /// No column holds a fact that tables ask for.
    case factMissing(String)
    /// Two columns hold one fact.
    case factTwice(String)
    /// A table has more cells than can be written out.
    case tableTooLarge
  }

  /// A row that is not decided.
  package struct Undecided: Hashable, Sendable {
    /// The physical line, from 1.
    package let line: Int
    /// The column, from 1; zero where it is the whole row.
    package let column: Int
    /// Why.
    package let reason: Reason
  }

  let coded: CodedGraph
  private let program: DecisionProgram
  private let table: CodeTable
  private let derived: [FactDerivation]
  /// By column of the register: whether facts are derived from it.
  private let isSource: [Bool]
  /// By column of the register: the fact it holds; `nil` for none.
  let columns: [CodeTable.Place?]
  private var codes = DecisionProgram.Codes(repeating: 0)
  /// What tells the rules of the row that was decided last from any other rules.
  package private(set) var outcome = 0
  /// Where the first cell of the row stands, without quotation marks around it.
  package private(set) var firstCell = 0..<0
  /// Where all its cells stand; only kept up to date where `keepsCells`.
  package private(set) var cells: [Range<Int>]
  let keepsCells: Bool
  /// What plain rows are decided with; `nil` where no row is decided as one.
  let plain: PlainFacts?
  /// The first cell of the row that its fact cannot have.
  private var misfit: (column: Int, cell: Range<Int>)?
  /// The physical line of the next row, from 1.
  package internal(set) var line = 1

  /// Rows that were decided.
  package internal(set) var decided = 0
  /// Rows that were not.
  package private(set) var undecided = 0
  /// The first of those that were not.
  package private(set) var examples: [Undecided] = []

  /// A decider for registers with these columns.
  ///
  /// - Parameters:
  ///   - graph: tables, which need not be total: rows without an answer are told apart.
  ///   - names: the names in the register's first line, which hold every fact of the tables that is
  ///     not fixed.
  ///   - fixed: facts that are the same for all rows, whatever a column says.
  ///   - synonyms: by fact, texts that mean another of its words.
  ///   - dialled: facts that are numbers as one dials them: digits that do not begin with zero, nor
  ///     with the country's code.
  ///   - supplements: facts that no column need hold.
  ///   - keepsCells: whether `cells` says where the cells of a row stand.
  ///   - isWide: whether the processor's wide registers are used, where it has them.
  /// - Throws: where a fact has no column or two, and where a table is too large to be written out.
  package init(
    _ graph: DecisionGraph, columns names: [String], fixed: [String: String] = [:],
    synonyms: [String: [String: String]] = [:], dialled: Set<String> = [],
    supplements: [String: Supplement] = [:], keepsCells: Bool = false, isWide: Bool = true
  ) throws(Unfit) {
    guard let coded = try? CodedGraph(graph) else { throw .tableTooLarge }
    let columnsOfFacts = graph.facts
    var table = CodeTable()
    guard coded.variables.count <= codes.count else { throw .tableTooLarge }
    var derived: [FactDerivation] = []
    // The codes of facts that are the same for all rows.
    var same: [Int: UInt16] = [:]
    for (index, fact) in coded.variables[..<coded.factCount].enumerated() {
      let supplement = supplements[fact.name]
      let domains = columnsOfFacts[fact.name]?.map(\.domain) ?? []
      table.add(
        fact.codes, of: FactDomain.union(domains) ?? .text, synonyms: synonyms[fact.name] ?? [:],
        isDialled: dialled.contains(fact.name), empty: supplement?.value)
      let count = names.count { $0 == fact.name }
      if count == 0, case .word(let source, let rules) = supplement, names.contains(source) {
        derived.append(try FactDerivation(of: index, from: source, rules, columns: names, table))
        continue
      }
      if let value = fixed[fact.name] ?? (count == 0 ? supplement?.value : nil) {
        codes[index] = table.code(of: value, fact: index)
        guard codes[index] != CodeTable.none else { throw .factMissing(fact.name) }
        same[index] = codes[index]
        continue
      }
      guard count == 1 else { throw count == 0 ? .factMissing(fact.name) : .factTwice(fact.name) }
    }
    var outcomes = 1
    for count in coded.tables.map(\.table.rules.count) {
      let (product, isTooMany) = outcomes.multipliedReportingOverflow(by: count)
      guard !isTooMany else { throw .tableTooLarge }
      outcomes = product
    }
    self.coded = coded
    self.table = table
    self.derived = derived
    isSource = names.indices.map { column in derived.contains { $0.column == column } }
    self.keepsCells = keepsCells
    program = DecisionProgram(coded)
    columns = names.map { name in
      guard fixed[name] == nil, let fact = coded.position(of: name), fact < coded.factCount else {
        return nil
      }
      return table.place(ofFact: fact)
    }
    cells = Array(repeating: 0..<0, count: names.count)
    plain = PlainFacts(
      coded, columns: columns.map { $0?.fact }, table, derived,
      fixed: same, isWide: isWide)
  }

  /// What came of a row.
  package enum Row: Sendable {
    /// Every table has its rule.
    case decided
    case undecided(Reason)
    /// A line without cells.
    case empty
  }

  /// Decides the next row.
  ///
  /// - Parameters:
  ///   - bytes: what was read of the register, from the start of a row on.
  ///   - next: where the row starts; moved to the next row.
  /// - Returns: what came of it, with `outcome`, `steps` and `firstCell` to look at; `nil` where the
  ///   bytes end before the row does.
  package mutating func decide(_ bytes: [UInt8], from next: inout Int) -> Row? {
    let start = next
    let firstLine = line
    misfit = nil
    guard let count = scan(bytes, &next) else {
      line = firstLine
      next = start
      return nil
    }
    guard count > 1 || !firstCell.isEmpty else { return .empty }
    if count == columns.count, misfit == nil {
      outcome = program.run(&codes)
      if outcome >= 0 {
        decided += 1
        return .decided
      }
    }
    let undecided = whyUndecided(bytes, count, firstLine)
    self.undecided += 1
    if examples.count < 20 { examples.append(undecided) }
    return .undecided(undecided.reason)
  }

  private mutating func whyUndecided(_ bytes: [UInt8], _ count: Int, _ line: Int) -> Undecided {
    if count != columns.count {
      let reason = Reason.cellsUneven(found: count, expected: columns.count)
      return Undecided(line: line, column: 0, reason: reason)
    }
    if let misfit {
      let fact = columns[misfit.column].map { coded.variables[$0.fact].name }
      let reason = Reason.valueUnknown(fact: fact ?? "", found: Self.text(bytes, misfit.cell))
      return Undecided(line: line, column: misfit.column + 1, reason: reason)
    }
    let index = (-1 - outcome) / 2
    let reason = Reason.noSingleRule(
      table: coded.tables[index].table.name,
      isNone: outcome == DecisionProgram.none(ofTable: index))
    return Undecided(line: line, column: 0, reason: reason)
  }

  /// The rules of the row that was decided last, in the order of the tables.
  package var steps: [DecisionOutcome.Step] { steps(of: outcome) }

  /// How many outputs the tables have together.
  package var outputCount: Int { coded.variables.count - coded.factCount }

  /// The facts that tables ask for, in the order of their names.
  package var facts: [String] { coded.variables[..<coded.factCount].map(\.name) }

  /// The text of a cell.
  package static func text(_ bytes: [UInt8], _ cell: Range<Int>) -> String {
    let text = String(decoding: bytes[cell], as: UTF8.self)
    return bytes[cell].contains(quote) ? text.replacing("\"\"", with: "\"") : text
  }

  // MARK: rows

  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")
  private static let quote = UInt8(ascii: "\"")

  /// Goes through the cells of the next row and takes the codes of the facts in; gives the number of
  /// cells, `nil` where the row goes on behind the bytes.
  private mutating func scan(_ bytes: [UInt8], _ next: inout Int) -> Int? {
    let raw = unsafe bytes.span.bytes
    var column = 0
    while next < bytes.count {
      var key = CellKey()
      var start = next
      var end = next
      if bytes[next] == Self.quote {
        guard let close = scanQuoted(bytes, &next, &key) else { return nil }
        start += 1
        end = close
      } else {
        guard key.read(raw, &next) else { return nil }
        end += key.count
      }
      take(key, column, start..<end, bytes)
      column += 1
      next += 1
      if bytes[next - 1] == Self.newline {
        line += 1
        return column
      }
    }
    return nil
  }

  @inline(__always)
  private mutating func take(
    _ key: CellKey, _ column: Int, _ cell: Range<Int>, _ bytes: [UInt8]
  ) {
    guard column < columns.count else { return }
    if column == 0 { firstCell = cell }
    if keepsCells { cells[column] = cell }
    if isSource[column] { derive(key, column) }
    guard let place = columns[column] else { return }
    let code = table.code(of: key, at: place, in: bytes, cell)
    codes[place.fact] = code
    if code == CodeTable.none, misfit == nil { misfit = (column, cell) }
  }

  private mutating func derive(_ key: CellKey, _ column: Int) {
    for fact in derived where fact.column == column { codes[fact.fact] = fact.code(of: key) }
  }

  /// A cell in quotation marks; stops before the comma or newline behind it and gives the place of
  /// the closing mark.
  private mutating func scanQuoted(
    _ bytes: [UInt8], _ next: inout Int, _ key: inout CellKey
  ) -> Int? {
    next += 1
    var end = next
    var isOpen = true
    while next < bytes.count {
      let byte = bytes[next]
      if byte == Self.quote {
        if isOpen, next + 1 < bytes.count, bytes[next + 1] == Self.quote {
          key.append(byte)
          next += 1
        } else if isOpen {
          isOpen = false
          end = next
        }
      } else if !isOpen, byte == Self.comma || byte == Self.newline {
        key.seal()
        return end
      } else {
        if byte == Self.newline { line += 1 }
        if isOpen { key.append(byte) }
      }
      next += 1
    }
    return nil
  }
}
