import Bytes
import HotlineModel

extension DateLayout {
  /// A date taken apart, as the path that every ticket takes needs it: small, since it is handed on
  /// several times.
  struct Moment {
    fileprivate(set) var dayNumber: Int32 = 0
    fileprivate var year: UInt16 = 0
    fileprivate var month: UInt8 = 0
    fileprivate var day: UInt8 = 0
    fileprivate var hour: UInt8 = 0
    fileprivate var minute: UInt8 = 0
    fileprivate var second: UInt8 = 0
    fileprivate(set) var hasTime = false

    /// Seconds since midnight.
    var secondOfDay: Int { Int(hour) * 3600 + Int(minute) * 60 + Int(second) }

    /// The value it stands for.
    var value: Value? {
      guard let date = CivilDate(year: Int(year), month: Int(month), day: Int(day)) else {
        return nil
      }
      guard hasTime else { return .day(date) }
      return CivilInstant(date, hour: Int(hour), minute: Int(minute), second: Int(second))
        .map { .instant($0) }
    }

    /// Sets a part, which has two digits at most, the year four.
    @inline(__always)
    fileprivate mutating func set(_ unit: Unit, to number: Int) {
      let small = UInt8(truncatingIfNeeded: number)
      switch unit {
      case .year: year = UInt16(truncatingIfNeeded: number)
      case .month: month = small
      case .day: day = small
      case .hour, .hourOfHalf:
        hour = small
        hasTime = true
      case .minute: minute = small
      case .second: second = small
      case .fraction, .halfDay, .offset: break
      }
    }
  }
}

extension DateLayout.Moment {
  /// The date that a range of bytes stands for; `nil` where it is not written in these steps.
  init?(_ bytes: Span<UInt8>, at range: Range<Int>, _ steps: Span<DateLayout.Step>) {
    var place = range.lowerBound
    var half: HalfDay?
    // Seconds that the time is ahead of UTC, where the text says so.
    var offset: Int?
    for index in steps.indices {
      let step = steps[index]
      guard let unit = step.unit else {
        guard place < range.upperBound, bytes[place] == step.sign else { return nil }
        place += 1
        continue
      }
      if unit == .halfDay {
        guard let (word, length) = HalfDay.word(in: bytes, at: place, before: range.upperBound)
        else { return nil }
        half = word
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
    guard place == range.upperBound, DateLayout.years.contains(Int(year)),
      let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    else { return nil }
    dayNumber = Int32(date.dayNumber)
    if let half {
      guard let hour = half.hour(of: Int(hour)) else { return nil }
      self.hour = UInt8(hour)
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
    let parts = date.parts
    (year, month, day) = (UInt16(parts.year), UInt8(parts.month), UInt8(parts.day))
    dayNumber = Int32(date.dayNumber)
    guard let second = secondOfDay else { return }
    (hour, minute) = (UInt8(second / 3600), UInt8(second / 60 % 60))
    self.second = UInt8(second % 60)
    hasTime = true
  }

  /// The day, whatever the hour.
  var date: CivilDate { CivilDate(dayNumber: Int(dayNumber)) }

  /// How the unified ticket writes it.
  var text: String { value?.text ?? "" }

  /// Whether both stand for the same day, or the same instant.
  func isSame(as other: DateLayout.Moment) -> Bool {
    dayNumber == other.dayNumber && hasTime == other.hasTime && secondOfDay == other.secondOfDay
  }

  /// Appends it as the unified ticket writes it: RFC 3339, or the day alone.
  func append(to out: inout OutputSpan<UInt8>) {
    var text: InlineArray<25, UInt8> = [
      0x30, 0x30, 0x30, 0x30, 0x2D, 0x30, 0x30, 0x2D, 0x30, 0x30, 0x54, 0x30, 0x30, 0x3A, 0x30,
      0x30,
      0x3A, 0x30, 0x30, 0x2B, 0x30, 0x38, 0x3A, 0x30, 0x30,
    ]
    Self.write(UInt8(year / 100), at: 0, &text)
    Self.write(UInt8(year % 100), at: 2, &text)
    Self.write(month, at: 5, &text)
    Self.write(day, at: 8, &text)
    Self.write(hour, at: 11, &text)
    Self.write(minute, at: 14, &text)
    Self.write(second, at: 17, &text)
    out.append(0..<(hasTime ? 25 : 10), of: text.span)
  }

  /// Writes two digits.
  @inline(__always)
  private static func write(_ number: UInt8, at place: Int, _ text: inout InlineArray<25, UInt8>) {
    text[place] = 0x30 + number / 10
    text[place + 1] = 0x30 + number % 10
  }
}
