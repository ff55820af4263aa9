import Findings
import Reports
import Sheets

/// One row of a template: a task, who does it, by when, and what must be done before.
struct TemplateItem: Sendable {
  /// What a due date is counted from.
  enum Anchor: Hashable, Sendable {
    /// The day on which calls begin to go the new way.
    case cutover
    /// The day by which the policy wants the line merged.
    case deadline
    /// The day on which work on the line begins.
    case start
    /// The due date of another item.
    case item(ChecklistTask)
  }

  let task: ChecklistTask
  /// What is to be done, in Chinese.
  let words: String
  /// Who is responsible, the first before the others.
  let owners: [String]
  /// The paper that proves it.
  let evidence: String
  /// Working days from the anchor; negative for days before it.
  let dueDays: Int
  let dueFrom: Anchor
  let dependsOn: [ChecklistTask]
  /// The clause or practice the task rests on.
  let source: String
  /// What the toolkit itself answers about it.
  let checks: [AutomaticCheck]
  let row: SheetRow

  /// What a template looks like.
  static let form = SheetForm(
    thing: "item",
    columns: [
      SheetColumn("item", "编号", .oneOf(ChecklistTask.allCases.map(\.rawValue))),
      SheetColumn("task", "核对项", .text),
      SheetColumn("task_en", "英文", .text),
      SheetColumn("owner", "责任单位", .text),
      SheetColumn("evidence", "证据", .text),
      SheetColumn("due_days", "期限天数", .text),
      SheetColumn(
        "due_from", "期限起点",
        .oneOf(["cutover", "deadline", "start"] + ChecklistTask.allCases.map(\.rawValue))),
      SheetColumn("depends_on", "前置项", .optionalText),
      SheetColumn("source", "依据", .text),
      SheetColumn("checks", "自动核对", .optionalText, absent: ""),
    ], key: ["item"])

  /// Reads a row that has passed the form; adds to `complaints` what the form cannot see.
  ///
  /// - Returns: `nil` where the row cannot be used at all.
  init?(_ row: SheetRow, complaints: inout [Finding]) {
    guard let task = ChecklistTask(rawValue: row["item"]) else { return nil }
    guard let days = Self.days(row["due_days"]) else {
      complaints.append(
        Finding(
          .sheetValueMalformed(
            found: row["due_days"], expected: "a number of working days", example: "-5"),
          at: row.place(of: "due_days")))
      return nil
    }
    self.task = task
    self.row = row
    words = row["task"]
    owners = row.list("owner")
    evidence = row["evidence"]
    dueDays = days
    dueFrom = Self.anchor(row["due_from"])
    source = row["source"]
    checks = row.checks(where: { !$0.isOfCity }, complaints: &complaints)
    var dependsOn: [ChecklistTask] = []
    for number in row.list("depends_on") {
      guard let other = ChecklistTask(rawValue: number) else {
        complaints.append(Self.dangling(number, row: row))
        continue
      }
      dependsOn.append(other)
    }
    self.dependsOn = dependsOn
  }

  /// The complaint that the template has no such item to wait for.
  static func dangling(_ number: String, row: SheetRow) -> Finding {
    Finding(
      .checklistItemUnknown(item: row["item"], found: number), at: row.place(of: "depends_on"))
  }

  private static func days(_ text: String) -> Int? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard (1...4).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }

  private static func anchor(_ text: String) -> Anchor {
    if let task = ChecklistTask(rawValue: text) { return .item(task) }
    return text == "cutover" ? .cutover : text == "deadline" ? .deadline : .start
  }
}
