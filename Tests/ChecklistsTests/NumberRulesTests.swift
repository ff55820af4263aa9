import Findings
import HotlineModel
import Reports
import Testing

@testable import Checklists

/// Days, channels and the announcement window of numbers.
@Suite struct `Rules of numbers` {
  private let numbers = NumberFixture(today: "2023-06-01")

  private func codes(
    _ to: NumberStatus, on day: String, after events: [NumberEvent], validFrom: String = "",
    _ fixture: NumberFixture? = nil
  ) throws -> [FindingCode] {
    let decision = try numbers.decision(.fullMerge, .cancel, validFrom: validFrom)
    return (fixture ?? numbers).rules.findings(
      of: numbers.change(to, on: day), on: NumberHistory(events, initial: .inUse), decision
    ).map(\.code)
  }

  @Test func `a number is announced once one channel has a proof of that day or before`() throws {
    let cases: [([NumberEvent], Bool)] = [
      ([], false),
      ([numbers.channel("网站", .channelPlanned, on: nil)], false),
      ([numbers.channel("网站", isProven: false)], false),
      ([numbers.channel("网站", on: "2022-01-06")], false),
      ([numbers.channel("网站", on: "2022-01-05")], true),
      ([numbers.channel("网站"), numbers.channel("海报", isProven: false)], true),
      ([numbers.channel("网站"), numbers.channel("网站", .channelWithdrawn)], false),
      ([numbers.channel("网站"), numbers.channel("网站", on: "2022-01-05", isProven: false)], true),
      ([numbers.channel("网站"), numbers.channel("网站", .channelPlanned, on: nil)], true),
    ]
    for (events, isLegal) in cases {
      let found = try codes(.announced, on: "2022-01-05", after: events)
      #expect(found == (isLegal ? [] : [.numberNotAnnounced]))
    }
  }

  @Test func `a number is given up once every channel has a proof of that day or before`() throws {
    let start = [
      numbers.channel("网站"), numbers.status(.announced, on: "2022-01-05"),
      numbers.status(.forwarded, on: "2022-01-06"),
    ]
    let cases: [([NumberEvent], [FindingCode])] = [
      ([], []),
      ([numbers.channel("海报", .channelPlanned, on: nil)], [.numberChannelsUnproven]),
      ([numbers.channel("海报", isProven: false)], [.numberChannelsUnproven]),
      ([numbers.channel("海报", on: "2022-12-02")], [.numberChannelsUnproven]),
      ([numbers.channel("海报", on: "2022-12-01")], []),
      (
        [
          numbers.channel("海报", .channelPlanned, on: nil), numbers.channel("海报", .channelWithdrawn),
        ], []
      ),
      ([numbers.channel("网站", .channelWithdrawn)], [.numberNotAnnounced]),
    ]
    for (more, expected) in cases {
      for to in [NumberStatus.cancelled, .officePhone] {
        #expect(try codes(to, on: "2022-12-01", after: start + more) == expected)
      }
      #expect(try codes(.stopped, on: "2022-12-01", after: start + more) == [])
    }
  }

  @Test func `what is taken back has to be announced again`() throws {
    let events = [
      numbers.channel("网站"), numbers.status(.announced, on: "2022-01-05"),
      numbers.status(.inUse, on: "2022-01-07"),
    ]
    #expect(try codes(.announced, on: "2022-01-08", after: events) == [.numberNotAnnounced])
    let again = events + [numbers.channel("网站", on: "2022-01-08")]
    #expect(try codes(.announced, on: "2022-01-08", after: again) == [])
  }

  @Test func `the window is counted in working days from the newest forwarding`() throws {
    // Ten working days after Thursday 2022-01-06.
    let short = NumberFixture(today: "2023-06-01", window: 10)
    let events = [
      numbers.channel("网站"), numbers.status(.announced, on: "2022-01-05"),
      numbers.status(.forwarded, on: "2022-01-06"),
    ]
    #expect(try codes(.cancelled, on: "2022-01-19", after: events, short) == [.numberWindowOpen])
    #expect(try codes(.cancelled, on: "2022-01-20", after: events, short) == [])
    let twice =
      events + [
        numbers.status(.announced, on: "2022-01-10"), numbers.status(.forwarded, on: "2022-01-13"),
        numbers.status(.stopped, on: "2022-01-14"),
      ]
    #expect(try codes(.cancelled, on: "2022-01-26", after: twice, short) == [.numberWindowOpen])
    #expect(try codes(.cancelled, on: "2022-01-27", after: twice, short) == [])
    let end = try #require(short.rules.window.end(after: numbers.day("2022-01-06")))
    #expect("\(end)" == "2022-01-20")
    for (day, left) in [
      ("2022-01-06", 10), ("2022-01-07", 9), ("2022-01-08", 9), ("2022-01-19", 1),
      ("2022-01-20", 0), ("2022-03-01", 0),
    ] {
      #expect(short.rules.window.daysLeft(until: end, on: numbers.day(day)) == left, "\(day)")
    }
  }

  @Test func `a year outside the calendar is refused`() throws {
    let narrow = NumberFixture(today: "2023-06-01", years: 2020...2022)
    let events = [
      numbers.channel("网站"), numbers.status(.announced, on: "2022-11-01"),
      numbers.status(.forwarded, on: "2022-11-02"),
    ]
    #expect(
      try codes(.cancelled, on: "2023-05-01", after: events, narrow) == [.numberWindowUnknown])
    #expect(try codes(.cancelled, on: "2023-05-01", after: events) == [])
  }

  @Test func `days do not run backwards, nor ahead, nor before the line`() throws {
    let events = [numbers.channel("网站"), numbers.status(.announced, on: "2022-01-05")]
    #expect(try codes(.forwarded, on: "2022-01-04", after: events) == [.numberDayBackwards])
    #expect(try codes(.forwarded, on: "2022-01-05", after: events) == [])
    #expect(try codes(.inUse, on: "2022-01-04", after: events) == [.numberDayBackwards])
    #expect(try codes(.forwarded, on: "2023-06-01", after: events) == [])
    #expect(try codes(.forwarded, on: "2023-06-02", after: events) == [.numberDayToCome])
    #expect(
      try codes(.forwarded, on: "2022-01-06", after: events, validFrom: "2022-01-07")
        == [.numberDayBackwards])
    let decision = try numbers.decision(.fullMerge, .cancel, validFrom: "2022-01-07")
    for (day, expected) in [
      ("2022-01-06", [FindingCode.numberDayBackwards]), ("2022-01-07", []),
      ("2023-06-02", [.numberDayToCome]),
    ] {
      let found = numbers.rules.findings(ofAnnouncementOn: numbers.day(day), decision).map(\.code)
      #expect(found == expected, "\(day)")
    }
  }

  @Test func `the register gives the status before anything is entered`() throws {
    for (lifecycle, status) in [
      ("live", NumberStatus.inUse), ("merged", .alreadyMerged), ("absent", .notOpened),
      ("new_after_ban", .inUse),
    ] {
      let line = LegacyHotline(
        id: "12318", number: try numbers.decision(.fullMerge, .cancel).line.number, name: "",
        owner: "", facts: ["lifecycle": lifecycle], monthlyCalls: nil, seats: nil, hours: .always,
        carriers: [], division: "", validFrom: nil, validTo: nil,
        place: Findings.SourceLocation(file: "register.csv"))
      #expect(NumberStatus(initiallyOf: line) == status)
    }
  }
}
