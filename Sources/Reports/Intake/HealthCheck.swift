package import Bytes
package import Findings

/// Something the program needs, and whether it is in order.
package struct HealthCheck: Hashable, Sendable {
  /// How it stands.
  package enum State: String, CaseIterable, Sendable {
    /// In order.
    case ok
    /// It works, and somebody should look.
    case attention
    /// It does not work.
    case broken
    /// It is not installed, and only some commands need it.
    case absent
  }

  /// What was looked at: `clock`, `disk`.
  package let name: Words
  /// How it stands.
  package let state: State
  /// What was found.
  package let detail: Words

  /// Something that was looked at.
  package init(_ name: Words, _ state: State, _ detail: Words) {
    self.name = name
    self.state = state
    self.detail = detail
  }

  /// Something that has the same name, and where the same was found, in both languages.
  package init(_ name: String, _ state: State, _ detail: String) {
    self.init(Words(name, name), state, Words(detail, detail))
  }

  /// One object a check.
  package var json: JSONValue {
    [
      "name": .string(name.english), "state": .string(state.rawValue),
      "detail": .string(detail.english),
    ]
  }
}
