import Findings
import HotlineModel

extension RouteBuilder {
  /// A desk's address must not dial another line of the table: its calls would come round again.
  mutating func checkAddresses() {
    var owners: [String: Set<HotlineNumber>] = [:]
    for row in sheets.phases where !row.set.isEmpty {
      let number = try? HotlineNumber(parsing: row.line.prefix { $0 != "@" }, home: home)
      if let number { owners[row.set, default: []].insert(number) }
    }
    let players = Set(sheets.announcements.map(\.set))
    for set in sheets.targetSets where owners[set.id] != nil || players.contains(set.id) {
      for member in set.members {
        guard let number = try? HotlineNumber(parsing: member.user, home: home),
          route(of: number)?.shape.stages.contains(where: { $0.plan != nil }) == true,
          owners[set.id]?.contains(number) != true
        else { continue }
        findings.append(
          Finding(
            .addressIsRouted(found: member.uri, set: set.id, number: number.text), at: member.place)
        )
      }
    }
  }

  /// No address dials a protected number, or what a switch may take for one, or the short code of
  /// another area.
  mutating func checkNumbersDialled() {
    for set in sheets.targetSets {
      for member in set.members {
        guard let spelling = DialledSpelling(member.user) else { continue }
        if (try? HotlineNumber(parsing: member.user, home: home)).map(protected.contains) == true {
          findings.append(Finding(.protectedTouched(found: member.uri), at: member.place))
        } else if let away = away(spelling) {
          findings.append(
            Finding(
              .addressDialsAway(
                found: member.uri, set: set.id, number: away.number, other: away.other),
              at: member.place))
        }
      }
    }
  }

  /// What an address dials that its desks cannot have, and what a switch may take it for.
  private func away(_ spelling: DialledSpelling) -> (number: String, other: String)? {
    let digits = spelling.digits
    if let code = protected.sorted.first(where: digits.hasPrefix) { return (digits, code) }
    // Private exchanges take a 0 or a 9, or two of them, for the way out.
    let inside = digits.drop { $0 == "0" || $0 == "9" }
    if digits.utf8.count - inside.utf8.count <= 2, protected.sorted.contains(String(inside)) {
      return (digits, String(inside))
    }
    guard let number = HotlineNumber(calledAs: spelling, home: home),
      [.shortCode, .regional].contains(number.kind), number.area != home
    else { return nil }
    return (number.text, number.subscriber)
  }
}
