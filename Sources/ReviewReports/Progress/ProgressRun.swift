import Checklists
package import Findings
package import HotlineModel
package import MergerRuns
import MergerStore
package import Reports
import ReviewRuns

/// Gathers how far the merger is from what `checklist list`, `number list`, `batch list` and
/// `measure list` show.
package struct ProgressRun {
  private let workspace: Workspace
  private let day: CivilDate

  /// A run over a workspace.
  ///
  /// - Parameters:
  ///   - workspace: the workspace.
  ///   - day: the day against which deadlines and windows are held, and as of whose end tickets are
  ///     judged.
  package init(_ workspace: Workspace, on day: CivilDate) {
    self.workspace = workspace
    self.day = day
  }

  /// How far the merger is.
  ///
  /// - Parameter progress: is given how far the count of tickets is.
  /// - Returns: the report, and what kept a part of it from being filled.
  /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
  package func report(
    progress: (RunProgress) -> Void = { _ in }
  ) async throws -> (report: ProgressReport, findings: [Finding]) {
    var findings: [Finding] = []
    let lists = try ChecklistRun(workspace).status(on: day)
    let ledger = workspace.hasLedger ? try workspace.ledger() : nil
    let head = try ledger?.auditHead()
    let items = lists.flatMap(\.items)
    let (entries, warnings) = try NumberRun(workspace, on: day).entries()
    findings += warnings
    let report = ProgressReport(
      city: workspace.city, day: day, head: head?.nonEmpty,
      modes: Self.modes(lists), data: try data(lists, ledger), units: Self.units(items),
      late: items.count(where: \.isLate),
      done: Self.done(items, try ledger?.signatures() ?? []),
      cutovers: try cutovers(entries, lists),
      rates: try await rates(ledger, &findings, progress))
    return (report, findings)
  }

  private static func modes(_ lists: [ChecklistStatus]) -> [ProgressReport.Mode] {
    (MergeMode.allCases.map { $0 } + [nil]).compactMap { mode in
      let own = lists.filter { $0.checklist.mode == mode }
      guard let first = own.first else { return nil }
      let items = own.flatMap(\.items)
      return ProgressReport.Mode(
        mode: mode, name: first.checklist.kindName, lines: own.count { $0.checklist.line != nil },
        items: Dictionary(items.map { ($0.state, 1) }, uniquingKeysWith: +),
        late: items.count(where: \.isLate))
    }
  }

  private func data(
    _ lists: [ChecklistStatus], _ ledger: Ledger?
  ) throws -> ProgressReport.Data {
    var data = ProgressReport.Data()
    for list in lists where list.checklist.line != nil {
      let answers = list.items.flatMap(\.answers).filter { $0.check == .countsAgree }
      switch answers.first?.outcome {
      case .yes: data.agreeing += 1
      case .no: data.differing += 1
      case .open: data.unanswered += 1
      case nil: break
      }
    }
    guard let ledger else { return data }
    let holdings = try ledger.holdings().values
    data.lines = holdings.count { $0.tickets > 0 }
    data.tickets = holdings.reduce(0) { $0 + $1.tickets }
    data.quarantined = holdings.reduce(0) { $0 + $1.quarantined }
    let batches = try ledger.batches()
    data.batches = Dictionary(batches.map { ($0.state, 1) }, uniquingKeysWith: +)
    data.records = batches.filter { $0.state == BatchState.closed.rawValue }
      .reduce(0) { $0 + $1.total.read }
    return data
  }

  /// An item of two units is late for both.
  private static func units(_ items: [ItemStatus]) -> [ProgressReport.Unit] {
    let late = items.filter(\.isLate).flatMap { status in
      status.item.owner.split(separator: "、").map { (String($0), status) }
    }
    return Dictionary(grouping: late, by: \.0).map { name, own in
      ProgressReport.Unit(
        name: name, late: own.count, failed: own.count { $0.1.state == .failed },
        worst: own.compactMap(\.1.daysLate).max())
    }.sorted { ($1.late, $0.name) < ($0.late, $1.name) }
  }

  /// An item is done on the day of the last of the signatures that it needs.
  private static func done(
    _ items: [ItemStatus], _ signatures: [Signature]
  ) -> [(day: CivilDate, count: Int)] {
    let bySubject = Dictionary(grouping: signatures, by: \.subject)
    let days = items.filter(\.state.isDone).compactMap { status -> CivilDate? in
      let own = bySubject[Signature.subject(ofItem: status.item.id)] ?? []
      let standing = SignOff(item: status.item.id, content: "", signatures: own).standing
      return standing.compactMap { CivilInstant($0.at)?.date }.max()
    }
    var count = 0
    return Dictionary(days.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
      .map { day, signed in
        count += signed
        return (day, count)
      }
  }

  private func cutovers(
    _ entries: [NumberEntry], _ lists: [ChecklistStatus]
  ) throws -> [ProgressReport.Cutover] {
    let window = try AnnouncementWindow(
      folder: "\(workspace.mappings)/checklists", calendar: workspace.calendar())
    let byLine = Dictionary(lists.map { ($0.checklist.code, $0) }) { first, _ in first }
    return entries.compactMap { entry in
      entry.cutover.map { at in
        ProgressReport.Cutover(
          line: entry.line.id, name: entry.line.name, mode: entry.mode, at: at,
          windowEnd: entry.windowEnd
            ?? (entry.disposition == .cancel ? window.end(after: at.date) : nil),
          obstacles: byLine[entry.line.id]?.obstacles?.count)
      }
    }.sorted { ($0.at, $0.line) < ($1.at, $1.line) }
  }

  /// What the tickets come to; where the sheets of measures cannot be used the rest of the page is
  /// of use all the same.
  private func rates(
    _ ledger: Ledger?, _ findings: inout [Finding], _ progress: (RunProgress) -> Void
  ) async throws -> MeasureTable? {
    guard ledger != nil else { return nil }
    do {
      let run = try MeasureRun(workspace)
      let scope = try run.scope(line: nil, from: nil, to: nil, snapshot: day)
      let table = try await run.table(scope, by: [], progress: progress)
      return table.groups.isEmpty ? nil : table
    } catch let unusable as Unusable {
      findings += unusable.findings
      return nil
    }
  }
}
