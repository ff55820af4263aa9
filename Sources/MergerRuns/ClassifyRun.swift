package import HotlineModel
import MergePolicy
import Sheets

/// Decides every line of the register by the workspace's policy: facts in, reasons out.
package struct ClassifyRun {
  private let policy: Policy
  private let protected: ProtectedNumbers
  private let register: Register
  private let home: AreaCode

  /// A run over a workspace's register, with a policy that has been proven.
  ///
  /// - Throws: `Unusable` with every complaint about register and policy.
  package init(_ workspace: Workspace) throws {
    policy = try Policy(folder: workspace.policyFolder)
    protected = try workspace.protectedNumbers()
    register = try workspace.register()
    home = workspace.home
  }

  /// Name and content hash of the policy.
  package var policyVersion: String { policy.version }

  /// The decision of every line, in the order of the numbers.
  package func decisions() throws -> [Decision] {
    try register.lines.map { try policy.decision(for: $0, protected: protected) }
  }

  /// Why the named lines, or all, are decided as they are.
  ///
  /// - Parameter numbers: lines by id or number in any spelling; none for all.
  /// - Returns: an explanation for each line, in the order of the numbers.
  /// - Throws: `Unusable` with `HL2211` for a line that is not registered.
  package func explanations(of numbers: [String]) throws -> [PolicyExplanation] {
    let lines =
      numbers.isEmpty
      ? register.lines
      : try numbers.map { text in
        guard let line = register.line(text, home: home) else {
          throw Unusable(
            .lineUnknown, at: SourceLocation(file: register.file),
            [
              "found": text, "register": register.file,
              "nearest": nearest(to: text, among: register.lines.map(\.id)),
            ])
        }
        return line
      }
    return try lines.map { try policy.explanation(for: $0, protected: protected) }
  }
}
