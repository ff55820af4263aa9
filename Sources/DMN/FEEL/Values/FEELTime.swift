/// A time of day, with or without a zone.
package struct FEELTime: Hashable, Sendable {
  /// Seconds after midnight, 0 to 86,399.
  let second: Int
  /// 0 to 999,999,999.
  let nanosecond: Int
  /// The zone; `nil` for a local time.
  let zone: FEELZone?

  var hour: Int { second / 3600 }
  var minute: Int { second / 60 % 60 }

  /// `10:30:00.5+08:00`.
  package var text: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return two(hour) + ":" + two(minute) + ":" + two(second % 60)
      + Self.fraction(nanosecond) + (zone?.text ?? "")
  }

  /// Nanoseconds as a decimal fraction with its point; nothing for none.
  static func fraction(_ nanosecond: Int) -> String {
    guard nanosecond > 0 else { return "" }
    var digits = String(nanosecond)
    digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }

  /// Nanoseconds after midnight UTC, a local time taken as if it were UTC.
  var instant: Int128 {
    let offset = zone?.offset(at: nil, second: second) ?? 0
    return Int128(second - offset) * 1_000_000_000 + Int128(nanosecond)
  }
}
