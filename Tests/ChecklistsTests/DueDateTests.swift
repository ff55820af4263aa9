import Checklists
import Findings
import HotlineModel
import Reports
import Testing

@Suite struct `Due dates` {
  let templates: ChecklistTemplates
  let calendar: WorkingCalendar

  init() throws {
    templates = try ChecklistTemplates(folder: ChecklistFixture.folder)
    calendar = try WorkingCalendar.year2021()
  }

  private func due(
    _ mode: MergeMode, _ template: String, cutover: String?, deadline: String = "2021-10-31",
    start: String? = nil
  ) throws -> [String: ChecklistItem] {
    let decision = try Decision.sample(mode, template: template, deadline: deadline)
    let list = try templates.checklist(
      for: decision, cutover: cutover.flatMap { CivilDate($0) },
      start: start.flatMap { CivilDate($0) }, calendar: calendar)
    return Dictionary(uniqueKeysWithValues: list.items.map { (String($0.id.suffix(2)), $0) })
  }

  // The first day of work after National Day 2021 is Friday 8 October; Saturday 9 October and
  // Sunday 26 September are worked.
  @Test(arguments: [
    ("11", "2021-10-08"), ("10", "2021-09-29"), ("09", "2021-09-28"), ("08", "2021-09-26"),
    ("06", "2021-09-26"), ("04", "2021-09-22"), ("01", "2021-10-11"), ("02", "2021-10-14"),
    ("12", "2021-10-28"),
  ])
  func `the National Day week is stepped over and make-up days are worked`(
    item: String, day: String
  ) throws {
    let items = try due(.dualNumber, "CK-DUAL", cutover: "2021-10-08")
    #expect(items[item]?.due == CivilDate(day))
  }

  @Test func `history comes five working days after the cut-over, a Saturday among them`() throws {
    let items = try due(.fullMerge, "CK-FULL", cutover: "2021-10-08")
    #expect(items["05"]?.due == CivilDate("2021-10-14"))
    #expect(items["05"]?.dueNote == "割接日 2021-10-08 后 5 个工作日")
  }

  @Test func `a year the calendar does not know gives no date but the reason`() throws {
    let items = try due(.dualNumber, "CK-DUAL", cutover: "2021-12-20")
    #expect(items["11"]?.due == CivilDate("2021-12-20"))
    #expect(items["12"]?.due == nil)
    #expect(items["12"]?.dueNote.contains("2021–2021") == true)
    #expect(items["15"]?.due == nil)
  }

  @Test func `without a cut-over day only what hangs on the deadline has a date`() throws {
    let items = try due(.subCenter, "CK-SUB", cutover: nil)
    #expect(items["01"]?.due == CivilDate("2021-10-11"))
    for (number, item) in items where !["01", "02"].contains(number) {
      #expect(item.due == nil)
      #expect(item.dueNote == "割接日未定")
    }
  }

  @Test func `a task that goes on has no date and says so`() throws {
    let items = try due(.linkOnly, "CK-LINK", cutover: nil, deadline: "continuous")
    #expect(items.count == 5)
    #expect(items.values.allSatisfy { $0.due == nil })
    #expect(items["14"]?.dueNote == "政策要求持续推进，没有期限")
  }

  @Test func `what a person must decide counts from the start, where there is one`() throws {
    let open = try due(.person, "CK-ASK", cutover: nil, deadline: "none")
    #expect(open["02"]?.due == nil)
    #expect(open["02"]?.dueNote == "开始日未定")
    let begun = try due(.person, "CK-ASK", cutover: nil, deadline: "none", start: "2021-09-30")
    #expect(begun["01"]?.due == CivilDate("2021-10-13"))
    #expect(begun["02"]?.due == CivilDate("2021-10-20"))
  }

  @Test func `a cut-over after the policy's deadline says so`() throws {
    let late = try due(.dualNumber, "CK-DUAL", cutover: "2021-11-25")
    #expect(late["11"]?.dueNote == "割接日 2021-11-25 当天；晚于政策期限 2021-10-31")
    let kept = try due(.dualNumber, "CK-DUAL", cutover: "2021-10-28")
    #expect(kept["11"]?.dueNote == "割接日 2021-10-28 当天")
  }

  @Test func `the cancellation tells its window`() throws {
    let items = try due(.fullMerge, "CK-FULL", cutover: "2021-06-15")
    #expect(items["13"]?.dueNote.hasSuffix("不得早于割接后 62 个工作日") == true)
    let cancelled = try #require(items["13"]?.due)
    let cutover = try #require(items["11"]?.due)
    #expect(cancelled.dayNumber - cutover.dayNumber >= 90)
  }
}

@Suite struct `Checklists of a line` {
  let templates: ChecklistTemplates

  init() throws {
    templates = try ChecklistTemplates(folder: ChecklistFixture.folder)
  }

  @Test func `the line's own unit stands where a template says so`() throws {
    let list = try templates.checklist(
      for: try .sample(.dualNumber, template: "CK-DUAL"), cutover: nil, calendar: try .year2021())
    #expect(list.line == "12329")
    #expect(list.mode == .dualNumber)
    #expect(list.items.map(\.id).first == "12329-01")
    #expect(list.items.first { $0.id == "12329-08" }?.owner == "市住房公积金管理中心、运营商")
    #expect(list.items.allSatisfy { !$0.owner.contains("责任单位") })
    #expect(
      list.items.first { $0.id == "12329-11" }?.dependsOn
        == ["12329-06", "12329-08", "12329-09", "12329-10"])
  }

  @Test(arguments: TemplateCode.allCases, MergeMode.allCases)
  func `a template serves only lines of its mode`(code: TemplateCode, mode: MergeMode) throws {
    let decision = try Decision.sample(mode, template: code.rawValue)
    let calendar = try WorkingCalendar.year2021()
    if code.modes.contains(mode) {
      let list = try templates.checklist(for: decision, cutover: nil, calendar: calendar)
      #expect(!list.items.isEmpty)
    } else {
      let error = try #require(throws: Unusable.self) {
        try templates.checklist(for: decision, cutover: nil, calendar: calendar)
      }
      #expect(error.findings.map(\.code) == [.checklistTemplateMisfit])
    }
  }

  @Test func `a template nobody has written is refused`() throws {
    let error = try #require(throws: Unusable.self) {
      try templates.checklist(
        for: try .sample(.dualNumber, template: "CK-DUEL"), cutover: nil,
        calendar: try .year2021())
    }
    #expect(error.findings.map(\.code) == [.checklistTemplateUnknown])
    #expect(error.findings[0].message(in: .english).contains("CK-DUEL"))
  }
}
