import Findings
import HotlineModel
import Reports
import TestSupport

@testable import Checklists

/// Numbers with a history for tests: everything was announced and forwarded in January 2022, unless
/// said otherwise.
struct NumberFixture {
  let rules: NumberRules

  init(today: String, years: ClosedRange<Int> = 2020...2025, window: Int = 62) {
    let calendar = WorkingCalendar(years: years, holidays: [], makeUpDays: [])
    rules = NumberRules(
      window: AnnouncementWindow(workingDays: window, calendar: calendar),
      today: CivilDate(today) ?? CivilDate(dayNumber: 0))
  }

  func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }

  /// A change with everything a change may need, on a day long after all others.
  func change(_ to: NumberStatus, on day: String = "2023-05-01") -> NumberChange {
    NumberChange(to: to, day: self.day(day), document: "文件", reason: "理由")
  }

  func decision(
    _ mode: MergeMode, _ number: NumberDisposition, number text: String = "0757-82100001",
    validFrom: String = ""
  ) throws -> Decision {
    let home = AreaCode("0757")
    guard let home else { throw Unusable([]) }
    let line = LegacyHotline(
      id: text, number: try HotlineNumber(parsing: text, home: home), name: "示例热线",
      owner: "示例单位", facts: [:], monthlyCalls: nil, seats: nil, hours: .always, carriers: [],
      division: "", validFrom: CivilDate(validFrom), validTo: nil,
      place: Findings.SourceLocation(file: "register.csv", line: 2))
    return Decision(
      line: line, mode: mode, number: number, seats: .untouched, callPath: .none,
      deadline: "none", template: "CK-NONE", reason: "", path: [], policy: "")
  }

  func event(_ kind: NumberEvent.Kind, on day: String?) -> NumberEvent {
    var event = NumberEvent(
      line: "0757-82100001", life: nil, kind: kind, mode: .fullMerge, disposition: .cancel,
      who: "示例经办人")
    event.day = day.map { self.day($0) }
    return event
  }

  func status(_ status: NumberStatus, on day: String) -> NumberEvent {
    var event = event(.status, on: day)
    event.status = status
    return event
  }

  func channel(
    _ name: String, _ kind: NumberEvent.Kind = .channelAnnounced, on day: String? = "2022-01-04",
    isProven: Bool = true
  ) -> NumberEvent {
    var event = event(kind, on: day)
    event.channel = name
    event.proof =
      isProven && kind == .channelAnnounced ? .link("https://www.example.gov.cn/1") : nil
    return event
  }

  /// A history that ends with a status, of a number that was announced and forwarded.
  func history(at status: NumberStatus) -> NumberHistory { history(through: [status]) }

  /// A history that ends with some statuses, one after the other.
  func history(through statuses: [NumberStatus]) -> NumberHistory {
    NumberHistory(
      [
        self.status(.inUse, on: "2022-01-03"), channel("门户网站"),
        self.status(.announced, on: "2022-01-05"), self.status(.forwarded, on: "2022-01-06"),
      ] + statuses.map { self.status($0, on: "2022-06-01") }
        // What is in use again has to be announced again.
        + [channel("门户网站", on: "2022-06-02")],
      initial: .inUse)
  }
}
