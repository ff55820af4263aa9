/// An instant, kept as the wall clock of the city shows it (Asia/Shanghai, UTC+8).
package struct CivilInstant: Hashable, Comparable, Sendable {
  /// Seconds in a day.
  package static let secondsPerDay = 86_400
  /// Wall clock minus UTC, in seconds.
  package static let zoneOffset = 8 * 3600

  /// Seconds of the wall clock since 1970-01-01 00:00:00 local time.
  package let wallSeconds: Int

  /// The instant at which the wall clock shows `wallSeconds` since 1970-01-01 00:00:00.
  package init(wallSeconds: Int) {
    self.wallSeconds = wallSeconds
  }

  /// The instant of a Unix time stamp in seconds.
  package init(unixSeconds: Int) {
    self.wallSeconds = unixSeconds + Self.zoneOffset
  }

  /// A day and a time of day; `nil` where the clock shows no such time (24:00 is refused).
  package init?(_ date: CivilDate, hour: Int, minute: Int, second: Int = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
      return nil
    }
    self.wallSeconds =
      date.dayNumber * Self.secondsPerDay + hour * 3600 + minute * 60 + second
  }

  /// The instant written `2021-11-26 23:30`, `2021-11-26 23:30:15` or with a `T` between.
  ///
  /// A date alone is not an instant: the caller decides what hour it stands for.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) {
      $0 == " " || $0 == "T"
    }
    guard parts.count == 2, let date = CivilDate(parts[0]) else { return nil }
    var clock = parts[1]
    if clock.hasSuffix("+08:00") { clock = clock.dropLast(6) }
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count),
      fields.allSatisfy({ (1...2).contains($0.utf8.count) }),
      fields.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(fields[0]), let minute = Int(fields[1])
    else { return nil }
    let second = fields.count == 3 ? Int(fields[2]) ?? 60 : 0
    self.init(date, hour: hour, minute: minute, second: second)
  }

  /// Seconds since 1970-01-01 00:00:00 UTC.
  package var unixSeconds: Int { wallSeconds - Self.zoneOffset }

  /// The day the wall clock shows.
  package var date: CivilDate {
    CivilDate(dayNumber: Int((Double(wallSeconds) / Double(Self.secondsPerDay)).rounded(.down)))
  }

  /// Seconds since midnight, 0..<86400.
  package var secondOfDay: Int { wallSeconds - date.dayNumber * Self.secondsPerDay }

  /// The instant `seconds` later (earlier, if negative).
  package func adding(seconds: Int) -> CivilInstant {
    CivilInstant(wallSeconds: wallSeconds + seconds)
  }

  package static func < (left: CivilInstant, right: CivilInstant) -> Bool {
    left.wallSeconds < right.wallSeconds
  }
}

extension CivilInstant: CustomStringConvertible {
  /// `2021-11-25 02:00`, for people; seconds only where they are not zero.
  package var description: String {
    let clock = clockText
    return "\(date) \(clock.hasSuffix(":00") ? String(clock.dropLast(3)) : clock)"
  }

  /// `2021-11-25T02:00:00+08:00`, for files (RFC 3339).
  package var rfc3339: String { "\(date)T\(clockText)+08:00" }

  private var clockText: String {
    let second = secondOfDay
    return [second / 3600, second / 60 % 60, second % 60].map { padded($0, to: 2) }
      .joined(separator: ":")
  }
}
