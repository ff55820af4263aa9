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
    let bytes = String(text).utf8
    let gap = bytes.firstIndex { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "T") }
    guard let gap, let date = CivilDate(digits: bytes[..<gap]) else { return nil }
    var clock = bytes[gap...].dropFirst()
    if clock.suffix(6).elementsEqual("+08:00".utf8) { clock = clock.dropLast(6) }
    var fields = (hour: 0, minute: 0, second: 0)
    var count = 1
    var width = 0
    for byte in clock {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where width < 2:
        fields.second = fields.second * 10 + Int(byte - UInt8(ascii: "0"))
        width += 1
      case UInt8(ascii: ":") where width > 0 && count < 3:
        fields = (fields.minute, fields.second, 0)
        count += 1
        width = 0
      default: return nil
      }
    }
    guard width > 0 else { return nil }
    switch count {
    case 2: self.init(date, hour: fields.minute, minute: fields.second)
    case 3: self.init(date, hour: fields.hour, minute: fields.minute, second: fields.second)
    default: return nil
    }
  }

  /// Seconds since 1970-01-01 00:00:00 UTC.
  package var unixSeconds: Int { wallSeconds - Self.zoneOffset }

  /// The day the wall clock shows.
  package var date: CivilDate {
    let (days, rest) = wallSeconds.quotientAndRemainder(dividingBy: Self.secondsPerDay)
    return CivilDate(dayNumber: rest < 0 ? days - 1 : days)
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
    String(decoding: digits(" ", hasSeconds: secondOfDay % 60 != 0), as: UTF8.self)
  }

  /// `2021-11-25T02:00:00+08:00`, for files (RFC 3339).
  package var rfc3339: String {
    String(decoding: digits("T", hasSeconds: true) + "+08:00".utf8, as: UTF8.self)
  }

  private func digits(_ gap: Unicode.Scalar, hasSeconds: Bool) -> [UInt8] {
    let second = secondOfDay
    var digits = date.digits
    digits.append(UInt8(ascii: gap))
    append(second / 3600, to: 2, &digits)
    digits.append(UInt8(ascii: ":"))
    append(second / 60 % 60, to: 2, &digits)
    if hasSeconds {
      digits.append(UInt8(ascii: ":"))
      append(second % 60, to: 2, &digits)
    }
    return digits
  }
}
