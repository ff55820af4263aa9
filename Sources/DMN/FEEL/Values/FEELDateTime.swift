/// A day and a time of that day.
package struct FEELDateTime: Hashable, Sendable {
  /// The day.
  package let date: FEELDate
  /// The time, with the zone.
  package let time: FEELTime

  /// `2021-10-31T10:30:00+08:00`.
  package var text: String { date.text + "T" + time.text }

  /// Nanoseconds after 1970-01-01 UTC, a local time taken as if it were UTC.
  var instant: Int128 {
    let offset = time.zone?.offset(at: date, second: time.second) ?? 0
    return localInstant - Int128(offset) * 1_000_000_000
  }

  private var localInstant: Int128 {
    (Int128(date.daysSinceEpoch) * 86_400 + Int128(time.second)) * 1_000_000_000
      + Int128(time.nanosecond)
  }

  /// The moment so many nanoseconds later by a clock in the same zone; `nil` out of the calendar's
  /// range.
  func adding(nanoseconds: Int128) -> FEELDateTime? {
    guard case .named(let name) = time.zone, let rule = ZoneRule.named(name) else {
      return Self.local(localInstant + nanoseconds, zone: time.zone)
    }
    // The offset then is known once the clock then is: the second look sees a change of clocks.
    let later = instant + nanoseconds
    var offset = rule.offset(at: date, second: time.second)
    for _ in 0..<2 {
      let clock = Self.local(later + Int128(offset) * 1_000_000_000, zone: time.zone)
      guard let clock else { return nil }
      offset = rule.offset(at: clock.date, second: clock.time.second)
    }
    return Self.local(later + Int128(offset) * 1_000_000_000, zone: time.zone)
  }

  private static func local(_ instant: Int128, zone: FEELZone?) -> FEELDateTime? {
    let day = Int128(86_400_000_000_000)
    let days = instant >= 0 ? instant / day : (instant - day + 1) / day
    let rest = instant - days * day
    guard let count = Int(exactly: days), abs(count) < 365_000_000_000 else { return nil }
    return FEELDateTime(
      date: FEELDate(daysSinceEpoch: count),
      time: FEELTime(
        second: Int(rest / 1_000_000_000), nanosecond: Int(rest % 1_000_000_000), zone: zone))
  }
}
