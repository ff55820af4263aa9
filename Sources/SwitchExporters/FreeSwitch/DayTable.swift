import CallRouting

/// What kind of day it is, as the extensions in front of a dialplan find out: asked once for every
/// weekday between two of their dates.
struct DayTable: Sendable {
  /// Whether the extensions ask for nothing but dates and weekdays, and set nothing but the kind.
  let isUsual: Bool
  /// The dates at which the kind may change, sorted, as seconds of the area's clock.
  private let dates: [Int]
  /// The kinds before the first date, between two dates and behind the last, seven each: Thursday
  /// first, as 1970 begins.
  private let kinds: [[String?]]

  init(_ extensions: some Sequence<FreeSwitchExtension>) {
    var isUsual = true
    var dates: Set<Int> = []
    var rules: [(tests: [FreeSwitchExtension.Test], kind: String)] = []
    for entry in extensions where entry.name != "zone" {
      guard entry.actions.count == 1, entry.actions[0].data.hasPrefix("hm_day=") else {
        isUsual = false
        continue
      }
      rules.append((entry.tests, String(entry.actions[0].data.dropFirst("hm_day=".count))))
      for test in entry.tests {
        switch test {
        case .dateTime(let window):
          dates.formUnion([window.lowerBound, window.upperBound])
        case .weekdays, .zone(8): continue
        case .field, .timeOfDay, .zone: isUsual = false
        }
      }
    }
    if dates.contains(where: { $0 % 86_400 != 0 }) { isUsual = false }
    self.isUsual = isUsual
    self.dates = dates.sorted()
    kinds = ([Int.min] + self.dates).map { date in
      (0..<7).map { weekday in
        rules.last { rule in
          rule.tests.allSatisfy { test in
            switch test {
            case .dateTime(let window): window.contains(date)
            case .weekdays(let days): days.contains((weekday + 4) % 7 + 1)
            case .field, .timeOfDay, .zone: true
            }
          }
        }?.kind
      }
    }
  }

  /// The kind of the day of a second of the area's clock.
  func kind(of local: Int) -> String? {
    kinds[dates.partitioningIndex { local < $0 }][local / 86_400 % 7]
  }
}
