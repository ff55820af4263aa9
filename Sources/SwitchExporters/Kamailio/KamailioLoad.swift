package import HotlineModel

/// The rows of one generation as a switch loads them, read from a script or from the switch itself.
package struct KamailioLoad: Sendable {
  /// The row of every dialled form, by form; the manifest row among them.
  package let numbers: [String: String]
  /// The rows of plans, by `R12345/0`.
  package let plans: [String: String]
  /// The kind of each day, by `20211001`.
  package let days: [String: String]
  /// The list of addresses.
  package let addresses: String
  private let generation: Generation

  /// The key of the row that says which table it is.
  static let manifestKey = "__manifest__"

  /// Rows that a switch has.
  package init(
    numbers: [String: String], plans: [String: String], days: [String: String], addresses: String,
    generation: Generation
  ) {
    (self.numbers, self.plans) = (numbers, plans)
    (self.days, self.addresses, self.generation) = (days, addresses, generation)
  }

  /// The rows that a script loads into a generation.
  package init(script: String, addresses: String, generation: Generation) {
    let tables = KamailioTableText.rows(ofScript: script)
    func rows(_ kind: String) -> [String: String] {
      Dictionary(
        (tables["mg_\(kind)_\(generation.rawValue)"] ?? []).map { ($0.key, $0.value) }
      ) { _, last in last }
    }
    self.init(
      numbers: rows("num"), plans: rows("plan"), days: rows("day"), addresses: addresses,
      generation: generation)
  }

  /// What the rows do with calls.
  package var reading: SwitchReading {
    KamailioTables(
      numbers: numbers, plans: plans, days: days, addresses: addresses, generation: generation
    ).reading
  }
}
