import HotlineModel

/// Names: behind words that introduce them, in front of titles, and by the dot within them.
extension FreeTextScan {
  /// Hides the name behind a word.
  ///
  /// - Parameters:
  ///   - index: the last character of the word.
  ///   - isAny: whether a name follows whatever it begins with.
  ///   - isPerson: whether the word is for a person, and a name follows that begins like a word.
  ///   - text: the text.
  ///   - room: what is hidden is kept here.
  /// - Returns: behind the name; `nil` where there is none.
  func name(
    behind index: Int, isAny: Bool, isPerson: Bool, _ text: FoldedText, _ room: inout Room
  ) -> Int? {
    var start = index + 1
    var isAny = isAny
    while start - index <= 3, classes[text[start]].contains(.filler) {
      // Behind a colon a name follows, as in a form.
      isAny = isAny || text[start] == 0x3A
      start += 1
    }
    let isWord = isNotName(at: start, text) && !(isPerson && isNameAfterAll(at: start, text))
    guard
      let name = wholeName(at: start, isAny: isAny, isWord: isWord, text)
        ?? name(at: start, isAny: isAny, isWord: isWord, text)
        ?? partedName(at: start, text) ?? (isAny ? latinName(at: start, text) : nil),
      !isOfOffice(at: start, text)
    else { return nil }
    room.hide(start + name.shown, name.end, as: .stars(2), .name)
    // 业主王小明、李国强
    return text[name.end] == 0x3001
      ? self.name(behind: name.end, isAny: false, isPerson: isPerson, text, &room) ?? name.end
      : name.end
  }

  /// A name behind 我叫 or a colon that reaches to a sign which is not Chinese.
  private func wholeName(
    at start: Int, isAny: Bool, isWord: Bool, _ text: FoldedText
  ) -> (shown: Int, end: Int)? {
    guard isAny else { return nil }
    var end = start
    var isForeign = true
    while end - start < 12, ScanClasses.isHan(text[end]) {
      isForeign = isForeign && classes[text[end]].contains(.transliteration)
      end += 1
    }
    let isCompound = isCompound(at: start, text)
    let isBehindColon = text[start - 1] == 0x3A
    let isFirst =
      isForeign || isBehindColon || classes[text[start]].contains(.surname)
      || !isFollower(at: start, text) && !classes[text[start]].contains(.stop)
    guard isFirst, end - start >= 2, end - start <= (isForeign ? 10 : isCompound ? 4 : 3),
      ![0x2A, 0xB7].contains(text[end]),
      !isBehindColon || !isWord
    else { return nil }
    let shown = isCompound && end - start > 2 ? 2 : 1
    return isFollower(at: start + shown, text, ofMany: true) ? nil : (shown, end)
  }

  /// Where the name ends that begins at a character, and how much of it is shown.
  private func name(
    at start: Int, isAny: Bool, isWord: Bool, _ text: FoldedText
  ) -> (shown: Int, end: Int)? {
    guard ScanClasses.isHan(text[start]), !isWord else { return nil }
    let isCompound = isCompound(at: start, text)
    let isSurname = isCompound || classes[text[start]].contains(.surname)
    guard isSurname || isAny && !classes[text[start]].contains(.stop) else { return nil }
    let shown = isCompound ? 2 : 1
    // As far as the name may go.
    var end = start + 1
    while end - start < 12, ScanClasses.isHan(text[end]) { end += 1 }
    if text[end] == 0xB7, ScanClasses.isHan(text[end + 1]) { return nil }
    let most = shown + 2
    // 佘不凡: what is a word elsewhere may be a given name where the name ends behind it.
    if isSurname, end - start >= most, !isFollower(at: start + shown, text, ofMany: true),
      !isFollower(at: start + shown + 1, text)
        || classes[text[start + shown + 1]].contains(.given), text[end] != 0x2A,
      start + most == end || isEnd(at: start + most, text)
    {
      return (shown, start + most)
    }
    var length = shown
    while start + length < end, !isEnd(at: start + length, text) {
      length += 1
    }
    let isBounded = start + length < end || text[end] != 0x2A
    guard length > shown, isBounded else { return nil }
    if isUnit(at: start, text) { return nil }
    if !isSurname, isAny, length <= 8, length > most, start + length == end {
      return isOffice(endingBefore: end, text) ? nil : (1, end)
    }
    if length <= most { return (shown, start + length) }
    // 亢木子木
    let last = length == most + 1 && start + length == end ? end : start + most
    // What follows does not tell where the name ends: characters of given names do.
    let isGiven = (0..<2).map { classes[text[start + shown + $0]].contains(.given) }
    return isGiven[0] || isGiven[1] || isAny ? (shown, last) : nil
  }

