package import Bytes

extension SourceLocation {
  /// The place with the names that every listing uses.
  package var json: JSONValue {
    var members: [String: JSONValue] = ["file": .string(file)]
    members["sheet"] = sheet.map { .string($0) }
    members["line"] = line.map { .int($0) }
    members["column"] = column.map { .int($0) }
    members["record"] = record.map { .int($0) }
    members["field"] = field.map { .string($0) }
    members["offset"] = offset.map { .int($0) }
    return .object(members)
  }
}

extension JSONValue {
  /// How many findings of each severity there are, where severity matters.
  package static func counts(of findings: [Finding]) -> JSONValue {
    [
      "error": .int(findings.count { $0.severity == .error }),
      "warning": .int(findings.count { $0.severity == .warning }),
    ]
  }
}

extension Finding {
  /// The finding with the names that every listing uses; words in English, codes never change.
  package var json: JSONValue {
    [
      "code": .string(code.rawValue), "severity": .string(severity.rawValue),
      "places": .array(places.map(\.json)), "message": .string(message(in: .english)),
      "why": .string(why(in: .english)), "fix": .string(fix(in: .english)),
    ]
  }
}
