package import Findings
package import HotlineModel

/// What must be done and signed (核对清单): of a line before it is merged, or of the city as a whole.
package struct Checklist: Hashable, Sendable {
  /// Whose checklist it is.
  package enum Subject: Hashable, Sendable {
    /// A line's: the line, as the register calls it, and how it is merged.
    case line(String, MergeMode)
    /// The city's own (市级任务清单): what a notice wants of the city, whatever the lines.
    case city
  }

  /// Whose checklist it is.
  package let subject: Subject
  /// The line's official name, or the city's.
  package let name: String
  /// The day of the line's cut-over; `nil` where none is planned, and for the city.
  package let cutover: CivilDate?
  /// The tasks in their order.
  package let items: [ChecklistItem]

  /// A checklist of one line.
  package init(
    line: String, name: String, mode: MergeMode, cutover: CivilDate? = nil, items: [ChecklistItem]
  ) {
    subject = .line(line, mode)
    self.name = name
    self.cutover = cutover
    self.items = items
  }

  /// The checklist of a city.
  package init(city name: String, items: [ChecklistItem]) {
    subject = .city
    self.name = name
    cutover = nil
    self.items = items
  }

  /// What the city's checklist is called where a line is named.
  ///
  /// No line has this id, since ids of lines are telephone numbers.
  package static let cityCode = "city"

  /// The line; `nil` for the city's checklist.
  package var line: String? {
    switch subject {
    case .line(let line, _): line
    case .city: nil
    }
  }

  /// How the line is merged; `nil` for the city's checklist.
  package var mode: MergeMode? {
    switch subject {
    case .line(_, let mode): mode
    case .city: nil
    }
  }

  /// What names the checklist among all: the line's id, or `city`.
  package var code: String { line ?? Self.cityCode }

  /// What sort of checklist it is: how the line is merged, or `city`.
  package var kind: String { mode?.rawValue ?? Self.cityCode }
  /// What sort of checklist it is, as documents call it.
  package var kindName: String { mode?.chineseName ?? "市级任务" }
  /// What sort of checklist it is, as people read it.
  package var kindWords: Words { .coded(kind, kindName) }

  /// The questions that the toolkit answers about its items.
  package var checks: [AutomaticCheck] {
    Set(items.flatMap(\.checks)).sorted { $0.rawValue < $1.rawValue }
  }

  /// By when an item is due, or why that is not known.
  package func due(of item: ChecklistItem) -> String {
    if let due = item.due { return due.description }
    return line == nil ? item.dueNote : "待定：\(item.dueNote)"
  }

  /// Whether an item of this id is one of the city's checklist: `city-03`.
  package static func isOfCity(item id: String) -> Bool { id.hasPrefix(cityCode + "-") }
}

/// One task of a checklist.
package struct ChecklistItem: Hashable, Sendable {
  /// Line and task: `12329-08`; of the city's checklist `city-03`.
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

  /// The units that are responsible, one by one.
  package var owners: [String] { owner.split(separator: "、").map(String.init) }
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
