import Findings
import HotlineModel
import TestSupport
import Testing

@testable import Crosswalk

@Suite struct `The columns of a file` {
  private func findings(_ fields: String, settings: String = "", header: [String]) throws
    -> [FindingCode]
  {
    let fixture = try MappingFixture(fields: fields, settings: settings)
    do {
      return try fixture.bound(header).findings.map(\.code)
    } catch let unusable as Unusable {
      return unusable.findings.map(\.code)
    }
  }

  private let title = "matter.title,标题|题目,text,,,no,keep\n"

  @Test func `renamed, missing, doubled and new ones each have their finding`() throws {
    #expect(try findings(title, header: ["编号", "标题"]).isEmpty)
    #expect(try findings(title, header: ["编号", "题目"]) == [.columnRenamed])
    #expect(try findings(title, header: ["编号"]) == [.mappingColumnMissing])
    #expect(
      try findings(title.replacing(",no,", with: ",if-present,"), header: ["编号"])
        == [.columnAbsent])
    #expect(try findings(title, header: ["编号", "标题", "标题"]) == [.columnTwice])
    #expect(try findings(title, header: ["编号", "标题", "题目"]) == [.columnsRival])
    #expect(try findings(title, header: ["编号", "标题", "内部", ""]) == [.columnsAdded])
  }

  @Test func `a new column stops the file where the mapping says so, a known one does not`() throws
  {
    let header = ["编号", "标题", "内部", "新列"]
    let settings = "unused,内部|别的\n"
    #expect(try findings(title, settings: settings, header: header) == [.columnsAdded])
    #expect(
      try findings(title, settings: settings + "extra,stop\n", header: header)
        == [.columnsRefused])
    #expect(
      try findings(title, settings: "unused,内部|新列\nextra,stop\n", header: header).isEmpty)
  }

  @Test func `a column that goes to the open area counts as used`() throws {
    let fields = title + "extension.备注二,备注2,text,,,no,keep\n"
    #expect(
      try findings(fields, settings: "extra,stop\n", header: ["编号", "标题", "备注2"]).isEmpty)
    #expect(try findings(fields, header: ["编号", "标题"]) == [.mappingColumnMissing])
  }

  @Test(
    arguments: [
      "extension.,备注,text,,,no,keep", "extension.\u{7},备注,text,,,no,keep",
      "extension.\(String(repeating: "长", count: 65)),备注,text,,,no,keep",
      "extension.备注,备注,list,；,,no,quarantine", "extension.备注,备注,code,,,no,quarantine",
      "extension.备注,备注,text,,,no,empty", "extension.values,,constant,x,,no,keep",
      "extension,备注,text,,,no,keep",
      "extension.备注,备注,text,,,no,keep\nextension.备注,别的,text,,,no,keep",
      "matter.longitude,备注,text,,,no,keep", "matter.longitude,备注,degrees,,,no,keep",
    ])
  func `an entry of the open area without a fit name or with another transform does not load`(
    row: String
  ) {
    #expect(throws: Unusable.self) { try MappingFixture(fields: row + "\n") }
  }

  @Test func `a name of the open area may be 64 characters of any script`() throws {
    let name = String(repeating: "长", count: 61) + "\" ."
    let fixture = try MappingFixture(
      fields: "\"extension.\(name.replacing("\"", with: "\"\""))\",备注,text,,,no,keep\n")
    let found = try fixture.outcome([("备注", "甲")], field: .extensionValues)
    #expect(found?.contains("\"value\":\"甲\"") == true)
  }

  @Test func `a column that only a step takes must be there, and counts as used`() throws {
    let fixture = try MappingFixture(fields: title, steps: "matter.title,first-of,题名,,\n")
    #expect(try fixture.bound(["编号", "标题", "题名"]).findings.isEmpty)
    #expect(throws: Unusable.self) { try fixture.bound(["编号", "标题"]) }
  }

  @Test(
    arguments: [
      "matter.title,split,,/,", "matter.title,split,,/,0", "matter.title,half-width,列,,",
      "matter.title,extract,,(,", "matter.title,extract,,a,1", "matter.title,lookup,,nothing,",
      "matter.place,half-width,,,", "call.channel,half-width,,,", "matter.title,guess,,,",
    ])
  func `a step that cannot be done does not load`(step: String) {
    #expect(throws: Unusable.self) {
      try MappingFixture(
        fields: title + "call.channel,,constant,phone,,no,empty\n", steps: step + "\n")
    }
  }

  @Test(
    arguments: [
      ("M/d/yyyy|d/M/yyyy", "3/4/2021", "HL2231"), ("M/d/yyyy|d/M/yyyy", "3/3/2021", "2021-03-03"),
      ("M/d/yyyy|d/M/yyyy", "3/14/2021", "2021-03-14"),
      ("excel-1900|excel-1904", "44000", "HL2231"),
      ("yyyyMMdd|ddMMyyyy", "20122012", "2012-12-20"),
      ("yyyy-MM-dd|yyyy-dd-MM", "2021-03-04", "HL2231"),
    ])
  func `a date that can be read in two ways is no date, in whatever order the layouts stand`(
    formats: String, text: String, expected: String
  ) throws {
    for order in [formats, formats.split(separator: "|").reversed().joined(separator: "|")] {
      let fixture = try MappingFixture(
        fields: "call.receivedAt,时间,instant,\(order),,yes,quarantine\n")
      let layouts = try order.split(separator: "|").map { try DateLayout(String($0)) }
      #expect(layouts[0].clashes(with: layouts[1]))
      let found = try fixture.outcome([("时间", text)], field: .callReceivedAt)
      #expect(found == expected)
    }
  }

  @Test(arguments: ["yyyyMd", "yyyy/Mdd", "yyyy/M/d/d", "MM/dd", "yyyy"])
  func `a layout of which nobody knows where a number begins is none`(layout: String) {
    #expect(throws: DateLayout.Refusal.self) { try DateLayout(layout) }
  }

  @Test(arguments: [
    "yyyy-MM-dd hh:mm:ss", "yyyy-MM-dd HH:mm a", "yyyy-MM-dd hh:HH a", "yyyy-MM-dd'T'HH:mm",
    "yyyy-MM-ddTHH:mm:ssXXX", "yyyy-MM-ddZ", "yyyy-MM-dd HH:mmZZ",
    "yyyy-MM-dd HH:mm:ss.fff", "yy-MM-dd HH:mm",
    "EEE yyyy-MM-dd", "yyyy/M/d 下午 H:mm", "yyyy/M/d 上午H:mm", "yyyy-MM-dd HH:mm PM",
    "yyyy-MM-dd HH:mm:ss+00:00", "yyyy-MM-dd HH:mm:ss-05:00", "yyyy-MM-dd HH:mm .S",
    "yyyy-MMM-dd", "yyyy-MM-dd HH:mm:ss aa", "yyyy-MM-dd SS",
  ])
  func `a letter that no layout knows, or an hour that it would shift, is refused`(layout: String) {
    #expect(throws: DateLayout.Refusal.self) { try DateLayout(layout) }
  }

  @Test(arguments: [
    ("yy-MM-dd HH:mm", 1980, "21-02-08 09:05", "2021-02-08T09:05:00+08:00"),
    ("yy-MM-dd", 1980, "80-01-01", "1980-01-01"), ("yy-MM-dd", 1980, "79-01-01", "2079-01-01"),
    ("d/M/yy", 1930, "8/2/29", "2029-02-08"), ("d/M/yy", 1930, "8/2/31", nil),
  ])
  func `two digits of a year stand for one of a hundred years that the mapping names`(
    layout: String, century: Int, text: String, expected: String?
  ) throws {
    #expect(throws: DateLayout.Refusal.self) { try DateLayout(layout) }
    #expect(try DateLayout(layout, century: century).parse(text)?.text == expected)
  }

  @Test(arguments: [
    ("2020-12-31T16:00:00Z", "2021-01-01T00:00:00+08:00"),
    ("2021-02-08T09:05:00+00:00", "2021-02-08T17:05:00+08:00"),
    ("2021-02-08T09:05:00-0330", "2021-02-08T20:35:00+08:00"),
    ("2021-02-08T09:05:00+08", "2021-02-08T09:05:00+08:00"),
    ("2021-03-01T00:30:00+09:00", "2021-02-28T23:30:00+08:00"),
    ("1980-01-01T00:30:00+09:00", nil), ("2021-02-08T09:05:00", nil),
    ("2021-02-08T09:05:00+8", nil), ("2021-02-08T09:05:00+0860", nil),
    ("2021-02-08T09:05:00+08:0", nil), ("2021-02-08T09:05:00z", nil),
  ])
  func `a time with an offset is converted to the city's`(text: String, expected: String?) throws {
    #expect(try DateLayout("yyyy-MM-ddTHH:mm:ssZ").parse(text)?.text == expected)
  }

  @Test(arguments: [
    ("yyyy/M/d a h:mm:ss", "2021/3/5 下午 2:05:00", "2021-03-05T14:05:00+08:00"),
    ("yyyy/M/d ah:mm", "2021/3/5 上午12:05", "2021-03-05T00:05:00+08:00"),
    ("yyyy/M/d ah:mm", "2021/3/5 中午12:05", "2021-03-05T12:05:00+08:00"),
    ("yyyy/M/d ah:mm", "2021/3/5 中午1:05", "2021-03-05T13:05:00+08:00"),
    ("yyyy/M/d ah:mm", "2021/3/5 凌晨12:05", "2021-03-05T00:05:00+08:00"),
    ("yyyy/M/d ah:mm", "2021/3/5 凌晨3:05", "2021-03-05T03:05:00+08:00"),
    ("yyyy/M/d ah:mm", "2021/3/5 早上8:05", "2021-03-05T08:05:00+08:00"),
    ("yyyy/M/d ah:mm", "2021/3/5 晚上8:05", "2021-03-05T20:05:00+08:00"),
    ("yyyy/M/d ah:mm", "2021/3/5 傍晚6:05", "2021-03-05T18:05:00+08:00"),
    ("yyyy/M/d ah:mm", "2021/3/5 晚上12:05", "HL2206"),
    ("yyyy/M/d ah:mm", "2021/3/5 中午5:05", "HL2206"),
    ("yyyy/M/d ah:mm", "2021/3/5 下午14:05", "HL2206"),
    ("MM/dd/yyyy hh:mm:ss a", "03/05/2021 02:05:00 PM", "2021-03-05T14:05:00+08:00"),
    ("MM/dd/yyyy hh:mm:ss a", "03/05/2021 12:05:00 AM", "2021-03-05T00:05:00+08:00"),
    ("MM/dd/yyyy hh:mm:ss a", "03/05/2021 12:05:00 pm", "2021-03-05T12:05:00+08:00"),
    ("MM/dd/yyyy hh:mm:ss a", "03/05/2021 13:22:00 PM", "HL2206"),
    ("yyyy-MM-dd HH:mm:ss.S", "2021-03-05 14:05:00.123", "2021-03-05T14:05:00+08:00"),
    ("yyyy-MM-dd HH:mm:ss.SSS", "2021-03-05 14:05:59.9999999", "2021-03-05T14:05:59+08:00"),
    ("yyyy-MM-dd HH:mm:ss.S", "2021-03-05 14:05:00", "HL2206"),
    ("yyyyMMddHHmmssS", "20210305140500123", "2021-03-05T14:05:00+08:00"),
    ("yyyy-MM-ddTHH:mm:ss.S+08:00", "2021-03-05T14:05:00.5+08:00", "2021-03-05T14:05:00+08:00"),
  ])
  func `hours of half a day and fractions of a second are read`(
    layout: String, text: String, expected: String
  ) throws {
    let fixture = try MappingFixture(
      fields: "call.receivedAt,时间,instant,\(layout),,yes,quarantine\n")
    #expect(try fixture.outcome([("时间", text)], field: .callReceivedAt) == expected)
  }
}
