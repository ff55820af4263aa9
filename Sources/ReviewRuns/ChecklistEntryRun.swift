import Findings
package import HotlineModel
package import MergerRuns
import MergerStore
package import Reports
import Sheets

/// Enters what people conclude of items, and the exceptions that they make.
package struct ChecklistEntryRun {
  private let workspace: Workspace
  private let checklists: [Checklist]
  /// The ids of all items that there are today.
  private let items: [String]

  /// A run over the checklists of a workspace.
  ///
  /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
  package init(_ workspace: Workspace) throws {
    self.init(workspace, try ChecklistRun(workspace).checklists())
  }

  init(_ workspace: Workspace, _ checklists: [Checklist]) {
    self.workspace = workspace
    self.checklists = checklists
    items = checklists.flatMap(\.items).map(\.id)
  }

  /// The lines whose checklists have some items, in the order of their numbers; `city` for the city's.
  package func lines(of items: [String]) -> [String] {
    checklists.filter { list in list.items.contains { items.contains($0.id) } }.map(\.code)
  }

  /// Holds entries against the checklists, and enters all of them or none.
  ///
  /// - Parameters:
  ///   - entries: the entries.
  ///   - now: when.
  /// - Throws: `Unusable`: `HL4020` for an item that there is not, `HL4021` for a conclusion or an
  ///   exception without its reason, `HL4022` for text that no paper has; `HL6001` where another run
  ///   is writing.
  package func enter(_ entries: [ItemEntry], at now: CivilInstant) throws {
    let place = SourceLocation(file: "\(workspace.mappings)/checklists")
    let complaints = entries.flatMap { self.complaints(about: $0, at: place) }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    _ = try workspace.ledger().enter(entries.map { ($0, nil) }, at: now)
  }

  /// What is wrong with an entry.
  func complaints(about entry: ItemEntry, at place: SourceLocation) -> [Finding] {
    guard items.contains(entry.item) else {
      return [
        Finding(
          .checklistItemMissing(found: entry.item, nearest: nearest(to: entry.item, among: items)),
          at: place)
      ]
    }
    let needsReason =
      entry.kind == .exception || [.fail, .notApplicable].contains(entry.conclusion)
    var complaints: [Finding] = []
    if needsReason, entry.remark.isEmpty {
      let what = entry.conclusion?.rawValue ?? entry.kind.rawValue
      complaints.append(
        Finding(.checklistReasonMissing(item: entry.item, conclusion: what), at: place))
    }
    let texts = [entry.evidence, entry.remark, entry.filledBy, entry.who]
    if let text = texts.first(where: { !Self.isLine($0) }) {
      complaints.append(
        Finding(
          .checklistTextUnusable(item: entry.item, count: "\(text.unicodeScalars.count)"), at: place
        )
      )
    }
    return complaints
  }

  /// Whether a text fits a cell that people read: at most 500 characters, none that steers.
  private static func isLine(_ text: String) -> Bool {
    text.unicodeScalars.count <= 500
      && !text.unicodeScalars.contains {
        [.control, .format, .lineSeparator, .paragraphSeparator].contains(
          $0.properties.generalCategory)
      }
  }
}
