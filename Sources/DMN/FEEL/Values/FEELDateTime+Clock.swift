extension FEELDateTime {
  /// The moment a clock shows, so many seconds after 1970-01-01 00:00:00 by its own time.
  ///
  /// - Parameters:
  ///   - wallSeconds: seconds of the wall clock.
  ///   - zoneOffset: wall clock minus UTC, in seconds.
  package init(wallSeconds: Int, zoneOffset: Int) {
    let day = wallSeconds >= 0 ? wallSeconds / 86_400 : (wallSeconds - 86_399) / 86_400
    date = FEELDate(daysSinceEpoch: day)
    time = FEELTime(
      second: wallSeconds - day * 86_400, nanosecond: 0, zone: .offset(zoneOffset))
  }
}
