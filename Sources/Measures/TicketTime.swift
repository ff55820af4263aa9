import HotlineModel

/// A time of a ticket: a day, and the second of that day where the ticket says it.
struct TicketTime: Hashable, Sendable {
  /// Days since 1970-01-01, as the wall clock of the city shows it.
  let day: Int
  /// The second of the day; `nil` where only the day is known.
  let second: Int?

  init(day: Int, second: Int?) {
    self.day = day
    self.second = second
  }

  /// Reads `2021-10-09` or `2021-10-09T08:30:00+08:00`; `nil` for anything else.
  init?(_ text: ArraySlice<UInt8>?) {
    guard let text, text.count == 10 || text.count == 25 else { return nil }
    let start = text.startIndex
    guard let year = Self.number(text[start..<start + 4]),
      let month = Self.number(text[start + 5..<start + 7]),
      let dayOfMonth = Self.number(text[start + 8..<start + 10]),
      let date = CivilDate(year: year, month: month, day: dayOfMonth)
    else { return nil }
    day = date.dayNumber
    guard text.count == 25 else {
      second = nil
      return
    }
    guard let hour = Self.number(text[start + 11..<start + 13]),
      let minute = Self.number(text[start + 14..<start + 16]),
      let second = Self.number(text[start + 17..<start + 19])
    else { return nil }
    self.second = hour * 3600 + minute * 60 + second
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
      guard (48...57).contains(digit) else { return nil }
      number = number * 10 + Int(digit &- 48)
    }
    return number
  }

  /// Whether it is not later than another, which of two days without seconds is the end of the day.
  ///
  /// - Returns: unknown where a day alone is compared with a second of that day.
  func isUpTo(_ limit: TicketTime) -> Answer {
    guard day == limit.day, let end = limit.second else { return Answer(day <= limit.day) }
    return second.map { Answer($0 <= end) } ?? .unknown
  }
}
