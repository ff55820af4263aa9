import Checklists
package import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import MergerStore
package import Reports
import Workbooks

/// Takes back a workbook of checklists that somebody filled in: what would change, and what of it is
/// refused; each row by itself.
package struct ChecklistImportRun {
  private let workspace: Workspace
  private let checklists: [Checklist]
  private let entering: ChecklistEntryRun

  /// A row that would be entered.
  package struct Change: Sendable {
    /// What was filled in.
    package let entry: ItemEntry
    /// What is entered now; `nil` where nothing is.
    package let before: ItemEntry?
    /// The newest entry that whoever filled it in had seen; 0 where there was none.
    package let seen: Int
    /// The row.
    package let place: SourceLocation
  }

  /// What a workbook would change.
  package struct Plan: Sendable {
    /// The rows that would be entered.
    package let changes: [Change]
    /// What is refused, and why.
    package let findings: [Finding]
  }

  /// A run over the checklists of a workspace.
  ///
  /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    checklists = try ChecklistRun(workspace).checklists()
    entering = ChecklistEntryRun(workspace, checklists)
  }

  /// Reads a workbook and holds its rows against what is entered now; nothing is written.
  ///
  /// - Parameters:
  ///   - path: the workbook.
  ///   - who: who enters what was filled in.
  /// - Returns: the rows that would be entered, and those that are refused: `HL4021`, `HL4022`,
  ///   `HL4032` changed since, `HL4033`–`HL4038`.
  /// - Throws: `Unusable`: `HL4030`, `HL4031`, and what makes the file unreadable.
  package func plan(_ path: String, by who: String) throws -> Plan {
    let workbook = try ReturnedWorkbook(contentsOf: path, where: ChecklistReturn.isRead)
    let source = path.split(separator: "/").last.map(String.init) ?? path
    let filled = try ChecklistReturn(
      workbook, source: source, by: who, hash: ChecklistRun.hash)
    guard filled.city == workspace.city else {
      throw Unusable(
        .checklistWorkbookForeign(reason: "it is of \(filled.city)"), at: SourceLocation(file: path)
      )
    }
    var known: [String: (item: ChecklistItem, list: Checklist)] = [:]
    for list in checklists {
      for item in list.items { known[item.id] = (item, list) }
    }
    let entries = Dictionary(
      grouping: try workspace.ledger().itemEntries(), by: \.entry.item)
    var changes: [Change] = []
    var findings = filled.findings
    for row in filled.rows {
      let id = row.entry.item
      guard let (item, list) = known[id] else {
        findings.append(Finding(.checklistRowUnknown(found: id), at: row.place))
        continue
      }
      let before = entries[id]?.last { $0.entry.kind == .answer }?.entry
      if before?.saysTheSame(as: row.entry) == true { continue }
      let refusal = ChecklistReturn.refusal(
        of: row, for: item, in: list, hash: ChecklistRun.hash)
      if let refusal {
        findings.append(refusal)
      } else if let newer = entries[id]?.last, newer.number != row.seen {
        findings.append(Finding(staleItem: newer, at: row.place))
      } else {
        let complaints = entering.complaints(about: row.entry, at: row.place)
        findings += complaints
        guard complaints.isEmpty else { continue }
        var entry = row.entry
        // Files are not in the workbook: the item keeps those that it has.
        entry.files = before?.files ?? []
        changes.append(Change(entry: entry, before: before, seen: row.seen, place: row.place))
      }
    }
    return Plan(changes: changes, findings: findings)
  }

  /// Enters what a plan names; rows that somebody else changed since it was made are refused, and the
  /// others are entered in one transaction.
  ///
  /// - Returns: what was entered, and what is refused.
  /// - Throws: `Unusable` with `HL6001` where another run is writing.
  package func enter(_ plan: Plan, at now: CivilInstant) throws -> Plan {
    var changes = plan.changes
    var findings = plan.findings
    let ledger = try workspace.ledger()
    while !changes.isEmpty {
      let newer = try ledger.enter(changes.map { ($0.entry, $0.seen) }, at: now)
      if newer.isEmpty { break }
      for change in changes {
        guard let entry = newer[change.entry.item] else { continue }
        findings.append(Finding(staleItem: entry, at: change.place))
      }
      changes.removeAll { newer[$0.entry.item] != nil }
    }
    return Plan(changes: changes, findings: findings)
  }
}

extension Finding {
  /// Somebody else has entered something for an item meanwhile: who, when and what.
  init(staleItem newer: DatedItemEntry, at place: SourceLocation) {
    let entry = newer.entry
    let minute = newer.at.prefix(16).split(separator: "T").joined(separator: " ")
    let said = [entry.conclusion?.chinese ?? entry.kind.rawValue, entry.evidence, entry.remark]
    self.init(
      .checklistRowStale(
        item: entry.item, who: entry.who, at: minute,
        found: said.filter { !$0.isEmpty }.joined(separator: "，")), at: place)
  }
}
