package import Findings

/// A line that is to be merged into 12345, with the facts a decision may rest on.
///
/// Every fact may be unknown: unknown is a value of its own (`unknown` in a closed list, `nil` in
/// a count), never a default. There is much to a line: copies share it.
package struct LegacyHotline: Hashable, Sendable {
  private let entry: Entry

  /// All that is known of a line.
  private final class Entry: Sendable {
    let id: String
    let number: HotlineNumber
    let name: String
    let owner: String
    let facts: [String: String]
    let monthlyCalls: Int?
    let seats: Int?
    let hours: ServiceHours
    let carriers: [String]
    let division: String
    let validFrom: CivilDate?
    let validTo: CivilDate?
    let place: SourceLocation

    init(
      id: String, number: HotlineNumber, name: String, owner: String, facts: [String: String],
      monthlyCalls: Int?, seats: Int?, hours: ServiceHours, carriers: [String], division: String,
      validFrom: CivilDate?, validTo: CivilDate?, place: SourceLocation
    ) {
      (self.id, self.number, self.name, self.owner) = (id, number, name, owner)
      (self.facts, self.monthlyCalls, self.seats) = (facts, monthlyCalls, seats)
      (self.hours, self.carriers, self.division) = (hours, carriers, division)
      (self.validFrom, self.validTo, self.place) = (validFrom, validTo, place)
    }
  }

  /// A line with all its facts.
  package init(
    id: String, number: HotlineNumber, name: String, owner: String, facts: [String: String],
    monthlyCalls: Int?, seats: Int?, hours: ServiceHours, carriers: [String], division: String,
    validFrom: CivilDate?, validTo: CivilDate?, place: SourceLocation
  ) {
    entry = Entry(
      id: id, number: number, name: name, owner: owner, facts: facts, monthlyCalls: monthlyCalls,
      seats: seats, hours: hours, carriers: carriers, division: division, validFrom: validFrom,
      validTo: validTo, place: place)
  }

  /// What the line is called everywhere: its number, or for the later lives of a number that
  /// was re-issued `number@first-valid-day`.
  package var id: String { entry.id }
  /// The number citizens dial.
  package var number: HotlineNumber { entry.number }
  /// The official name.
  package var name: String { entry.name }
  /// The unit that answers for the line.
  package var owner: String { entry.owner }
  /// The named facts as the register gives them, by column, `owner_level` and `annex` among them.
  ///
  /// Values come from the closed lists of the register's form; `unknown` stands as it is.
  package var facts: [String: String] { entry.facts }
  /// Calls a month; `nil` where nobody has counted.
  package var monthlyCalls: Int? { entry.monthlyCalls }
  /// Agents' desks; `nil` where nobody has counted.
  package var seats: Int? { entry.seats }
  /// When the line's own desks answer today.
  package var hours: ServiceHours { entry.hours }
  /// Carriers that route the number, as the register names them.
  package var carriers: [String] { entry.carriers }
  /// Code of the district (GB/T 2260), empty for a city-wide line.
  package var division: String { entry.division }
  /// First day on which the number is this line's.
  package var validFrom: CivilDate? { entry.validFrom }
  /// Last day on which the number is this line's.
  package var validTo: CivilDate? { entry.validTo }
  /// Where the register says so.
  package var place: SourceLocation { entry.place }

  package static func == (left: LegacyHotline, right: LegacyHotline) -> Bool {
    let (one, other) = (left.entry, right.entry)
    return one === other
      || (one.id == other.id && one.number == other.number && one.name == other.name
        && one.owner == other.owner && one.facts == other.facts
        && one.monthlyCalls == other.monthlyCalls && one.seats == other.seats
        && one.hours == other.hours && one.carriers == other.carriers
        && one.division == other.division && one.validFrom == other.validFrom
        && one.validTo == other.validTo && one.place == other.place)
  }

  /// Id and place tell lines apart; the rest follows from them.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(entry.id)
    hasher.combine(entry.place)
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
