import HotlineModel

extension DateLayout {
  /// A date taken apart, as the path that every ticket takes needs it.
  struct Moment {
    var year = 0
    var month = 0
    var day = 0
    var hour = 0
    var minute = 0
    var second = 0
    var hasTime = false
    fileprivate(set) var dayNumber = 0
    fileprivate var half: HalfDay?
    /// Seconds that the time is ahead of UTC, where the text says so.
    fileprivate var offset: Int?

    /// Seconds since midnight.
    var secondOfDay: Int { hour * 3600 + minute * 60 + second }

    /// The value it stands for.
    var value: Value? {
      guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
      guard hasTime else { return .day(date) }
      return CivilInstant(date, hour: hour, minute: minute, second: second).map { .instant($0) }
    }

    fileprivate mutating func set(_ unit: Unit, to number: Int) {
      switch unit {
      case .year: year = number
      case .month: month = number
      case .day: day = number
      case .hour, .hourOfHalf:
        hour = number
        hasTime = true
      case .minute: minute = number
      case .second: second = number
      case .fraction, .halfDay, .offset: break
      }
    }
  }
}

extension DateLayout.Moment {
  /// The date that a range of bytes stands for; `nil` where it is not written in these steps.
  init?(_ bytes: Span<UInt8>, at range: Range<Int>, _ steps: Span<DateLayout.Step>) {
    var place = range.lowerBound
    for index in steps.indices {
      let step = steps[index]
      guard let unit = step.unit else {
        guard place < range.upperBound, bytes[place] == step.sign else { return nil }
        place += 1
        continue
      }
      if unit == .halfDay {
        guard let (half, length) = HalfDay.word(in: bytes, at: place, before: range.upperBound)
        else { return nil }
        self.half = half
        place += length
        continue
      }
      if unit == .offset {
        guard let (seconds, end) = Self.offset(in: bytes, place..<range.upperBound) else {
          return nil
        }
        offset = seconds
        place = end
        continue
      }
      var number = 0
      let start = place
      let end = min(range.upperBound, start + Int(step.most))
      while place < end, bytes[place] &- 0x30 <= 9 {
        number = number * 10 + Int(bytes[place] &- 0x30)
        place += 1
      }
      guard place - start >= Int(step.least) else { return nil }
      if step.century > 0 { number += (Int(step.century) + 99 - number) / 100 * 100 }
      set(unit, to: number)
    }
    guard place == range.upperBound, DateLayout.years.contains(year),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    dayNumber = date.dayNumber
    if let half {
      guard let hour = half.hour(of: hour) else { return nil }
      self.hour = hour
    }
    guard !hasTime || (hour < 24 && minute < 60 && second < 60) else { return nil }
    if let offset, offset != CivilInstant.zoneOffset {
      let instant = date.start.adding(seconds: secondOfDay + CivilInstant.zoneOffset - offset)
      guard DateLayout.years.contains(instant.date.year) else { return nil }
      self = DateLayout.Moment(instant.date, secondOfDay: instant.secondOfDay)
    }
  }

  /// The offset from UTC that a range begins with, in seconds, and where it ends: `Z`, `+08`,
  /// `+0800`, `+08:00`; `nil` where there is none.
  private static func offset(
    in bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (seconds: Int, end: Int)? {
    guard let start = range.first else { return nil }
    let sign = bytes[start]
    if sign == UInt8(ascii: "Z") { return (0, start + 1) }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    var digits: [Int] = []
    var place = start + 1
    while place < range.upperBound, digits.count < 4 {
      let isColon = bytes[place] == UInt8(ascii: ":") && digits.count == 2
      guard isColon || bytes[place] &- 0x30 <= 9 else { break }
      if !isColon { digits.append(Int(bytes[place] &- 0x30)) }
      place += 1
    }
    guard digits.count == 2 || digits.count == 4 else { return nil }
    let minutes = digits.count == 4 ? digits[2] * 10 + digits[3] : 0
    let hours = digits[0] * 10 + digits[1]
    guard hours <= 14, minutes < 60 else { return nil }
    return ((hours * 60 + minutes) * (sign == UInt8(ascii: "+") ? 60 : -60), place)
  }

  /// The date of a spreadsheet's day number; `nil` where the text is not one.
  init?(serial text: String, since epoch: CivilDate) {
    switch DateLayout.serial(text, since: epoch) {
    case .day(let day): self.init(day, secondOfDay: nil)
    case .instant(let instant): self.init(instant.date, secondOfDay: instant.secondOfDay)
    case nil: return nil
    }
  }

  private init(_ date: CivilDate, secondOfDay: Int?) {
    (year, month, day) = date.parts
    dayNumber = date.dayNumber
    guard let second = secondOfDay else { return }
    (hour, minute, self.second) = (second / 3600, second / 60 % 60, second % 60)
    hasTime = true
  }

  /// The day, whatever the hour.
  var date: CivilDate { CivilDate(dayNumber: dayNumber) }

  /// How the unified ticket writes it.
  var text: String { value?.text ?? "" }

  /// Whether both stand for the same day, or the same instant.
  func isSame(as other: DateLayout.Moment) -> Bool {
    dayNumber == other.dayNumber && hasTime == other.hasTime && secondOfDay == other.secondOfDay
  }

  /// Appends it as the unified ticket writes it: RFC 3339, or the day alone.
  func append(to out: inout OutputSpan<UInt8>) {
    Self.append(year / 100, to: &out)
    Self.append(year % 100, to: &out)
    Self.append("-", month, to: &out)
    Self.append("-", day, to: &out)
    guard hasTime else { return }
    Self.append("T", hour, to: &out)
    Self.append(":", minute, to: &out)
    Self.append(":", second, to: &out)
    Self.append("+", 8, to: &out)
    Self.append(":", 0, to: &out)
  }

  private static func append(
    _ sign: Unicode.Scalar, _ number: Int, to out: inout OutputSpan<UInt8>
  ) {
    out.append(UInt8(ascii: sign))
    append(number, to: &out)
  }

  /// Two digits.
  private static func append(_ number: Int, to out: inout OutputSpan<UInt8>) {
    out.append(UInt8(truncatingIfNeeded: 0x30 + number / 10))
    out.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
  }
}
