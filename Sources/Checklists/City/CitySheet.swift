import Findings
import HotlineModel
import Reports
import Sheets

/// The city's checklist (市级任务清单) as its sheet has it, checked.
///
/// Source: 佛山市方案 2021-10-09 三(一)1 to 三(三)4, each with responsible units and a date.
struct CitySheet: Sendable {
  /// The items by their ids.
  let items: [CityItem]

  /// Reads and checks `CITY.csv` of a folder; `nil` where there is none, or none with rows: a city
  /// whose notice has no tasks of its own.
  ///
  /// - Throws: `Unusable` with all complaints: `HL4003` to `HL4005` and `HL4008` as for templates,
  ///   `HL4040` for an item with neither day nor reason, `HL4041` for the unit of a line, `HL2xxx`.
  init?(folder: String, settings: ChecklistSettings) throws {
    guard let sheet = try Sheet(ifPresent: "\(folder)/\(Self.name)", form: CityItem.form) else {
      return nil
    }
    var complaints: [Finding] = []
    items = sheet.rows.map { CityItem($0, complaints: &complaints) }.sorted { $0.id < $1.id }
    if complaints.isEmpty { complaints = findings(settings) }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    if items.isEmpty { return nil }
  }

  /// The sheet's name.
  static let name = "CITY.csv"

  /// The checklist, its days as the notice has them: none is moved, be it a working day or not.
  ///
  /// - Parameters:
  ///   - city: the city's name.
  ///   - calendar: which days are worked.
  /// - Returns: the checklist.
  func checklist(of city: String, calendar: WorkingCalendar) -> Checklist {
    Checklist(
      city: city,
      items: items.map { item in
        let isFree = item.due.map { calendar.isWorkingDay($0) == false } ?? false
        let notes = [item.note, isFree ? "当日不是工作日，期限不顺延" : ""].filter { !$0.isEmpty }
        return ChecklistItem(
          id: item.id, task: item.words, owner: item.owners.joined(separator: "、"),
          evidence: item.evidence, due: item.due, dueNote: notes.joined(separator: "；"),
          dependsOn: item.dependsOn, place: item.row.place, source: item.source,
          checks: item.checks)
      })
  }

  // MARK: What may be wrong

  private func findings(_ settings: ChecklistSettings) -> [Finding] {
    let broken = items.flatMap { owners(of: $0, settings) + dangling($0) } + cycle
    return broken.isEmpty ? dates : broken
  }

  private func owners(of item: CityItem, _ settings: ChecklistSettings) -> [Finding] {
    item.owners.compactMap { owner in
      let kind: FindingKind
      switch settings.owners[owner] {
      case .fixed: return nil
      case .lineOwner:
        kind = .checklistOwnerOfLine(item: item.id, found: owner, sheet: settings.ownersFile)
      case nil:
        let known = settings.owners.filter { $0.value == .fixed }.keys.sorted()
        kind = .checklistOwnerUnknown(
          found: owner, expected: known.joined(separator: ", "), sheet: settings.ownersFile)
      }
      return Finding(kind, at: item.row.place(of: "owner"))
    }
  }

  private func dangling(_ item: CityItem) -> [Finding] {
    item.dependsOn.filter { id in !items.contains { $0.id == id } }.map { id in
      Finding(
        .checklistItemUnknown(item: item.id, found: id), at: item.row.place(of: "depends_on"))
    }
  }

  /// Items that wait for themselves, through others or directly.
  private var cycle: [Finding] {
    let waits = Dictionary(items.map { ($0.id, $0.dependsOn) }) { first, _ in first }
    let caught = items.filter { item in
      var seen: Set<String> = []
      var open = item.dependsOn
      while let id = open.popLast() {
        if seen.insert(id).inserted { open += waits[id] ?? [] }
      }
      return seen.contains(item.id)
    }
    guard !caught.isEmpty else { return [] }
    return [
      Finding(
        .checklistCycle(found: caught.map(\.id).joined(separator: ", ")),
        at: caught.map { $0.row.place(of: "depends_on") })
    ]
  }

  /// Nothing is due before what it waits for.
  private var dates: [Finding] {
    items.flatMap { item in
      item.dependsOn.compactMap { id in
        guard let due = item.due, let before = items.first(where: { $0.id == id }),
          let first = before.due, due < first
        else { return nil }
        return Finding(
          .checklistDueTooEarly(item: item.id, found: id),
          at: [item.row.place(of: "due"), before.row.place(of: "due")])
      }
    }
  }
}
