package import HotlineModel
import MergePolicy
package import Reports
import Sheets

/// Compares two registers of lines.
package struct RegisterDiffRun {
  private let workspace: Workspace
  /// Since when new lines are forbidden; `nil` where no sheet says so.
  private let notice: CivilDate?

  /// A run in a workspace.
  ///
  /// - Parameters:
  ///   - workspace: the workspace; its area is where bare numbers belong.
  ///   - day: the day of the notice; without one that of the policy's `deadlines.csv`.
  /// - Throws: `Unusable` with the complaints about the policy's sheets.
  package init(_ workspace: Workspace, notice day: CivilDate?) throws {
    self.workspace = workspace
    notice = try day ?? workspace.policyDeadlines().notice
  }

  /// What changed from one register to another, in the order of the lines.
  ///
  /// - Throws: `Unusable` with the complaints about the registers.
  package func changes(from old: String, to new: String) throws -> [RegisterChange] {
    let before = try lines(of: old)
    let after = try lines(of: new)
    return Set(before.keys).union(after.keys).sorted().flatMap { id -> [RegisterChange] in
      switch (before[id], after[id]) {
      case (let before?, let after?): changes(from: before, to: after)
      case (nil, let after?): [added(after)]
      case (let before?, nil):
        [RegisterChange(line: id, kind: .removed, before: before.name, place: before.place)]
      case (nil, nil): []
      }
    }
  }

  private func lines(of path: String) throws -> [String: LegacyHotline] {
    let lines = try Register(contentsOf: path, home: workspace.home).lines
    return Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A line that began before the notice was only registered late.
  private func added(_ line: LegacyHotline) -> RegisterChange {
    let isOld = notice.map { notice in line.validFrom.map { $0 < notice } ?? false } ?? false
    return RegisterChange(
      line: line.id, kind: isOld ? .registeredLater : .added, after: line.name, place: line.place)
  }

  private func changes(from before: LegacyHotline, to after: LegacyHotline) -> [RegisterChange] {
    func change(
      _ kind: RegisterChange.Kind, _ column: String, _ old: String, _ new: String
    ) -> RegisterChange? {
      old == new
        ? nil
        : RegisterChange(
          line: after.id, kind: kind, column: column, before: old, after: new, place: after.place)
    }
    func text(_ count: Int?) -> String { count.map(String.init) ?? "unknown" }
    func text(_ day: CivilDate?) -> String { day.map(String.init) ?? "" }
    let facts = Register.factColumns.map(\.name).map { name in
      let (old, new) = (before.facts[name] ?? "", after.facts[name] ?? "")
      return change(kind(of: name, from: old, to: new), name, old, new)
    }
    return [
      change(.renamed, "name", before.name, after.name),
      change(.owner, "owner", before.owner, after.owner),
      change(.division, "division", before.division, after.division),
      change(.life, "valid_from", text(before.validFrom), text(after.validFrom)),
      change(.life, "valid_to", text(before.validTo), text(after.validTo)),
      change(.fact, "monthly_calls", text(before.monthlyCalls), text(after.monthlyCalls)),
      change(.fact, "seats", text(before.seats), text(after.seats)),
    ].compactMap(\.self) + facts.compactMap(\.self)
  }

  /// Another state is a revival where the line was not live and is.
  private func kind(of fact: String, from old: String, to new: String) -> RegisterChange.Kind {
    switch fact {
    case "lifecycle" where new == "new_after_ban": .added
    case "lifecycle" where new == "live": .revived
    case "owner_level": .owner
    case _: .fact
    }
  }
}
