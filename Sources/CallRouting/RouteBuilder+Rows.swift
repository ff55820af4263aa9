import Findings
import HotlineModel

extension RouteBuilder {
  /// The day of the notice that merges hotlines: no line was cut over under it before.
  ///
  /// Source: 国办发〔2020〕53号, 2020-12-28.
  private static let mergerBegins = CivilDate(year: 2020, month: 12, day: 28)

  /// How long desks ring where a row does not say so; a cell with it says nothing.
  private static let usualRing = 15

  /// Cut-overs that the proof does not reach, and those that would have been before the merger
  /// began, unless the row says that they were.
  mutating func checkCutovers() {
    let years = calendar.years
    guard let end = calendar.end?.start,
      let start = CivilDate(year: years.lowerBound, month: 1, day: 1)?.start
    else { return }
    for row in sheets.phases {
      guard let cutover = row.cutover else { continue }
      if cutover < start || end <= cutover {
        findings.append(
          Finding(
            .calendarTooShort(
              found: "\(cutover)", expected: "\(years.lowerBound)–\(years.upperBound)"),
            at: row.place))
      } else if let first = Self.mergerBegins, cutover < first.start, !row.saysPast,
        row.line != HotlineNumber.platformCode
      {
        findings.append(
          Finding(
            .cutoverPast(line: row.line, found: "\(cutover)", expected: "\(first)"),
            at: row.place))
      }
    }
  }

  /// 12345 keeps its number: it has neither an announcement nor an end.
  mutating func noteUnusedCells(ofPlatform row: RoutingSheets.LinePhases) {
    noteUnused(ends(of: row), row, .outside)
  }

  /// Cells that the mode of a line does not use.
  mutating func noteUnusedCells(of row: RoutingSheets.LinePhases, _ decision: Decision) {
    let own: [(String, String)] = row.set.isEmpty ? [] : [("set", row.set)]
    let ring = row.ringSeconds == Self.usualRing ? [] : [("ring_seconds", "\(row.ringSeconds)")]
    switch decision.mode {
    case .fullMerge: noteUnused(own + ring, row, decision.mode)
    case .dualNumber where decision.callPath == .forwardAll:
      noteUnused(own + ring + ends(of: row), row, decision.mode)
    case .dualNumber, .subCenter:
      noteUnused((row.set.isEmpty ? ring : []) + ends(of: row), row, decision.mode)
    case .protected, .linkOnly, .outside, .person: break
    }
  }

  /// The cells that only a number uses that is given up.
  private func ends(of row: RoutingSheets.LinePhases) -> [(String, String)] {
    [
      ("grace_end", row.graceEnd.map { "\($0)" } ?? ""),
      ("retire", row.retire.map { "\($0)" } ?? ""), ("announcement", row.announcement),
    ].filter { !$0.1.isEmpty }
  }

  private mutating func noteUnused(
    _ cells: [(column: String, found: String)], _ row: RoutingSheets.LinePhases, _ mode: MergeMode
  ) {
    findings += cells.map { cell in
      Finding(
        .cellUnused(
          column: cell.column, found: cell.found, line: row.line, mode: mode.rawValue),
        at: row.place)
    }
  }
}

extension RoutingSheets.LinePhases {
  /// Whether the row says that the line was cut over long ago: the word `past` in `deviation`.
  fileprivate var saysPast: Bool {
    deviation.split { !$0.isLetter }.contains { $0 == "past" }
  }
}
