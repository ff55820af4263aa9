/// How many cells of a terminal a text takes: Chinese characters take two.
enum CellWidth {
  /// The sum over the text's characters; ambiguous characters count one.
  static func of(_ text: String) -> Int {
    // One cell each, as long as no two make one character (CR LF).
    if text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { sum, character in
      sum + (character.unicodeScalars.map { of($0.value) }.max() ?? 0)
    }
  }

  /// A text filled up with blanks to a width, at its end or at its front.
  static func padded(_ text: String, to width: Int, alignedRight: Bool = false) -> String {
    let missing = width - of(text)
    if missing <= 0 { return text }
    let blanks = String(repeating: " ", count: missing)
    return alignedRight ? blanks + text : text + blanks
  }

  private static func of(_ codePoint: UInt32) -> Int {
    if codePoint < 0x300 { return 1 }
    if contains(zero, codePoint) { return 0 }
    return contains(wide, codePoint) ? 2 : 1
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
