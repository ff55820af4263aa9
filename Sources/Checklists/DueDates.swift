import HotlineModel

/// By when the items of one line's checklist are due: counted in working days, never guessed.
struct DueDates {
  /// A due date, or why there is none.
  struct Due {
    let day: CivilDate?
    let note: String
  }

  let template: ChecklistTemplate
  let cutover: CivilDate?
  /// As the policy writes it: a day, `continuous` or `none`.
  let deadline: String
  let start: CivilDate?
  let calendar: WorkingCalendar
  /// Working days of the announcement window.
  let window: Int

  /// The due date of an item.
  func due(of item: TemplateItem) -> Due {
    guard let (root, days) = template.due(item) else { return Due(day: nil, note: "期限无从计算") }
    let name = name(of: root)
    guard let day = day(of: root) else { return Due(day: nil, note: unknown(root)) }
    guard let due = calendar.day(days, workingDaysAfter: day) else {
      let years = calendar.years
      return Due(
        day: nil,
        note: "工作日历只有 \(years.lowerBound)–\(years.upperBound) 年，"
          + "\(name) \(day)\(distance(days))无法推算")
    }
    return Due(day: due, note: "\(name) \(day)\(distance(days))" + remark(on: item, due: due))
  }

  /// What a reader should know beside the date.
  private func remark(on item: TemplateItem, due: CivilDate) -> String {
    if item.task == .cancellation { return "；不得早于割接后 \(window) 个工作日" }
    if item.task == .cutover, let limit = CivilDate(deadline), limit < due {
      return "；晚于政策期限 \(limit)"
    }
    return ""
  }

  private func day(of root: TemplateItem.Anchor) -> CivilDate? {
    switch root {
    case .cutover: cutover
    case .deadline: CivilDate(deadline)
    case .start: start
    case .item: nil
    }
  }

  private func name(of root: TemplateItem.Anchor) -> String {
    switch root {
    case .cutover: "割接日"
    case .deadline: "政策期限"
    case .start: "开始日"
    case .item(let task): task.rawValue
    }
  }

  private func unknown(_ root: TemplateItem.Anchor) -> String {
    switch root {
    case .cutover: "割接日未定"
    case .deadline:
      deadline == "continuous" ? "政策要求持续推进，没有期限" : "政策没有给出期限"
    case .start: "开始日未定"
    case .item(let task): "\(task.rawValue) 没有期限"
    }
  }

  private func distance(_ days: Int) -> String {
    days == 0 ? " 当天" : days < 0 ? " 前 \(-days) 个工作日" : " 后 \(days) 个工作日"
  }
}
