import Findings
import HotlineModel
import Sheets

/// The order of things that no template may break, whoever edits it.
///
/// A number cancelled too early, a cut-over that one carrier does not know of, desks released
/// while they still answer: each loses calls, so each is refused before a checklist is made.
struct TemplateCheck {
  /// Two tasks that may only come in this order, in the templates of some modes.
  struct Order: Sendable {
    let earlier: ChecklistTask
    let later: ChecklistTask
    let modes: Set<MergeMode>
  }

  private static let merging: Set<MergeMode> = [.fullMerge, .dualNumber, .subCenter]

  /// Source: 佛山市方案 2021-10-09 三(一)3, and what went wrong elsewhere.
  static let orders = [
    // Calls of a carrier that has not confirmed reach nobody.
    Order(earlier: .carriers, later: .cutover, modes: merging),
    // Citizens must not learn of the change from a line that no longer answers.
    Order(earlier: .notice, later: .cutover, modes: merging),
    // Tickets taken on one side must be seen on the other.
    Order(earlier: .interworking, later: .cutover, modes: [.dualNumber, .subCenter]),
    // Desks answer until calls go elsewhere.
    Order(earlier: .cutover, later: .release, modes: merging),
    // A number cancelled before the cut-over reaches nobody.
    Order(earlier: .cutover, later: .cancellation, modes: merging),
    // Tickets written between export and cut-over come with the last delta.
    Order(earlier: .cutover, later: .history, modes: [.fullMerge]),
  ]

  private let template: ChecklistTemplate
  private let settings: ChecklistSettings

  init(_ template: ChecklistTemplate, settings: ChecklistSettings) {
    self.template = template
    self.settings = settings
  }

  /// Everything that is wrong with the template; the finer checks wait until the graph is sound.
  var findings: [Finding] {
    let broken = owners + dangling + cycle
    return broken.isEmpty ? presence + order + anchors + window + dates : broken
  }

  private var owners: [Finding] {
    template.items.flatMap { item in
      item.owners.filter { settings.owners[$0] == nil }.map { owner in
        let known = settings.owners.keys.sorted()
        return Finding(
          .checklistOwnerUnknown(
            found: owner, expected: known.joined(separator: ", "), sheet: settings.ownersFile),
          at: item.row.place(of: "owner"))
      }
    }
  }

  private var dangling: [Finding] {
    template.items.flatMap { item in
      item.dependsOn.filter { template.item($0) == nil }
        .map { TemplateItem.dangling($0.rawValue, row: item.row) }
    }
  }

  private var cycle: [Finding] {
    let caught = template.items.filter {
      template.prerequisites[$0.task]?.contains($0.task) == true
    }
    guard !caught.isEmpty else { return [] }
    return [
      Finding(
        .checklistCycle(found: caught.map(\.task.rawValue).joined(separator: ", ")),
        at: caught.map { $0.row.place(of: "depends_on") })
    ]
  }

  /// Templates that cut over need the tasks that make it one; the others may touch no route.
  private var presence: [Finding] {
    guard template.code.changesRouting else {
      let touching: Set<ChecklistTask> = [.carriers, .cutover, .release, .cancellation]
      return template.items.filter { touching.contains($0.task) }.map { item in
        Finding(
          .checklistTaskForbidden(template: template.code.rawValue, item: item.task.rawValue),
          at: item.row.place(of: "item"))
      }
    }
    let needed: [ChecklistTask] =
      template.code.modes == [.fullMerge] ? [.history, .cutover, .cancellation] : [.cutover]
    return needed.filter { template.item($0) == nil }.map { task in
      Finding(
        .checklistTaskMissing(template: template.code.rawValue, item: task.rawValue),
        at: SourceLocation(file: template.file))
    }
  }

  private var order: [Finding] {
    Self.orders.compactMap { rule in
      guard let later = template.item(rule.later),
        !template.code.modes.isDisjoint(with: rule.modes),
        !template.orders(rule.earlier, before: rule.later)
      else { return nil }
      return Finding(
        .checklistOrder(later: rule.later.rawValue, earlier: rule.earlier.rawValue),
        at: later.row.place(of: "depends_on"))
    }
  }

  /// A date may only be counted from an item that is signed before.
  private var anchors: [Finding] {
    template.items.compactMap { item in
      guard case .item(let task) = item.dueFrom, !template.orders(task, before: item.task)
      else { return nil }
      return Finding(
        .checklistAnchorNotBefore(item: item.task.rawValue, found: task.rawValue),
        at: item.row.place(of: "due_from"))
    }
  }

  /// The number lives on until the announcement window after the cut-over is over.
  private var window: [Finding] {
    guard let cutover = template.item(.cutover), let end = template.item(.cancellation)
    else { return [] }
    guard let from = template.due(cutover), let to = template.due(end) else { return [] }
    let expected = "\(settings.announcementWindow)"
    if from.root != to.root {
      return [
        Finding(.checklistWindowUnmeasured(expected: expected), at: end.row.place(of: "due_from"))
      ]
    }
    guard to.days - from.days < settings.announcementWindow else { return [] }
    return [
      Finding(
        .checklistWindowShort(found: to.days - from.days, expected: expected),
        at: end.row.place(of: "due_days"))
    ]
  }

  /// Nothing is due before what it waits for.
  private var dates: [Finding] {
    template.items.flatMap { item in
      item.dependsOn.compactMap { task in
        guard let before = template.item(task), let first = template.due(before),
          let second = template.due(item), first.root == second.root, second.days < first.days
        else { return nil }
        return Finding(
          .checklistDueTooEarly(item: item.task.rawValue, found: task.rawValue),
          at: [item.row.place(of: "due_days"), before.row.place(of: "due_days")])
      }
    }
  }
}
