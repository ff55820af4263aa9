package import Bytes

extension CutoverPlan {
  /// The plan as a JSON document of a command.
  package var json: JSONValue {
    [
      "plan": .string(hash), "switch": .string(target), "live": .string(live),
      "generation": .string(generation), "table": .string(table),
      "table_before": .optional(tableBefore), "from": .optional(from), "until": .optional(until),
      "rows": .object(rows.mapValues { .int($0) }),
      "without_route": .array(withoutRoute.map { .string($0) }),
      "lines": .array(
        lines.map { line in
          [
            "line": .string(line.line), "ready": line.ready.map { .bool($0) } ?? .null,
            "obstacles": .array(
              line.obstacles.map { ["item": .string($0.item), "reason": .string($0.reason)] }),
          ]
        }),
      "changes": .array(
        changes.map { change in
          [
            "number": .string(change.number), "at": .string(change.at),
            "before": .string(change.before), "after": .string(change.after),
            "down": .optional(change.down), "intervals": .int(change.intervals),
            "forms": .int(change.forms),
          ]
        }),
      "addresses": .array(
        addresses.map { change in
          [
            "set": .string(change.set), "before": .array(change.before.map { .string($0) }),
            "after": .array(change.after.map { .string($0) }),
          ]
        }),
    ]
  }
}
