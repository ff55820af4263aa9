package import Findings

/// A line that is to be merged into 12345, with the facts a decision may rest on.
///
/// Every fact may be unknown: unknown is a value of its own (`unknown` in a closed list, `nil` in
/// a count), never a default.
package struct LegacyHotline: Hashable, Sendable {
  /// What the line is called everywhere: its number, or for the later lives of a number that
  /// was re-issued `number@first-valid-day`.
  package let id: String
  /// The number citizens dial.
  package let number: HotlineNumber
  /// The official name.
  package let name: String
  /// The unit that answers for the line.
  package let owner: String
  /// The named facts as the register gives them, by column, `owner_level` and `annex` among them.
  ///
  /// Values come from the closed lists of the register's form; `unknown` stands as it is.
  package let facts: [String: String]
  /// Calls a month; `nil` where nobody has counted.
  package let monthlyCalls: Int?
  /// Agents' desks; `nil` where nobody has counted.
  package let seats: Int?
  /// When the line's own desks answer today.
  package let hours: ServiceHours
  /// Carriers that route the number, as the register names them.
  package let carriers: [String]
  /// Code of the district (GB/T 2260), empty for a city-wide line.
  package let division: String
  /// First day on which the number is this line's.
  package let validFrom: CivilDate?
  /// Last day on which the number is this line's.
  package let validTo: CivilDate?
  /// Where the register says so.
  package let place: SourceLocation

  /// A line with all its facts.
  package init(
    id: String, number: HotlineNumber, name: String, owner: String, facts: [String: String],
    monthlyCalls: Int?, seats: Int?, hours: ServiceHours, carriers: [String], division: String,
    validFrom: CivilDate?, validTo: CivilDate?, place: SourceLocation
  ) {
    self.id = id
    self.number = number
    self.name = name
    self.owner = owner
    self.facts = facts
    self.monthlyCalls = monthlyCalls
    self.seats = seats
    self.hours = hours
    self.carriers = carriers
    self.division = division
    self.validFrom = validFrom
    self.validTo = validTo
    self.place = place
  }

  /// Whether the number is this line's on `day`.
  package func isValid(on day: CivilDate) -> Bool {
    Period(first: validFrom, last: validTo).contains(day)
  }
}

/// When a desk is staffed: on which kind of day, between which minutes.
package struct ServiceHours: Hashable, Sendable {
  /// A span of minutes on the days of one kind.
  package struct Span: Hashable, Sendable {
    /// On which days.
    package let days: DayKind
    /// Minutes since midnight, half-open, within 0..<1440.
    package let minutes: Range<Int>

    /// A span of minutes on the days of one kind.
    package init(days: DayKind, minutes: Range<Int>) {
      self.days = days
      self.minutes = minutes
    }
  }

  /// The kinds of day that opening hours speak of.
  package enum DayKind: String, CaseIterable, Sendable {
    /// Every day of the year.
    case daily
    /// Days that are worked, make-up working days included.
    case workdays
    /// Weekends and public holidays.
    case restdays
  }

  /// Staffed in each of these spans; none at all means never.
  package let spans: [Span]

  /// Staffed in each of `spans`.
  package init(spans: [Span]) {
    self.spans = spans
  }

  /// Staffed at every minute.
  package static let always = ServiceHours(spans: [Span(days: .daily, minutes: 0..<1440)])

  /// Whether no minute is unstaffed, whatever the day.
  package var isAlways: Bool { spans.contains { $0.days == .daily && $0.minutes == 0..<1440 } }

  /// Reads `24h`, `none`, or spans such as `workdays 08:30-12:00 14:00-17:30; restdays 09:00-12:00`.
  ///
  /// A span over midnight is written as two; anything else is `nil`.
  package init?(_ text: some StringProtocol) {
    let trimmed = text.split(separator: " ").joined(separator: " ")
    if trimmed == "24h" {
      self = .always
      return
    }
    if trimmed == "none" {
      self.init(spans: [])
      return
    }
    var spans: [Span] = []
    for part in trimmed.split(separator: ";") {
      let words = part.split(separator: " ")
      guard let first = words.first, let days = DayKind(rawValue: String(first)), words.count > 1
      else { return nil }
      for word in words.dropFirst() {
        guard let minutes = Self.minutes(word) else { return nil }
        spans.append(Span(days: days, minutes: minutes))
      }
    }
    guard !spans.isEmpty else { return nil }
    self.init(spans: spans)
  }

  private static func minutes(_ text: Substring) -> Range<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
    guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else { return nil }
    return from..<to
  }

  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0...59).contains(minute), (0...24).contains(hour),
      hour < 24 || minute == 0
    else { return nil }
    return hour * 60 + minute
  }
}
