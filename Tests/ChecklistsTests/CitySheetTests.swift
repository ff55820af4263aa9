import Findings
import Foundation
import HotlineModel
import Reports
import TestSupport
import Testing

@testable import Checklists

@Suite struct `The city's checklist` {
  private static func checklist() throws -> Checklist {
    try #require(
      ChecklistTemplates(folder: ChecklistFixture.folder)
        .checklist(ofCity: "示例市", calendar: .year2021()))
  }

  /// The clauses of the notice with their dates, as its paragraphs end.
  @Test func `the notice's ten tasks are there, each with its date and its units`() throws {
    let items = try Self.checklist().items
    let clauses: [(clause: String, due: String?, first: String, units: Int)] = [
      ("三(一)1", "2021-10-31", "各区人民政府", 4), ("三(一)2", "2021-10-31", "市政数局", 4),
      ("三(一)3", "2021-10-31", "各区人民政府", 5), ("三(二)1", "2021-11-30", "市政数局", 3),
      ("三(二)2", "2021-10-31", "市政数局", 4), ("三(二)3", nil, "市政数局", 4),
      ("三(三)1", "2021-09-30", "市政数局", 9), ("三(三)2", "2021-10-31", "市政数局", 4),
      ("三(三)3", nil, "市政数局", 4), ("三(三)4", nil, "市政数局", 4),
    ]
    for (clause, due, first, units) in clauses {
      let own = items.filter { $0.source == "方案\(clause)" }
      #expect(!own.isEmpty, "\(clause)")
      for item in own {
        #expect(item.due?.description == due, "\(item.id)")
        #expect(item.owners.first == first && item.owners.count == units, "\(item.id)")
        #expect(!item.dueNote.isEmpty, "\(item.id)")
      }
    }
    #expect(Set(items.map(\.source)).count == clauses.count)
    #expect(items.map(\.id) == (1...20).map { "city-\(padded($0, to: 2))" })
    #expect(items.flatMap(\.checks) == [.linesDecided, .linesMerged])
  }

  @Test func `a day stays as the notice has it, and a reader learns that nobody works on it`()
    throws
  {
    let items = try Self.checklist().items
    // 31 October 2021 is a Sunday, 30 September a Thursday before the notice itself.
    #expect(items[0].dueNote.hasSuffix("；当日不是工作日，期限不顺延"))
    #expect(!items[15].dueNote.contains("顺延") && items[15].dueNote.contains("早于方案印发日"))
    #expect(items[14].due == nil && items[14].dueNote.hasPrefix("方案写“持续推进”，没有期限"))
    let list = try Self.checklist()
    #expect(list.due(of: items[14]) == items[14].dueNote)
    #expect(list.line == nil && list.mode == nil && list.code == "city")
  }

  @Test(arguments: [
    ("item", "12329-04", FindingCode.sheetValueMalformed, nil as String?),
    ("item", "city-4", .sheetValueMalformed, nil), ("item", "city-05", .sheetKeyTwice, nil),
    ("owner", "某某公司", .checklistOwnerUnknown, "某某公司"),
    ("owner", "市政数局|责任单位", .checklistOwnerOfLine, "责任单位"), ("owner", "", .sheetCellEmpty, nil),
    ("due", "2021年10月底前", .sheetValueMalformed, nil),
    ("due", "2021-11-31", .sheetValueMalformed, nil),
    ("depends_on", "city-21", .checklistItemUnknown, "city-21"),
    ("depends_on", "12329-01", .checklistItemUnknown, "12329-01"),
    ("depends_on", "city-10", .checklistDueTooEarly, "city-10"),
    ("checks", "counts-agree", .sheetValueUnknown, "counts-agree"),
  ])
  func `a row that cannot be is refused where it is`(
    column: String, text: String, code: FindingCode, found: String?
  ) throws {
    let findings = try ChecklistFixture.findings("CITY") { $0["city-04", column] = text }
    let finding = try #require(findings.first { $0.code == code }, "\(findings.map(\.code))")
    #expect(finding.places.contains { $0.file.hasSuffix("CITY.csv") && $0.line == 5 })
    if let found { #expect(finding.facts["found"] == found) }
  }

  @Test func `an item has a day, or a reason why it has none`() throws {
    let undated = try ChecklistFixture.findings("CITY") { $0["city-04", "due"] = "" }
    #expect(undated.isEmpty)
    let silent = try ChecklistFixture.findings("CITY") { rows in
      rows["city-04", "due"] = ""
      rows["city-04", "note"] = ""
    }
    #expect(silent.map(\.code) == [.checklistDueReasonMissing])
    #expect(silent[0].facts == ["item": "city-04"])
  }

  @Test func `items that wait for each other are refused with all their places`() throws {
    let findings = try ChecklistFixture.findings("CITY") { rows in
      rows["city-06", "depends_on"] = "city-07|city-01"
    }
    #expect(findings.map(\.code) == [.checklistCycle])
    #expect(findings[0].facts["found"] == "city-06, city-07")
    #expect(findings[0].places.count == 2)
  }

  @Test func `an unknown column is refused, and the city's questions are none about a line`() throws
  {
    let columns = try ChecklistFixture.findings("CITY") { $0[0][5] = "due_days" }
    #expect(columns.map(\.code).contains(.sheetColumnUnknown))
    let checks = try ChecklistFixture.findings("CK-DUAL") { $0["05", "checks"] = "lines-merged" }
    #expect(checks.map(\.code) == [.sheetValueUnknown])
    #expect(checks[0].facts["expected"]?.contains("lines-decided") == false)
  }

  @Test func `a policy without the sheet, or with nothing in it, has no checklist of the city`()
    throws
  {
    let copy = try TemporaryFolder()
    let folder = ChecklistFixture.folder
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != "CITY.csv"
    {
      _ = try copy.file(name, try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
    }
    #expect(
      try ChecklistTemplates(folder: copy.path)
        .checklist(ofCity: "示例市", calendar: .year2021()) == nil)
    let header = try #require(
      String(contentsOfFile: "\(folder)/CITY.csv", encoding: .utf8).split(separator: "\n").first)
    _ = try copy.file("CITY.csv", header + "\n")
    #expect(
      try ChecklistTemplates(folder: copy.path)
        .checklist(ofCity: "示例市", calendar: .year2021()) == nil)
  }

  @Test func `the eleventh item of the city is no cut-over`() throws {
    #expect(SigningRule.places(ofItem: "city-11") == [[.reviewer, .approver]])
    #expect(SigningRule.places(ofItem: "12329-11").count == 2)
    let states = ItemStates(
      entries: [], today: try #require(CivilDate("2021-11-20")), calendar: try .year2021())
    let status = states.status(of: try Self.checklist(), answers: [])
    #expect(status.isReady == nil)
    // 31 October is over, 30 November is not, and what has no day is never late.
    #expect(status.items.count(where: \.isLate) == 13)
    #expect(status.items.first { $0.item.id == "city-16" }?.daysLate == 32)
  }

  @Test func `a signature covers the city, and no decision on a line`() throws {
    let list = try Self.checklist()
    let content = ItemContent(list.items[6], of: list, decision: nil)
    #expect(
      content.text == """
        hotline-item/1
        item\tcity-07
        city\t示例市
        task\t各条热线按期归并至统一平台
        owner\t各区人民政府、市财政局、市政数局、12345平台、热线相关单位
        evidence\t号码台账、验收单（建议）
        source\t方案三(一)3
        due\t2021-10-31
        after\tcity-06

        """)
  }
}
