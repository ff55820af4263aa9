import DecisionTables

/// Cells of sheets as FEEL writes them.
enum CellText {
  /// A value as a literal.
  static func value(_ value: FactValue) -> String {
    switch value {
    case .word(let word): FEELValue.string(word).written
    case .number(let number): numberText(number)
    case .null: "null"
    }
  }

  /// A condition as unary tests.
  static func test(_ condition: Condition) -> String {
    switch condition.test {
    case .any: return "-"
    case .oneOf(let pieces): return pieces.map(piece).joined(separator: ", ")
    case .noneOf(let pieces):
      let inner = pieces.map(piece).joined(separator: ", ")
      let hasSpans = pieces.contains { if case .span = $0 { true } else { false } }
      guard hasSpans else { return "not(\(inner))" }
      // Null compares with no span, and a sheet means it to be outside of all.
      let hasNull = pieces.contains { if case .null = $0 { true } else { false } }
      let spans = pieces.filter { if case .null = $0 { false } else { true } }
      let outside = "not(? in (\(spans.map(piece).joined(separator: ", "))))"
      return hasNull ? "? != null and \(outside)" : "? = null or \(outside)"
    }
  }

  private static func piece(_ piece: Condition.Piece) -> String {
    switch piece {
    case .word(let word): value(.word(word))
    case .null: "null"
    case .span(let span): self.span(span)
    }
  }

  private static func span(_ span: Interval) -> String {
    switch (span.lower, span.upper) {
    case (nil, nil): "? != null"
    case (let lower?, nil): (lower.isIncluded ? ">= " : "> ") + numberText(lower.value)
    case (nil, let upper?): (upper.isIncluded ? "<= " : "< ") + numberText(upper.value)
    case (let lower?, let upper?) where lower == upper: numberText(lower.value)
    case (let lower?, let upper?):
      (lower.isIncluded ? "[" : "(") + numberText(lower.value) + ".." + numberText(upper.value)
        + (upper.isIncluded ? "]" : ")")
    }
  }

  /// The values of a domain; `nil` where all may be.
  static func values(_ domain: FactDomain) -> String? {
    switch domain {
    case .words(let words): words.map { value(.word($0)) }.joined(separator: ", ")
    case .text: nil
    case .number(let interval, _, let allowsNull):
      interval == .all ? nil : span(interval) + (allowsNull ? ", null" : "")
    }
  }
}
