import Bytes
import DecisionTables
import Findings
import HotlineModel
import Sheets

/// Writes what was decided of each row; what follows from the rules alone is put in words once.
struct RegisterAnswers {
  private let form: PolicyDecideRun.Form
  private let header: [String]
  /// Columns of facts, with the beginning of their member in JSON.
  private let facts: [(column: Int, member: [UInt8])]
  private var known: [Int: [UInt8]] = [:]
  /// The outcomes met last, so that most rows need no search.
  private var recent: [(outcome: Int, text: [UInt8])] = Array(repeating: (-1, []), count: 256)
  /// What was written since the last time somebody took it.
  var bytes: [UInt8] = []

  init(form: PolicyDecideRun.Form, header: [String], facts: [String]) {
    self.form = form
    self.header = header
    self.facts = header.enumerated().filter { facts.contains($0.element) }.map { column, name in
      (column, Array(",\(JSONValue.string(name).line):".utf8))
    }
  }

  /// The first line of the output; nothing for JSON.
  func head(_ graph: DecisionGraph) -> String {
    switch form {
    case .grounds: ""
    case .outcomes:
      CSVForm().row(
        [header.first ?? ""] + graph.tables.flatMap { $0.outputs.map(\.name) } + ["undecided"])
    }
  }

  /// Decides and writes the whole rows of a piece; `next` is moved behind them.
  mutating func add(_ decider: inout RegisterDecider, _ piece: [UInt8], _ next: inout Int) {
    while next < piece.count {
      let line = decider.line
      guard let row = decider.decide(piece, from: &next) else { return }
      switch row {
      case .empty: break
      case .decided: add(decider, piece, line)
      case .undecided(let reason): add(reason, decider, piece, line)
      }
    }
  }

  private mutating func add(_ decider: borrowing RegisterDecider, _ piece: [UInt8], _ line: Int) {
    switch form {
    case .outcomes: bytes += piece[Self.written(decider.firstCell, piece)]
    case .grounds:
      bytes += Array("{\"line\":\(line),\"row\":".utf8)
      addJSON(piece, decider.firstCell)
    }
    addText(decider)
    guard form == .grounds else { return }
    bytes += Array(",\"facts\":{".utf8)
    for (index, fact) in facts.enumerated() {
      bytes += index > 0 ? fact.member[...] : fact.member.dropFirst()
      addJSON(piece, decider.cells[fact.column])
    }
    bytes += Array("}}\n".utf8)
  }

  private mutating func addText(_ decider: borrowing RegisterDecider) {
    let outcome = decider.outcome
    let place = (outcome ^ outcome >> 8 ^ outcome >> 16) & 255
    if recent[place].outcome != outcome {
      let text = known[outcome] ?? text(decider.steps)
      known[outcome] = text
      recent[place] = (outcome, text)
    }
    bytes += recent[place].text
  }

  /// A cell at the start of a row with the quotation marks around it.
  private static func written(_ cell: Range<Int>, _ piece: [UInt8]) -> Range<Int> {
    let quote = UInt8(ascii: "\"")
    guard cell.lowerBound > 0, piece[cell.lowerBound - 1] == quote else { return cell }
    return cell.lowerBound - 1..<cell.upperBound + 1
  }

  /// A cell as a JSON string.
  private mutating func addJSON(_ piece: [UInt8], _ cell: Range<Int>) {
    let isPlain = piece[cell].allSatisfy { $0 >= 32 && $0 != 34 && $0 != 92 && $0 < 128 }
    guard isPlain else {
      bytes += Array(JSONValue.string(RegisterDecider.text(piece, cell)).line.utf8)
      return
    }
    bytes.append(34)
    bytes += piece[cell]
    bytes.append(34)
  }

  // MARK: what follows from the rules

  private func text(_ steps: [DecisionOutcome.Step]) -> [UInt8] {
    switch form {
    case .outcomes:
      let outputs = steps.flatMap { $0.rule.outputs.map(\.description) }
      return Array(("," + CSVForm().row(outputs + [""])).utf8)
    case .grounds:
      let outputs = steps.flatMap { $0.table.named($0.rule) }
      let used = DecisionOutcome(values: [:], steps: steps).grounds(of: outputs.map(\.name)).facts
      let members: [(String, JSONValue)] = [
        (
          "outputs",
          .object(
            Dictionary(outputs.map { ($0.name, .string($0.value.description)) }) { $1 })
        ),
        ("path", .array(steps.map(Self.path))),
        ("used", .array(used.sorted().map(JSONValue.string))),
      ]
      return Array(members.map { ",\"\($0.0)\":\($0.1.line)" }.joined().utf8)
    }
  }

  private static func path(_ step: DecisionOutcome.Step) -> JSONValue {
    var members: [String: JSONValue] = [
      "table": .string(step.table.name), "rule": .string(step.rule.id),
    ]
    for (name, note) in step.rule.notes { members[name] = .string(note) }
    return .object(members)
  }

  private mutating func add(
    _ reason: RegisterDecider.Reason, _ decider: borrowing RegisterDecider, _ piece: [UInt8],
    _ line: Int
  ) {
    let words = reason.words
    switch form {
    case .outcomes:
      bytes += piece[Self.written(decider.firstCell, piece)]
      let empty = Array(repeating: "", count: decider.outputCount)
      bytes += Array(("," + CSVForm().row(empty + [words])).utf8)
    case .grounds:
      bytes += Array("{\"line\":\(line),\"row\":".utf8)
      addJSON(piece, decider.firstCell)
      bytes += Array(",\"undecided\":\(JSONValue.string(words).line)}\n".utf8)
    }
  }
}

extension RegisterDecider.Reason {
  /// Why a row is not decided, in the output of one row.
  fileprivate var words: String {
    switch self {
    case .valueUnknown(let fact, let found): "\(fact)=\(found)"
    case .cellsUneven(let found, let expected): "cells=\(found)/\(expected)"
    case .noSingleRule(let table, let isNone): "\(table)=\(isNone ? "no rule" : "several rules")"
    }
  }
}

extension Finding {
  /// Why a row of a register is not decided.
  init(_ row: RegisterDecider.Undecided, in file: String, _ graph: DecisionGraph) {
    let place = SourceLocation(
      file: file, line: row.line, column: row.column > 0 ? row.column : nil)
    switch row.reason {
    case .valueUnknown(let fact, let found):
      let table = graph.tables.first { $0.inputs.contains { $0.name == fact } }
      let domain = table?.inputs.first { $0.name == fact }?.domain
      let expected =
        switch domain {
        case .words(let words): words
        case .text, nil: ["digits without area code"]
        case .number: [domain?.description ?? ""]
        }
      self.init(
        .factOutsideDomain(
          column: fact, found: found, table: table?.name ?? "",
          nearest: nearest(to: found, among: expected), expected: expected.joined(separator: ", ")),
        at: [place])
    case .cellsUneven(let found, let expected):
      self.init(.sheetRowWidth(found: String(found), expected: String(expected)), at: [place])
    case .noSingleRule(let table, let isNone):
      self.init(
        isNone
          ? .noRuleMatches(table: table, found: "row \(row.line)")
          : .severalRulesMatch(table: table, found: "row \(row.line)"), at: place)
    }
  }
}
