import HotlineModel

/// Addresses from the house down to the room, and groups of villages: their numbers are hidden,
/// the names of roads and places stay.
extension FreeTextScan {
  /// Hides the number of a house, a building, a room or a group; `index` is its first digit.
  ///
  /// - Returns: behind it; `nil` where nothing is hidden.
  func house(at index: Int, _ text: FoldedText, _ room: inout Room) -> Int? {
    let token = token(at: index, text)
    let end = token.end
    let before = text[index - 1] == 0x20 ? index - 2 : index - 1
    var start = index
    // 甲12号, B12栋
    var left = before
    if start == left + 1, FoldedText.isLetter(text[left]) || text[left] == 0x7532 {
      left -= 1
      start -= 1
    }
    // B-1203
    if start == left + 1, text[left] == 0x2D, FoldedText.isLetter(text[left - 1]),
      !FoldedText.isLetter(text[left - 2])
    {
      left -= 2
      start -= 2
    }
    guard end - index <= 14, token.longest <= 5, text[index - 1] != 0x2A, text[end] != 0x2A else {
      return nil
    }
    var right = text.behindBlanks(end, atMost: 1)
    // 大塘村（3）组
    if text[left] == 0x28, text[right] == 0x29, isGroup(at: right + 1, text) {
      left -= 1
      right += 1
    }
    if isHouse(start, end, left, right, token.digits, text) {
      // A座1203, 12号A座: the letter of the building is hidden as well.
      if isBuilding(left - 1, text), !FoldedText.isLetter(text[left - 2]) {
        room.hide(left - 1, left, as: .stars(2), .address)
      }
      room.hide(start, end, as: .stars(2), .address)
      if isBuilding(right + 1, text) { room.hide(right + 1, right + 2, as: .stars(2), .address) }
      return end
    }
    return nil
  }

  /// Hides the letter of a building without a number: 小区B座; `index` is the word's.
  func building(at index: Int, _ text: FoldedText, _ room: inout Room) {
    let letter = index - 1
    guard isBuilding(letter, text), classes[text[letter - 1]].contains(.place) else { return }
    room.hide(letter, index, as: .stars(2), .address)
  }

  /// Digits, and what joins them to one number: `12-3`, `三十二`, `12A`; and to several: `二、三`.
  private func token(at index: Int, _ text: FoldedText) -> (end: Int, digits: Int, longest: Int) {
    var end = index
    var (digits, longest, run) = (0, 0, 0)
    while true {
      if classes[text[end]].contains(.digit) {
        run += 1
        digits += 1
        longest = max(longest, run)
        end += 1
      } else if run > 0, [0x2D, 0x7E, 0x2F, 0x3001].contains(text[end]),
        classes[text[end + 1]].contains(.digit)
      {
        run = 0
        end += 1
      } else if run > 0, FoldedText.isLetter(text[end]), !FoldedText.isLetter(text[end + 1]) {
        run = 0
        end += 1
      } else {
        return (end, digits, longest)
      }
    }
  }

  /// Whether a letter is that of a building: `A座`.
  private func isBuilding(_ letter: Int, _ text: FoldedText) -> Bool {
    FoldedText.isLetter(text[letter]) && classes[text[letter + 1]].contains(.lettered)
  }

