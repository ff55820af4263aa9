import HotlineModel
import MergePolicy
package import Reports
import Sheets

/// Looks what would follow from another policy, or from another limit, without deciding anything.
package struct PolicyWhatIfRun {
  private let workspace: Workspace

  /// A run in a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// What two policies decide differently.
  ///
  /// - Parameters:
  ///   - old: the folder of the one policy.
  ///   - new: the folder of the other.
  ///   - register: a register whose lines are decided by both; `nil` for none.
  /// - Returns: the differences.
  /// - Throws: `Unusable` with the complaints about policies and register.
  package func difference(
    from old: String, to new: String, register: String?
  ) throws -> PolicyDifference {
    // Signatures say nothing about what differs.
    let (before, after) = (
      try Policy(draft: old), try Policy(draft: new)
    )
    let lines = try register.map { try Register(contentsOf: $0, home: workspace.home).lines }
    return try before.difference(
      to: after, lines: lines, protected: workspace.protectedNumbers())
  }

  /// What becomes of the register's lines for each of some values of a limit.
  ///
  /// - Throws: `Unusable` with the complaints about policy and register; `HL3105` for a parameter
  ///   that the policy does not have.
  package func sweep(_ parameter: String, over values: [Int]) throws -> [SweepStep] {
    let protected = try workspace.protectedNumbers()
    let lines = try workspace.register().lines
    func decisions(_ policy: Policy) throws -> [Decision] {
      try lines.map { try policy.decision(for: $0, protected: protected) }
    }
    let standing = try decisions(Policy(draft: workspace.policyFolder))
    return try values.map { value in
      let policy = try Policy(
        draft: workspace.policyFolder, supposing: [parameter: "\(value)"])
      let decided = try decisions(policy)
      return SweepStep(
        value: value,
        modes: Dictionary(decided.map { ($0.mode, 1) }, uniquingKeysWith: +),
        changed: zip(standing, decided).filter { !$0.isLike($1) }.map { $1.line.id })
    }
  }
}
