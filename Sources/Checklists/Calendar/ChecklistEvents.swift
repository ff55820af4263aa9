package import Findings
package import HotlineModel
package import Reports

/// The days of checklists as a calendar file: by when items that are not done are due, and on which
/// days lines are cut over.
///
/// Events name lines, tasks, papers and units; they name no people.
package struct ChecklistEvents {
  private let city: String
  private let language: Language
  /// A hash of a text, in hexadecimal digits.
  private let hash: (String) -> String
  private var events: [CalendarFile.Event] = []

  /// The days of checklists.
  ///
  /// - Parameters:
  ///   - checklists: the checklists with the state of each item.
  ///   - owner: only items of this unit, and the cut-overs of lines where it has one; `nil` for all.
  ///   - city: the city's name.
  ///   - language: the language of what is written about a task.
  ///   - hash: a hash of a text, in hexadecimal digits.
  package init(
    _ checklists: [ChecklistStatus], of owner: String? = nil, city: String, in language: Language,
    hash: @escaping (String) -> String
  ) {
    self.city = city
    self.language = language
    self.hash = hash
    for list in checklists {
      let open = list.items.filter { status in
        !status.state.isDone && (owner.map(status.item.owners.contains) ?? true)
      }
      if !open.isEmpty, let cutover = cutover(of: list) { events.append(cutover) }
      events += open.compactMap { event(of: $0, in: list.checklist) }
    }
    events.sort { ($0.day, $0.uid) < ($1.day, $1.uid) }
  }

  /// How many there are.
  package var count: Int { events.count }

  /// The file.
  ///
  /// - Parameter stamp: when it is written.
  /// - Returns: its text.
  package func text(at stamp: CivilInstant) -> String {
    let name = words("\(city): merger of hotlines", "\(city)热线归并")
    return CalendarFile(name: name, stamp: stamp, events: events).text
  }

  private func event(of status: ItemStatus, in list: Checklist) -> CalendarFile.Event? {
    let item = status.item
    guard let due = item.due else { return nil }
    return CalendarFile.Event(
      uid: uid(item.id), day: due, revision: status.revision,
      summary: words("due: ", "到期：") + "\(item.id) \(item.task)",
      description: [
        list.name,
        words("responsible: ", "责任单位：") + item.owner,
        words("evidence due: ", "应交材料：") + item.evidence,
        words("source: ", "依据：") + item.source,
        words("state: ", "状态：") + status.state.words.text(in: language),
      ].joined(separator: "\n"), category: words("due", "核对项到期"))
  }

  /// The day of a line's cut-over, where it is planned and not done.
  private func cutover(of list: ChecklistStatus) -> CalendarFile.Event? {
    guard let line = list.checklist.line, let day = list.checklist.cutover else { return nil }
    let item = list.items.first { $0.item.id == list.checklist.cutoverItem }
    guard let item, !item.state.isDone else { return nil }
    return CalendarFile.Event(
      uid: uid("cutover \(line)"), day: day, revision: item.revision,
      summary: words("cut-over: ", "割接：") + "\(line) \(list.checklist.name)",
      description: list.checklist.kindName, category: words("cut-over", "割接"))
  }

  private func words(_ english: String, _ chinese: String) -> String {
    Words(english, chinese).text(in: language)
  }

  /// The same for the same thing of the same city, and for nothing else.
  private func uid(_ thing: String) -> String {
    "\(hash("\(city)\u{1F}\(thing)").prefix(32))@hotline-merger"
  }
}
