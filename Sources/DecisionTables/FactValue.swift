/// A value that a fact or an output has.
package enum FactValue: Hashable, Sendable {
  /// A bare word, or any text.
  case word(String)
  /// A number.
  case number(Double)
  /// Nobody knows.
  case null
}

extension FactValue: Comparable, CustomStringConvertible {
  /// The value as a sheet writes it: `keep`, `300`, `null`.
  package var description: String {
    switch self {
    case .word(let text): text
    case .number(let number): numberText(number)
    case .null: "null"
    }
  }

  package static func < (left: FactValue, right: FactValue) -> Bool {
    switch (left, right) {
    case (.word(let first), .word(let second)): first < second
    case (.number(let first), .number(let second)): first < second
    case (.word, .number), (.word, .null), (.number, .null): true
    case (.number, .word), (.null, .word), (.null, .number), (.null, .null): false
    }
  }
}

/// A fact or an output with its value.
package struct NamedValue: Hashable, Sendable {
  /// The name of the fact or output.
  package let name: String
  /// Its value.
  package let value: FactValue

  /// A fact or an output with its value.
  package init(_ name: String, _ value: FactValue) {
    self.name = name
    self.value = value
  }
}

/// A number as a sheet writes it, whole numbers without a point.
package func numberText(_ number: Double) -> String {
  Int(exactly: number).map(String.init) ?? "\(number)"
}

/// The number written in plain decimal digits; `nil` for anything else (`1e3`, `nan`, `0x10`).
package func plainNumber(_ text: some StringProtocol) -> Double? {
  let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
  let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count),
    parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
  else { return nil }
  return Double(String(text))
}
