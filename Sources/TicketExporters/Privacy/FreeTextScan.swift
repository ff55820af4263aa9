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
  ///   - names: names that are known to be in the ticket, as code points.
  ///   - room: is used again.
  ///   - counts: what was found is counted here.
  ///   - out: gets the text.
  package func mask(
    _ text: ArraySlice<UInt8>, names: [[UInt32]], using room: inout Room,
    counting counts: inout PrivacyCounts, into out: inout [UInt8]
  ) {
    room.read(text, classes, names)
    guard !room.marks.isEmpty else {
      out.append(contentsOf: text)
      return
    }
    var end = 0
    for mark in 0..<room.marks.count {
      let index = Int(room.marks[mark])
      if index >= end { end = look(at: index, names, &room) }
    }
    room.apply(to: text, counting: &counts, into: &out)
  }

  /// Looks at what begins or ends at a character, and returns where to go on.
  private func look(at index: Int, _ names: [[UInt32]], _ room: inout Room) -> Int {
    let scalar = room.text[index]
    let kind = classes[scalar]
    if kind.contains(.digit) { return number(at: index, &room) }
    if kind.contains(.at) { return email(at: index, &room) }
    if kind.contains(.province), let end = plate(at: index, &room) { return end }
    if kind.contains(.middleDot), let end = name(around: index, &room) { return end }
    if kind.contains(.triggerEnd), let end = behindTrigger(index, &room) { return end }
    if kind.contains(.titleStart) { name(before: index, &room) }
    for name in names where name[0] == scalar && room.text.matches(name, at: index) {
      room.hide(index + 1, index + name.count, as: "**", .name)
      return index + name.count
    }
    return index + 1
  }

  private func number(at index: Int, _ room: inout Room) -> Int {
    let text = room.text
    var end = index + 1
    // Most Chinese digits are alone, and of no number.
    let isAlone =
      text[index] > 0x7F && FoldedText.digit(text[index + 1]) == nil
      && FoldedText.digit(text[index + 2]) == nil
    if !isAlone, FoldedText.digit(text[index]) != nil {
      let found = room.numbers.number(in: text, at: index)
      end = found.range.upperBound
      if let kind = found.kind {
        room.hide(found.range.lowerBound, end, as: found.shown, kind)
        return end
      }
    }
    return end - index <= 5 ? house(at: index, &room) ?? end : end
  }

  // MARK: - What is written behind a word

  private func behindTrigger(_ index: Int, _ room: inout Room) -> Int? {
    if classes.triggers.length(in: room.text, endingBefore: index + 1) > 0,
      let end = name(behind: index, isAny: true, &room)
    {
      return end
    }
    if classes.weakTriggers.length(in: room.text, endingBefore: index + 1) > 0,
      let end = name(behind: index, isAny: false, &room)
    {
      return end
    }
    return classes.accounts.length(in: room.text, endingBefore: index + 1) > 0
      ? account(behind: index, &room) : nil
  }

  /// A name on WeChat or QQ: at least five letters and digits.
  private func account(behind index: Int, _ room: inout Room) -> Int? {
    let text = room.text
    var start = index + 1
    while start - index <= 8, Self.accountFillers.contains(FoldedText.small(text[start])) {
      start += 1
    }
    var end = start
    var (digits, letters, capitals) = (0, 0, 0)
    while end - start < 32 {
      let scalar = text[end]
      if FoldedText.digit(scalar) != nil {
        digits += 1
      } else if Self.isOfAccount(scalar) {
        letters += 1
        if scalar &- 0x41 < 26 { capitals += 1 }
      } else if scalar != 0x20 || letters > 0 || !isJoined(end, text) {
        break
      }
      end += 1
    }
    let isAccount = letters == 0 ? (5...12).contains(digits) : digits > 0 || capitals == 0
    let isMobile = digits == 11 && FoldedText.digit(text[start]) == 1
    guard end - start >= 5, isAccount, !isMobile, text[end] != 0x40,
      letters > 0 || !NumberWords.isAmount(behind: end, in: text)
    else { return nil }
    room.hide(start, end, as: "****", .account)
    return end
  }

  /// Whether a blank parts two groups of one number: 123 456 789.
  private func isJoined(_ blank: Int, _ text: FoldedText) -> Bool {
    var (start, end) = (blank, blank + 1)
    while FoldedText.digit(text[start - 1]) != nil { start -= 1 }
    while FoldedText.digit(text[end]) != nil { end += 1 }
    return (2...4).contains(blank - start) && (2...4).contains(end - blank - 1)
      && text[end] != 0x2A
  }

  private static let accountFillers = Set(FoldedText.word("号码是为: (“\"叫加账帐户名id,的好友联系方式搜索添"))

  private static func isOfAccount(_ scalar: UInt32) -> Bool {
    FoldedText.isLetter(scalar) || FoldedText.isDigit(scalar) || scalar == 0x5F || scalar == 0x2D
  }

  // MARK: - Mail

  /// Hides what is in front of @.
  private func email(at index: Int, _ room: inout Room) -> Int {
    var last = index
    while index - last < 2, room.text[last - 1] == 0x20 { last -= 1 }
    var start = last
    while Self.isOfMail(room.text[start - 1]) { start -= 1 }
    let next = room.text.behindBlanks(index + 1)
    var end = next
    var hasDot = false
    while Self.isOfMail(room.text[end]) {
      hasDot = hasDot || room.text[end] == 0x2E && end > next
      end += 1
    }
    guard start < last, hasDot else { return index + 1 }
    room.hide(start, last, as: "***", .email)
    // A number may be written right behind the address: a@b.cn13800001234.
    return index + 1
  }

  private static func isOfMail(_ scalar: UInt32) -> Bool {
    isOfAccount(scalar) || scalar == 0x2E || scalar == 0x2B
  }

  // MARK: - Plates

  /// 粤X12345, 粤X·D12345, 粤X1234学, 使012345: behind the province the letter of a city and five
  /// or six signs, or four and a word of one character.
  private func plate(at index: Int, _ room: inout Room) -> Int? {
    let isEmbassy = room.text[index] == 0x4F7F
    var position = behindPlateSign(index + 1, room)
    if !isEmbassy {
      guard FoldedText.isLetter(room.text[position]) else { return nil }
      position = behindPlateSign(position + 1, room)
    }
    let start = position
    var (signs, letters) = (0, 0)
    while signs < 7 {
      let scalar = room.text[position]
      let isLetter = FoldedText.isLetter(scalar)
      // Chinese digits are those of a plate that has no others: 粤X12345一直.
      let isDigit = FoldedText.digit(scalar) != nil && (scalar < 0x80 || room.text[start] > 0x7F)
      guard isLetter || isDigit else { break }
      signs += 1
      if isLetter { letters += 1 }
      position += 1
      let next = behindPlateSign(position, room)
      // A part behind a blank belongs to the plate if the plate has too few signs without it, or
      // is one of a car with new energy, which has a letter in front or at the end.
      let rest = signsOfPlate(next, room)
      guard next == position || signs + rest <= (letters > 0 || isEmbassy ? 6 : 5) && rest > 0
      else { break }
      position = next
    }
    let isWhole = Self.isSign(room.text[position]) == false
    let tail = signs == 4 && Self.plateTails.contains(room.text[position])
    let isPlate = isEmbassy ? signs == 6 && letters == 0 : tail || signs == 5 || signs == 6
    guard isPlate, isWhole || tail, letters <= 3, letters < signs - 1 else { return nil }
    if NumberWords.isAmount(behind: position, in: room.text) { return nil }
    room.hide(start, position, as: "*****", .plate)
    return position
  }

  private static let plateTails = Set(FoldedText.word("学警港澳挂领使试超应"))

  private static func isSign(_ scalar: UInt32) -> Bool {
    FoldedText.isLetter(scalar) || FoldedText.isDigit(scalar)
  }

  /// How many letters and digits follow.
  private func signsOfPlate(_ position: Int, _ room: Room) -> Int {
    var end = position
    while end - position < 7, Self.isSign(room.text[end]) { end += 1 }
    return end - position
  }

  /// Behind a blank, a point or a hyphen within a plate, and a blank with it.
  private func behindPlateSign(_ position: Int, _ room: Room) -> Int {
    var next = position
    while next - position < 2, [0x20, 0x2D, 0x2E, 0xB7].contains(room.text[next]) { next += 1 }
    return next
  }
}
