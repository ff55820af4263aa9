import CallRouting
import Findings
import HotlineModel

/// The rows a format cannot say, collected so that all are reported at once.
struct RowRefusals {
  /// What users call the format.
  let format: String
  private(set) var findings: [Finding] = []
  /// How often something was refused, what was reported already counted again.
  private(set) var times = 0
  private var reported: Set<Finding> = []

  init(format: String) { self.format = format }

  /// Notes what cannot be said, why, and what could be.
  mutating func refuse(
    _ found: String, _ reason: String, expected: String, at place: SourceLocation
  ) {
    let finding = Finding(
      .switchCannotSay(format: format, found: found, reason: reason, expected: expected), at: place)
    times += 1
    if reported.insert(finding).inserted { findings.append(finding) }
  }

  /// - Throws: `Unusable` with all that was refused (`HL5301`).
  func check() throws {
    if !findings.isEmpty { throw Unusable(findings) }
  }

  /// The set of a step: it exists, has an address, is no trunk, keeps the step's hours, and no
  /// two of its addresses share a priority, since all formats try them one after the other.
  mutating func desks(
    _ id: String, in hours: ServiceHours, of table: RoutingTable, at place: SourceLocation
  ) -> TargetSet? {
    guard let set = table.targetSet(id), !set.enabledMembers.isEmpty else {
      refuse(id, "the set has no address", expected: "one of its addresses is enabled", at: place)
      return nil
    }
    if set.kind == .trunk {
      refuse(id, "it is a trunk", expected: "the set is one of desks", at: set.place)
    }
    if !set.hours.isAlways, set.hours != hours {
      refuse(id, "the set's hours are not the step's", expected: "both are the same", at: set.place)
    }
    order(of: set)
    return set
  }

  /// The set that plays an announcement.
  mutating func player(
    of id: String, in table: RoutingTable, at place: SourceLocation
  ) -> (announcement: Announcement, set: TargetSet)? {
    guard let announcement = table.announcement(id), let set = table.targetSet(announcement.set),
      !set.enabledMembers.isEmpty
    else {
      refuse(id, "nothing plays it", expected: "its set has an enabled address", at: place)
      return nil
    }
    word(id, at: announcement.place)
    order(of: set)
    return (announcement, set)
  }

  /// A number that calls go on to has a row of its own.
  mutating func next(
    _ number: HotlineNumber, in table: RoutingTable, at place: SourceLocation
  ) -> String {
    if table.route(number) == nil {
      refuse(
        number.text, "calls go on to it, and it has no row", expected: "it has a route", at: place)
    }
    return number.key
  }

  /// A name that stands between separators.
  mutating func word(_ word: String, at place: SourceLocation) {
    let isPlain = word.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-._".utf8.contains(byte)
    }
    if !isPlain {
      refuse(
        word, "it has more than letters, digits, - . _", expected: "it has no others", at: place)
    }
  }

  /// Text of a column: plain ASCII without a quote, of at most so many bytes.
  mutating func text(_ text: String, atMost limit: Int, at place: SourceLocation) {
    if text.utf8.count > limit {
      refuse(text, "it has more than \(limit) bytes", expected: "it is shorter", at: place)
    } else if !text.utf8.allSatisfy({ (32...126).contains($0) && $0 != UInt8(ascii: "'") }) {
      refuse(text, "it is not plain ASCII", expected: "it is", at: place)
    }
  }

  /// Unix seconds that every switch can hold.
  mutating func instants(_ period: Period, at place: SourceLocation) {
    for instant in [period.from, period.until].compactMap({ $0 })
    where !(0..<Int(Int32.max)).contains(instant.unixSeconds) {
      refuse("\(instant)", "it is not between 1970 and 2038", expected: "it is", at: place)
    }
  }

  private mutating func order(of set: TargetSet) {
    word(set.id, at: set.place)
    let priorities = set.enabledMembers.map(\.priority)
    if Set(priorities).count < priorities.count {
      refuse(
        set.id, "two of its addresses share a priority and are tried one after the other",
        expected: "each has a priority of its own", at: set.place)
    }
  }
}

extension HotlineNumber {
  /// The canonical spelling as digits alone: what rows know the number by.
  var key: String { String(decoding: text.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self) }

  /// With its area code, as carriers write a number: `0757-12318`.
  var withArea: String {
    guard let area, !text.contains("-") else { return text }
    return "\(area.text)-\(text)"
  }
}
