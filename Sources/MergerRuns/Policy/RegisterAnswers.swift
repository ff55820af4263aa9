import Bytes
import DecisionTables
import Findings
import HotlineModel
import Sheets

/// Writes what was decided of each row; what follows from the rules alone is put in words once.
struct RegisterAnswers {
  private let form: PolicyDecideRun.Form
  private let header: [String]
  /// Columns of facts, and where the beginning of their member in JSON is in `words`.
  private let facts: [(column: Int, member: Range<Int>)]
  /// What stands between cells in JSON, one after the other.
  private let words: [UInt8]
  private var texts = OutcomeTexts()
  /// Rows that were decided together, and where their texts are.
  private var rows: DecidedRows
  private var places: [Range<Int>] = []
  /// What was written since the last time somebody took it.
  var bytes: [UInt8] = []

  /// Answers in a form to the rows of a register whose first line is `header`.
  init(form: PolicyDecideRun.Form, header: [String], for decider: borrowing RegisterDecider) {
    self.form = form
    self.header = header
    rows = decider.roomForRows
    let facts = decider.facts
    var words = Self.fixed
    self.facts = header.enumerated().filter { facts.contains($0.element) }.map { column, name in
      let start = words.count
      words += Array(",\(JSONValue.string(name).line):".utf8)
      return (column, start..<words.count)
    }
    self.words = words
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

  /// Decides and writes whole rows of a piece, until it holds no other or much is written; `next` is
  /// moved behind them.
  ///
  /// - Returns: whether more rows of the piece may be decided.
  mutating func add(
    _ decider: inout RegisterDecider, _ piece: [UInt8], _ next: inout Int
  ) -> Bool {
    while next < piece.count, bytes.count < Self.much {
      decider.decidePlain(piece, from: &next, into: &rows)
      if rows.count > 0 { addRows(of: decider, piece) }
      if rows.isFull { continue }
      let line = decider.line
      guard next < piece.count, let row = decider.decide(piece, from: &next) else { return false }
      switch row {
      case .empty: break
      case .decided: add(decider, piece, line)
      case .undecided(let reason): add(reason, decider, piece, line)
      }
    }
    return next < piece.count
  }

  /// What is written at once, so that it is still near when it is hashed.
  private static let much = 1 << 18

  private mutating func addRows(of decider: borrowing RegisterDecider, _ piece: [UInt8]) {
    places.removeAll(keepingCapacity: true)
    var room = 0
    for row in 0..<rows.count {
      let outcome = rows.outcome(of: row)
      let place =
        texts.place(of: outcome) ?? texts.add(text(decider.steps(of: outcome)), of: outcome)
      places.append(place)
      room += place.count + Self.roomInJSON(of: rows.cells(of: row).count) + membersRoom
    }
    var written: [UInt8] = []
    swap(&written, &bytes)
    written.append(addingCapacity: room) { out in
      let (cells, texts, words) = (piece.span, texts.bytes.span, words.span)
      for row in 0..<rows.count {
        switch form {
        case .outcomes:
          out.append(rows.cell(0, of: row), of: cells)
          out.append(places[row], of: texts)
        case .grounds: addGrounds(of: row, cells, texts, words, to: &out)
        }
      }
    }
    swap(&written, &bytes)
  }

  private func addGrounds(
    of row: Int, _ cells: Span<UInt8>, _ texts: Span<UInt8>, _ words: Span<UInt8>,
    to out: inout OutputSpan<UInt8>
  ) {
    let isPlain = Self.isPlain(cells.extracting(rows.cells(of: row)))
    out.append(Self.lineMember, of: words)
    out.append(decimal: rows.firstLine + row)
    out.append(Self.rowMember, of: words)
    Self.add(cells, rows.cell(0, of: row), isPlain: isPlain, to: &out)
    out.append(places[row], of: texts)
    out.append(Self.factsMember, of: words)
    for index in facts.indices {
      let member = facts[index].member
      out.append(index > 0 ? member : member.dropFirst(), of: words)
      Self.add(cells, rows.cell(facts[index].column, of: row), isPlain: isPlain, to: &out)
    }
    out.append(Self.rowEnd, of: words)
  }

  /// Adds a cell as a JSON string.
  private static func add(
    _ cells: Span<UInt8>, _ cell: Range<Int>, isPlain: Bool, to out: inout OutputSpan<UInt8>
  ) {
    guard isPlain else {
      let bytes = [UInt8](copying: cells.extracting(cell))
      let json = json(bytes, bytes.indices)
      return out.append(json.indices, of: json.span)
    }
    out.append(34)
    out.append(cell, of: cells)
    out.append(34)
  }

  /// Words that are the same for all registers, at the front of `words`.
  private static let fixed = Array("{\"line\":,\"row\":,\"facts\":{}}\n".utf8)
  private static let lineMember = 0..<8
  private static let rowMember = 8..<15
  private static let factsMember = 15..<25
  private static let rowEnd = 25..<28

  /// How many bytes all but the text and the cells of a row may need.
  private var membersRoom: Int { words.count + 2 * facts.count + 64 }

  /// How many bytes some bytes may need as JSON strings, each within its marks.
  private static func roomInJSON(of count: Int) -> Int { 6 * count + 4 }

  /// Whether bytes stand in JSON as they are.
  private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
    var odd: UInt8 = 0
    for index in bytes.indices { odd |= isPlain(bytes[index]) ? 0 : 1 }
    return odd == 0
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 32 && byte != 34 && byte != 92 && byte < 128
  }

  // MARK: rows that are decided one by one

  private mutating func add(_ decider: borrowing RegisterDecider, _ piece: [UInt8], _ line: Int) {
    switch form {
    case .outcomes: bytes += piece[Self.written(decider.firstCell, piece)]
    case .grounds:
      bytes += Array("{\"line\":\(line),\"row\":".utf8)
      bytes += Self.json(piece, decider.firstCell)
    }
    let outcome = decider.outcome
    let place = texts.place(of: outcome) ?? texts.add(text(decider.steps(of: outcome)), of: outcome)
    bytes += texts.bytes[place]
    guard form == .grounds else { return }
    bytes += Self.fixed[Self.factsMember]
    for (index, fact) in facts.enumerated() {
      bytes += words[index > 0 ? fact.member : fact.member.dropFirst()]
      bytes += Self.json(piece, decider.cells[fact.column])
    }
    bytes += Self.fixed[Self.rowEnd]
  }

  /// A cell at the start of a row with the quotation marks around it.
  private static func written(_ cell: Range<Int>, _ piece: [UInt8]) -> Range<Int> {
    let quote = UInt8(ascii: "\"")
    guard cell.lowerBound > 0, piece[cell.lowerBound - 1] == quote else { return cell }
    return cell.lowerBound - 1..<cell.upperBound + 1
  }

  /// A cell as a JSON string.
  private static func json(_ piece: [UInt8], _ cell: Range<Int>) -> [UInt8] {
    guard piece[cell].allSatisfy(isPlain) else {
      return Array(JSONValue.string(RegisterDecider.text(piece, cell)).line.utf8)
    }
    return [34] + piece[cell] + [34]
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
      bytes += Self.json(piece, decider.firstCell)
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
