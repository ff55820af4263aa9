import CallRouting
package import Findings
package import HotlineModel
import MergePolicy
import MergerStore
package import Reports
import Sheets

/// Where one line stands.
package struct LineStatus: Sendable {
  /// The line.
  package let line: LegacyHotline
  /// What was decided; `nil` where the policy cannot be applied yet.
  package let decision: Decision?
  /// What the ledger holds of it.
  package let holdings: LineHoldings
  /// Its cut-over, where that comes after the deadline.
  package let late: LateCutover?
}

/// Where every line stands, and what keeps the policy from being applied.
package struct StatusReport: Sendable {
  /// The lines, in the order of their numbers.
  package let lines: [LineStatus]
  /// Why the policy cannot be applied; none where it can.
  package let policyFindings: [Finding]
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
  /// A policy that cannot be applied yet does not hide what is known of the lines.
  package func status() throws -> StatusReport {
    let holdings = try ledger().holdings()
    let lines = try register().lines
    var decisions: [String: Decision] = [:]
    var findings: [Finding] = []
    do {
      for decision in try ClassifyRun(self).decisions() { decisions[decision.line.id] = decision }
    } catch let unusable as Unusable {
      findings = unusable.findings
    }
    let late = lateCutovers(of: Array(decisions.values))
    return StatusReport(
      lines: lines.map { line in
        LineStatus(
          line: line, decision: decisions[line.id],
          holdings: holdings[line.id] ?? LineHoldings(),
          late: late.first { $0.line == line.id })
      }, policyFindings: findings, routingFolder: routingFolder,
      hasPlan: routingSheets.map { !$0.phases.isEmpty } ?? false)
  }
}
