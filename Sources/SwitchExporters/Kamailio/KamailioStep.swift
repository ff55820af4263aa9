/// What one row of a plan says: `action;argument;from;until;days;minutes`, the line left out.
struct KamailioStep: Sendable {
  /// The kinds of day that rows ask for.
  enum DayKind: String {
    case workday
    case restday
    /// A kind that no row asks for.
    case unknown
  }

  /// What is done with a call.
  enum Action {
    case pass
    case none
    case gone(heard: String)
    case go(next: String)
    case announce(heard: String, next: String)
    /// The set, where it has an address in use, its number, and the number that comes after it.
    case desks(set: String?, number: String, next: String?)
    case unknown(String)

    /// The number the call may go on to.
    var next: String? {
      switch self {
      case .go(let next), .announce(_, let next): next
      case .desks(_, _, let next): next
      case .pass, .none, .gone, .unknown: nil
      }
    }
  }

  /// The parts of an instant that rows ask for.
  struct Time {
    let second: Int
    let day: DayKind?
    let minute: Int

    init(second: Int, days: [Int: DayKind]) {
      self.second = second
      let local = second + 28_800
      day = days[Self.digits(ofDay: local / 86_400)]
      minute = local % 86_400 / 60
    }

    /// 20211001 of a count of days since 1970, by the integer arithmetic a switch's script has.
    private static func digits(ofDay day: Int) -> Int {
      let shifted = day + 719_468
      let era = shifted / 146_097
      let rest = shifted % 146_097
      let year = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365
      let dayOfYear = rest - (365 * year + year / 4 - year / 100)
      let month = (5 * dayOfYear + 2) / 153
      let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
      return (year + era * 400 + month / 10) * 10_000 + (month + 2) % 12 * 100 + 100 + dayOfMonth
    }
  }

  let action: Action
  let from: Int?
  let until: Int?
  let days: DayKind?
  /// The first minute of the day, and the first one after; the first may be the later one.
  let minutes: (lowerBound: Int, upperBound: Int)?

  /// The fields of a row but the last, which names the line and decides nothing.
  static func wordingWithoutLine(of row: String) -> Substring {
    guard let last = row.utf8.lastIndex(of: UInt8(ascii: ";")) else { return "" }
    return row[..<last]
  }

  /// Reads the six fields; `nil` where one is not what it should be: it must not hold always.
  init?(_ text: Substring, sets: [String: String]) {
    let fields = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 6 else { return nil }
    let span = fields[5].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    switch (span.count, span.first ?? nil, span.last ?? nil) {
    case (1, nil, nil) where fields[5].isEmpty: minutes = nil
    case (2, let first?, let last?): minutes = (first, last)
    case (_, _, _): return nil
    }
    (from, until) = (Int(fields[2]), Int(fields[3]))
    guard fields[2].isEmpty || from != nil, fields[3].isEmpty || until != nil else { return nil }
    switch fields[4] {
    case "": days = nil
    case "workday": days = .workday
    case "restday": days = .restday
    case _: return nil
    }
    let words = fields[1].split(separator: " ").map(String.init)
    action =
      switch (fields[0], words.count) {
      case ("pass", 0): .pass
      case ("none", 0): .none
      case ("gone", 2) where sets[words[0]] != nil: .gone(heard: words[1])
      case ("go", 1), ("forward", 1): .go(next: words[0])
      case ("announce", 3) where sets[words[0]] != nil: .announce(heard: words[1], next: words[2])
      case ("own", 3): .desks(set: sets[words[0]], number: words[0], next: words[2])
      case ("queue", 1): .desks(set: sets[words[0]], number: words[0], next: nil)
      case (_, _): .unknown(fields[0])
      }
  }

  /// Whether the row holds at an instant.
  func holds(at time: Time) -> Bool {
    if let from, time.second < from { return false }
    if let until, time.second >= until { return false }
    if let days, time.day != days { return false }
    guard let minutes else { return true }
    return minutes.lowerBound <= time.minute && time.minute < minutes.upperBound
  }
}
