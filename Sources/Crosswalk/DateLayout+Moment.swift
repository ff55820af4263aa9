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
      case .fraction, .halfDay: break
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
      var number = 0
      let start = place
      let end = min(range.upperBound, start + Int(step.most))
      while place < end, bytes[place] &- 0x30 <= 9 {
        number = number * 10 + Int(bytes[place] &- 0x30)
        place += 1
      }
      guard place - start >= Int(step.least) else { return nil }
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

  /// Whether one is before the other; a day and an instant of that day are not.
  func isBefore(_ other: DateLayout.Moment) -> Bool {
    if dayNumber != other.dayNumber { return dayNumber < other.dayNumber }
    return hasTime && other.hasTime && secondOfDay < other.secondOfDay
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
