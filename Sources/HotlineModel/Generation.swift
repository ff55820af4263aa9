/// The two sets of tables of a switch, of which one is live.
package enum Generation: String, CaseIterable, Sendable {
  case a
  case b

  /// The one that is not this.
  package var other: Generation {
    switch self {
    case .a: .b
    case .b: .a
    }
  }

  /// What names an address on the switch as one of ours, of this generation: `hotline-a-`.
  package var mark: String { "hotline-\(rawValue)-" }
}
