import Findings
package import HotlineModel
import MergePolicy
package import Reports
import Sheets

/// Looks what would follow from another policy, or from another value of a parameter, without
/// deciding anything.
package struct PolicyWhatIfRun {
  private let workspace: Workspace?

  /// A run in a workspace, or in none where all files are named.
  package init(_ workspace: Workspace?) {
    self.workspace = workspace
  }

  /// The area that bare numbers belong to where nobody says which: the one that `init` writes.
  private static let usualArea = "0757"

  /// What two policies decide differently, and what differs in their sheets.
  ///
  /// - Parameters:
  ///   - old: the folder of the one policy.
  ///   - new: the folder of the other.
  ///   - register: a register whose lines are decided by both; `nil` for the workspace's.
  ///   - area: the area that bare numbers of the register belong to; `nil` for the workspace's.
  /// - Returns: the differences.
  /// - Throws: `Unusable` with the complaints about policies and register.
  package func difference(
    from old: String, to new: String, register: String? = nil, area: AreaCode? = nil
  ) throws -> PolicyDifference {
    // Signatures say nothing about what is decided.
    let (before, after) = (try Policy(draft: old), try Policy(draft: new))
    return try before.difference(
      to: after, lines: lines(of: register, area: area),
      protected: workspace?.protectedNumbers() ?? ProtectedNumbers())
  }

  private func lines(of register: String?, area: AreaCode?) throws -> [LegacyHotline]? {
    guard let register else { return try workspace?.register().lines }
    guard let home = area ?? workspace?.home ?? AreaCode(Self.usualArea) else { return nil }
    return try Register(contentsOf: register, home: home).lines
  }

  /// The words that tables know for a parameter of the workspace's policy; `nil` where it is a
  /// number.
  ///
  /// - Throws: `Unusable` with the complaints about the policy; `HL3105` for a parameter that it
  ///   does not have.
  package func words(of parameter: String) throws -> [String]? {
    guard let workspace else { return nil }
    return try Policy(draft: workspace.policyFolder).words(of: parameter)
  }

  /// What becomes of the register's lines for each of some values of a parameter.
  ///
  /// - Throws: `Unusable` with everything that `policy check` refuses, signatures aside, and the
  ///   complaints about the register; `HL3105` for a parameter that the policy does not have.
  package func sweep(_ parameter: String, over values: [String]) throws -> [SweepStep] {
    guard let workspace else { return [] }
    let refusals = try PolicyCheckRun(workspace).report().refusals
    guard refusals.isEmpty else { throw Unusable(refusals) }
    let protected = try workspace.protectedNumbers()
    let lines = try workspace.register().lines
    func decisions(_ policy: Policy) throws -> [Decision] {
      try lines.map { try policy.decision(for: $0, protected: protected) }
    }
    let standing = try decisions(Policy(draft: workspace.policyFolder))
    return try values.map { value in
      let policy = try Policy(draft: workspace.policyFolder, supposing: [parameter: value])
      let decided = try decisions(policy)
      return SweepStep(
        value: value,
        modes: Dictionary(decided.map { ($0.mode, 1) }, uniquingKeysWith: +),
        changed: zip(standing, decided).filter { !$0.isLike($1) }.map { $1.line.id })
    }
  }
}
