import DecisionTables
import Reports
import Sheets

/// The rows of two policies' sheets that differ so that a decision may, and the rules they touch.
///
/// A rule is touched by its own row where a condition or an answer differs, and by a parameter that
/// it names. Notes change nothing that is decided.
struct PolicyCauses {
  /// A rule of a table, by names.
  struct RuleName: Hashable {
    let table: String
    let rule: String
  }

  private let before: Policy
  private let after: Policy
  /// The rows, in the order of their sheets.
  private(set) var causes: [PolicyDifference.Cause] = []
  /// The causes that touch a rule, by their positions.
  private var touching: [RuleName: Set<Int>] = [:]
  /// Rules that are in both policies and answer something else.
  private var answering: Set<RuleName> = []
  /// The rules that are touched, in an order of their own.
  private var order: [RuleName] = []
  /// Tables whose sheet differs in any row.
  private var differing: Set<String> = []

  init(from before: Policy, to after: Policy, _ revisions: [SheetRevision]) {
    self.before = before
    self.after = after
    let tables = (before.sheets.tables + after.sheets.tables).map {
      (sheet: $0.sheetName, table: $0.name.text)
    }
    for revision in revisions {
      if revision.sheet == PolicySheets.parametersName {
        for row in revision.rows { add(parameter: row, of: revision.sheet) }
      } else if let table = tables.first(where: { $0.sheet == revision.sheet })?.table {
        differing.insert(table)
        for row in revision.rows { add(rule: row, of: revision.sheet, table: table) }
      }
    }
    order = touching.keys.sorted { ($0.table, $0.rule) < ($1.table, $1.rule) }
  }

  private mutating func add(parameter row: SheetRevision.Row, of sheet: String) {
    if case .changed(let cells) = row.change, !cells.contains(where: { $0.column == "value" }) {
      return
    }
    causes.append(PolicyDifference.Cause(sheet: sheet, row: row))
    for table in before.graph.tables + after.graph.tables {
      for rule in table.rules where rule.names(row.name, in: table) {
        touching[RuleName(table: table.name, rule: rule.id), default: []].insert(causes.count - 1)
      }
    }
  }

  private mutating func add(rule row: SheetRevision.Row, of sheet: String, table name: String) {
    let versions = (before.graph.tables + after.graph.tables).filter { $0.name == name }
    guard versions.contains(where: { $0.rules.contains { $0.id == row.name } }) else { return }
    let rule = RuleName(table: name, rule: row.name)
    if case .changed(let cells) = row.change {
      let columns = Set(cells.map(\.column))
      let asked = Set(versions.flatMap(\.inputs).map(\.name))
      let given = Set(versions.flatMap(\.outputs).map(\.name))
      guard !columns.isDisjoint(with: asked.union(given)) else { return }
      if !columns.isDisjoint(with: given) { answering.insert(rule) }
    }
    causes.append(PolicyDifference.Cause(sheet: sheet, row: row))
    touching[rule, default: []].insert(causes.count - 1)
  }

  /// What tables of one of the policies may answer differently: those that differ, and those that
  /// ask for what these answer.
  func outputs(affectedIn graph: DecisionGraph) -> Set<String> {
    let touched = differing.union(order.map(\.table))
    // Tables stand in the order in which they are asked.
    return graph.tables.reduce(into: []) { outputs, table in
      let isAffected =
        touched.contains(table.name) || table.inputs.contains { outputs.contains($0.name) }
      if isAffected { outputs.formUnion(table.outputs.map(\.name)) }
    }
  }

  // MARK: Tables that say which touched rule answered

  /// The outputs that say which touched rule of a table answered.
  var outputs: [String] { Set(order.map(\.table)).sorted().map(Self.output) }

  private static func output(_ table: String) -> String { "changed rule of \(table)" }

  /// The tables of one of the two policies, each that has touched rules with one output more.
  ///
  /// - Throws: where the tables cannot be read with it.
  func graph(of policy: Policy, isNew: Bool) throws(TablesUnusable) -> DecisionGraph {
    var tables: [DecisionTable] = []
    for sheet in policy.sheets.tables {
      tables.append(
        try DecisionTable(
          marked(TableText(sheet), isNew: isNew), parameters: policy.sheets.limits))
    }
    return try DecisionGraph(tables)
  }

  private func marked(_ text: TableText, isNew: Bool) -> TableText {
    guard order.contains(where: { $0.table == text.name.text }) else { return text }
    let marks = order.enumerated().filter { $0.element.table == text.name.text }.flatMap {
      ["r\($0.offset)", "r\($0.offset)n"]
    }
    func cell(_ text: String, beside other: TableText.Cell) -> TableText.Cell {
      TableText.Cell(text, at: other.place)
    }
    let name = text.name
    return TableText(
      name: name, label: text.label, hit: text.hit,
      columns: text.columns + [
        TableText.Column(
          role: cell("out", beside: name), name: cell(Self.output(name.text), beside: name),
          domain: cell((["same"] + marks).joined(separator: "|"), beside: name))
      ],
      rules: text.rules.map { rule in
        let mark = mark(RuleName(table: name.text, rule: rule.id.text), isNew: isNew)
        return TableText.Rule(id: rule.id, cells: rule.cells + [cell(mark, beside: rule.id)])
      })
  }

  /// What stands for a rule; for one that answers something else, another one in each policy, so
  /// that it shows wherever the rule answers.
  private func mark(_ rule: RuleName, isNew: Bool) -> String {
    guard let position = order.firstIndex(of: rule) else { return "same" }
    return "r\(position)" + (isNew && answering.contains(rule) ? "n" : "")
  }

  /// The causes behind values of the outputs that say which touched rule answered.
  func causes(of marks: [FactValue]) -> Set<Int> {
    Set(
      marks.flatMap { mark -> Set<Int> in
        let digits = mark.description.filter(\.isNumber)
        guard let position = Int(digits), order.indices.contains(position) else { return [] }
        return touching[order[position]] ?? []
      })
  }
}

extension DecisionSheet {
  /// The file's name within its folder.
  var sheetName: String { file.split(separator: "/").last.map(String.init) ?? file }
}

extension DecisionTable.Rule {
  /// Whether a condition depends on a parameter: it names it, or asks for it as a fact.
  fileprivate func names(_ parameter: String, in table: DecisionTable) -> Bool {
    zip(table.inputs, conditions).contains { input, condition in
      let parts = condition.text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
      return parts.contains { $0 == "$\(parameter)" }
        || (input.name == parameter && condition.test != .any)
    }
  }
}
