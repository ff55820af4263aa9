/// What happens when a ticket number comes again with other content in one delivery.
package enum Repetition: String, CaseIterable, Codable, Sendable {
  /// The later record is the ticket, the earlier one is superseded.
  case lastWins = "last-wins"
  /// The earlier record is the ticket, the later one is superseded.
  case firstWins = "first-wins"
  /// The later record is quarantined.
  case quarantine
}
