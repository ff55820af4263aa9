import HotlineModel

/// A way of writing dates, such as `yyyy/M/d H:mm` or `excel-1900`.
///
/// Two letters stand for exactly two digits, one letter for one or two. Impossible dates
/// (30 February, month 13, 24:00) are no dates; nothing is rolled over.
struct DateLayout: Sendable {
  /// An instant, or a day where the layout has no time of day.
  enum Value: Hashable {
    case instant(CivilInstant)
    case day(CivilDate)

    /// How the unified ticket writes it.
    var text: String {
      switch self {
      case .instant(let instant): instant.rfc3339
      case .day(let day): day.description
      }
    }
  }

  private enum Part {
    case number(Unit, digits: ClosedRange<Int>)
    case sign(Unicode.Scalar)
  }

  fileprivate enum Unit: Int {
    case year, month, day, hour, minute, second
  }

  /// One step over the bytes of a date: so many digits of a unit, or one byte of a sign.
  struct Step {
    /// `nil` for a sign.
    fileprivate var unit: Unit?
    fileprivate var least: UInt8 = 0
    fileprivate var most: UInt8 = 0
    fileprivate var sign: UInt8 = 0
  }

  private let parts: [Part]
  let steps: [Step]
  private let isSerial: Bool
  /// The day that a spreadsheet counts from; `nil` for layouts that are written out.
  private let epoch: CivilDate?

  /// Reads a layout; `nil` where it does not at least name year, month and day.
  init?(_ text: String) {
    epoch = Self.epochs[text]
    isSerial = epoch != nil
    var parts: [Part] = []
    var rest = Array(text.unicodeScalars)[...]
    while let letter = rest.first, !isSerial {
      let run = rest.prefix { $0 == letter }
      rest = rest.dropFirst(run.count)
      guard let unit = Self.units[letter] else {
        parts += run.map { .sign($0) }
        continue
      }
      let digits = unit == .year ? 4...4 : (run.count == 1 ? 1...2 : 2...2)
      parts.append(.number(unit, digits: digits))
    }
    self.parts = parts
    steps = parts.flatMap { part in
      switch part {
      case .number(let unit, let digits):
        [Step(unit: unit, least: UInt8(digits.lowerBound), most: UInt8(digits.upperBound))]
      case .sign(let sign): String(sign).utf8.map { Step(sign: $0) }
      }
    }
    let named = parts.compactMap { if case .number(let unit, _) = $0 { unit } else { nil } }
    guard isSerial || Set(named).isSuperset(of: [.year, .month, .day]) else { return nil }
    guard named.count == Set(named).count, !Self.runsTogether(parts) else { return nil }
  }

  /// Days that spreadsheet programs count from: day 1 of the usual system is 1 January 1900, with a
  /// 29 February that never was; the other one begins on 1 January 1904 with day 0.
  private static let epochs: [String: CivilDate] = [
    "excel-1900": CivilDate(year: 1899, month: 12, day: 30),
    "excel-1904": CivilDate(year: 1904, month: 1, day: 1),
  ].compactMapValues { $0 }

  /// Whether one or two digits stand right before a number, so that nobody knows where it begins.
  private static func runsTogether(_ parts: [Part]) -> Bool {
    zip(parts, parts.dropFirst()).contains { pair in
      if case (.number(_, let digits), .number) = pair { return digits.count > 1 }
      return false
    }
  }

  /// Years in which something can have happened that is in a ticket; `1900-01-01` and `9999-12-31`
  /// are how databases write that they know no date.
  static let years = 1980..<2080

  /// Whether one text may be written in both layouts and mean different dates.
  func clashes(with other: DateLayout) -> Bool {
    if isSerial || other.isSerial { return isSerial && other.isSerial && epoch != other.epoch }
    let (left, right) = (tokens, other.tokens)
    guard left.count == right.count else { return false }
    var isDifferent = false
    for (one, two) in zip(left, right) {
      guard one.sign == two.sign, one.digits.overlaps(two.digits) else { return false }
      // The same units in the same order come out the same, but where they run together.
      if one.units != two.units { isDifferent = true }
    }
    return isDifferent
  }

