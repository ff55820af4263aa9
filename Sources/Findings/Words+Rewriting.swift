extension Words {
  /// A message that was kept in English, in another language.
  ///
  /// - Parameters:
  ///   - message: what `filled` made of these words in English.
  ///   - language: the language wanted.
  /// - Returns: the message with the same facts; `nil` where it is not one that these words make.
  package func rewritten(_ message: String, in language: Language) -> String? {
    language == .english
      ? message
      : facts(in: message).map { facts in
        filled(with: facts.mapValues { FactWords.text($0, in: language) }, in: language)
      }
  }

  /// The facts of an English message, by the names of their gaps.
  private func facts(in message: String) -> [String: String]? {
    let parts = english.replacing(/[‹›]/, with: "")
      .split(separator: "{", omittingEmptySubsequences: false)
    guard let first = parts.first, message.hasPrefix(first) else { return nil }
    var facts: [String: String] = [:]
    var rest = message.dropFirst(first.count)
    for part in parts.dropFirst() {
      guard let brace = part.firstIndex(of: "}") else { return nil }
      let literal = part[part.index(after: brace)...]
      // A fact ends where the words go on; the last one with the message.
      guard let end = literal.isEmpty ? rest.endIndex : rest.firstRange(of: literal)?.lowerBound
      else { return nil }
      facts[String(part[..<brace])] = String(rest[..<end])
      rest = rest[end...].dropFirst(literal.count)
    }
    return rest.isEmpty ? facts : nil
  }
}
