import CallRouting
package import Findings
package import HotlineModel
import MergePolicy
import MergerStore
package import Reports
import Sheets

/// Where one line stands.
package struct LineStatus: Hashable, Sendable {
  /// What was decided of a line.
  package struct Outcome: Hashable, Sendable {
    /// How it is merged.
    package let mode: MergeMode
    /// The reason or, for a person, the question.
    package let reason: String
    /// By when, as the policy writes it.
    package let deadline: String
  }

  /// What the line is called everywhere.
  package let id: String
  /// The official name.
  package let name: String
  /// What was decided; `nil` where the policy cannot be applied yet.
  package let outcome: Outcome?
  /// What the ledger holds of it.
  package let holdings: LineHoldings
  /// Its cut-over, where that comes after the deadline.
  package let late: LateCutover?
  /// Whether it is merged, and has no route although the sheets plan others.
  package let isUnrouted: Bool
}

/// Where every line stands, and what keeps the policy from being applied.
package struct StatusReport: Hashable, Sendable {
  /// The lines, in the order of their numbers.
  package let lines: [LineStatus]
  /// Why the policy cannot be applied; none where it can.
  package let policyFindings: [Finding]
  /// What the codes of reasons mean.
  package let reasons: ReasonWords
  /// Where the routing sheets are.
  package let routingFolder: String
  /// Whether the routing sheets can be read and plan at least one line.
  package let hasPlan: Bool
}

extension Workspace {
  /// The lines whose planned cut-over comes after the deadline of their decision.
  ///
  /// Plans that cannot be read are not complained about here: `route build` does.
  package func lateCutovers(of decisions: [Decision]) -> [LateCutover] {
    routingSheets?.lateCutovers(of: decisions) ?? []
  }

  private var routingFolder: String { "\(mappings)/routing" }

  /// The routing sheets; `nil` where they cannot be read.
  private var routingSheets: RoutingSheets? {
    try? RoutingSheets(folder: routingFolder, home: home)
  }

  /// By when the clauses of the policy's notice want their tasks done.
  ///
  /// - Throws: `Unusable` with the complaints about the policy's sheets.
  package func policyDeadlines() throws -> [PolicyDeadline] {
    try Policy.deadlines(in: policyFolder)
  }

  /// Where each line of the register stands.
  ///
  /// A policy that cannot be applied yet does not hide what is known of the lines. Where it can be
  /// applied, what it decides is kept beside the ledger, and read by later runs as long as everything
  /// is the same that it follows from.
  ///
  /// - Parameter program: version and commit of the program; without them all is decided anew.
  /// - Returns: the status.
  /// - Throws: `Unusable` where ledger or register cannot be read.
  package func status(keptBy program: String? = nil) throws -> StatusReport {
    let ledger = try ledger()
    let holdings = try ledger.holdings()
    func kept() -> KeptTexts? {
      program.flatMap { self.kept("status", form: 2, by: $0, rulings: ledger.rulings) }
    }
    let before = kept()
    if let before, let lines = DecidedLines(before, phases: "\(routingFolder)/phases.csv") {
      return report(lines, holdings)
    }
    let (decided, findings) = try decidedLines(ledger)
    // Sheets that were changed while they were read belong to neither basis.
    if findings.isEmpty, let before, before.basis == kept()?.basis { decided.keep(in: before) }
    return report(decided, holdings, findings)
  }

  /// Decides all lines; none are decided where there are findings.
  private func decidedLines(_ ledger: Ledger) throws -> (DecidedLines, [Finding]) {
    let lines = try register().lines
    var decisions: [String: Decision] = [:]
    var findings: [Finding] = []
    do {
      for decision in try ClassifyRun(self, ledger: ledger).decisions() {
        decisions[decision.line.id] = decision
      }
    } catch let unusable as Unusable {
      findings = unusable.findings
    }
    let sheets = routingSheets
    let late = Dictionary(
      (sheets?.lateCutovers(of: Array(decisions.values)) ?? []).map { ($0.line, $0) }
    ) { first, _ in first }
    let unrouted = unroutedLines(of: Array(decisions.values), sheets)
    let decided = DecidedLines(
      lines: lines.map { line in
        DecidedLines.Line(
          id: line.id, name: line.name,
          outcome: decisions[line.id].map {
            LineStatus.Outcome(mode: $0.mode, reason: $0.reason, deadline: $0.deadline)
          }, late: late[line.id], isUnrouted: unrouted.contains(line.id))
      }, reasons: ReasonWords(self).only(decisions.values.map(\.reason)),
      hasPlan: sheets.map { !$0.phases.isEmpty } ?? false)
    return (decided, findings)
  }

  /// The merged lines that have no route, and whose rows do not say that their day is open.
  ///
  /// None where nothing is planned yet, or where no table can be made: `route check` says why.
  private func unroutedLines(of decisions: [Decision], _ sheets: RoutingSheets?) -> Set<String> {
    guard let sheets, !sheets.phases.isEmpty,
      let table = try? RoutingTable(
        decisions: decisions, sheets: sheets, calendar: calendar(),
        protected: protectedNumbers(), home: home)
    else { return [] }
    return MergedLinesRouted.linesWithoutRoute(in: table).subtracting(
      sheets.phases.filter(\.isLater).map(\.line))
  }

  private func report(
    _ decided: DecidedLines, _ holdings: [String: LineHoldings], _ findings: [Finding] = []
  ) -> StatusReport {
    StatusReport(
      lines: decided.lines.map { line in
        LineStatus(
          id: line.id, name: line.name, outcome: line.outcome,
          holdings: holdings[line.id] ?? LineHoldings(), late: line.late,
          isUnrouted: line.isUnrouted)
      }, policyFindings: findings, reasons: decided.reasons, routingFolder: routingFolder,
      hasPlan: decided.hasPlan)
  }
}
