import Findings
package import HotlineModel
import LocalFiles
package import Measures
package import MergerRuns
import MergerStore
package import Reports
import Sheets
import Tickets

/// Counts the rates of 办理效能指数 over the tickets of the ledger, in one pass on all cores.
package struct MeasureRun {
  private let workspace: Workspace
  /// What each rate means.
  package let definitions: MeasureDefinitions

  /// Reads the sheets of measures, and looks whether the lines that they name are registered.
  ///
  /// - Throws: `Unusable`: `HL4301`–`HL4309` and `HL2xxx` with the complaints about the sheets.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    definitions = try workspace.measures()
    let lines = try workspace.register().lines.map(\.id)
    let known = Set(lines)
    let unknown = definitions.namedLines.filter { !known.contains($0.line) }.map { line, place in
      Finding(.deadlineLineUnknown(found: line), at: place)
    }
    guard unknown.isEmpty else { throw Unusable(unknown) }
  }

  /// A scope, with a line by its id or number in any spelling.
  ///
  /// - Throws: `Unusable`: `HL2211` for a line that is not registered.
  package func scope(
    line: String?, from: String?, to: String?, snapshot: CivilDate
  ) throws -> MeasureScope {
    let id = try line.map { try workspace.line($0, in: workspace.register()).id }
    return MeasureScope(line: id, from: from, to: to, snapshot: snapshot)
  }

  /// Counts the tickets of closed batches.
  ///
  /// - Parameters:
  ///   - scope: which tickets, and as of when.
  ///   - groupings: what they are counted by; all together where by nothing.
  ///   - progress: is given how far the count is.
  /// - Returns: the rates of each group.
  /// - Throws: `Unusable`: `HL4310` where a limit needs a year that the calendar does not have,
  ///   `HL6003` and `HL6210` where the ledger does not hold what it should.
  package func table(
    _ scope: MeasureScope, by groupings: [MeasureTable.Grouping],
    progress: (RunProgress) -> Void = { _ in }
  ) async throws -> MeasureTable {
    try await cells(scope, progress).table(by: groupings, definitions, scope)
  }

  /// Counts the tickets of closed batches once, for several tables.
  ///
  /// - Parameters:
  ///   - scope: which tickets, and as of when.
  ///   - groupings: what they are counted by, for each table.
  ///   - progress: is given how far the count is.
  /// - Returns: the tables, in the order of the groupings.
  /// - Throws: as `table(_:by:progress:)` does.
  package func tables(
    _ scope: MeasureScope, by groupings: [[MeasureTable.Grouping]],
    progress: (RunProgress) -> Void = { _ in }
  ) async throws -> [MeasureTable] {
    let cells = try await cells(scope, progress)
    return groupings.map { cells.table(by: $0, definitions, scope) }
  }

  private func cells(
    _ scope: MeasureScope, _ progress: (RunProgress) -> Void
  ) async throws -> MeasureCells {
    var moment = try workspace.ledger().moment()
    let all = moment.tickets.count
    let definitions = self.definitions
    var cells = MeasureCells(definitions)
    var done = 0
    try await inOrder(
      next: { try Self.frames(&moment.tickets) },
      work: { Counted($0, definitions, scope) },
      take: { counted in
        if let failure = counted.failure { throw failure }
        cells += counted.cells
        done += counted.tickets
        progress(
          RunProgress(Words("counting", "统计"), count: done, .tickets, part: .init(done, of: all)))
      })
    if let years = cells.yearsOutside {
      throw Unusable(
        .limitOutsideCalendar(
          count: cells.outsideCalendar, found: Self.text(years),
          expected: Self.text(definitions.knownYears)),
        at: SourceLocation(file: "\(workspace.mappings)/calendar/working-days.csv"))
    }
    return cells
  }

  /// `2021`, or `2019–2021`.
  private static func text(_ years: ClosedRange<Int>) -> String {
    years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
  }

  /// A few frames, so that what is counted of them is added up seldom; `nil` behind the last.
  private static func frames(_ tickets: inout TicketCursor) throws -> [PackedTickets]? {
    var frames: [PackedTickets] = []
    var count = 0
    while count < 16_384, let frame = try tickets.next() {
      count += frame.count
      frames.append(frame)
    }
    return frames.isEmpty ? nil : frames
  }

  /// What was counted of some frames, on any core.
  private struct Counted: Sendable {
    var cells: MeasureCells
    var tickets = 0
    /// Why the ledger cannot be trusted; the run ends with it.
    var failure: Unusable?

    init(_ frames: [PackedTickets], _ definitions: MeasureDefinitions, _ scope: MeasureScope) {
      var counter = MeasureCounter(definitions, scope)
      var row = TicketRow()
      do {
        for frame in frames {
          let frame = try frame.open()
          for index in 0..<frame.count {
            try frame.read(index, into: &row)
            counter.add(row)
          }
          tickets += frame.count
        }
      } catch {
        failure = error
      }
      cells = counter.cells
    }
  }
}
