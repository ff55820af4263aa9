/// How many cells of a terminal a text takes: Chinese characters take two.
package enum CellWidth {
  /// How many cells the ambiguous characters take, such as `…` and `①`: one, or two where
  /// `HOTLINE_AMBIGUOUS` is `2`.
  private static let ofAmbiguous = Environment.value("HOTLINE_AMBIGUOUS") == "2" ? 2 : 1

  /// The sum over the text's characters.
  package static func of(_ text: some StringProtocol) -> Int {
    // One cell each, as long as no two make one character (CR LF).
    if text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { sum, character in sum + of(character) }
  }

  /// The cells of one character: those of its widest code point.
  package static func of(_ character: Character) -> Int {
    character.unicodeScalars.map { of($0.value) }.max() ?? 0
  }

  /// A text filled up with blanks to a width, at its end or at its front.
  package static func padded(_ text: String, to width: Int, alignedRight: Bool = false) -> String {
    let missing = width - of(text)
    if missing <= 0 { return text }
    let blanks = String(repeating: " ", count: missing)
    return alignedRight ? blanks + text : text + blanks
  }

  /// A text that takes at most a width, with `…` where something was cut off.
  package static func cut(_ text: String, to width: Int) -> String {
    if of(text) <= width { return text }
    let mark: Character = "…"
    let room = width - of(mark)
    if room < 0 { return "" }
    return prefix(of: text, within: room) + String(mark)
  }

  /// As many whole characters of a text as fit.
  static func prefix(of text: some StringProtocol, within width: Int) -> String {
    var left = width
    return String(
      text.prefix { character in
        left -= of(character)
        return left >= 0
      })
  }

  private static func of(_ codePoint: UInt32) -> Int {
    if codePoint < 0xA1 { return 1 }
    if contains(zero, codePoint) { return 0 }
    if contains(wide, codePoint) { return 2 }
    return ofAmbiguous > 1 && contains(ambiguous, codePoint) ? ofAmbiguous : 1
  }

  private static func contains(_ runs: [(UInt32, UInt32)], _ codePoint: UInt32) -> Bool {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].1 < codePoint { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].0 <= codePoint
  }
}
