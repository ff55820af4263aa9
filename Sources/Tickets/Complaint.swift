import Bytes
package import Findings

/// Why a record cannot be used.
package enum Complaint: Sendable {
  /// What was found.
  case findings([Finding])
  /// What another process has found and written down: the first code, and all findings as JSON.
  case written(code: String, json: String)

  /// The code of the first finding; empty where there is none.
  package var code: String {
    switch self {
    case .findings(let findings): findings.first?.code.rawValue ?? ""
    case .written(let code, _): code
    }
  }

  /// All findings as one line of JSON, an array.
  package var json: String {
    switch self {
    case .findings(let findings): JSONValue.array(findings.map(\.json)).line
    case .written(_, let json): json
    }
  }

  /// The findings; none where they are only written down.
  package var findings: [Finding] {
    if case .findings(let findings) = self { findings } else { [] }
  }
}
