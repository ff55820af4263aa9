/// The numbers that no sheet, rule, mapping, route or plan of ours may ever touch.
///
/// Source: 佛山市方案 2021-10-09 二 and 国办发〔2020〕53号: emergency lines are outside the merger.
package struct ProtectedNumbers: Hashable, Sendable {
  /// The four that are protected whatever a sheet says: 110, 119, 120, 122.
  package static let always: Set<String> = ["110", "119", "120", "122"]

  private let subscribers: Set<String>

  /// The four of `always`, and `others` beside them (a sheet can add, never take away).
  package init(others: some Sequence<String> = []) {
    self.subscribers = Self.always.union(others)
  }

  /// Whether a number is protected, in whichever area it is dialled.
  package func contains(_ number: HotlineNumber) -> Bool {
    subscribers.contains(number.subscriber)
  }

  /// The protected code that a text would reach once a switch has taken prefixes off: `110` for
  /// `+86110`, `0119` and `0757110`; `nil` for anything else.
  package func code(reachedBy dialled: String, home: AreaCode) -> String? {
    var digits = String(dialled.filter { ("0"..."9").contains($0) }.drop { $0 == "0" })
    if digits.hasPrefix("86"), digits.utf8.count <= 13 { digits = String(digits.dropFirst(2)) }
    digits = String(digits.drop { $0 == "0" })
    let area = home.text.drop { $0 == "0" }
    if digits.hasPrefix(area) { digits = String(digits.dropFirst(area.utf8.count)) }
    return subscribers.contains(digits) ? digits : nil
  }

  /// All protected codes, shortest first.
  package var sorted: [String] {
    subscribers.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }
}
