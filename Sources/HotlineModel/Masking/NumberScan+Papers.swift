/// Papers whose numbers have letters, or a check character in brackets.
extension NumberScan {
  /// A passport, a permit, an identity card of Hong Kong, Macau or Taiwan: letters and digits.
  func paper(_ text: borrowing FoldedText, _ index: Int) -> Found? {
    let (start, letters) = Self.letters(text, before: index)
    let isApart = start + letters < index
    if letters > 3 || FoldedText.isDigit(text[start - 1]) { return nil }
    let letter = letters == 0 ? 0 : FoldedText.small(text[start])
    for groups in 1...min(run.groups.count, 10) {
      let (count, end) = (run.groups[groups - 1].count, run.groups[groups - 1].end)
      let hasLetters = letters == 1 || letters == 2
      if hasLetters && count == 6 || letters == 0 && count == 7,
        let closed = endOfCheck(text, end)
      {
        return hidden(.paper, groups, endsAt: closed)
      }
    }
    // 5/123456/7 is a card of Macau.
    let sizes = run.groups.prefix(4).map(\.size)
    if letters == 0, sizes.count == 3, sizes == [1, 6, 1], [1, 5, 7].contains(run.digits[0]) {
      return hidden(.paper, 3, endsAt: run.groups[2].end)
    }
    guard (1...2).contains(letters), !isApart else { return nil }
    let (count, first) = (run.groups[0].size, run.groups[0].end)
    let isForm =
      letters == 1
      ? count == 8 && "egdspkhmcwtl".unicodeScalars.contains { $0.value == letter }
        || count == 10 && (letter == 0x68 || letter == 0x6D)
        || count == 9 && (run.digits[0] == 1 || run.digits[0] == 2)
      : count == 7
    guard isForm, !FoldedText.isLetter(text[first]),
      NumberWords.before(start, in: text) != .document
    else { return nil }
    return hidden(.paper, 1, endsAt: first)
  }

  /// Where the letters of a number begin, with one sign or none behind them, and how many there are.
  static func letters(
    _ text: borrowing FoldedText, before index: Int
  ) -> (start: Int, count: Int) {
    let isApart = [0x20, 0x2E, 0x2D, 0xB7].contains(text[index - 1])
    let end = isApart ? index - 1 : index
    var start = end
    while end - start < 4, FoldedText.isLetter(text[start - 1]) { start -= 1 }
    return start == end ? (index, 0) : (start, end - start)
  }

  /// Where the check character of a card ends that is written in brackets: `(3)`.
  func endOfCheck(_ text: borrowing FoldedText, _ position: Int) -> Int? {
    let next = text.behindBlanks(position, atMost: 1)
    let isCheck =
      FoldedText.digit(text[next + 1]) != nil || FoldedText.small(text[next + 1]) == 0x61
    return text[next] == 0x28 && isCheck && text[next + 2] == 0x29 ? next + 3 : nil
  }
}
