import DMN
import DecisionTables
package import HotlineModel
import MergePolicy
package import Reports

/// Proves a policy, signed or not.
package struct PolicyCheckRun {
  private let analysis: PolicyAnalysis

  /// A run over a policy's folder.
  ///
  /// - Parameters:
  ///   - policyFolder: the folder of sheets, one decision sheet, or a decision model (`.dmn`).
  ///   - budget: how many regions of a table may be looked at; `nil` for the usual.
  ///   - today: the day of the run, which no signature is later than.
  /// - Throws: `Unusable` with the complaints about sheets that cannot be read.
  package init(policyFolder: String, budget: Int? = nil, today: CivilDate) throws {
    analysis =
      policyFolder.hasSuffix(".dmn")
      ? try PolicyAnalysis(
        ModelSheets(of: policyFolder, isForProof: true), at: policyFolder, budget: budget)
      : try PolicyAnalysis(policyFolder, budget: budget, today: today)
  }

  /// A run over a workspace's policy.
  ///
  /// - Throws: `Unusable` with the complaints about sheets that cannot be read.
  package init(_ workspace: Workspace, budget: Int? = nil) throws {
    try self.init(policyFolder: workspace.policyFolder, budget: budget, today: workspace.today)
  }

  /// What could be proven.
  ///
  /// - Parameter isStrict: whether each answer is edited too, to see that something would notice.
  /// - Returns: the figures, and everything found.
  package func report(isStrict: Bool = false) -> PolicyReport {
    analysis.report(isStrict: isStrict)
  }
}
