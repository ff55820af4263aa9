import Findings
import Sheets

/// The tasks of one template in their order, with what each waits for.
struct ChecklistTemplate: Sendable {
  let code: TemplateCode
  /// The sheet it was read from.
  let file: String
  let items: [TemplateItem]
  /// Everything an item waits for, directly or through others.
  let prerequisites: [ChecklistTask: Set<ChecklistTask>]

  /// Reads and checks a template.
  ///
  /// - Throws: `Unusable` with all complaints (`HL4003`–`HL4012`, `HL2xxx`).
  init(_ code: TemplateCode, folder: String, settings: ChecklistSettings) throws {
    self.code = code
    let sheet = try Sheet(
      contentsOf: "\(folder)/\(code.rawValue).csv", form: TemplateItem.form)
    file = sheet.file
    var complaints: [Finding] = []
    items = sheet.rows.compactMap { TemplateItem($0, complaints: &complaints) }
      .sorted { $0.task.rawValue < $1.task.rawValue }
    prerequisites = Self.closure(of: items)
    if complaints.isEmpty { complaints = TemplateCheck(self, settings: settings).findings }
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }

  /// The item of a task, where the template has it.
  func item(_ task: ChecklistTask) -> TemplateItem? { items.first { $0.task == task } }

  /// Whether `later` can only be signed once `earlier` is.
  func orders(_ earlier: ChecklistTask, before later: ChecklistTask) -> Bool {
    item(earlier) != nil && prerequisites[later, default: []].contains(earlier)
  }

  /// The day from which an item's due date is counted in the end, and the working days from it.
  ///
  /// `nil` where items count from each other in a circle or from one that is not there.
  func due(_ item: TemplateItem) -> (root: TemplateItem.Anchor, days: Int)? {
    var days = item.dueDays
    var anchor = item.dueFrom
    for _ in items {
      guard case .item(let task) = anchor else { break }
      guard let other = self.item(task) else { return nil }
      days += other.dueDays
      anchor = other.dueFrom
    }
    if case .item = anchor { return nil }
    return (anchor, days)
  }

  private static func closure(
    of items: [TemplateItem]
  ) -> [ChecklistTask: Set<ChecklistTask>] {
    var closure = Dictionary(
      items.map { ($0.task, Set($0.dependsOn)) }, uniquingKeysWith: { first, _ in first })
    for _ in items {
      for (task, before) in closure {
        closure[task] = before.union(before.flatMap { closure[$0, default: []] })
      }
    }
    return closure
  }
}
