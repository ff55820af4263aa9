import Bytes

/// A regular expression as XPath writes it: XML Schema's, with anchors, groups, back references
/// and lazy repetition.
struct TextPattern: Sendable {
  private let pattern: Pattern
  private let isLiteral: Bool

  /// A pattern with flags out of `smixq`; `nil` where either cannot be read.
  init?(_ pattern: String, flags: String) {
    guard flags.unicodeScalars.allSatisfy({ "smixq".unicodeScalars.contains($0) }) else {
      return nil
    }
    isLiteral = flags.contains("q")
    let dialect = PatternDialect.xpath(flags: flags)
    let scalars = Array(pattern.unicodeScalars)
    let read =
      isLiteral
      ? Pattern(literal: scalars, dialect)
      : Pattern(flags.contains("x") ? Self.compact(scalars) : scalars, dialect)
    guard let read else { return nil }
    self.pattern = read
  }

  /// The pattern without white space, but within character classes.
  private static func compact(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var depth = 0
    var isEscaped = false
    return scalars.filter { scalar in
      let isSpace = [" ", "\t", "\n", "\r"].contains(scalar)
      if isSpace, depth == 0 { return false }
      if !isEscaped {
        if scalar == "[" { depth += 1 }
        if scalar == "]", depth > 0 { depth -= 1 }
      }
      isEscaped = scalar == "\\" && !isEscaped
      return true
    }
  }

  /// Whether the pattern is in a text; `nil` where the search takes too long.
  func isFound(in text: [Unicode.Scalar]) -> Bool? {
    var search = PatternSearch(pattern, in: text)
    let match = search.first(from: 0)
    return search.isExhausted ? nil : match != nil
  }

  /// All matches in order; `nil` where the pattern matches nothing at all, which cannot be
  /// replaced or split at, or where all searches together take too long.
  private func matches(in text: [Unicode.Scalar]) -> [Pattern.Match]? {
    guard isFound(in: []) == false else { return nil }
    var search = PatternSearch(pattern, in: text)
    var matches: [Pattern.Match] = []
    var place = 0
    while place <= text.count, let match = search.first(from: place) {
      if !match.range.isEmpty { matches.append(match) }
      place = max(match.range.upperBound, match.range.lowerBound + 1)
    }
    return search.isExhausted ? nil : matches
  }

  /// The text with every match replaced; `$1` stands for a group, `$0` for the match.
  func replacing(in text: [Unicode.Scalar], with replacement: String) -> String? {
    guard let matches = matches(in: text) else { return nil }
    var result: [Unicode.Scalar] = []
    var place = 0
    for match in matches {
      guard let filled = filled(Array(replacement.unicodeScalars), match, text) else { return nil }
      result += text[place..<match.range.lowerBound] + filled
      place = match.range.upperBound
    }
    return BuiltIns.joined(result[...] + text[place...])
  }

  private func filled(
    _ replacement: [Unicode.Scalar], _ match: Pattern.Match, _ text: [Unicode.Scalar]
  ) -> [Unicode.Scalar]? {
    guard !isLiteral else { return replacement }
    var result: [Unicode.Scalar] = []
    var rest = replacement[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\":
        guard let next = rest.popFirst(), next == "\\" || next == "$" else { return nil }
        result.append(next)
      case "$":
        guard var number = rest.popFirst().flatMap(Self.digit) else { return nil }
        while let next = rest.first.flatMap(Self.digit), number * 10 + next <= pattern.groupCount {
          number = number * 10 + next
          rest.removeFirst()
        }
        if number == 0 {
          result += text[match.range]
        } else if number <= pattern.groupCount, let group = match.groups[number - 1] {
          result += text[group]
        }
      default: result.append(scalar)
      }
    }
    return result
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    FEELLexer.isDigit(scalar) ? Int(scalar.value) - 48 : nil
  }

  /// The pieces between the matches.
  func split(_ text: [Unicode.Scalar]) -> [String]? {
    guard let matches = matches(in: text) else { return nil }
    var pieces: [String] = []
    var place = 0
    for match in matches {
      pieces.append(BuiltIns.joined(text[place..<match.range.lowerBound]))
      place = match.range.upperBound
    }
    return pieces + [BuiltIns.joined(text[place...])]
  }
}
