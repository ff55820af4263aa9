import Findings
package import HotlineModel
import MergePolicy
package import Reports

/// Edits every answer, condition and guard of a policy once and looks what would notice.
package struct PolicyMutateRun {
  private let analysis: PolicyAnalysis

  /// A run over a policy's folder.
  ///
  /// - Throws: `Unusable` with the complaints about sheets that cannot be read.
  package init(policyFolder: String, today: CivilDate) throws {
    analysis = try PolicyAnalysis(policyFolder, budget: nil, today: today)
  }

  /// A run over a workspace's policy.
  ///
  /// - Throws: `Unusable` with the complaints about sheets that cannot be read.
  package init(_ workspace: Workspace) throws {
    try self.init(policyFolder: workspace.policyFolder, today: workspace.today)
  }

  /// What would notice.
  ///
  /// - Throws: `Unusable` with what keeps the policy from being proven: edits of a policy that does
  ///   not hold say nothing.
  package func mutation() throws -> PolicyMutation {
    let report = analysis.report()
    guard report.refusals.isEmpty, let mutation = analysis.mutation() else {
      throw Unusable(report.refusals)
    }
    return mutation
  }
}
