/// The zone of a time: an offset from UTC, or a named zone whose rules say the offset.
package enum FEELZone: Hashable, Sendable {
  /// Seconds east of UTC; zero is `Z`.
  case offset(Int)
  /// A zone of the IANA database, by name.
  case named(String)

  /// The zone as it is written behind a time: `Z`, `+08:00`, `@Asia/Shanghai`.
  var text: String {
    switch self {
    case .named(let name): return "@" + name
    case .offset(0): return "Z"
    case .offset(let seconds):
      let rest = abs(seconds)
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let tail = rest % 60 == 0 ? "" : ":" + two(rest % 60)
      return (seconds < 0 ? "-" : "+") + two(rest / 3600) + ":" + two(rest / 60 % 60) + tail
    }
  }

  /// Seconds east of UTC at a local time; a time without a date takes the zone's standard time.
  func offset(at date: FEELDate?, second: Int) -> Int? {
    switch self {
    case .offset(let seconds): seconds
    case .named(let name): ZoneRule.named(name)?.offset(at: date, second: second)
    }
  }
}

/// When a named zone's clocks go forward and back: the rule in force today.
struct ZoneRule: Sendable {
  /// The last or n-th Sunday of a month, at a second of the day by the clock that ends there.
  struct Change: Sendable {
    let month: Int
    /// 1 to 4 for the first to fourth Sunday, 5 for the last.
    let week: Int
    let second: Int
  }

  let standard: Int
  let forward: Change?
  let back: Change?

  /// The offset at a local time.
  func offset(at date: FEELDate?, second: Int) -> Int {
    guard let date, let forward, let back else { return standard }
    let now = date.daysSinceEpoch * 86_400 + second
    let start = instant(of: forward, in: date.year)
    let end = instant(of: back, in: date.year)
    let isSummer = start < end ? now >= start && now < end : now >= start || now < end
    return standard + (isSummer ? 3600 : 0)
  }

  private func instant(of change: Change, in year: Int) -> Int {
    let first = FEELDate(year: year, month: change.month, day: 1)
    let firstSunday = 1 + (7 - first.weekday) % 7
    var day = firstSunday + (change.week - 1) * 7
    while day > FEELDate.dayCount(year: year, month: change.month) { day -= 7 }
    let sunday = FEELDate(year: year, month: change.month, day: day)
    return sunday.daysSinceEpoch * 86_400 + change.second
  }
}
