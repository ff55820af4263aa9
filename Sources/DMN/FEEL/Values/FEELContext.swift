/// Values by name, in the order in which they were put in.
package struct FEELContext: Sendable {
  /// The names in order; each stands once.
  package private(set) var names: [String] = []
  private var values: [String: FEELValue] = [:]

  /// A context without entries.
  package init() {}

  /// A context with these entries; the last of a name wins.
  package init(_ entries: [(String, FEELValue)]) {
    for (name, value) in entries { self[name] = value }
  }

  /// The value of a name; `nil` where the context lacks it.
  package subscript(name: String) -> FEELValue? {
    get { values[name] }
    set {
      guard let newValue else { return }
      if values.updateValue(newValue, forKey: name) == nil { names.append(name) }
    }
  }

  /// Names and values in order.
  package var entries: [(name: String, value: FEELValue)] {
    names.map { ($0, values[$0] ?? .null) }
  }
}
