import HotlineModel
import Testing

@Suite struct `Civil time` {
  @Test func `every day of four centuries is its own number, one after the other`() throws {
    var day = try #require(CivilDate(year: 1800, month: 1, day: 1))
    let end = try #require(CivilDate(year: 2200, month: 1, day: 1))
    var last = day.adding(days: -1)
    while day < end {
      let (year, month, dayOfMonth) = day.parts
      #expect(CivilDate(year: year, month: month, day: dayOfMonth) == day)
      #expect(day.dayNumber == last.dayNumber + 1)
      #expect(day.weekday != last.weekday)
      last = day
      day = day.adding(days: 1)
    }
  }

  @Test(arguments: [
    (2021, 10, 9, Weekday.saturday), (2000, 2, 29, .tuesday), (1970, 1, 1, .thursday),
    (2026, 11, 23, .monday),
  ])
  func `a known day has its weekday`(year: Int, month: Int, day: Int, weekday: Weekday) throws {
    #expect(try #require(CivilDate(year: year, month: month, day: day)).weekday == weekday)
  }

  @Test(arguments: [
    "2021-02-29", "2021-13-01", "2021-00-10", "1900-02-29", "2021-6-31", "21-10-09", "2021-10",
    "2021-10-09x", "", "2021--1-3",
  ])
  func `a day that no calendar has is refused, never rolled over`(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test func `an instant is read and written in the city's zone`() throws {
    let instant = try #require(CivilInstant("2021-11-26 23:30"))
    #expect(instant.rfc3339 == "2021-11-26T23:30:00+08:00")
    #expect(CivilInstant(instant.rfc3339) == instant)
    #expect(CivilInstant(unixSeconds: instant.unixSeconds) == instant)
    #expect(instant.description == "2021-11-26 23:30")
    #expect(CivilInstant(unixSeconds: 0).rfc3339 == "1970-01-01T08:00:00+08:00")
    #expect(CivilInstant("2021-1-6 9:05:07")?.description == "2021-01-06 09:05:07")
    #expect(CivilInstant(unixSeconds: -1 - 28_800).description == "1969-12-31 23:59:59")
  }

  @Test(arguments: [
    "2021-11-26 24:00", "2021-11-26 23:60", "2021-11-26", "2021-11-26 9", "x 10:00",
    "2021-11-26 23:30:", "2021-11-26 123:30", "2021-11-26 23:30:15:1", "2021-11-26 :30",
    "2021-11-26 23:30+08:0", "2021-11-26  23:30",
  ])
  func `a time that no clock shows is refused`(text: String) {
    #expect(CivilInstant(text) == nil)
  }
}

@Suite struct `Working days` {
  let calendar: WorkingCalendar

  init() throws {
    // The National Day week of 2021 with its two make-up days, from the State Council's calendar.
    func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
    calendar = WorkingCalendar(
      years: 2021...2021,
      holidays: Set(try (1...7).map { try day("2021-10-0\($0)") }),
      makeUpDays: [try day("2021-09-26"), try day("2021-10-09")])
  }

  @Test func `a make-up Saturday is worked and a holiday Monday is not`() throws {
    #expect(calendar.isWorkingDay(try #require(CivilDate("2021-10-09"))) == true)
    #expect(calendar.isWorkingDay(try #require(CivilDate("2021-10-04"))) == false)
    #expect(calendar.isWorkingDay(try #require(CivilDate("2021-10-10"))) == false)
    #expect(calendar.isWorkingDay(try #require(CivilDate("2021-10-11"))) == true)
  }

  @Test func `counting forth and back over the holiday week comes home`() throws {
    let before = try #require(CivilDate("2021-09-30"))
    let after = try #require(calendar.day(1, workingDaysAfter: before))
    #expect(after.description == "2021-10-08")
    #expect(calendar.day(2, workingDaysAfter: before)?.description == "2021-10-09")
    #expect(calendar.day(-1, workingDaysAfter: after) == before)
  }

  @Test func `a year the calendar does not know gives no answer`() throws {
    let late = try #require(CivilDate("2021-12-31"))
    #expect(calendar.isWorkingDay(try #require(CivilDate("2022-01-04"))) == nil)
    #expect(calendar.day(1, workingDaysAfter: late) == nil)
  }
}

@Suite struct `Opening hours` {
  @Test func `hours are read as they are written`() throws {
    let hours = try #require(ServiceHours("workdays 08:30-12:00 14:00-17:30; restdays 09:00-12:00"))
    #expect(hours.spans.map(\.days) == [.workdays, .workdays, .restdays])
    #expect(hours.spans.map(\.minutes) == [510..<720, 840..<1050, 540..<720])
    #expect(ServiceHours("24h")?.isAlways == true)
    #expect(ServiceHours("none")?.spans.isEmpty == true)
  }

  @Test(arguments: [
    "", "workdays", "08:30-17:30", "workdays 17:30-08:30", "workdays 8:30-12:00",
    "workdays 08:30-24:01", "someday 08:30-12:00", "workdays 08:30",
  ])
  func `hours that cannot be understood are refused`(text: String) {
    #expect(ServiceHours(text) == nil)
  }

  @Test(arguments: [
    "daily 20:00-24:00 00:00-08:00", "workdays 08:00-12:00 10:00-14:00; daily 12:00-12:30",
    "restdays 22:00-24:00 00:00-06:00; workdays 00:00-01:00", "none",
  ])
  func `openings are those minutes at which a call finds the desk open`(text: String) throws {
    let hours = try #require(ServiceHours(text))
    let calendar = WorkingCalendar(
      years: 2021...2021, holidays: Set([CivilDate("2021-10-01")].compactMap { $0 }),
      makeUpDays: Set([CivilDate("2021-10-02")].compactMap { $0 }))
    let start = try #require(CivilInstant("2021-09-30 21:30"))
    let span = start..<start.adding(seconds: 4 * CivilInstant.secondsPerDay + 90)
    let minutes = stride(from: 0, to: 4 * 1440 + 2, by: 1).map { start.adding(seconds: $0 * 60) }
    let open = minutes.filter { hours.isOpen(at: $0, in: calendar) == true }
      .map { $0..<min($0.adding(seconds: 60), span.upperBound) }
    #expect(hours.openings(within: span, in: calendar) == merged(open))
  }
}
