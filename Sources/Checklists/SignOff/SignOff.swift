package import Findings
package import HotlineModel
package import Reports

/// Who must sign an item.
package enum SigningRule {
  /// The signatures that an item needs, each by another person: the roles that may give each.
  ///
  /// The city's items are numbered without regard to the tasks of a line: item 11 of the city is not a cut-over.
  ///
  /// Source: the two-person rule for cut-overs (操作和审批分离): who operates does not approve.
  package static func places(ofItem id: String) -> [Set<UserRole>] {
    if Checklist.isOfCity(item: id) { return [[.reviewer, .approver]] }
    let task = id.split(separator: "-").last.flatMap { ChecklistTask(rawValue: String($0)) }
    return task == .cutover ? [[.operator], [.approver]] : [[.reviewer, .approver]]
  }
}

/// How far an item is with its signatures.
package struct SignOff: Hashable, Sendable {
  /// How far it is.
  package enum State: String, CaseIterable, Sendable {
    /// Everybody who must has signed the content as it is.
    case signed
    /// Somebody has, and somebody else must.
    case partly
    /// What somebody signed has changed since.
    case signAgain = "sign-again"
    /// Nobody has.
    case unsigned

    /// The state as people read it.
    package var words: Words {
      switch self {
      case .signed: .coded(rawValue, "已签认")
      case .partly: .coded(rawValue, "签认未齐")
      case .signAgain: .coded(rawValue, "需重签")
      case .unsigned: .coded(rawValue, "未签认")
      }
    }
  }

  /// Why somebody cannot sign.
  package enum Refusal: Hashable, Sendable {
    /// The item is signed in other roles.
    case role(Set<UserRole>)
    /// It is signed already in that role.
    case signed(Signature)
    /// The same person has signed it in another role.
    case samePerson(Signature)
  }

  /// How far it is.
  package let state: State
  /// The signatures that were not withdrawn, the oldest first, whatever content they are of.
  package let standing: [Signature]
  /// Those of them that are of the content as it is.
  package let current: [Signature]
  private let places: [Set<UserRole>]

  /// How far an item is.
  ///
  /// - Parameters:
  ///   - item: the item's id.
  ///   - content: the hash of its content as it is.
  ///   - signatures: all that was ever signed and withdrawn of it, the oldest first.
  package init(item: String, content: String, signatures: [Signature]) {
    places = SigningRule.places(ofItem: item)
    standing = signatures.reduce(into: []) { standing, entry in
      standing.removeAll {
        $0.account == entry.account && (entry.kind == .withdraw || $0.role == entry.role)
      }
      if entry.kind == .sign { standing.append(entry) }
    }
    current = standing.filter { $0.content == content }
    let areAllFilled = Self.filled(places, by: current) == places.count
    state =
      areAllFilled
      ? .signed
      : standing.count > current.count ? .signAgain : current.isEmpty ? .unsigned : .partly
  }

  /// Why a signature cannot be added; `nil` where it can.
  package func refusal(of new: Signature) -> Refusal? {
    guard places.contains(where: { $0.contains(new.role) }) else {
      return .role(places.reduce(into: []) { $0.formUnion($1) })
    }
    if Self.filled(places, by: current + [new]) > Self.filled(places, by: current) { return nil }
    if let other = current.first(where: { new.isSamePerson(as: $0) && $0.role != new.role }) {
      return .samePerson(other)
    }
    return current.last.map { .signed($0) }
  }

  /// How many places signatures fill at most, each place by another person.
  private static func filled(_ places: [Set<UserRole>], by signatures: [Signature]) -> Int {
    guard let place = places.first else { return 0 }
    let rest = Array(places.dropFirst())
    return signatures.filter { place.contains($0.role) }.reduce(filled(rest, by: signatures)) {
      most, chosen in
      let others = signatures.filter { !$0.isSamePerson(as: chosen) }
      return max(most, 1 + filled(rest, by: others))
    }
  }
}
