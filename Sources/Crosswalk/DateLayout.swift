import HotlineModel

/// A way of writing dates, such as `yyyy/M/d H:mm`, `yyyy/M/d a h:mm` or `excel-1900`.
///
/// Two letters stand for exactly two digits, one letter for one or two, `S` for any fraction of a
/// second, `Z` for an offset from UTC; `a` is the half of the day, which the twelve hours of `h`
/// need, and `yy` needs the first of the hundred years it may mean. Every other letter is refused,
/// and so is what would shift the hour without a word: 下午 as a sign, an offset as a sign that is not
/// the city's. Impossible dates (30 February, month 13, 24:00) are rejected; nothing is rolled over.
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

  /// Why a text is not a layout.
  struct Refusal: Error {
    /// What a layout has instead.
    let expected: String
    /// A layout that is one.
    var example = "yyyy-MM-dd HH:mm:ss"
  }

  private enum Part {
    case number(Unit, digits: ClosedRange<Int>)
    case halfDay
    case offset
    case sign(Unicode.Scalar)
  }

  enum Unit: Int {
    case year, month, day, hour, minute, second
    /// One of twelve hours, and which twelve.
    case hourOfHalf, halfDay
    case fraction
    /// The distance from UTC.
    case offset
  }

  /// One step over the bytes of a date: so many digits of a unit, a half of the day, an offset, or
  /// one byte of a sign.
  struct Step {
    /// `nil` for a sign.
    var unit: Unit?
    var least: UInt8 = 0
    var most: UInt8 = 0
    var sign: UInt8 = 0
    /// The first of the hundred years that two digits may mean; 0 where four are written.
    var century: Int16 = 0
  }

  private let parts: [Part]
  let steps: [Step]
  private let isSerial: Bool
  /// The day that a spreadsheet counts from; `nil` for layouts that are written out.
  private let epoch: CivilDate?

  /// Reads a layout.
  ///
  /// - Parameters:
  ///   - text: how the sheet writes it.
  ///   - century: the first of the hundred years that two digits may mean; `nil` where nobody has
  ///     said.
  /// - Throws: `Refusal` where it does not at least name year, month and day, or names what cannot be
  ///   read.
  init(_ text: String, century: Int? = nil) throws(Refusal) {
    epoch = Self.epochs[text]
    isSerial = epoch != nil
    let parts = isSerial ? [] : try Self.parts(of: text, century: century)
    self.parts = parts
    steps = parts.flatMap { part in
      switch part {
      case .number(let unit, let digits):
        [
          Step(
            unit: unit, least: UInt8(digits.lowerBound), most: UInt8(digits.upperBound),
            century: unit == .year && digits.upperBound == 2 ? Int16(century ?? 0) : 0)
        ]
      case .halfDay: [Step(unit: .halfDay, least: 2, most: 6)]
      case .offset: [Step(unit: .offset, least: 1, most: 6)]
      case .sign(let sign): String(sign).utf8.map { Step(sign: $0) }
      }
    }
    try checkUnits()
    try checkSigns(of: text)
  }

  private static func parts(of text: String, century: Int?) throws(Refusal) -> [Part] {
    var parts: [Part] = []
    var rest = Array(text.unicodeScalars)[...]
    while let letter = rest.first {
      let run = rest.prefix { $0 == letter }
      rest = rest.dropFirst(run.count)
      switch letter {
      case "y":
        guard run.count == 4 || run.count == 2 && century != nil else {
          throw Refusal(
            expected: "a layout with a year of four digits (`yyyy`), or with `years-from` in "
              + "source.csv for years of two")
        }
        parts.append(.number(.year, digits: run.count...run.count))
      case "a" where run.count == 1: parts.append(.halfDay)
      case "Z" where run.count == 1: parts.append(.offset)
      case "S": parts.append(.number(.fraction, digits: 1...9))
      case "M", "d", "H", "h", "m", "s":
        guard let unit = units[letter], run.count <= 2 else {
          throw Refusal(expected: "a layout with one or two of `\(letter)`")
        }
        parts.append(.number(unit, digits: run.count == 1 ? 1...2 : 2...2))
      case "T" where run.count == 1: parts.append(.sign(letter))
      case "A"..."Z", "a"..."z", "'", "\"":
        throw Refusal(expected: "a layout of `y M d H h m s S a Z` and signs (it has `\(letter)`)")
      default: parts += run.map { .sign($0) }
      }
    }
    return parts
  }

  private static let units: [Unicode.Scalar: Unit] = [
    "M": .month, "d": .day, "H": .hour, "h": .hourOfHalf, "m": .minute, "s": .second,
  ]

  /// Every unit stands once, none runs into the next, and what belongs together is there.
  private func checkUnits() throws(Refusal) {
    if isSerial { return }
    let named = steps.compactMap(\.unit)
    guard Set(named).isSuperset(of: [.year, .month, .day]) else {
      throw Refusal(expected: "a layout with year, month and day")
    }
    guard named.count == Set(named).count, !named.contains(.hour) || !named.contains(.hourOfHalf)
    else { throw Refusal(expected: "a layout that names each part once") }
    guard !Self.runsTogether(parts) else {
      throw Refusal(expected: "a layout with a sign, or two letters, before the next number")
    }
    guard named.contains(.hourOfHalf) == named.contains(.halfDay) else {
      throw Refusal(expected: "a layout with both `h` and `a`, or with `H`")
    }
    guard !named.contains(.fraction) || named.contains(.second) else {
      throw Refusal(expected: "a layout with seconds before their fraction")
    }
    guard !named.contains(.offset) || named.contains(.hour) || named.contains(.hourOfHalf) else {
      throw Refusal(expected: "a layout with an hour before its offset")
    }
  }

  /// Signs that say what hour it is are units: as signs they would be read over.
  private func checkSigns(of text: String) throws(Refusal) {
    if isSerial { return }
    if let word = HalfDay.words.first(where: { text.contains($0.text) }) {
      throw Refusal(
        expected: "a layout with `a` and `h` instead of `\(word.text)`",
        example: text.replacing(word.text, with: "a").replacing("H", with: "h"))
    }
    let offsets = text.matches(of: /[+\-−]\d{1,2}:?(\d\d)?/).map { String($0.output.0) }
    if let offset = offsets.first(where: { !["+08:00", "+0800", "+08"].contains($0) }) {
      throw Refusal(
        expected: "a layout with `Z` instead of `\(offset)`",
        example: text.replacing(offset, with: "Z"))
    }
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

  private struct Token {
    var sign: Unicode.Scalar?
    var units: [Unit] = []
    var digits = 0...0
  }

  /// Runs of digits and the signs between them; a half of the day and an offset are like signs.
  private var tokens: [Token] {
    var tokens: [Token] = []
    for part in parts {
      switch part {
      case .sign(let sign): tokens.append(Token(sign: sign))
      case .halfDay: tokens.append(Token(sign: "a"))
      case .offset: tokens.append(Token(sign: "Z"))
      case .number(let unit, let digits):
        if let last = tokens.last, last.sign == nil {
          tokens[tokens.count - 1].units.append(unit)
          tokens[tokens.count - 1].digits =
            last.digits.lowerBound + digits.lowerBound...last.digits.upperBound
            + digits.upperBound
        } else {
          tokens.append(Token(units: [unit], digits: digits))
        }
      }
    }
    return tokens
  }

  /// Where the steps of a layout are among those of others, and how many bytes a date may have.
  struct Extent {
    let steps: Range<Int>
    let lengths: ClosedRange<Int>
    /// The day that a spreadsheet counts from; such a layout has no steps.
    var epoch: CivilDate?
  }

  /// The extent of this layout behind so many steps of others.
  func extent(from start: Int) -> Extent {
    if let epoch { return Extent(steps: start..<start, lengths: 1...Int.max, epoch: epoch) }
    let least = steps.reduce(0) { $0 + ($1.unit == nil ? 1 : Int($1.least)) }
    let most = steps.reduce(0) { $0 + ($1.unit == nil ? 1 : Int($1.most)) }
    return Extent(steps: start..<start + steps.count, lengths: least...most)
  }

  /// The date a text stands for; `nil` where it is not written in this layout.
  func parse(_ text: String) -> Value? {
    if let epoch { return Self.serial(text, since: epoch) }
    let bytes = Array(text.utf8)
    return Moment(bytes.span, at: bytes.indices, steps.span)?.value
  }

  /// Days since the epoch with the time of day as a fraction.
  static func serial(_ text: String, since epoch: CivilDate) -> Value? {
    let shape = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    guard shape, let days = Double(text), (20_000..<70_000).contains(days) else { return nil }
    let whole = Int(days)
    let seconds = ((days - Double(whole)) * Double(CivilInstant.secondsPerDay)).rounded()
    let day = epoch.adding(days: whole)
    guard years.contains(day.year) else { return nil }
    return seconds == 0 ? .day(day) : .instant(day.start.adding(seconds: Int(seconds)))
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
