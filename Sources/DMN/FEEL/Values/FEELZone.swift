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
  /// The first to fourth or last weekday of a month, at a time by the clock that ends there.
  struct Change: Sendable {
    let month: Int
    /// 1 to 4 for the first to fourth such day, 5 for the last.
    let week: Int
    /// Sunday is 0.
    let weekday: Int
    /// Seconds after midnight; may lie on the day before or behind.
    let second: Int
  }

  /// Seconds east of UTC in winter.
  let standard: Int
  /// How far clocks go forward, in seconds.
  let saved: Int
  let forward: Change?
  let back: Change?

  /// The offset at a local time.
  func offset(at date: FEELDate?, second: Int) -> Int {
    guard let date, let forward, let back else { return standard }
    let now = date.daysSinceEpoch * 86_400 + second
    let start = instant(of: forward, in: date.year)
    let end = instant(of: back, in: date.year)
    let isSummer = start < end ? now >= start && now < end : now >= start || now < end
    return standard + (isSummer ? saved : 0)
  }

  private func instant(of change: Change, in year: Int) -> Int {
    let first = FEELDate(year: year, month: change.month, day: 1)
    let firstDay = 1 + (change.weekday + 7 - first.weekday) % 7
    var day = firstDay + (change.week - 1) * 7
    while day > FEELDate.dayCount(year: year, month: change.month) { day -= 7 }
    let date = FEELDate(year: year, month: change.month, day: day)
    return date.daysSinceEpoch * 86_400 + change.second
  }
}

extension ZoneRule {
  /// Reads `8`, `1,3.5.0/2,10.5.0/3` or `10:30+0:30,10.1.0/2,4.1.0/2`: hours east of UTC, what is
  /// saved in summer where it is not an hour, then month, week, weekday and time of the change
  /// forward and of the change back.
  init?(_ text: Substring) {
    let parts = text.split(separator: ",")
    let offsets = (parts.first ?? "").split(separator: "+")
    guard let standard = offsets.first.flatMap(Self.seconds) else { return nil }
    self.standard = standard
    saved = offsets.count > 1 ? Self.seconds(offsets[1]) ?? 0 : 3600
    forward = parts.count == 3 ? Change(parts[1]) : nil
    back = parts.count == 3 ? Change(parts[2]) : nil
  }

  /// `-3:30` in seconds.
  fileprivate static func seconds(_ text: Substring) -> Int? {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ":").compactMap { Int($0) }
    guard let hours = parts.first else { return nil }
    let seconds = hours * 3600 + (parts.count > 1 ? parts[1] * 60 : 0)
    return isNegative ? -seconds : seconds
  }
}

extension ZoneRule.Change {
  /// Reads `3.5.0/2`.
  fileprivate init?(_ text: Substring) {
    let parts = text.split(separator: "/")
    let day = (parts.first ?? "").split(separator: ".").compactMap { Int($0) }
    guard day.count == 3, parts.count == 2, let second = ZoneRule.seconds(parts[1]) else {
      return nil
    }
    month = day[0]
    week = day[1]
    weekday = day[2]
    self.second = second
  }
}
