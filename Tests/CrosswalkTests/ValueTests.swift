import Findings
import HotlineModel
import TestSupport
import Testing
import Tickets

@testable import Crosswalk

/// What belongs to a value, which rows are records, and which time comes before which.
@Suite struct `Values, rows and times` {
  @Test(arguments: [
    ("=\"00123\"", "00123"), ("'00123", "00123"), ("'00123'", "00123"),
    ("= \"00123\"", "= \"00123\""),
    ("=\"A\"\"1\"", "A\"1"), ("=\"A\"&\"1\"", "=\"A\"&\"1\""), ("=\"\"", "HL2205"),
    ("=\"无\"", "HL2205"),
    ("\u{202D}00123\u{202C}", "00123"), ("00\u{AD}1\u{200B}23", "00123"),
    ("00123\u{FE0F}", "00123"),
    ("&nbsp;00123", "00123"), ("00\u{1F}123", "00123"), ("'=\"00123\"", "00123"),
    ("=\"2.0211E+13\"", "HL2102"), ("\0\0", "HL2205"), ("----", "HL2239"), ("。", "HL2239"),
    ("合计", "skipped"), ("小计：", "skipped"), ("共 12 条", "skipped"), ("共", "共"), ("合1", "合1"),
    ("Total:", "skipped"), ("T1", "T1"), ("共享单车1", "共享单车1"), ("总数", "总数"),
  ])
  func `a ticket number is read without what is not part of it`(text: String, expected: String)
    throws
  {
    let fixture = try MappingFixture(fields: "matter.title,甲,text,,,no,keep\n")
    #expect(try fixture.outcome([("编号", text), ("甲", "路灯")], field: nil) == expected, "\(text)")
  }

  @Test(arguments: [
    ("matter.title,甲,text,,,no,keep", TicketField.matterTitle, "=\"路灯\"", "路灯"),
    ("matter.title,甲,text,,,no,keep", .matterTitle, "'路灯'", "'路灯'"),
    ("matter.title,甲,text,,,no,keep", .matterTitle, "路\u{202E}灯", "路\u{202E}灯"),
    ("matter.title,甲,text,,,no,keep", .matterTitle, "&nbsp;&nbsp;", ""),
    ("matter.title,甲,text,,,no,keep", .matterTitle, "&nbsp;路灯", "&nbsp;路灯"),
    ("matter.title,甲,text,,,no,keep", .matterTitle, "=HYPERLINK(1)", "=HYPERLINK(1)"),
    ("matter.title,甲,text,,,no,keep", .matterTitle, "\0", ""),
    ("matter.title,甲,text,,,no,keep", .matterTitle, "前\0后", "前\0后"),
    (
      "caller.phone,甲,phone,,,no,quarantine", .callerPhone, "\u{202D}13800001234\u{202C}",
      "13800001234"
    ),
    (
      "caller.phone,甲,phone,,,no,quarantine", .callerPhone, "138\u{2060}0000&nbsp;1234",
      "13800001234"
    ),
    (
      "call.receivedAt,甲,instant,yyyy-MM-dd,,no,quarantine", .callReceivedAt, "=\"2021-02-08\"",
      "2021-02-08"
    ),
    (
      "call.receivedAt,甲,instant,yyyy-MM-dd,,no,quarantine", .callReceivedAt, "2021-02\u{FE0F}-08",
      "2021-02-08"
    ),
    ("caller.confidential,甲,flag,,,no,quarantine", .callerConfidential, "'是", "true"),
    ("call.agent,甲,text,,,no,keep", .callAgent, "\\N", ""),
    ("call.agent,甲,text,,,no,keep", .callAgent, "(NULL)", ""),
    ("call.agent,甲,text,,,no,keep", .callAgent, "[NULL]", ""),
    ("call.agent,甲,text,,,no,keep", .callAgent, "<null>", ""),
  ])
  func `a value is read without what is not part of it`(
    fields: String, field: TicketField, text: String, expected: String
  ) throws {
    let fixture = try MappingFixture(fields: fields + "\n")
    #expect(try fixture.outcome([("甲", text)], field: field) ?? "" == expected, "\(text)")
  }

