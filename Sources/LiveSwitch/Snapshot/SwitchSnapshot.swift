package import HotlineModel
import LocalFiles

/// What a switch has at one moment: in memory, in its database and in its list of addresses.
package struct SwitchSnapshot: Sendable {
  /// The rows of one generation.
  package struct Tables: Hashable, Sendable {
    /// The row of every dialled form, by form; the manifest row among them.
    package var numbers: [String: String] = [:]
    /// The rows of plans, by `R12345/0`.
    package var plans: [String: String] = [:]
    /// The kind of each day, by `20211001`.
    package var days: [String: String] = [:]

    /// No rows.
    package init() {}

    /// Whether nothing is loaded.
    package var isEmpty: Bool { numbers.isEmpty && plans.isEmpty && days.isEmpty }
    /// Which table it is, as its manifest row says; `nil` without one.
    package var snapshot: String? {
      numbers[Self.manifestKey]?.split(separator: ",").first.map(String.init)
    }
    /// The key of the row that says which table it is.
    package static let manifestKey = "__manifest__"

    /// The tables by the ends of their names, in the order in which they are loaded.
    package var byKind: [(kind: String, rows: [String: String])] {
      [("day", days), ("plan", plans), ("num", numbers)]
    }
  }

  /// The generation that is live in memory: `a` or `b`, or what stands there instead; `nil` for none.
  package let livePointer: String?
  /// The generation that a restart would make live.
  package let storedPointer: String?
  /// The rows in memory.
  package let memory: [Generation: Tables]
  /// The rows in the database.
  package let stored: [Generation: Tables]
  /// Rows of the database that no program of ours writes: keys that stand twice, other types, rows
  /// that expire.
  package let oddRows: [String]
  /// The addresses in memory.
  package let addresses: [LoadedAddress]
  /// The list of addresses that a restart would load.
  package let list: AddressList
  /// For how many seconds the switch has been running.
  package let uptime: Int
  /// What the switch's clock showed, in seconds since 1970.
  package let clock: Int
  /// The SHA-256 of the script's file; `nil` where it is not looked at.
  package let scriptHash: String?

  /// The generation that is live; `nil` where memory has none of the two.
  package var live: Generation? { livePointer.flatMap(Generation.init) }
  /// The rows of a generation in memory.
  package func tables(of generation: Generation) -> Tables { memory[generation] ?? Tables() }
  /// The rows of the list that belong to a generation.
  package func addressRows(of generation: Generation) -> [AddressList.Row] {
    list.rows(of: generation)
  }

  /// The facts in one order: equal for two switches that do the same with every call.
  package var canonicalText: String {
    var text = "pointer \(livePointer ?? "-") \(storedPointer ?? "-")\n"
    for generation in Generation.allCases {
      text += Self.canonicalText(
        of: tables(of: generation), addressRows(of: generation), generation)
    }
    text += list.foreignRows.map { "foreign \($0.text)\n" }.joined()
    return text
  }

  private static func canonicalText(
    of tables: Tables, _ addresses: [AddressList.Row], _ generation: Generation
  ) -> String {
    var text = "generation \(generation.rawValue)\n"
    for (kind, rows) in tables.byKind {
      for (key, value) in rows.sorted(by: { $0.key < $1.key }) {
        text += "\(kind) \(key) \(value)\n"
      }
    }
    return text + addresses.map { "address \($0.text)\n" }.sorted().joined()
  }

  /// The SHA-256 of the facts.
  package var hash: String { Fingerprint.hex(of: Array(canonicalText.utf8)) }

  /// The SHA-256 of one generation: its rows and its addresses.
  package func hash(of generation: Generation) -> String {
    Fingerprint.hex(
      of: Array(
        Self.canonicalText(of: tables(of: generation), addressRows(of: generation), generation).utf8
      ))
  }
}
