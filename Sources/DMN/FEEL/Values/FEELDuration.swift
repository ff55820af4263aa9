/// How durations are written (ISO 8601): days and time in nanoseconds, years and months in months.
///
/// A duration stays below what can be added and subtracted without an overflow; a longer one is
/// none.
enum FEELDuration {
  /// A duration of days and time; `nil` for one of more than some 30 billion years.
  static func dayTime(_ nanoseconds: Int128) -> FEELValue? {
    nanoseconds.magnitude < 1_000_000_000_000_000_000_000_000_000 ? .dayTime(nanoseconds) : nil
  }

  /// A duration of years and months; `nil` for one of more than some 8 trillion years.
  static func yearMonth(_ months: Int) -> FEELValue? {
    months.magnitude < 100_000_000_000_000 ? .yearMonth(months) : nil
  }

  /// `P1DT2H3M4.5S`; nothing is `PT0S`.
  static func text(nanoseconds: Int128) -> String {
    let magnitude = nanoseconds.magnitude
    guard magnitude > 0 else { return "PT0S" }
    let seconds = magnitude / 1_000_000_000
    let fraction = FEELTime.fraction(Int(magnitude % 1_000_000_000))
    var text = nanoseconds < 0 ? "-P" : "P"
    if seconds >= 86_400 { text += "\(seconds / 86_400)D" }
    guard seconds % 86_400 > 0 || !fraction.isEmpty else { return text }
    text += "T"
    if seconds / 3600 % 24 > 0 { text += "\(seconds / 3600 % 24)H" }
    if seconds / 60 % 60 > 0 { text += "\(seconds / 60 % 60)M" }
    if seconds % 60 > 0 || !fraction.isEmpty { text += "\(seconds % 60)\(fraction)S" }
    return text
  }

  /// `P1Y2M`; nothing is `P0M`.
  static func text(months: Int) -> String {
    let magnitude = months.magnitude
    guard magnitude > 0 else { return "P0M" }
    return (months < 0 ? "-P" : "P") + (magnitude >= 12 ? "\(magnitude / 12)Y" : "")
      + (magnitude % 12 > 0 ? "\(magnitude % 12)M" : "")
  }

  /// A duration from its text; `nil` where it is none, or mixes years and months with days.
  static func value(_ text: String) -> FEELValue? {
    var scanner = TextScanner(text)
    let isNegative = scanner.take("-")
    guard scanner.take("P") else { return nil }
    var months = 0
    var nanoseconds: Int128 = 0
    var isYearMonth = false
    var isDayTime = false
    while let number = scanner.digits() {
      guard let count = Int(number), count < 1_000_000_000_000 else { return nil }
      if !isDayTime, !isYearMonth, scanner.take("Y") {
        isYearMonth = true
        months += count * 12
      } else if !isDayTime, scanner.take("M") {
        isYearMonth = true
        months += count
        break
      } else if !isYearMonth, scanner.take("D") {
        isDayTime = true
        nanoseconds += Int128(count) * 86_400_000_000_000
        break
      } else {
        return nil
      }
    }
    if !isYearMonth, scanner.take("T") {
      guard let time = time(&scanner) else { return nil }
      isDayTime = true
      nanoseconds += time
    }
    guard scanner.isAtEnd, isYearMonth || isDayTime else { return nil }
    if isYearMonth { return yearMonth(isNegative ? -months : months) }
    return dayTime(isNegative ? -nanoseconds : nanoseconds)
  }

  /// What follows the `T`.
  private static func time(_ scanner: inout TextScanner) -> Int128? {
    var nanoseconds: Int128 = 0
    var last = 0
    while let number = scanner.digits() {
      guard let count = Int128(number), number.utf8.count < 20 else { return nil }
      if last < 1, scanner.take("H") {
        last = 1
        nanoseconds += count * 3_600_000_000_000
      } else if last < 2, scanner.take("M") {
        last = 2
        nanoseconds += count * 60_000_000_000
      } else {
        var fraction: Int128 = 0
        if scanner.take(".") { fraction = Int128(scanner.nanoseconds() ?? 0) }
        guard scanner.take("S") else { return nil }
        return nanoseconds + count * 1_000_000_000 + fraction
      }
    }
    return last > 0 ? nanoseconds : nil
  }
}
