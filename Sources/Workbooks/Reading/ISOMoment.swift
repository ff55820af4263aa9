import HotlineModel

/// Moments written as ISO 8601 has them: `2021-11-25T08:30:00.000`, `2021-11-25`, `08:30:00`.
enum ISOMoment {
  /// What a text holds.
  enum Reading {
    /// A day, with the time of it.
    case moment(SerialMoment)
    /// A time without a day.
    case time(SerialMoment)
    /// A day or time that does not exist: 30 February.
    case none
    /// Something that is written otherwise.
    case otherwise
  }

  /// Reads a text, blanks around it allowed; the day as a date system counts it.
  static func read(_ text: ArraySlice<UInt8>, in dates: DateSystem) -> Reading {
    var rest = text.drop { $0 <= 0x20 }
    while let last = rest.last, last <= 0x20 { rest = rest.dropLast() }
    if rest.count > 2, rest[rest.startIndex + 2] == UInt8(ascii: ":") {
      return time(rest).map { $0 < 0 ? .none : .time(SerialMoment(day: 0, milliseconds: $0)) }
        ?? .otherwise
    }
    guard let year = take(4, from: &rest, behind: nil),
      let month = take(2, from: &rest, behind: UInt8(ascii: "-")),
      let day = take(2, from: &rest, behind: UInt8(ascii: "-"))
    else { return .otherwise }
    var milliseconds = 0
    if let separator = rest.first {
      guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: " "),
        let time = time(rest.dropFirst())
      else { return .otherwise }
      milliseconds = time
    }
    guard milliseconds >= 0, let date = CivilDate(year: year, month: month, day: day) else {
      return .none
    }
    // Before March 1900 Excel's numbers are one less than counted back from those behind it.
    let number = date.dayNumber - dates.offset
    let isEarly = dates == .from1900 && (1...60).contains(number)
    return .moment(SerialMoment(day: isEarly ? number - 1 : number, milliseconds: milliseconds))
  }

  /// The milliseconds of a time, -1 for one that does not exist; `nil` where it is written otherwise.
  private static func time(_ text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    guard let hour = take(2, from: &rest, behind: nil),
      let minute = take(2, from: &rest, behind: UInt8(ascii: ":"))
    else { return nil }
    var second = 0
    if rest.first == UInt8(ascii: ":") {
      guard let seconds = take(2, from: &rest, behind: UInt8(ascii: ":")) else { return nil }
      second = seconds
    }
    var thousandths = 0
    if rest.first == UInt8(ascii: ".") {
      let decimals = rest.dropFirst()
      guard !decimals.isEmpty, decimals.allSatisfy({ (48...57).contains($0) }) else { return nil }
      let four = (decimals.prefix(4) + [48, 48, 48, 48]).prefix(4)
      thousandths = (four.reduce(0) { $0 * 10 + Int($1 - 48) } + 5) / 10
      rest = []
    }
    guard rest.isEmpty else { return nil }
    guard hour < 24, minute < 60, second < 60 else { return -1 }
    return ((hour * 60 + minute) * 60 + second) * 1000 + thousandths
  }

  /// So many digits behind a separator, taken off the front.
  private static func take(
    _ count: Int, from text: inout ArraySlice<UInt8>, behind separator: UInt8?
  ) -> Int? {
    let rest = separator == nil ? text : text.dropFirst()
    guard separator == nil || text.first == separator else { return nil }
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    text = rest.dropFirst(count)
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}
