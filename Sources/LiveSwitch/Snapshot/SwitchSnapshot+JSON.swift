package import Bytes
import HotlineModel

extension SwitchSnapshot {
  /// The facts as a JSON document of a command.
  ///
  /// - Parameter name: the switch.
  /// - Returns: the document's data.
  package func json(of name: String) -> JSONValue {
    [
      "switch": .string(name), "sha256": .string(hash),
      "live": .optional(livePointer), "stored": .optional(storedPointer),
      "uptime": .int(uptime),
      "generations": .array(
        Generation.allCases.map { generation in
          let tables = tables(of: generation)
          return [
            "generation": .string(generation.rawValue), "table": .optional(tables.snapshot),
            "sha256": .string(hash(of: generation)),
            "rows": .object(
              Dictionary(tables.byKind.map { ($0.kind, .int($0.rows.count)) }) { $1 }),
            "addresses": .int(addressRows(of: generation).count),
          ]
        }),
      "addresses": .array(
        addresses.map { address in
          [
            "set": .int(address.set), "uri": .string(address.uri),
            "priority": .int(address.priority), "state": .string(address.state),
          ]
        }),
    ]
  }
}
