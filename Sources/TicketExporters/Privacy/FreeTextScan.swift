import Bytes
package import HotlineModel

/// Finds in free text what tells who somebody is, and masks it.
///
/// Numbers are found by the table of `NumberForm`, by the words in front of them or by their
/// length; plates, addresses on the net, accounts, house numbers and names by their form and by
/// `ScanWords`. What it cannot know it leaves: a purpose that must not rest on it drops the field.
package struct FreeTextScan: Sendable {
  let classes: ScanClasses

  /// A scan with words of a city.
  package init(_ words: ScanWords) {
    classes = ScanClasses(words)
  }

  /// Appends a text with what was found in it masked.
  ///
  /// - Parameters:
  ///   - text: the text, UTF-8.
  ///   - name: the caller's name, as code points; none where it is not known.
  ///   - room: is used again.
  ///   - counts: what was found is counted here.
  ///   - out: gets the text.
  package func mask(
    _ text: Span<UInt8>, name: [UInt32], using room: inout Room,
    counting counts: inout PrivacyCounts, into out: inout [UInt8]
  ) {
    guard isPersonal(text, name: name, using: &room) else {
      return out.append(0..<text.count, of: text)
    }
    out.append(addingCapacity: text.count + room.growth) {
      room.apply(to: text, counting: &counts, into: &$0)
    }
  }

  /// Looks a text through, and says whether anything in it is to be hidden: what that is the room
  /// knows until the next text.
  func isPersonal(_ bytes: Span<UInt8>, name: [UInt32], using room: inout Room) -> Bool {
    let text = room.read(bytes, classes, name: name.first ?? 0)
    var end = 0
    for place in 0..<room.markCount {
      let index = room.mark(place)
      if index >= end { end = look(at: index, text, name, &room) }
    }
    room.putBack(text)
    return room.hasEdits
  }

  /// Looks at what begins or ends at a character, and returns where to go on.
  private func look(
    at index: Int, _ text: FoldedText, _ name: [UInt32], _ room: inout Room
  ) -> Int {
    let kind = classes[text[index]]
    if kind.contains(.digit) { return number(at: index, text, &room) }
    if kind.contains(.at) { return email(at: index, to: index, text, &room) ?? index + 1 }
    if kind.contains(.province), let end = plate(at: index, text, &room) { return end }
    if kind.contains(.middleDot), let end = self.name(around: index, text, &room) { return end }
    if kind.contains(.triggerEnd), let end = behindTrigger(index, kind, text, &room) { return end }
    if kind.contains(.titleStart) { self.name(before: index, text, &room) }
    if kind.contains(.building) { building(at: index, text, &room) }
    if kind.contains(.surname), let end = bareName(at: index, text, &room) { return end }
    if let first = name.first, first == text[index], text.matches(name, at: index) {
      room.hide(index + 1, index + name.count, as: .stars(2), .name)
      return index + name.count
    }
    return index + 1
  }

  private func number(at index: Int, _ text: FoldedText, _ room: inout Room) -> Int {
    var end = index + 1
    // Most Chinese digits are alone, and of no number.
    let isAlone =
      text[index] > 0x7F && FoldedText.digit(text[index + 1]) == nil
      && FoldedText.digit(text[index + 2]) == nil
    if !isAlone, FoldedText.digit(text[index]) != nil {
      if let short = shortNumber(at: index, text) {
        end = short
      } else {
        let found = room.numbers.number(in: text, at: index)
        end = found.range.upperBound
        if let kind = found.kind {
          room.hide(found.range.lowerBound, end, as: .text(found.shown), kind)
          return end
        }
      }
    }
    return end - index <= 5 ? house(at: index, text, &room) ?? end : end
  }

  /// Where less than six digits of ASCII end that stand for themselves; `nil` where more may belong
  /// to them.
  ///
  /// No number of a person is as short.
  private func shortNumber(at index: Int, _ text: FoldedText) -> Int? {
    var end = index
    while FoldedText.isDigit(text[end]) {
      end += 1
      if end - index == 6 { return nil }
    }
    return end == index || !classes[text[end]].isDisjoint(with: [.value, .gap]) ? nil : end
  }

  // MARK: - What is written behind a word

  private func behindTrigger(
    _ index: Int, _ kind: ScanClasses.Kind, _ text: FoldedText, _ room: inout Room
  ) -> Int? {
    let end = index + 1
    if kind.contains(.strongEnd), classes.triggers.length(in: text, endingBefore: end) > 0,
      let end = name(behind: index, isAny: true, isPerson: true, text, &room)
    {
      return end
    }
    if kind.contains(.weakEnd) {
      let length = classes.weakTriggers.length(in: text, endingBefore: end)
      // 填表人：, whatever people are called in forms.
      let isInForm = text[end] == 0x3A && kind.contains(.formEnd)
      let isPerson = isInForm || length > 1 && !kind.contains(.verbEnd)
      if length > 0 || isInForm,
        let end = name(behind: index, isAny: false, isPerson: isPerson, text, &room)
      {
        return end
      }
    }
    if kind.contains(.atEnd) {
      let at = classes.atWords.length(in: text, endingBefore: end)
      if at > 0, let end = email(at: end - at, to: index, text, &room) { return end }
    }
    if kind.contains(.accountEnd), classes.accounts.length(in: text, endingBefore: end) > 0,
      let end = account(behind: index, text, &room)
    {
      return end
    }
    return kind.contains(.plateWordEnd)
      && classes.plateWords.length(in: text, endingBefore: end) > 0
      ? plate(behind: index, text, &room) : nil
  }

  /// A name on WeChat or QQ: at least five letters and digits.
  private func account(
    behind index: Int, _ text: FoldedText, _ room: inout Room
  ) -> Int? {
    var start = index + 1
    while start - index <= 8,
      classes[FoldedText.small(text[start])].contains(.accountFiller)
    {
      start += 1
    }
    var end = start
    var (digits, letters, capitals) = (0, 0, 0)
    // The first group alone, where all of them together are too many digits.
    var first: (end: Int, digits: Int)?
    while end - start < 32 {
      let scalar = text[end]
      if FoldedText.digit(scalar) != nil {
        digits += 1
      } else if Self.isOfAccount(scalar), letters > 0 || !isJoined(end, text) {
        letters += 1
        if scalar &- 0x41 < 26 { capitals += 1 }
      } else if letters > 0 || !isJoined(end, text) {
        break
      } else if first == nil {
        first = (end, digits)
      }
      end += 1
    }
    if letters == 0, digits > 12, let first, first.digits >= 5 { (end, digits) = first }
    let isAccount = letters == 0 ? (5...12).contains(digits) : digits > 0 || capitals == 0
    let isMobile = digits == 11 && FoldedText.digit(text[start]) == 1
    // WX123456(A) is a card of Hong Kong.
    if letters == 0, start == index + 1, text[end] == 0x28 { return nil }
    guard end - start >= 5, isAccount, !isMobile, text[end] != 0x40,
      letters > 0 || !NumberWords.isAmount(behind: end, in: text)
    else { return nil }
    room.hide(start, end, as: .stars(4), .account)
    return end
  }

  /// Whether a sign parts two groups of one number: 123 456 789.
  private func isJoined(_ sign: Int, _ text: FoldedText) -> Bool {
    guard [0x20, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E, 0xB7].contains(text[sign]) else { return false }
    var (start, end) = (sign, sign + 1)
    while FoldedText.digit(text[start - 1]) != nil { start -= 1 }
    while FoldedText.digit(text[end]) != nil { end += 1 }
    return (1...6).contains(sign - start) && (1...6).contains(end - sign - 1)
      && text[end] != 0x2A
  }

  private static func isOfAccount(_ scalar: UInt32) -> Bool {
    FoldedText.isLetter(scalar) || FoldedText.isDigit(scalar) || scalar == 0x5F || scalar == 0x2D
  }

  // MARK: - Mail

  /// Hides what is in front of @, or of a word for it; `index` is its last character, `sign` its
  /// first.
  private func email(
    at sign: Int, to index: Int, _ text: FoldedText, _ room: inout Room
  ) -> Int? {
    var last = sign
    while sign - last < 2, text[last - 1] == 0x20 { last -= 1 }
    var start = last
    while Self.isOfMail(text[start - 1])
      || text[start - 1] == 0x20 && (text[start] == 0x2E || text[start - 2] == 0x2E)
    {
      start -= 1
    }
    guard start < last, isDomain(at: text.behindBlanks(index + 1), text) else { return nil }
    room.hide(start, last, as: .stars(3), .email)
    // A number may be written right behind the address: a@b.cn13800001234.
    return index + 1
  }

  /// Whether letters and digits follow, a dot and two letters: `example.cn`, `example点cn`.
  private func isDomain(at start: Int, _ text: FoldedText) -> Bool {
    var end = start
    while FoldedText.isLetter(text[end]) || FoldedText.isDigit(text[end]) || text[end] == 0x2D {
      end += 1
    }
    guard end > start else { return false }
    var next = text.behindBlanks(end)
    let dot = classes.dots.length(in: text, at: next)
    guard dot > 0 else { return false }
    next = text.behindBlanks(next + dot)
    return FoldedText.isLetter(text[next]) && FoldedText.isLetter(text[next + 1])
      || isDomain(at: next, text)
  }

  private static func isOfMail(_ scalar: UInt32) -> Bool {
    isOfAccount(scalar) || scalar == 0x2E || scalar == 0x2B
  }
}
