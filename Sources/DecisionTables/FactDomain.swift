/// The values that a fact or an output may have.
package enum FactDomain: Hashable, Sendable {
  /// One of a closed list of bare words.
  case words([String])
  /// Any text but the empty one.
  case text
  /// A number within a span; `isWhole` for counts, `allowsNull` where nobody may have counted.
  case number(Interval, isWhole: Bool, allowsNull: Bool)

  /// Reads `a|b|c`, `text`, `number>=0`, `number[0..100]?`, `integer?`; `nil` for anything else.
  package init?(reading text: String) {
    if text == "text" {
      self = .text
      return
    }
    for kind in ["number", "integer"] where text.hasPrefix(kind) {
      let allowsNull = text.hasSuffix("?")
      let span = text.dropFirst(kind.utf8.count).dropLast(allowsNull ? 1 : 0)
      if let first = span.first, first.isLetter || first == "|" || first == "_" { continue }
      guard let interval = span.isEmpty ? .all : try? Interval(reading: span, parameters: [:])
      else { return nil }
      self = .number(interval, isWhole: kind == "integer", allowsNull: allowsNull)
      return
    }
    let words = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard words.allSatisfy(Self.isWord), Set(words).count == words.count else { return nil }
    self = .words(words)
  }

  /// Whether a text can be a bare word: no blanks, brackets, signs of the cell grammar.
  package static func isWord(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text != "-" && text != "null"
      && !text.contains { $0.isWhitespace || "()[]|$<>".contains($0) }
  }

  /// Whether only whole numbers belong to the domain.
  package var isWhole: Bool {
    if case .number(_, let isWhole, _) = self { isWhole } else { false }
  }

  /// The domain as a sheet writes it.
  package var written: String {
    switch self {
    case .words(let words): words.joined(separator: "|")
    case .text: "text"
    case .number(let interval, let isWhole, let allowsNull):
      (isWhole ? "integer" : "number") + (interval == .all ? "" : "\(interval)")
        + (allowsNull ? "?" : "")
    }
  }

  /// Whether a value belongs to the domain.
  package func contains(_ value: FactValue) -> Bool {
    switch (self, value) {
    case (.words(let words), .word(let word)): words.contains(word)
    case (.text, .word(let word)): !word.isEmpty
    case (.number(let interval, let isWhole, _), .number(let number)):
      interval.contains(number) && (!isWhole || number == number.rounded(.down))
    case (.number(_, _, let allowsNull), .null): allowsNull
    case (.words, .number), (.words, .null), (.text, .number), (.text, .null), (.number, .word):
      false
    }
  }

  /// The domain of a fact that several columns ask for; `nil` without any.
  ///
  /// Closed lists are taken together; of other domains the first counts.
  package static func union(_ domains: [FactDomain]) -> FactDomain? {
    let lists = domains.compactMap { domain in
      if case .words(let words) = domain { words } else { nil }
    }
    guard lists.count == domains.count, let first = lists.first else { return domains.first }
    return .words(
      lists.dropFirst().reduce(first) { words, more in
        words + more.filter { !words.contains($0) }
      })
  }

  /// What `other` may have and this domain may not, in words; nothing where all of it fits.
  package func misfits(of other: FactDomain) -> [String] {
    switch (self, other) {
    case (.words(let own), .words(let theirs)): theirs.filter { !own.contains($0) }
    case (.text, .words), (.text, .text): []
    case (.number(let own, let isWhole, let allowsNull), .number(let span, let whole, let null)):
      (own.intersection(span) == span ? [] : [span.description])
        + (isWhole && !whole ? ["fractions"] : []) + (null && !allowsNull ? ["null"] : [])
    case (.words, .text), (.words, .number), (.text, .number), (.number, .words), (.number, .text):
      [other.description]
    }
  }
}

extension FactDomain: CustomStringConvertible {
  /// The domain as people read it.
  package var description: String {
    switch self {
    case .words(let words): words.joined(separator: ", ")
    case .text: "text"
    case .number(let interval, let isWhole, let allowsNull):
      (isWhole ? "whole number" : "number") + (interval == .all ? "" : " \(interval)")
        + (allowsNull ? " or null" : "")
    }
  }
}
