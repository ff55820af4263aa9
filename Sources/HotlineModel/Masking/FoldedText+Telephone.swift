extension FoldedText {
  /// What is hidden with a telephone number: its plus, the brackets around parts of it and its
  /// extension.
  ///
  /// - Parameters:
  ///   - start: where its first digit is.
  ///   - end: behind its last digit, without the extension.
  ///   - takesPlus: whether it begins with a country code, to which a plus belongs.
  /// - Returns: where all that begins and ends.
  func telephone(from start: Int, to end: Int, takesPlus: Bool) -> Range<Int> {
    var (start, end) = (start, end)
    // Brackets of which only one half lies within the number belong to it.
    var opened = 0
    var closed = 0
    for position in start..<end {
      let scalar = self[position]
      if scalar == 0x28 {
        opened += 1
      } else if scalar == 0x29 {
        if opened > 0 { opened -= 1 } else { closed += 1 }
      }
    }
    while start > 0 {
      if closed > 0, self[start - 1] == 0x28 {
        closed -= 1
      } else if !(takesPlus && self[start - 1] == 0x2B) {
        break
      }
      start -= 1
    }
    while opened > 0, self[end] == 0x29 {
      opened -= 1
      end += 1
    }
    return start..<(endOfExtension(behind: end) ?? end)
  }

  /// Where the extension behind a telephone number ends: `-801`, `转801`, ` 分机：801`, `（转801）`.
  func endOfExtension(behind position: Int) -> Int? {
    if self[position] == 0x2D { return endOfExtensionDigits(position + 1) }
    var next = behindBlanks(position, atMost: 3)
    let isOpen = self[next] == 0x28
    if isOpen { next += 1 }
    let word = Self.extensionWords.length(in: self, at: next)
    guard word > 0 else { return nil }
    next += word
    while [0x20, 0x3A, 0x2E].contains(self[next]) { next += 1 }
    guard let end = endOfExtensionDigits(next) else { return nil }
    guard isOpen else { return end }
    return self[end] == 0x29 ? end + 1 : nil
  }

  /// Where one to five digits end, unless they are a service number such as 12345 or 95588, or the
  /// year of a date; Chinese digits are an extension where there are three of them.
  private func endOfExtensionDigits(_ start: Int) -> Int? {
    var end = start
    let isChinese = self[start] > 0x7F
    while Self.digit(self[end]) != nil, isChinese == (self[end] > 0x7F) { end += 1 }
    guard (isChinese ? 3...5 : 1...5).contains(end - start) else { return nil }
    if end - start == 5, [1, 9].contains(Self.digit(self[start])) { return nil }
    return self[end] == 0x2D || self[end] == 0x5E74 ? nil : end
  }

  /// Words behind which the extension of a telephone number follows.
  private static let extensionWords = WordIndex([
    "转分机号", "转分机", "分机号", "分机", "内线", "转", "extension", "ext", "#",
  ])
}
