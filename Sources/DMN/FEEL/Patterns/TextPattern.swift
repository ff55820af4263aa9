/// A regular expression as XPath writes it: XML Schema's, with anchors, groups, back references
/// and lazy repetition.
struct TextPattern: Sendable {
  indirect enum Node: Sendable {
    case set(CharacterClass)
    case sequence([Node])
    case choice([Node])
    case group(Node, Int?)
    case repetition(Node, least: Int, most: Int, isLazy: Bool)
    case start
    case end
    case reference(Int)
  }

  let root: Node
  let groupCount: Int
  let isMultiline: Bool
  let ignoresCase: Bool
  let isLiteral: Bool

  /// A pattern with flags out of `smixq`; `nil` where either cannot be read.
  init?(_ pattern: String, flags: String) {
    guard flags.unicodeScalars.allSatisfy({ "smixq".unicodeScalars.contains($0) }) else {
      return nil
    }
    isMultiline = flags.contains("m")
    ignoresCase = flags.contains("i")
    isLiteral = flags.contains("q")
    let scalars = Array(pattern.unicodeScalars)
    if isLiteral {
      root = .sequence(scalars.map { .set(CharacterClass(only: $0)) })
      groupCount = 0
      return
    }
    var reader = PatternReader(
      flags.contains("x") ? Self.compact(scalars) : scalars, dotTakesAll: flags.contains("s"))
    guard let root = reader.choice(), reader.isAtEnd else { return nil }
    self.root = root
    groupCount = reader.groupCount
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

  /// Where a match lies and what its groups hold.
  struct Match: Sendable {
    let range: Range<Int>
    let groups: [Range<Int>?]
  }

  /// The first match; an outer `nil` where the search takes too long.
  func firstMatch(in text: [Unicode.Scalar]) -> Match?? {
    var matcher = PatternMatcher(pattern: self, text: text)
    return Self.firstMatch(&matcher, from: 0)
  }

  /// The first match at or behind a place; an outer `nil` where all searches together take too
  /// long.
  private static func firstMatch(_ matcher: inout PatternMatcher, from start: Int) -> Match?? {
    for place in start...max(start, matcher.text.count) where place <= matcher.text.count {
      let match = matcher.match(at: place)
      if matcher.isExhausted { return nil }
      if let match { return .some(match) }
    }
    return .some(nil)
  }

  /// All matches in order; `nil` where the pattern matches nothing at all, which cannot be
  /// replaced or split at.
  private func matches(in text: [Unicode.Scalar]) -> [Match]? {
    guard case .some(nil) = firstMatch(in: []) else { return nil }
    var matcher = PatternMatcher(pattern: self, text: text)
    var matches: [Match] = []
    var place = 0
    while place <= text.count {
      guard let found = Self.firstMatch(&matcher, from: place) else { return nil }
      guard let match = found else { break }
      guard !match.range.isEmpty else {
        place = match.range.upperBound + 1
        continue
      }
      matches.append(match)
      place = match.range.upperBound
    }
    return matches
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
    _ replacement: [Unicode.Scalar], _ match: Match, _ text: [Unicode.Scalar]
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
        while let next = rest.first.flatMap(Self.digit), number * 10 + next <= groupCount {
          number = number * 10 + next
          rest.removeFirst()
        }
        if number == 0 {
          result += text[match.range]
        } else if number <= groupCount, let group = match.groups[number - 1] {
          result += text[group]
        }
      default: result.append(scalar)
      }
    }
    return result
  }

  static func digit(_ scalar: Unicode.Scalar) -> Int? {
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
