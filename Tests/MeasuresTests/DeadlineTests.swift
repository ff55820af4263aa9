import Findings
import HotlineModel
import Measures
import Reports
import Testing

@Suite struct `Deadlines` {
  private static let rates = """
    response,响应率,asked,contacted,,依据,
    closing,办结率,accepted,closed,,依据,
    solving,解决率,all,solved,,依据,
    satisfaction,满意率,rated,satisfied,,依据,
    on-time,按时办结率,due,closed-on-time,,依据,
    """

  /// How the last rate counts a ticket: in time, late, outside or unknown.
  private func judged(
    _ values: [String: String], _ rule: String, on day: String = "2022-12-30",
    rates: String = Self.rates, line: String = "12329"
  ) throws -> String {
    let definitions = try MeasureSamples(deadlines: rule, rates: rates).definitions()
    var counter = MeasureCounter(
      definitions, MeasureScope(snapshot: try #require(CivilDate(day))))
    counter.add(MeasureSamples.ticket(values, line: line))
    let table = counter.cells.table(
      by: [], definitions, MeasureScope(snapshot: try #require(CivilDate(day))))
    let counts = try #require(table.groups.first?.counts.last)
    if counter.cells.outsideCalendar > 0 { return "outside the calendar" }
    if counts.outside > 0 { return "outside" }
    if counts.unknown > 0 { return "unknown" }
    return counts.numerator > 0 ? "in time" : "late"
  }

  /// Counted by hand: 1 to 7 October 2021 are a holiday, Saturday the 9th is worked, Sunday the 10th
  /// is not; 1 to 3 January 2022 are a holiday.
  @Test(arguments: [
    ("2021-09-30", "2", "working-day", "2021-10-09"),
    ("2021-09-30", "10", "working-day", "2021-10-20"),
    ("2021-10-01", "2", "working-day", "2021-10-09"),
    ("2021-10-08", "1", "working-day", "2021-10-09"),
    ("2021-10-09", "1", "working-day", "2021-10-11"),
    ("2021-10-09", "15", "working-day", "2021-10-29"),
    ("2021-10-10", "1", "working-day", "2021-10-11"),
    ("2021-12-31", "1", "working-day", "2022-01-04"),
    ("2021-10-03", "0", "working-day", "2021-10-03"),
    ("2021-09-30", "7", "calendar-day", "2021-10-07"),
    ("2021-12-30", "15", "calendar-day", "2022-01-14"),
  ])
  func `a limit in days ends with its last day`(
    accepted: String, count: String, unit: String, last: String
  ) throws {
    let rule = "closing,*,*,*,,,\(count),\(unit),依据,"
    let day = try #require(CivilDate(last))
    func closed(_ time: String) throws -> String {
      try judged(
        ["call.acceptedAt": "\(accepted)T16:30:00+08:00", "handling.closedAt": time], rule)
    }
    #expect(try closed("\(day)T23:59:59+08:00") == "in time")
    #expect(try closed("\(day)") == "in time")
    #expect(try closed("\(day.adding(days: 1))T00:00:00+08:00") == "late")
    #expect(try closed("\(day.adding(days: 1))") == "late")
  }

  @Test func `a limit in hours ends with its second`() throws {
    let rule = "closing,*,*,*,,,2,hour,依据,"
    func closed(_ time: String, accepted: String = "2021-09-30T23:00:00+08:00") throws -> String {
      try judged(["call.acceptedAt": accepted, "handling.closedAt": time], rule)
    }
    #expect(try closed("2021-10-01T01:00:00+08:00") == "in time")
    #expect(try closed("2021-10-01T01:00:01+08:00") == "late")
    #expect(try closed("2021-09-30") == "in time")
    #expect(try closed("2021-10-01") == "unknown")
    #expect(try closed("2021-10-02") == "late")
    #expect(try closed("2021-10-01T01:00:00+08:00", accepted: "2021-09-30") == "unknown")
  }

  @Test func `a limit is counted from acceptance, else from the call`() throws {
    let rule = "closing,*,*,*,,,1,working-day,依据,"
    let closed = ["handling.closedAt": "2021-10-11"]
    #expect(try judged(closed, rule) == "late")
    #expect(
      try judged(closed.merging(["call.acceptedAt": "2021-10-09"]) { $1 }, rule) == "in time")
  }

  @Test func `an extension counts, and of several the last`() throws {
    let rule = "closing,*,*,*,,,1,working-day,依据,"
    let extensions =
      #"[{"at":"2021-10-09","dueAt":"2021-10-15","reason":"甲"},{"dueAt":"2021-10-20"},{"reason":"乙"}]"#
    for (closed, verdict) in [("2021-10-20", "in time"), ("2021-10-21", "late")] {
      #expect(
        try judged(["handling.closedAt": closed, "limits.extensions": extensions], rule) == verdict)
    }
  }

  @Test func `a recorded limit is that of the ticket, and none is none`() throws {
    let recorded = "closing,*,*,*,,,0,recorded,依据,"
    let closed = ["handling.closedAt": "2021-10-20T09:00:00+08:00"]
    #expect(try judged(closed, recorded) == "unknown")
    for (due, verdict) in [
      ("2021-10-20", "in time"), ("2021-10-20T09:00:00+08:00", "in time"),
      ("2021-10-20T08:59:59+08:00", "late"), ("2021-10-19", "late"),
    ] {
      #expect(try judged(closed.merging(["limits.dueAt": due]) { $1 }, recorded) == verdict)
    }
    #expect(try judged(closed, "closing,*,*,*,,,0,none,依据,") == "outside")
  }

  @Test func `what is not closed counts once its limit has passed, and not before`() throws {
    let rule = "closing,*,*,*,,,1,working-day,依据,"
    #expect(try judged([:], rule, on: "2021-10-08") == "outside")
    #expect(try judged([:], rule, on: "2021-10-09") == "late")
    let closed = ["handling.closedAt": "2021-10-09T10:00:00+08:00"]
    #expect(try judged(closed, rule, on: "2021-10-08") == "outside")
    #expect(try judged(closed, rule, on: "2021-10-09") == "in time")
    #expect(try judged(["status.state": "closed"], rule) == "unknown")
  }

  @Test func `the row of the line, type, urgency and day applies`() throws {
    let rules = """
      closing,*,help,*,,2021-10-07,1,calendar-day,依据,
      closing,*,help,normal,2021-10-08,,2,calendar-day,依据,
      closing,*,help,urgent,2021-10-08,,3,calendar-day,依据,
      closing,*,help,critical,2021-10-08,,4,calendar-day,依据,
      closing,*,consultation,*,,,5,calendar-day,依据,
      closing,*,complaint,*,,,6,calendar-day,依据,
      closing,*,report,*,,,6,calendar-day,依据,
      closing,*,suggestion,*,,,6,calendar-day,依据,
      closing,*,praise,*,,,6,calendar-day,依据,
      closing,*,other,*,,,6,calendar-day,依据,
      closing,12345,*,*,,,7,calendar-day,依据,
      """
    func last(_ values: [String: String], line: String = "12329") throws -> Int {
      for days in 0..<10 {
        let accepted = try #require(CivilDate(values["call.acceptedAt"] ?? ""))
        let closed = ["handling.closedAt": "\(accepted.adding(days: days))"]
        let verdict = try judged(values.merging(closed) { $1 }, rules, line: line)
        if verdict != "in time" { return days - 1 }
      }
      return -1
    }
    #expect(try last(["call.acceptedAt": "2021-10-07"]) == 1)
    #expect(try last(["call.acceptedAt": "2021-10-08"]) == 2)
    #expect(try last(["call.acceptedAt": "2021-10-08", "matter.urgency": "urgent"]) == 3)
    #expect(try last(["call.acceptedAt": "2021-10-08", "matter.urgency": "critical"]) == 4)
    #expect(try last(["call.acceptedAt": "2021-10-08", "matter.type": "consultation"]) == 5)
    #expect(try last(["call.acceptedAt": "2021-10-08"], line: "12345") == 7)
  }

  @Test func `a year outside the calendar is counted, never guessed`() throws {
    let rule = "closing,*,*,*,,,1,working-day,依据,"
    for accepted in ["2020-06-01", "2023-01-05", "2022-12-31"] {
      let values = ["call.acceptedAt": accepted, "handling.closedAt": accepted]
      #expect(try judged(values, rule) == "outside the calendar")
    }
    let values = ["call.acceptedAt": "2022-12-29", "handling.closedAt": "2022-12-30"]
    #expect(try judged(values, rule) == "in time")
  }

  @Test func `the first response counts from the dispatch`() throws {
    let rules = """
      closing,*,*,*,,,1,working-day,依据,
      response,*,*,*,,,1,working-day,依据,
      """
    let rates = Self.rates + "\nfirst,及时响应率,response-due,responded-in-time,,依据,"
    func responded(_ events: String?, on day: String = "2022-12-30") throws -> String {
      var values = ["dispatch.dispatchedAt": "2021-10-08T15:00:00+08:00"]
      values["workflow.events"] = events
      return try judged(values, rules, on: day, rates: rates)
    }
    let early = #"{"at":"2021-10-09T10:00:00+08:00","event":"签收"}"#
    let late = #"{"at":"2021-10-10T10:00:00+08:00","event":"先行联系"}"#
    let other = #"{"at":"2021-10-08T16:00:00+08:00","event":"派单"}"#
    #expect(try responded("[\(late),\(early)]") == "in time")
    #expect(try responded("[\(other),\(late)]") == "late")
    #expect(try responded("[\(other)]") == "late")
    #expect(try responded("[\(other)]", on: "2021-10-08") == "outside")
    #expect(try responded("[\(late)]", on: "2021-10-09") == "late")
    #expect(try responded(nil) == "unknown")
  }

  // MARK: - Refused

  private func findings(_ deadlines: String, rates: String? = nil) -> [Finding] {
    do {
      _ = try MeasureSamples(deadlines: deadlines, rates: rates).definitions()
      return []
    } catch let unusable as Unusable {
      return unusable.findings
    } catch {
      return []
    }
  }

  /// Rows, the code, the lines of the places, and the days that are named.
  private static let refused: [(String, FindingCode, [Int?], String?)] = [
    // Nothing for some days before, between, after; for a type; at all.
    ("closing,*,*,*,2021-01-01,,1,hour,依据,", .deadlineGap, [2], "..2020-12-31"),
    (
      "closing,*,*,*,,2021-01-31,1,hour,依据,\nclosing,*,*,*,2021-02-02,,1,hour,依据,",
      .deadlineGap, [3], "2021-02-01..2021-02-01"
    ),
    ("closing,*,*,*,,2021-01-31,1,hour,依据,", .deadlineGap, [2], "2021-02-01.."),
    ("closing,*,help,*,,,1,hour,依据,", .deadlineGap, [nil], ".."),
    ("closing,12329,*,*,,,1,hour,依据,", .deadlineGap, [nil], ".."),
    ("response,*,*,*,,,1,hour,依据,", .deadlineGap, [nil], ".."),
    // Two rows for some days.
    (
      "closing,*,*,*,,2021-01-31,1,hour,依据,\nclosing,*,*,*,2021-01-31,,1,hour,依据,",
      .deadlineOverlap, [3, 2], nil
    ),
    (
      "closing,*,*,*,,,1,hour,依据,\nclosing,*,help,urgent,,,1,hour,依据,",
      .deadlineOverlap, [3, 2], nil
    ),
  ]

  @Test(arguments: refused)
  func `days without a row, or with two, are refused with their place`(
    rows: String, code: FindingCode, lines: [Int?], days: String?
  ) throws {
    let found = findings(rows)
    #expect(found.count == 1)
    #expect(found.map(\.code) == [code])
    #expect(found.first?.places.map(\.line).sorted { ($0 ?? 0) > ($1 ?? 0) } == lines)
    if let days { #expect(found.first?.message(in: .english).contains(" for \(days)") == true) }
  }

  @Test func `a period that ends before it begins is refused`() {
    let found = findings("closing,*,*,*,2021-02-01,2021-01-01,1,hour,依据,")
    #expect(found.map(\.code) == [.sheetValueMalformed])
  }

  @Test func `a rate that needs limits nobody set is refused`() {
    let rates = Self.rates + "\nfirst,及时响应率,response-due,responded-in-time,,依据,"
    #expect(
      findings("closing,*,*,*,,,1,hour,依据,", rates: rates).map(\.code) == [.limitsMissing])
  }

  @Test func `limits of thousands of years do not overflow`() throws {
    for unit in ["working-day", "calendar-day", "hour"] {
      let rule = "closing,*,*,*,,,9223372036854775807,\(unit),依据,"
      let verdict = try judged(["handling.closedAt": "2021-10-08T10:00:00+08:00"], rule)
      #expect(verdict == (unit == "working-day" ? "outside the calendar" : "in time"))
    }
  }
}
