extension BuiltIns {
  /// Functions on texts; positions and lengths count Unicode scalars.
  static let strings: [String: BuiltIn] = [
    "substring": BuiltIn("string, start position, length?") { _, arguments in
      guard let text = arguments.string(0), let start = arguments.whole(1) else { return nil }
      let scalars = Array(text.unicodeScalars)
      guard start != 0, abs(start) <= scalars.count else { return nil }
      let first = start > 0 ? start - 1 : scalars.count + start
      guard arguments.has(2) else { return .string(joined(scalars[first...])) }
      guard let length = arguments.whole(2), length >= 1 else { return nil }
      return .string(joined(scalars[first...].prefix(length)))
    },
    "string length": BuiltIn("string") { _, arguments in
      arguments.string(0).map { .number(FEELNumber($0.unicodeScalars.count)) }
    },
    "upper case": BuiltIn("string") { _, arguments in
      arguments.string(0).map { .string($0.uppercased()) }
    },
    "lower case": BuiltIn("string") { _, arguments in
      arguments.string(0).map { .string($0.lowercased()) }
    },
    "substring before": BuiltIn("string, match") { _, arguments in
      cut(arguments).map { .string($0?.before ?? "") }
    },
    "substring after": BuiltIn("string, match") { _, arguments in
      cut(arguments).map { .string($0?.after ?? "") }
    },
    "contains": BuiltIn("string, match") { _, arguments in
      cut(arguments).map { .boolean($0 != nil) }
    },
    "starts with": BuiltIn("string, match") { _, arguments in
      pair(arguments).map { .boolean($0.text.starts(with: $0.match)) }
    },
    "ends with": BuiltIn("string, match") { _, arguments in
      pair(arguments).map { .boolean($0.text.reversed().starts(with: $0.match.reversed())) }
    },
    "string join": BuiltIn("list, delimiter?") { _, arguments in
      guard let values = arguments.list(0), !arguments.has(1) || arguments.string(1) != nil else {
        return nil
      }
      var parts: [String] = []
      for value in values where !value.isNull {
        guard case .string(let text) = value else { return nil }
        parts.append(text)
      }
      return .string(parts.joined(separator: arguments.string(1) ?? ""))
    },
    "matches": BuiltIn("input, pattern, flags?") { _, arguments in
      guard let (pattern, text) = pattern(arguments, flags: 2) else { return nil }
      return pattern.isFound(in: text).map { .boolean($0) }
    },
    "replace": BuiltIn("input, pattern, replacement, flags?") { _, arguments in
      guard let (pattern, text) = pattern(arguments, flags: 3),
        let replacement = arguments.string(2)
      else { return nil }
      return pattern.replacing(in: text, with: replacement).map { .string($0) }
    },
    "split": BuiltIn("string, delimiter") { _, arguments in
      guard let (pattern, text) = pattern(arguments, flags: 2) else { return nil }
      return pattern.split(text).map { .list($0.map { .string($0) }) }
    },
  ]

  private static func pattern(
    _ arguments: Arguments, flags: Int
  ) -> (pattern: TextPattern, text: [Unicode.Scalar])? {
    guard let text = arguments.string(0), let pattern = arguments.string(1),
      !arguments.has(flags) || arguments.string(flags) != nil,
      let compiled = TextPattern(pattern, flags: arguments.string(flags) ?? "")
    else { return nil }
    return (compiled, Array(text.unicodeScalars))
  }

  private static func pair(
    _ arguments: Arguments
  ) -> (text: [Unicode.Scalar], match: [Unicode.Scalar])? {
    guard let text = arguments.string(0), let match = arguments.string(1) else { return nil }
    return (Array(text.unicodeScalars), Array(match.unicodeScalars))
  }

  /// What stands before and after the first match; an inner `nil` where there is none.
  private static func cut(_ arguments: Arguments) -> (before: String, after: String)?? {
    guard let (text, match) = pair(arguments) else { return nil }
    guard !match.isEmpty else { return .some(("", joined(text[...]))) }
    guard text.count >= match.count else { return .some(nil) }
    for start in 0...text.count - match.count where text[start...].starts(with: match) {
      return .some((joined(text[..<start]), joined(text[(start + match.count)...])))
    }
    return .some(nil)
  }

  static func joined(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
