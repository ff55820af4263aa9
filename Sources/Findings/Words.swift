/// The same words in the languages the program speaks.
package struct Words: Hashable, Sendable {
  /// In English.
  package let english: String
  /// In Chinese.
  package let chinese: String

  /// The same words in both languages.
  package init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// A code that English readers take for a word, and in Chinese the words with the code in brackets:
  /// `双号并行（dual-number）`.
  package static func coded(_ code: String, _ chinese: String) -> Words {
    Words(code, "\(chinese)（\(code)）")
  }

  /// The words in a language, as they are written.
  package func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  /// The words in a language with facts in the gaps such as `{found}`; `…` stands for one that is
  /// not known.
  package func filled(with facts: [String: String] = [:], in language: Language) -> String {
    var text = ""
    // Where the part under way began that is left out with an empty fact.
    var start: String.Index?
    var isEmpty = false
    for piece in pieces(in: language) {
      if piece.gap {
        let fact = facts[piece.text] ?? "…"
        isEmpty = isEmpty || start != nil && fact.isEmpty
        text += fact
        continue
      }
      for character in piece.text {
        switch character {
        case "‹": (start, isEmpty) = (text.endIndex, false)
        case "›":
          if let start, isEmpty { text.removeSubrange(start...) }
          start = nil
        default: text.append(character)
        }
      }
    }
    return text
  }

  /// The names of the gaps in a language, each where it comes first.
  package func gaps(in language: Language) -> [String] {
    pieces(in: language).filter(\.gap).map(\.text).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  /// The text between gaps, and the names of the gaps.
  private func pieces(in language: Language) -> [(text: String, gap: Bool)] {
    let parts = text(in: language).utf8.split(
      separator: UInt8(ascii: "{"), omittingEmptySubsequences: false)
    return parts.enumerated().flatMap { index, part in
      guard index > 0, let end = part.firstIndex(of: UInt8(ascii: "}")) else {
        return [(String(Substring(part)), false)]
      }
      return [
        (String(Substring(part[..<end])), true),
        (String(Substring(part[part.index(after: end)...])), false),
      ]
    }
  }
}
