/// A day of the civil calendar, as people write it on notices and deadlines.
///
/// China has kept one zone (UTC+8) and no daylight saving since 1991, so a day needs no zone.
package struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  package let dayNumber: Int

  /// The day that lies `dayNumber` days after 1970-01-01.
  package init(dayNumber: Int) {
    self.dayNumber = dayNumber
  }

  /// The day of a year, month and day of month; `nil` where the calendar has no such day.
  ///
  /// 30 February, month 13 and day 0 are refused, never rolled over.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year)
    else { return nil }
    // Howard Hinnant's days-from-civil: years begin in March so that the leap day comes last.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.dayNumber = era * 146_097 + dayOfEra - 719_468
  }

  /// The day written `2021-10-09` or `2021/10/9`; `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    self.init(digits: String(text).utf8)
  }

  /// As above, byte by byte: sheets hold hundreds of thousands of days.
  init?(digits text: some Sequence<UInt8>) {
    var (year, month, day) = (0, 0, 0)
    var part = 0
    var width = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        // No day has so many digits: what would not fit stays too large.
        day = min(day * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000)
        width += 1
      case UInt8(ascii: "-"), UInt8(ascii: "/"):
        guard part == 0 ? width == 4 : width > 0 else { return nil }
        (year, month, day) = (month, day, 0)
        part += 1
        width = 0
      default: return nil
      }
    }
    guard part == 2, width > 0 else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month (1–12) and day of month (1–31).
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The calendar year.
  package var year: Int { parts.year }

  /// The day of the week.
  package var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let index = ((dayNumber + 3) % 7 + 7) % 7
    return Weekday.allCases[index]
  }

  /// The day `days` later (earlier, if negative).
  package func adding(days: Int) -> CivilDate {
    CivilDate(dayNumber: dayNumber + days)
  }

  /// Midnight at the start of the day.
  package var start: CivilInstant {
    CivilInstant(wallSeconds: dayNumber * CivilInstant.secondsPerDay)
  }

  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.dayNumber < right.dayNumber
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate: CustomStringConvertible {
  /// `2021-10-09`.
  package var description: String { String(decoding: digits, as: UTF8.self) }

  /// The bytes of `2021-10-09`.
  var digits: [UInt8] {
    let (year, month, day) = parts
    var digits: [UInt8] = []
    digits.reserveCapacity(25)
    append(year, to: 4, &digits)
    digits.append(UInt8(ascii: "-"))
    append(month, to: 2, &digits)
    digits.append(UInt8(ascii: "-"))
    append(day, to: 2, &digits)
    return digits
  }
}

/// Appends a number in decimal digits with leading zeros, a minus before them where it is below zero.
func append(_ number: Int, to width: Int, _ digits: inout [UInt8]) {
  if number < 0 { digits.append(UInt8(ascii: "-")) }
  let start = digits.count
  var rest = number.magnitude
  while rest > 0 || digits.count < start + width {
    digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
    rest /= 10
  }
  digits[start...].reverse()
}

/// A day of the week; the week begins on Monday, as in GB/T 7408.
package enum Weekday: String, CaseIterable, Sendable {
  case monday = "Mon"
  case tuesday = "Tue"
  case wednesday = "Wed"
  case thursday = "Thu"
  case friday = "Fri"
  case saturday = "Sat"
  case sunday = "Sun"

  /// Saturday and Sunday, before holidays and make-up working days are applied.
  package var isWeekend: Bool { self == .saturday || self == .sunday }
}

/// A number in decimal digits with leading zeros.
package func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  let missing = width - digits.utf8.count
  return missing > 0 ? String(repeating: "0", count: missing) + digits : digits
}
