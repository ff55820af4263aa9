import Checklists
import Findings
import HotlineModel
import Reports
import Testing

@Suite struct `Checklists as CSV` {
  private func item(
    _ id: String, task: String = "割接", due: CivilDate? = nil, dueNote: String = "割接日未定"
  ) -> ChecklistItem {
    ChecklistItem(
      id: id, task: task, owner: "运维组", evidence: "割接单", due: due, dueNote: dueNote,
      dependsOn: ["12329-08", "12329-09"], place: SourceLocation(file: "CK-DUAL.csv", line: 9),
      source: "方案三(一)3")
  }

  private func text(_ items: [ChecklistItem], name: String = "住房公积金热线") -> String {
    ChecklistCSV.text(of: [Checklist(line: "12329", name: name, mode: .dualNumber, items: items)])
  }

  @Test func `the sheet opens in WPS and leaves the last five columns to the reader`() {
    let sheet = text([item("12329-11", due: CivilDate("2021-10-08"))])
    #expect(
      sheet == "\u{FEFF}编号,号码,热线名称,责任单位,核对项,依据,前置项,期限,结论,证据,意见,填写人,日期\r\n"
        + "12329-11,12329,住房公积金热线,运维组,割接（应交：割接单）,方案三(一)3,12329-08、12329-09,2021-10-08,,,,,\r\n")
  }

  @Test func `a deadline that cannot be told stands as words`() {
    #expect(text([item("12329-11")]).contains(",待定：割接日未定,"))
  }

  @Test func `commas, marks and line breaks stay within their cell`() {
    let sheet = text([item("12329-11", task: "割接,\"凌晨\"\n两点")])
    #expect(sheet.contains(",\"割接,\"\"凌晨\"\"\n两点（应交：割接单）\","))
  }

  @Test(arguments: ["=1+1", "+86", "-5", "@name"])
  func `no cell is a formula`(name: String) {
    #expect(text([item("12329-11")], name: name).contains(",'\(name),"))
  }

  @Test func `no checklists give a header alone`() {
    let header = "\u{FEFF}" + ChecklistCSV.columns.joined(separator: ",") + "\r\n"
    #expect(ChecklistCSV.text(of: []) == header)
  }

  @Test func `every template of the project gives one row an item`() throws {
    let templates = try ChecklistTemplates(folder: ChecklistFixture.folder)
    let list = try templates.checklist(
      for: try .sample(.fullMerge, template: "CK-FULL"), cutover: CivilDate("2021-10-08"),
      calendar: try .year2021())
    let lines = ChecklistCSV.text(of: [list]).split(separator: "\r\n")
    #expect(lines.count == list.items.count + 1)
  }
}
