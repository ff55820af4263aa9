import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import ReviewRuns
import SampleCity
import TestSupport
import Testing

@Suite struct `Checklists of the sample city` {
  @Test func `every line has a checklist of its mode`() throws {
    let sample = try SampleWorkspace()
    let checklists = try ChecklistRun(sample.workspace).checklists()
    #expect(checklists.count { $0.line != nil } == (try sample.workspace.status().lines.count))
    for list in checklists where list.mode?.changesRouting == true {
      #expect(list.items.contains { $0.due != nil }, "\(list.code)")
    }
  }
}

@Suite struct `The city's checklist in a workspace` {
  private let sample: SampleWorkspace

  init() throws { sample = try SampleWorkspace() }

  private func answer(_ check: AutomaticCheck, on day: String = "2021-10-12") throws
    -> AutomaticAnswer?
  {
    let today = try #require(CivilDate(day))
    return try ChecklistRun(sample.workspace).status(of: ["city"], on: today).first?.items
      .flatMap(\.answers).first { $0.check == check }
  }

  /// Rules on every line that no rule decides.
  private func decideAll() throws {
    for line in try ClassifyRun(sample.workspace).decisions() where line.mode == .person {
      _ = try DecideRun(sample.workspace).rule(line.line.id, now: SampleWorkspace.now) { line in
        PersonRuling(
          line: line.id, mode: .outside, seats: nil, because: "会议决定", document: "纪要", who: "李华")
      }
    }
  }

  /// Enters all statuses of a line up to the one in which its calls reach 12345.
  private func merge(_ lines: [String], on day: String) throws {
    let run = try NumberRun(sample.workspace)
    let notice = NumberRun.Proof.link("https://www.example.gov.cn/notice/1")
    for line in lines {
      _ = try run.announce(
        [line], channel: "门户网站", .channelAnnounced, on: CivilDate("2021-10-09"), proof: notice,
        by: "示例经办人", now: SampleWorkspace.now)
      for (status, day) in [(NumberStatus.announced, "2021-10-09"), (.forwarded, day)] {
        _ = try run.set(
          line, to: status, on: try #require(CivilDate(day)), document: "文件", because: "",
          by: "示例经办人", now: SampleWorkspace.now)
      }
    }
  }

  @Test func `its items are beside those of lines, and no line counts them`() throws {
    let run = ChecklistRun(sample.workspace)
    let lists = try run.checklists()
    #expect(lists.count { $0.line == nil } == 1)
    #expect(lists.last?.items.count == 20)
    #expect(lists.flatMap(\.items).count == 222 + 20)
    let today = SampleWorkspace.now.date
    #expect(try run.status(of: ["12329"], on: today).map(\.checklist.code) == ["12329"])
    #expect(
      try run.status(of: ["city", "12329"], on: today).map(\.checklist.code) == ["city", "12329"])
    let ready = try run.status(on: today).filter { $0.isReady != nil }
    #expect(ready.allSatisfy { $0.checklist.line != nil })
  }

  @Test func `all lines are decided once people have ruled on those that no rule decides`() throws {
    let before = try #require(try answer(.linesDecided))
    #expect(before.outcome == .open)
    #expect(
      before.reason.english
        == "4 of 24 lines wait for a person: 12350, 12356@2025-01-01, 0757-83100007, 0757-83100008")
    try decideAll()
    #expect(try answer(.linesDecided)?.outcome == .yes)
  }

  @Test func `lines are merged in time by the number ledger alone`() throws {
    #expect(try answer(.linesMerged)?.outcome == .open)
    // The deadline is over, and nothing is merged.
    #expect(try answer(.linesMerged, on: "2021-11-01")?.outcome == .no)
    try decideAll()
    let lines = try ClassifyRun(sample.workspace).decisions().filter(\.mode.changesRouting)
      .map(\.line.id)
    let unopened = try NumberRun(sample.workspace).entries().entries
      .filter { $0.status == .notOpened }.map(\.line.id)
    let own = lines.filter { !unopened.contains($0) }
    try merge(Array(own.dropLast()), on: "2021-10-31")
    let open = try #require(try answer(.linesMerged, on: "2021-10-31"))
    #expect(open.outcome == .open)
    #expect(open.reason.chinese == "还有 1 条热线没有归并：\(own.last ?? "")")
    try merge([own.last ?? ""], on: "2021-11-02")
    let late = try #require(try answer(.linesMerged, on: "2021-11-03"))
    #expect(late.outcome == .no)
    #expect(late.reason.english == "1 of \(own.count) lines are late: \(own.last ?? "")")
  }

  @Test func `a workspace without the sheet has the checklists of lines alone`() throws {
    try FileManager.default.removeItem(
      atPath: sample.folder.path + "/w/Mappings/checklists/CITY.csv")
    let lists = try ChecklistRun(sample.workspace).checklists()
    #expect(lists.allSatisfy { $0.line != nil } && lists.flatMap(\.items).count == 222)
    let found = try codes {
      _ = try ChecklistRun(sample.workspace).status(of: ["city"], on: SampleWorkspace.now.date)
    }
    #expect(found == [.checklistOfCityMissing])
  }

  @Test func `the calendar names no telephone and no person, and is the same again`() throws {
    let path = sample.folder.path + "/due.ics"
    let today = try #require(CivilDate("2021-11-20"))
    func export(_ owner: String?) throws -> Int {
      try ChecklistRun(sample.workspace).exportCalendar(
        to: path, of: owner, replacing: true, on: today, created: SampleWorkspace.now, in: .chinese
      ).count
    }
    let all = try export(nil)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.components(separatedBy: "BEGIN:VEVENT").count == all + 1)
    #expect(try export(nil) == all)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    #expect(try export("市信访局") == 1)
    #expect(throws: Unusable.self) { try export("某某公司") }
  }
}
