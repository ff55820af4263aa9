/// Reads dates, times and date-times as ISO 8601 writes them, with named zones behind `@`.
enum TemporalText {
  /// Whatever an `@"…"` literal may hold; `nil` for anything else.
  static func value(_ text: String) -> FEELValue? {
    if text.contains("P"), let duration = FEELDuration.value(text) { return duration }
    if let dateTime = dateTime(text) { return .dateTime(dateTime) }
    if let date = date(text) { return .date(date) }
    return time(text).map { .time($0) }
  }

  static func date(_ text: String) -> FEELDate? {
    var scanner = TextScanner(text)
    let date = date(&scanner)
    return scanner.isAtEnd ? date : nil
  }

  static func time(_ text: String) -> FEELTime? {
    var scanner = TextScanner(text)
    let time = time(&scanner)
    return scanner.isAtEnd ? time : nil
  }

  static func dateTime(_ text: String) -> FEELDateTime? {
    var scanner = TextScanner(text)
    guard let date = date(&scanner), scanner.take("T"), let time = time(&scanner, of: date),
      scanner.isAtEnd
    else { return nil }
    return time
  }

  private static func date(_ scanner: inout TextScanner) -> FEELDate? {
    let isNegative = scanner.take("-")
    guard let year = scanner.digits(), (4...9).contains(year.utf8.count),
      year.utf8.count == 4 || !year.hasPrefix("0"), let number = Int(year), scanner.take("-"),
      let month = scanner.number(2), scanner.take("-"), let day = scanner.number(2)
    else { return nil }
    return FEELDate(checking: isNegative ? -number : number, month, day)
  }

  private static func time(_ scanner: inout TextScanner, of date: FEELDate) -> FEELDateTime? {
    var second = 0
    var isNextDay = false
    guard let time = time(&scanner, isMidnight24: &isNextDay, second: &second) else { return nil }
    guard isNextDay else { return FEELDateTime(date: date, time: time) }
    return FEELDateTime(date: FEELDate(daysSinceEpoch: date.daysSinceEpoch + 1), time: time)
  }

  private static func time(_ scanner: inout TextScanner) -> FEELTime? {
    var second = 0
    // 24:00:00 is the same time of day as 00:00:00 (XML Schema, time).
    var isNextDay = false
    return time(&scanner, isMidnight24: &isNextDay, second: &second)
  }

  private static func time(
    _ scanner: inout TextScanner, isMidnight24: inout Bool, second: inout Int
  ) -> FEELTime? {
    guard let hour = scanner.number(2), hour <= 24, scanner.take(":"),
      let minute = scanner.number(2), minute < 60, scanner.take(":"),
      let seconds = scanner.number(2), seconds < 60
    else { return nil }
    var nanosecond = 0
    if scanner.take(".") {
      guard let fraction = scanner.nanoseconds() else { return nil }
      nanosecond = fraction
    }
    if hour == 24 {
      guard minute == 0, seconds == 0, nanosecond == 0 else { return nil }
      isMidnight24 = true
    }
    second = hour % 24 * 3600 + minute * 60 + seconds
    if scanner.isAtEnd { return FEELTime(second: second, nanosecond: nanosecond, zone: nil) }
    guard let zone = zone(&scanner) else { return nil }
    return FEELTime(second: second, nanosecond: nanosecond, zone: zone)
  }

  private static func zone(_ scanner: inout TextScanner) -> FEELZone? {
    if scanner.take("Z") { return .offset(0) }
    if scanner.take("@") {
      let name = scanner.rest
      guard ZoneRule.named(name) != nil else { return nil }
      while !scanner.isAtEnd { scanner.skip() }
      return .named(name)
    }
    let isWest = scanner.take("-")
    guard isWest || scanner.take("+"), let hour = scanner.number(2), hour <= 18,
      scanner.take(":"), let minute = scanner.number(2), minute < 60
    else { return nil }
    var seconds = hour * 3600 + minute * 60
    if scanner.take(":") {
      guard let rest = scanner.number(2), rest < 60 else { return nil }
      seconds += rest
    }
    guard seconds <= 18 * 3600 else { return nil }
    return .offset(isWest ? -seconds : seconds)
  }
}
