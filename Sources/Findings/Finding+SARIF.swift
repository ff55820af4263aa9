package import Bytes

extension JSONValue {
  /// Findings as SARIF 2.1.0, which editors and CI systems show in place.
  package static func sarif(_ findings: [Finding]) -> JSONValue {
    let codes = Set(findings.map(\.code)).sorted { $0.rawValue < $1.rawValue }
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "hotline",
              "rules": .array(
                codes.map { code in
                  [
                    "id": .string(code.rawValue),
                    "shortDescription": ["text": .string(code.entry.message.filled(in: .english))],
                    "help": ["text": .string(code.entry.why.filled(in: .english))],
                  ]
                }),
            ]
          ],
          "results": .array(findings.map(result)),
        ]
      ],
    ]
  }

  private static func result(_ finding: Finding) -> JSONValue {
    let level =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "note"
      }
    return [
      "ruleId": .string(finding.code.rawValue), "level": .string(level),
      "message": [
        "text": .string("\(finding.message(in: .english)); \(finding.fix(in: .english))")
      ],
      "locations": .array(
        finding.places.map { place in
          var region: [String: JSONValue] = ["startLine": .int(place.line ?? 1)]
          region["startColumn"] = place.column.map { .int($0) }
          return [
            "physicalLocation": [
              "artifactLocation": ["uri": .string(place.file)], "region": .object(region),
            ]
          ]
        }),
    ]
  }
}
