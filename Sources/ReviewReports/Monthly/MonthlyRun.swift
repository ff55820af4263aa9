package import Findings
package import HotlineModel
import Measures
package import MergerRuns
import MergerStore
package import Reports
import ReviewRuns
import Sheets

/// Counts one month by line and by unit, from the same run as `measure list`.
package struct MonthlyRun {
  private let workspace: Workspace
  private let measures: MeasureRun

  /// A run over a workspace.
  ///
  /// - Throws: `Unusable` with the complaints about register and sheets of measures.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    measures = try MeasureRun(workspace)
  }

  /// How well the hotline worked in a month.
  ///
  /// - Parameters:
  ///   - month: the month of the calls, such as `2021-11`.
  ///   - snapshot: the day as of whose end tickets are judged.
  ///   - progress: is given how far the count is.
  /// - Returns: the report, and what its reader should know: `HL4306` where no index is printed,
  ///   `HL4401` where the month has no tickets.
  /// - Throws: `Unusable` as `MeasureRun.table` does.
  package func report(
    of month: String, asOf snapshot: CivilDate, progress: (RunProgress) -> Void = { _ in }
  ) async throws -> (report: MonthlyReport, findings: [Finding]) {
    let scope = try measures.scope(line: nil, from: month, to: month, snapshot: snapshot)
    let tables = try await measures.tables(scope, by: [[], [.line], [.unit]], progress: progress)
    let register = try workspace.register()
    let head = workspace.hasLedger ? try workspace.ledger().auditHead() : nil
    let report = MonthlyReport(
      city: workspace.city, month: month, head: head?.nonEmpty,
      total: tables[0], lines: tables[1], units: tables[2],
      names: Dictionary(register.lines.map { ($0.id, $0.name) }) { first, _ in first },
      meanings: measures.definitions.rates.map(MonthlyReport.Meaning.init))
    let empty =
      report.tickets == 0
      ? Finding(.reportMonthEmpty(found: month), at: SourceLocation(file: workspace.folder)) : nil
    return (report, [measures.definitions.weights.unsigned, empty].compactMap(\.self))
  }
}