  /// Whether a place or an institution is named: 高明区教育局.
  private func isUnit(at start: Int, _ text: FoldedText) -> Bool {
    for position in start + 2...start + 4 {
      if isEnd(at: position, text) { return false }
      if classes[text[position]].contains(.unitEnd) { return true }
    }
    return false
  }

  /// Whether a name has ended before a character.
  private func isEnd(at position: Int, _ text: FoldedText) -> Bool {
    let kind = classes[text[position]]
    return kind.contains(.stop)
      || kind.contains(.follower) && classes.followers.length(in: text, at: position) > 0
  }

  /// Whether a word follows at which names end; `ofMany`: of more than one character.
  func isFollower(at position: Int, _ text: FoldedText, ofMany: Bool = false) -> Bool {
    classes[text[position]].contains(.follower)
      && classes.followers.length(in: text, at: position) > (ofMany ? 1 : 0)
  }

  private func isNotName(at position: Int, _ text: FoldedText) -> Bool {
    classes[text[position]].contains(.notName)
      && classes.notNames.length(in: text, at: position) > 0
  }

  /// Whether a surname of two characters follows.
  private func isCompound(at position: Int, _ text: FoldedText) -> Bool {
    classes[text[position]].contains(.compound)
      && classes.compounds.length(in: text, at: position) > 0
  }

  // MARK: - Without a word in front

  /// Hides a name at the beginning of a clause that ends with it, or goes on with such a word.
  ///
  /// `王小明反映`: its characters must be those of given names.
  func bareName(at start: Int, _ text: FoldedText, _ room: inout Room) -> Int? {
    let left = text[start - 1]
    let isClause = !ScanClasses.isHan(left) && left != 0x2A && left != 0xB7
    guard isClause || classes[left].contains(.preposition), !isNotName(at: start, text),
      !isUnit(at: start, text)
    else { return nil }
    let shown = isCompound(at: start, text) ? 2 : 1
    if isFollower(at: start + shown, text, ofMany: true) { return nil }
    for length in [2, 1] {
      let end = start + shown + length
      let isGiven = (start + shown..<end).allSatisfy {
        classes[text[$0]].contains(.given) && !classes[text[$0]].contains(.digit)
      }
      let next = text[end]
      guard isGiven, next != 0x2A, next != 0xB7 else { continue }
      let isSaying = isFollower(at: end, text, ofMany: true)
      let isAlone = !ScanClasses.isHan(next) && (length == 2 || shown == 2)
      guard isSaying || isAlone, !isOfOffice(at: start, text) else { continue }
      room.hide(start + shown, end, as: .stars(2), .name)
      return end
    }
    return nil
  }

  // MARK: - In front of titles

  /// Hides the name in front of a title.
  func name(before index: Int, _ text: FoldedText, _ room: inout Room) {
    guard index >= 2, classes.titles.length(in: text, at: index) > 0 else {
      return
    }
    for length in [4, 3, 2] where index >= length {
      let start = index - length
      let isCompound = isCompound(at: start, text)
      let shown = isCompound ? 2 : 1
      guard length > shown, length <= shown + 2,
        isCompound || classes[text[start]].contains(.surname),
        !isNotName(at: start, text), !isNotName(at: start - 1, text)
      else { continue }
      let given = (start + shown)..<index
      guard
        given.allSatisfy({
          ScanClasses.isHan(text[$0]) && !classes[text[$0]].contains(.stop)
        })
      else { continue }
      // In 感谢张先生 and 周边王女士 the surname is the last character.
      let last = classes[text[index - 1]]
      if last.contains(.surname), !last.contains(.given), ScanClasses.isHan(text[start]) {
        continue
      }
      room.hide(start + shown, index, as: .stars(2), .name)
      return
    }
  }

  // MARK: - Names of several parts

  /// 阿卜杜拉·买买提: parts of characters by which other languages' names are written.
  func name(around dot: Int, _ text: FoldedText, _ room: inout Room) -> Int? {
    var start = dot
    while dot - start < 8, classes[text[start - 1]].contains(.transliteration) { start -= 1 }
    var end = dot
    var parts = 0
    while text[end] == 0xB7 || text[end] == 0x2E {
      let first = end + 1
      var next = first
      while next - first < 8, classes[text[next]].contains(.transliteration) { next += 1 }
      if next - first < 2 {
        // Other characters as far as a name goes that something introduces.
        while next - first < 3, ScanClasses.isHan(text[next]),
          !isEnd(at: next, text)
        { next += 1 }
        guard next > first else { break }
        parts += next - first >= 2 && dot - start >= 2 ? 1 : 0
      } else {
        parts += 1
      }
      end = next
    }
    guard dot - start >= 2, parts > 0 else { return nil }
    room.hide(start + 1, end, as: .stars(2), .name)
    return end
  }
}
