package import Bytes
import HotlineModel

extension Reconciliation {
  /// The books with the names every listing uses.
  package var json: [String: JSONValue] {
    var members: [String: JSONValue] = ["read": .int(read), "balanced": .bool(isBalanced)]
    for outcome in Outcome.allCases { members[outcome.rawValue] = .int(self[outcome]) }
    return members
  }
}

extension FileReconciliation {
  /// One object a file.
  package var json: JSONValue {
    var members = reconciliation.json
    members["file"] = .string(file.name)
    members["sha256"] = .string(file.sha256)
    members["size"] = .int(file.size)
    members["charset"] = .string(file.charset)
    return .object(members)
  }
}

extension Batch {
  /// The batch with the books of its files.
  package var json: JSONValue {
    [
      "batch": .string(name), "label": .string(label), "line": .string(line),
      "mapping": .string(mapping), "started": .string(started), "state": .string(state),
      "files": .array(files.map(\.json)),
    ]
  }
}

extension QuarantinedRecord {
  /// The record without anything personal.
  package var json: JSONValue {
    [
      "id": .string(name), "line": .string(line), "file": .string(file),
      "physicalLine": .int(physicalLine), "record": .int(record), "code": .string(code),
      "state": .string(state),
    ]
  }
}
