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

  /// A change of the files of evidence that items have; those that it does not name stay.
  package struct FileChange: Sendable {
    /// The paths of files to copy into the workspace.
    package let added: [String]
    /// The names of files that are no longer evidence, or how their SHA-256 begins.
    package let dropped: [String]

    /// A change of files.
    package init(adding added: [String] = [], dropping dropped: [String] = []) {
      self.added = added
      self.dropped = dropped
    }
  }

  /// Holds entries against the checklists, and enters all of them or none; an item keeps the files of
  /// evidence that it has.
  ///
  /// - Parameters:
  ///   - entries: the entries.
  ///   - files: the change of the items' files; they are copied before the entries are made.
  ///   - seen: the newest entries that whoever fills in had seen, by item, 0 for none; items that it
  ///     does not name are entered whatever was entered meanwhile.
  ///   - now: when.
  /// - Throws: `Unusable`: `HL4032` where somebody else was faster, `HL4020` for an item that there is not, `HL4021` for a conclusion or an
  ///   exception without its reason, `HL4022` for text that no paper has, `HL4222` for a file to drop
  ///   that an item does not have; `HL6001` where another run is writing; and what
  ///   `EvidenceStore.add` throws.
  package func enter(
    _ entries: [ItemEntry], files: FileChange = FileChange(), seen: [String: Int] = [:],
    at now: CivilInstant
  ) throws {
    let place = SourceLocation(file: "\(workspace.mappings)/checklists")
    let complaints = entries.flatMap { self.complaints(about: $0, at: place) }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    let ledger = try workspace.ledger()
    let lock: LedgerLock? = files.added.isEmpty ? nil : try ledger.lock(trying: UserRun.attempts)
    var isEntered = false
    while !isEntered {
      let known = Dictionary(grouping: try ledger.itemEntries(), by: \.entry.item)
      let stale = entries.compactMap { entry in
        known[entry.item]?.last.flatMap { newest in
          seen[entry.item].map { $0 != newest.number } == true
            ? Finding(staleItem: newest, at: place) : nil
        }
      }
      guard stale.isEmpty else { throw Unusable(stale) }
      let complete = try entries.map { entry in
        (
          try self.entry(entry, files, after: known[entry.item] ?? [], at: place),
          known[entry.item]?.last?.number ?? 0
        )
      }
      // Where somebody else was faster, the item may have other files now.
      isEntered = try ledger.enter(complete.map { ($0.0, $0.1) }, at: now).isEmpty
    }
    _ = consume lock
  }

  /// An entry with the files that its item has from then on; those to add are copied.
  private func entry(
    _ entry: ItemEntry, _ change: FileChange, after known: [DatedItemEntry],
    at place: SourceLocation
  ) throws -> ItemEntry {
    guard entry.kind == .answer else { return entry }
    let present = known.last { $0.entry.kind == .answer }?.entry.files ?? []
    // A name that two files have ends neither: their hashes tell them apart.
    let missing = change.dropped.filter { name in present.count { $0.isNamed(name) } != 1 }
    guard missing.isEmpty else {
      let names = present.map { "\($0.name) \($0.sha256.prefix(8))" }.joined(separator: ", ")
      throw Unusable(
        missing.map {
          Finding(.itemEvidenceMissing(item: entry.item, found: $0, expected: names), at: place)
        })
    }
    let store = EvidenceStore(workspace)
    let kept = present.filter { file in !change.dropped.contains { file.isNamed($0) } }
    var complete = entry
    complete.files = try (kept + change.added.map(store.add)).reduce(into: []) { files, file in
      if !files.contains(file) { files.append(file) }
    }
    return complete
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
  static func isLine(_ text: String) -> Bool {
    text.unicodeScalars.count <= 500
      && !text.unicodeScalars.contains {
        [.control, .format, .lineSeparator, .paragraphSeparator].contains(
          $0.properties.generalCategory)
      }
  }
}

extension EvidenceFile {
  /// Whether a user means it: by its name, or by eight or more of the first digits of its SHA-256.
  fileprivate func isNamed(_ text: String) -> Bool {
    name == text || text.utf8.count >= 8 && sha256.hasPrefix(text.lowercased())
  }
}