  @Test func `what was removed is counted by its kind, with the first records`() throws {
    let fixture = try MappingFixture(fields: "call.agent,甲,text,,,no,keep\n")
    let header = ["编号", "甲"]
    var batch = RecordBatch(file: "a.csv", offset: 0, headers: [header], bytes: [])
    let rows = [["A1", "'01"], ["=\"A2\"", "'02"], ["A3", "03"], ["--", "---"], ["合计", "3"]]
    for (index, row) in rows.enumerated() {
      batch.append(fixture.record(header, row, number: index + 1))
    }
    let notices = try fixture.bound(header).map(batch, file: "a.csv", batch: "B1").notices
    let messages = notices.findings.map { "\($0.code.rawValue) \($0.message(in: .english))" }
    #expect(
      messages == [
        "HL2243 2 values were read without `'`, which is not part of them",
        "HL2243 1 values were read without `=\"…\"`, which is not part of them",
        "HL1014 1 rows such as `----` are not records",
        "HL1014 1 rows such as `合计` are not records",
      ])
    #expect(notices.findings.map { $0.places.count } == [2, 1, 1, 1])
  }

  @Test(arguments: [
    ("warn", "2021-02-01", "2021-02-01"), ("quarantine", "2021-02-01", "HL2209"),
    ("empty", "2021-02-01", ""), ("ignore", "2021-02-01", "2021-02-01"),
    ("quarantine", "2021-02-08", "2021-02-08"),
  ])
  func `a time before one that it cannot precede is treated as the sheet says`(
    policy: String, due: String, expected: String
  ) throws {
    let fixture = try MappingFixture(
      fields: """
        call.receivedAt,来电,instant,yyyy-MM-dd HH:mm:ss,,yes,quarantine
        limits.dueAt,时限,instant,yyyy-MM-dd,,no,quarantine

        """, times: "call.receivedAt,limits.dueAt,\(policy)\n")
    let cells = [("来电", "2021-02-08 09:05:00"), ("时限", due)]
    #expect(try fixture.outcome(cells, field: .limitDueAt) ?? "" == expected)
    guard policy == "empty" else { return }
    let record = fixture.record(["编号", "来电", "时限"], ["A1", "2021-02-08 09:05:00", due])
    guard case .ticket(let ticket) = try fixture.bound(record.header).map(record) else {
      Issue.record("no ticket")
      return
    }
    #expect(ticket.legacyValues[.limitDueAt] == due)
  }

  @Test(arguments: [
    "call.receivedAt,call.receivedAt,warn\n", "call.receivedAt,matter.title,warn\n",
    "call.receivedAt,limits.dueAt,warn\nlimits.dueAt,call.receivedAt,warn\n",
    "call.receivedAt,limits.dueAt,warn\ncall.receivedAt,limits.dueAt,empty\n",
  ])
  func `an order of times that is none is refused`(times: String) throws {
    #expect(throws: Unusable.self) {
      try MappingFixture(fields: EvaluatorScenario.received, times: times)
    }
  }

  @Test func `an empty cell takes what the record above says, past rows that are not records`()
    throws
  {
    let fixture = try MappingFixture(
      fields: "matter.district,区,text,,,no,quarantine\n", steps: "matter.district,fill-down,,,\n")
    let header = ["编号", "区"]
    let bound = try fixture.bound(header)
    var fill = try #require(FillDown(bound))
    var shown: [String?] = []
    let rows = [
      ["A0", ""], ["A1", "禅城"], ["A2", " "], ["----", "----"], ["A3", ""], ["小计", "3"], ["A4", ""],
      ["A5"], ["A6", ""], ["A7", "南海"], ["A8", ""],
    ]
    // Whatever is read at once, the records are the same.
    for pieces in [1, 3, rows.count] {
      fill = try #require(FillDown(bound))
      shown = []
      for start in stride(from: 0, to: rows.count, by: pieces) {
        var batch = RecordBatch(file: "a.csv", offset: 0, headers: [header], bytes: [])
        for index in start..<min(rows.count, start + pieces) {
          batch.append(fixture.record(header, rows[index], number: index + 1))
        }
        fill.fill(&batch)
        let tickets = bound.map(batch, file: "a.csv", batch: "B1")
        for outcome in tickets.outcomes {
          switch outcome {
          case .skipped: shown.append("skipped")
          case .unusable(let index): shown.append(tickets.complaints[index].code)
          case .ticket(let place):
            var row = TicketRow()
            _ = row.read(
              packed: tickets.text, head: 0..<tickets.headCount, ticket: place.ticket)
            shown.append(row.ticket[.matterDistrict])
          }
        }
      }
      #expect(
        shown == [
          "HL2245", "禅城", "禅城", "skipped", "禅城", "skipped", "禅城", "HL2208", "HL2245", "南海",
          "南海",
        ], "\(pieces)")
    }
  }
}
