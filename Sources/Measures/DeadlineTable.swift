import Findings
import HotlineModel
import Sheets

/// All rows of `deadlines.csv`, proven: exactly one applies to every line, type, urgency and day.
///
/// A line that has rows of its own for a stage uses these alone; the rows of `*` are for the others.
package struct DeadlineTable: Sendable {
  /// The rows in the order of the sheet.
  package let rules: [DeadlineRule]

  /// How long handling may take from a day on.
  struct Limit: Sendable {
    let from: Int
    let count: Int
    let unit: DeadlineRule.Unit
  }

  /// Of one line, for each type and urgency the limits by the day from which they hold.
  private struct Block: Sendable {
    var cells: [[Limit]]
  }

  private let blocks: [Block]
  private let named: [DeadlineRule.Stage: [[UInt8]: Int]]
  private let common: [DeadlineRule.Stage: Int]

  /// Reads `deadlines.csv` and proves it.
  ///
  /// - Throws: `Unusable` with all complaints: `HL4301` for days that no row covers, `HL4302` for
  ///   days that two rows cover, `HL2xxx` for malformed cells.
  package init(contentsOf path: String) throws {
    let sheet = try Sheet(contentsOf: path, form: DeadlineRule.form)
    let rules = sheet.rows.map(DeadlineRule.init)
    var complaints: [Finding] = []
    for (row, rule) in zip(sheet.rows, rules) {
      guard let from = rule.from, let to = rule.to, to < from else { continue }
      complaints.append(
        Finding(
          .sheetValueMalformed(
            found: "\(to)", expected: "a day from \(from) on", example: "\(from)"),
          at: [row.place(of: "to"), row.place(of: "from")]))
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    var blocks: [Block] = []
    var named: [DeadlineRule.Stage: [[UInt8]: Int]] = [:]
    var common: [DeadlineRule.Stage: Int] = [:]
    for stage in DeadlineRule.Stage.allCases {
      let ofStage = rules.indices.filter { rules[$0].stage == stage }
      // Nobody has to set limits for responses.
      if ofStage.isEmpty, stage == .response { continue }
      for line in Set(ofStage.map { rules[$0].line }).union(["*"]).sorted() {
        let own = ofStage.filter { rules[$0].line == line }
        let block = Self.block(
          own, of: rules, line: line, in: SourceLocation(file: sheet.file), &complaints)
        if line == "*" {
          common[stage] = blocks.count
        } else {
          named[stage, default: [:]][Array(line.utf8)] = blocks.count
        }
        blocks.append(block)
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    self.rules = rules
    self.blocks = blocks
    self.named = named
    self.common = common
  }

  /// Whether limits are set for a stage.
  func covers(_ stage: DeadlineRule.Stage) -> Bool { common[stage] != nil }

  /// The limit for a ticket.
  ///
  /// - Parameters:
  ///   - stage: what is limited.
  ///   - line: the line.
  ///   - type: the position of the type among its codes.
  ///   - urgency: the position of the urgency among its codes.
  ///   - day: the day from which it is counted.
  /// - Returns: the limit; `nil` where nobody set limits for the stage.
  func limit(
    _ stage: DeadlineRule.Stage, line: ArraySlice<UInt8>, type: Int, urgency: Int, day: Int
  ) -> Limit? {
    var block = common[stage]
    if let named = named[stage], !named.isEmpty, let own = named[Array(line)] { block = own }
    guard let block else { return nil }
    let cell = blocks[block].cells[type * DeadlineRule.urgencies.count + urgency]
    return cell.last { $0.from <= day }
  }

  /// Sorts the rows of one line into cells, and looks whether each day has exactly one.
  private static func block(
    _ own: [Int], of rules: [DeadlineRule], line: String, in sheet: SourceLocation,
    _ complaints: inout [Finding]
  ) -> Block {
    var block = Block(cells: [])
    // Wildcards make the same fault in many cells: it is reported once.
    var reported: Set<[SourceLocation]> = []
    for type in DeadlineRule.types {
      for urgency in DeadlineRule.urgencies {
        let rows = own.filter { rules[$0].applies(type: type, urgency: urgency) }
          .sorted { start(rules[$0]) < start(rules[$1]) }
        block.cells.append(
          rows.map {
            Limit(from: start(rules[$0]), count: rules[$0].count, unit: rules[$0].unit)
          })
        let cell = "\(line)/\(type)/\(urgency)"
        func gap(_ from: CivilDate?, _ to: CivilDate?, at place: SourceLocation) {
          guard reported.insert([place]).inserted else { return }
          complaints.append(
            Finding(
              .deadlineGap(
                cell: cell, found: "\(from?.description ?? "")..\(to?.description ?? "")"),
              at: place))
        }
        guard let first = rows.first, let last = rows.last else {
          gap(nil, nil, at: sheet)
          continue
        }
        if let from = rules[first].from { gap(nil, from.adding(days: -1), at: rules[first].place) }
        for (row, next) in zip(rows, rows.dropFirst()) {
          let end = rules[row].to?.dayNumber ?? .max
          let begin = start(rules[next])
          if end >= begin {
            let places = [rules[next].place, rules[row].place]
            guard reported.insert(places).inserted else { continue }
            complaints.append(Finding(.deadlineOverlap(cell: cell), at: places))
          } else if end + 1 < begin {
            gap(
              rules[row].to?.adding(days: 1), rules[next].from?.adding(days: -1),
              at: rules[next].place)
          }
        }
        if let to = rules[last].to { gap(to.adding(days: 1), nil, at: rules[last].place) }
      }
    }
    return block
  }

  private static func start(_ rule: DeadlineRule) -> Int { rule.from?.dayNumber ?? .min }
}