  /// Runs of digits and the signs between them.
  private var tokens: [(sign: Unicode.Scalar?, units: [Unit], digits: ClosedRange<Int>)] {
    var tokens: [(sign: Unicode.Scalar?, units: [Unit], digits: ClosedRange<Int>)] = []
    for part in parts {
      switch part {
      case .sign(let sign): tokens.append((sign, [], 0...0))
      case .number(let unit, let digits):
        if let last = tokens.last, last.sign == nil {
          tokens[tokens.count - 1].units.append(unit)
          tokens[tokens.count - 1].digits =
            last.digits.lowerBound + digits.lowerBound...last.digits.upperBound
            + digits.upperBound
        } else {
          tokens.append((nil, [unit], digits))
        }
      }
    }
    return tokens
  }

  private static let units: [Unicode.Scalar: Unit] = [
    "y": .year, "M": .month, "d": .day, "H": .hour, "m": .minute, "s": .second,
  ]

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

    /// Seconds since midnight.
    var secondOfDay: Int { hour * 3600 + minute * 60 + second }

    fileprivate mutating func set(_ unit: Unit, to number: Int) {
      switch unit {
      case .year: year = number
      case .month: month = number
      case .day: day = number
      case .hour:
        hour = number
        hasTime = true
      case .minute: minute = number
      case .second: second = number
      }
    }
  }

  /// Where the steps of a layout stand among those of others, and how many bytes a date may have.
  struct Extent {
    let steps: Range<Int>
    let lengths: ClosedRange<Int>
  }

  /// The extent of this layout behind so many steps of others.
  func extent(from start: Int) -> Extent {
    let least = steps.reduce(0) { $0 + ($1.unit == nil ? 1 : Int($1.least)) }
    let most = steps.reduce(0) { $0 + ($1.unit == nil ? 1 : Int($1.most)) }
    return Extent(steps: start..<start + steps.count, lengths: least...most)
  }

  /// Whether only the careful path can read this layout.
  var needsText: Bool { isSerial }

  /// The date a text stands for; `nil` where it is not written in this layout.
  func parse(_ text: String) -> Value? {
    epoch.map { Self.serial(text, since: $0) } ?? written(text)
  }

  private func written(_ text: String) -> Value? {
    var values = [0, 0, 0, 0, 0, 0]
    var hasTime = false
    var rest = Array(text.unicodeScalars)[...]
    for part in parts {
      switch part {
      case .sign(let sign):
        guard rest.first == sign else { return nil }
        rest = rest.dropFirst()
      case .number(let unit, let digits):
        let run = rest.prefix(digits.upperBound).prefix { ("0"..."9").contains($0) }
        guard run.count >= digits.lowerBound else { return nil }
        values[unit.rawValue] = run.reduce(0) { $0 * 10 + Int($1.value) - 48 }
        if unit == .hour { hasTime = true }
        rest = rest.dropFirst(run.count)
      }
    }
    guard rest.isEmpty, Self.years.contains(values[0]),
      let day = CivilDate(year: values[0], month: values[1], day: values[2])
    else { return nil }
    guard hasTime else { return .day(day) }
    return CivilInstant(day, hour: values[3], minute: values[4], second: values[5])
      .map { .instant($0) }
  }

  /// Days since the epoch with the time of day as a fraction.
  private static func serial(_ text: String, since epoch: CivilDate) -> Value? {
    let shape = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    guard shape, let days = Double(text), (20_000..<70_000).contains(days) else { return nil }
    let whole = Int(days)
    let seconds = ((days - Double(whole)) * Double(CivilInstant.secondsPerDay)).rounded()
    let day = epoch.adding(days: whole)
    guard years.contains(day.year) else { return nil }
    return seconds == 0 ? .day(day) : .instant(day.start.adding(seconds: Int(seconds)))
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
    guard !hasTime || (hour < 24 && minute < 60 && second < 60) else { return nil }
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

extension DateLayout.Value {
  /// Whether one is before the other; a day and an instant of that day are not.
  func isBefore(_ other: DateLayout.Value) -> Bool {
    switch (self, other) {
    case (.instant(let left), .instant(let right)): left < right
    case (.day(let left), .day(let right)): left < right
    case (.instant(let left), .day(let right)): left.date < right
    case (.day(let left), .instant(let right)): left < right.date
    }
  }
}

extension DateLayout.Value {
  /// The day, whatever the hour.
  var day: CivilDate {
    switch self {
    case .instant(let instant): instant.date
    case .day(let day): day
    }
  }
}

extension [DateLayout] {
  /// The different moments that a text may stand for, in the order of the layouts.
  func readings(of text: String) -> [DateLayout.Value] {
    var readings: [DateLayout.Value] = []
    for value in compactMap({ $0.parse(text) }) where !readings.contains(value) {
      readings.append(value)
    }
    return readings
  }
}