  private func isHouse(
    _ start: Int, _ end: Int, _ left: Int, _ right: Int, _ digits: Int, _ text: FoldedText
  ) -> Bool {
    let (sign, next) = (text[left], text[right])
    let (signKind, nextKind) = (classes[sign], classes[next])
    let isNumbered = sign == 0x7B2C && classes[text[left - 1]].contains(.place)
    let isUnit = nextKind.contains(.unit) && !classes[text[right + 1]].contains(.notHouse)
    // 大道北12号; of 元 only 单元 is a place, and 号 only behind digits.
    let isSide = signKind.contains(.side) && isRoad(text[left - 1])
    let isPlace =
      isSide
      || signKind.contains(.place) && (sign != 0x5143 || text[left - 1] == 0x5355)
        && (sign != 0x53F7 || classes[text[left - 1]].contains(.digit))
      || signKind.contains(.placeWordEnd)
        && classes.placeWords.length(in: text, endingBefore: left + 1) > 0
    if isUnit, isPlace || isNumbered && next != 0x53F7 { return true }
    // 3#楼, 12#501
    if next == 0x23, isPlace || isNumbered || classes[text[right + 1]].contains(.behindHash) {
      return true
    }
    if sign == 0x23, FoldedText.digit(text[left - 1]) != nil, digits <= 4 { return true }
    // 第3村民小组, 大塘村3组
    if isGroup(at: right, text) {
      if classes.certainGroups.length(in: text, at: right) > 0 { return true }
      // A village is named in front of it: 大塘村屋背（7组）.
      let isVillage =
        isPlace || isNumbered || (0...6).contains { classes[text[left - $0]].contains(.village) }
      return isVillage && !classes[text[right + 1]].contains(.notGroup)
    }
    // 村民小组3
    if signKind.contains(.groupEnd), digits <= 2, !ScanClasses.isHan(next),
      classes.groupEnds.length(in: text, endingBefore: left + 1) > 0
    {
      return true
    }
    // 号之三
    if sign == 0x4E4B, text[left - 1] == 0x53F7 { return true }
    if next == 0x680B || next == 0x5E62 || next == 0x5355 && text[right + 1] == 0x5143 {
      // 第三栋
      return sign == 0x7B2C || !signKind.contains(.counting) && text[right + 1] != 0x697C
    }
    // 8号铺, 3号楼
    if next == 0x53F7, ScanClasses.isHan(sign), classes[text[right + 1]].contains(.behindNumber) {
      return !signKind.contains(.counting)
    }
    // 501房, 12栋1203
    let isRoom =
      right == end
      && ((3...4).contains(digits) || digits == 2 && FoldedText.isLetter(text[end - 1]))
    if isRoom, isUnit, next == 0x5BA4 || next == 0x623F { return true }
    let isBuilding =
      sign == 0x5143 && isPlace
      || signKind.contains(.lettered)
      || signKind.contains(.numbered)
        && (FoldedText.digit(text[left - 1]) != nil || [0x53F7, 0x23].contains(text[left - 1]))
    if isRoom, isBuilding, !NumberWords.isAmount(behind: end, in: text) {
      return true
    }
    // 小区3-2-501
    let isParted = (start..<end).contains { text[$0] == 0x2D }
    if isParted, isPlace || isThreeParts(start, end, text) && ScanClasses.isHan(sign), digits >= 3,
      !nextKind.contains(.measure)
    {
      return isPlace || !signKind.contains(.notRoad) && !signKind.contains(.counting)
    }
    // 榕树下12号的住户, 中心3座1203
    if next == 0x53F7, ScanClasses.isHan(sign), !signKind.contains(.notRoad) {
      let behind = text[right + 1]
      if !ScanClasses.isHan(behind) || classes[behind].contains(.behindHouse) { return true }
    }
    if next == 0x5EA7, ScanClasses.isHan(sign), FoldedText.digit(text[right + 1]) != nil {
      return !signKind.contains(.counting)
    }
    // 季华五路12，
    return sign != 0x9053 && signKind.contains(.road) && digits <= 4 && !ScanClasses.isHan(next)
      && next != 0x2E && next != 0x25 && next != 0x3A && next != 0x2B && text[start] < 0x80
  }

  /// Whether three parts are a building, a staircase and a room: `3-2-501`.
  private func isThreeParts(_ start: Int, _ end: Int, _ text: FoldedText) -> Bool {
    let parts = text.scalars(start..<end).split { $0 == 0x2D }
    return parts.count == 3 && parts[0].count <= 2 && parts[1].count == 1
      && (3...4).contains(parts[2].count)
  }

  private func isRoad(_ sign: UInt32) -> Bool { classes[sign].contains(.road) }

  private func isGroup(at position: Int, _ text: FoldedText) -> Bool {
    classes[text[position]].contains(.group) && classes.groups.length(in: text, at: position) > 0
  }
}
