package import Findings
package import HotlineModel
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
}

/// Where every line stands, and what keeps the policy from being applied.
package struct StatusReport: Sendable {
  /// The lines, in the order of their numbers.
  package let lines: [LineStatus]
  /// Why the policy cannot be applied; none where it can.
  package let policyFindings: [Finding]
}

extension Workspace {
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
    return StatusReport(
      lines: lines.map { line in
        LineStatus(
          line: line, decision: decisions[line.id],
          holdings: holdings[line.id] ?? LineHoldings())
      }, policyFindings: findings)
  }
}
