import DMN
import DecisionTables
package import HotlineModel
import LocalFiles
import MergePolicy

/// Hands the policy over as a decision model that other editors and engines read.
package struct PolicyExportRun {
  private let policy: Policy

  /// A run over a policy's folder, which is proven first.
  ///
  /// - Parameters:
  ///   - policyFolder: the folder of sheets.
  ///   - today: the day of the run, which no signature is later than.
  /// - Throws: `Unusable` with every complaint about the policy.
  package init(policyFolder: String, today: CivilDate) throws {
    policy = try Policy(folder: policyFolder, today: today)
  }

  /// A run over a workspace's policy, which is proven first.
  ///
  /// - Throws: `Unusable` with every complaint about the policy.
  package init(_ workspace: Workspace) throws {
    try self.init(policyFolder: workspace.policyFolder, today: workspace.today)
  }

  /// Name and content hash of the policy.
  package var policyVersion: String { policy.version }

  /// Writes DMN 1.3.
  ///
  /// - Returns: the file's SHA-256.
  /// - Throws: `Unusable` with `HL6102` where the folder takes no file.
  package func writeDMN(to path: String) throws -> String {
    let words = policy.parameters.filter { $0.limit == nil }.map { ($0.name, $0.value) }
    let model = policy.graph.dmn(
      name: policy.version, namespace: "urn:hotline-merger:policy:\(policy.name)",
      fixed: Dictionary(words, uniquingKeysWith: { first, _ in first }))
    return try OutputFile.write(model, to: path).sha256
  }
}
