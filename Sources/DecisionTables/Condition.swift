/// What one cell of a rule asks of one fact.
package struct Condition: Hashable, Sendable {
  /// One alternative of a condition.
  package enum Piece: Hashable, Sendable {
    /// This very word.
    case word(String)
    /// A number in this span.
    case span(Interval)
    /// Not known.
    case null
  }

  /// What is asked.
  package enum Test: Hashable, Sendable {
    /// Nothing: every value will do.
    case any
    /// One of these.
    case oneOf([Piece])
    /// None of these.
    case noneOf([Piece])
  }

  /// The cell as it is written, parameters by name.
  package let text: String
  /// What is asked.
  package let test: Test
  /// Where the cell stands.
  package let place: TablePlace

  /// Whether a value meets the condition.
  package func matches(_ value: FactValue) -> Bool {
    switch test {
    case .any: true
    case .oneOf(let pieces): pieces.contains { $0.matches(value) }
    case .noneOf(let pieces): !pieces.contains { $0.matches(value) }
    }
  }

  /// The alternatives it names, wanted or unwanted.
  var pieces: [Piece] {
    switch test {
    case .any: []
    case .oneOf(let pieces), .noneOf(let pieces): pieces
    }
  }
}

extension Condition.Piece {
  /// Whether a value is this alternative.
  func matches(_ value: FactValue) -> Bool {
    switch (self, value) {
    case (.word(let wanted), .word(let found)): wanted == found
    case (.span(let span), .number(let number)): span.contains(number)
    case (.null, .null): true
    case (.word, .number), (.word, .null), (.span, .word), (.span, .null), (.null, .word),
      (.null, .number):
      false
    }
  }
}

extension Condition {
  /// Reads `-`, `a`, `a|b`, `not(a|b)`, `[0..300)`, `>=$HIGH`, `null`.
  ///
  /// - Throws: every complaint about the cell.
  package init(
    reading cell: TableText.Cell, column: String, domain: FactDomain, parameters: [String: Double]
  ) throws(TablesUnusable) {
    text = cell.text
    place = cell.place
    guard !cell.text.isEmpty else {
      throw TablesUnusable([TableComplaint(.cellEmpty(column: column), at: [cell.place])])
    }
    if cell.text == "-" {
      test = .any
      return
    }
    let isNegated = cell.text.hasPrefix("not(") && cell.text.hasSuffix(")")
    let list = isNegated ? cell.text.dropFirst(4).dropLast() : cell.text[...]
    var pieces: [Piece] = []
    var complaints: [TableComplaint] = []
    for part in list.split(separator: "|", omittingEmptySubsequences: false) {
      switch Self.piece(part, column: column, domain: domain, parameters: parameters) {
      case .success(let piece): pieces.append(piece)
      case .failure(let failure): complaints.append(TableComplaint(failure.kind, at: [cell.place]))
      }
    }
    guard complaints.isEmpty else { throw TablesUnusable(complaints) }
    test = isNegated ? .noneOf(pieces) : .oneOf(pieces)
  }

  private struct PieceFailure: Error {
    let kind: TableComplaint.Kind
  }

  private static func piece(
    _ text: Substring, column: String, domain: FactDomain, parameters: [String: Double]
  ) -> Result<Piece, PieceFailure> {
    func refused(_ kind: TableComplaint.Kind) -> Result<Piece, PieceFailure> {
      .failure(PieceFailure(kind: kind))
    }
    let found = String(text)
    switch domain {
    case .words(let words):
      return words.contains(found)
        ? .success(.word(found))
        : refused(.valueUnknown(column: column, found: found, expected: words))
    case .text:
      return FactDomain.isWord(found)
        ? .success(.word(found))
        : refused(.valueUnknown(column: column, found: found, expected: ["-", "a|b", "not(a|b)"]))
    case .number(let bounds, _, let allowsNull):
      if found == "null", allowsNull { return .success(.null) }
      do throws(Interval.ReadFailure) {
        let span = try Interval(reading: text, parameters: parameters)
        guard !span.isEmpty, !span.intersection(bounds).isEmpty else {
          return refused(
            .intervalOutside(column: column, found: found, expected: domain.description))
        }
        return .success(.span(span))
      } catch {
        switch error {
        case .malformed: return refused(.intervalMalformed(column: column, found: found))
        case .parameterUnknown(let name):
          return refused(.parameterUnknown(found: name, expected: parameters.keys.sorted()))
        }
      }
    }
  }
}
