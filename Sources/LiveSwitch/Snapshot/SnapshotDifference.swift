package import HotlineModel

/// A fact of a switch that is not as it should be.
package struct SnapshotDifference: Hashable, Sendable {
  /// What differs.
  package enum Kind: String, CaseIterable, Sendable {
    /// A row of a table.
    case row
    /// The pointer to the live generation.
    case pointer
    /// An address.
    case address
    /// A row that no program of ours writes.
    case oddRow = "odd-row"
  }

  /// What differs.
  package let kind: Kind
  /// Where: `memory num_a`, `database mg_num_a`, `list`.
  package let place: String
  /// The key of the row, or the set of the address.
  package let key: String
  /// What was found; empty for nothing.
  package let found: String
  /// What should be there; empty for nothing.
  package let expected: String

  /// A fact that is not as it should be.
  package init(_ kind: Kind, in place: String, key: String, found: String, expected: String) {
    (self.kind, self.place, self.key) = (kind, place, key)
    (self.found, self.expected) = (found, expected)
  }
}

/// What the tables of a generation should be.
package struct ExpectedGeneration: Sendable {
  /// The rows.
  package let tables: SwitchSnapshot.Tables
  /// The addresses.
  package let addresses: [AddressList.Row]

  /// What the tables of a generation should be.
  package init(tables: SwitchSnapshot.Tables, addresses: [AddressList.Row]) {
    (self.tables, self.addresses) = (tables, addresses)
  }
}

extension SwitchSnapshot {
  /// Where memory differs from what a restart would load: rows, the pointer, addresses.
  package var differencesOfMemory: [SnapshotDifference] {
    var found: [SnapshotDifference] = []
    for generation in Generation.allCases {
      found += Self.differences(
        in: "memory", tables(of: generation), expected: stored[generation] ?? Tables(), generation)
    }
    if livePointer != storedPointer {
      found.append(
        SnapshotDifference(
          .pointer, in: "memory ctl", key: "active", found: livePointer ?? "",
          expected: storedPointer ?? ""))
    }
    return found + differencesOfAddresses
      + oddRows.map {
        SnapshotDifference(.oddRow, in: "database", key: $0, found: $0, expected: "")
      }
  }

  /// Where a generation differs from what it should be, in memory or in what a restart would load.
  package func differences(
    of generation: Generation, from expected: ExpectedGeneration
  ) -> [SnapshotDifference] {
    var found = Self.differences(
      in: "memory", tables(of: generation), expected: expected.tables, generation)
    found += Self.differences(
      in: "database", stored[generation] ?? Tables(), expected: expected.tables, generation)
    return found
      + Self.differences(
        in: "list", addressRows(of: generation).map(\.text),
        expected: expected.addresses.map(\.text))
  }

  private static func differences(
    in place: String, _ tables: Tables, expected: Tables, _ generation: Generation
  ) -> [SnapshotDifference] {
    zip(tables.byKind, expected.byKind).flatMap { found, expected in
      if found.rows == expected.rows { return [SnapshotDifference]() }
      let name = "\(place) \(found.kind)_\(generation.rawValue)"
      return Set(found.rows.keys).union(expected.rows.keys).sorted().compactMap { key in
        if found.rows[key] == expected.rows[key] { return nil }
        return SnapshotDifference(
          .row, in: name, key: key, found: found.rows[key] ?? "",
          expected: expected.rows[key] ?? "")
      }
    }
  }

  /// Where the addresses in memory are not those of the list: a row that the switch skips is one.
  private var differencesOfAddresses: [SnapshotDifference] {
    let loaded = addresses.map { address in
      Self.line(
        address.set, address.uri, address.state.hasPrefix("D"), address.priority,
        address.attributes)
    }
    // A row that cannot be read is one that the switch skips.
    let listed = list.rows.map { row in
      row.set.map { Self.line($0, row.uri, row.flags & 4 != 0, row.priority, row.attributes) }
        ?? row.text
    }
    return Self.differences(in: "memory dispatcher", loaded, expected: listed)
  }

  /// Rows of the list that are not ours and stand in a set of a generation: calls reach them.
  package func strayAddresses(of generation: Generation) -> [SnapshotDifference] {
    list.foreignRows(inSetsOf: addressRows(of: generation)).map { row in
      SnapshotDifference(
        .address, in: "list", key: row.set.map(String.init) ?? "-", found: row.text, expected: "")
    }
  }

  private static func line(
    _ set: Int, _ uri: String, _ isOff: Bool, _ priority: Int, _ attributes: String
  ) -> String {
    "\(set) \(uri) \(isOff ? 4 : 0) \(priority) \(attributes)"
  }

  private static func differences(
    in place: String, _ found: [String], expected: [String]
  ) -> [SnapshotDifference] {
    if found == expected { return [] }
    func counted(_ lines: [String]) -> [String: Int] {
      Dictionary(lines.map { ($0, 1) }, uniquingKeysWith: +)
    }
    let (have, need) = (counted(found), counted(expected))
    return Set(have.keys).union(need.keys).sorted().compactMap { line in
      let (count, wanted) = (have[line] ?? 0, need[line] ?? 0)
      if count == wanted { return nil }
      return SnapshotDifference(
        .address, in: place, key: String(line.prefix { $0 != " " }),
        found: count > wanted ? line : "", expected: count < wanted ? line : "")
    }
  }
}
