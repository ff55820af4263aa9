package import Findings
package import HotlineModel

/// What must be done and signed before a line is merged (核对清单).
package struct Checklist: Hashable, Sendable {
  /// The line, as the register calls it.
  package let line: String
  /// The line's official name.
  package let name: String
  /// How the line is merged.
  package let mode: MergeMode
  /// The tasks in their order.
  package let items: [ChecklistItem]

  /// A checklist of one line.
  package init(line: String, name: String, mode: MergeMode, items: [ChecklistItem]) {
    self.line = line
    self.name = name
    self.mode = mode
    self.items = items
  }
}

/// One task of a checklist.
package struct ChecklistItem: Hashable, Sendable {
  /// Line and task: `12329-08`.
  package let id: String
  /// What is to be done, in the users' words.
  package let task: String
  /// Who is responsible.
  package let owner: String
  /// The paper that proves it.
  package let evidence: String
  /// By when; `nil` where no date can be told, with the reason in `dueNote`.
  package let due: CivilDate?
  /// How the date came about, or why there is none.
  package let dueNote: String
  /// The items that must be signed before.
  package let dependsOn: [String]
  /// Where the template says so.
  package let place: SourceLocation
  /// The clause or practice the task rests on, as the template writes it.
  package let source: String
  /// What the toolkit itself answers about it.
  package let checks: [AutomaticCheck]

  /// A task of a checklist.
  package init(
    id: String, task: String, owner: String, evidence: String, due: CivilDate?, dueNote: String,
    dependsOn: [String], place: SourceLocation, source: String = "",
    checks: [AutomaticCheck] = []
  ) {
    self.id = id
    self.task = task
    self.owner = owner
    self.evidence = evidence
    self.due = due
    self.dueNote = dueNote
    self.dependsOn = dependsOn
    self.place = place
    self.source = source
    self.checks = checks
  }
}

/// How the sheets of a workbook of checklists are divided.
package enum ChecklistDivision: String, CaseIterable, Sendable {
  /// One for each way of merging.
  case mode
  /// One for each unit that is responsible first.
  case owner
  /// One for each line.
  case line
}
