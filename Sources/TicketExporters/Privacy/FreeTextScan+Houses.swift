import HotlineModel

/// Addresses from the house down to the room, and groups of villages: their numbers are hidden,
/// the names of roads and places stay.
extension FreeTextScan {
  /// Hides the number of a house, a building, a room or a group; `index` is its first digit.
  ///
  /// - Returns: behind it; `nil` where nothing is hidden.
  func house(at index: Int, _ room: inout Room) -> Int? {
    let text = room.text
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
    if text[left] == 0x28, text[right] == 0x29, Self.groups.length(in: text, at: right + 1) > 0 {
      left -= 1
      right += 1
    }
    if isHouse(start, end, left, right, token.digits, text) {
      // A座1203, 12号A座: the letter of the building is hidden as well.
      if isBuilding(left - 1, text), !FoldedText.isLetter(text[left - 2]) {
        room.hide(left - 1, left, as: "**", .address)
      }
      room.hide(start, end, as: "**", .address)
      if isBuilding(right + 1, text) { room.hide(right + 1, right + 2, as: "**", .address) }
      return end
    }
    return nil
  }

  /// Hides the letter of a building without a number: 小区B座; `index` is the word's.
  func building(at index: Int, _ room: inout Room) {
    let letter = index - 1
    guard isBuilding(letter, room.text), classes[room.text[letter - 1]].contains(.place) else {
      return
    }
    room.hide(letter, index, as: "**", .address)
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
    FoldedText.isLetter(text[letter]) && Self.buildings.contains(text[letter + 1])
  }

  private func isHouse(
    _ start: Int, _ end: Int, _ left: Int, _ right: Int, _ digits: Int, _ text: FoldedText
  ) -> Bool {
    let (sign, next) = (text[left], text[right])
    let isNumbered = sign == 0x7B2C && classes[text[left - 1]].contains(.place)
    let isUnit = classes[next].contains(.unit) && !classes[text[right + 1]].contains(.notHouse)
    // 大道北12号; of 元 only 单元 is a place, and 号 only behind digits.
    let isSide = Self.sides.contains(sign) && Self.roads.contains(text[left - 1])
    let isPlace =
      isSide
      || classes[sign].contains(.place) && (sign != 0x5143 || text[left - 1] == 0x5355)
        && (sign != 0x53F7 || classes[text[left - 1]].contains(.digit))
      || Self.placeWords.keys.contains(sign)
        && Self.placeWords.length(in: text, endingBefore: left + 1) > 0
    if isUnit, isPlace || isNumbered && next != 0x53F7 { return true }
    // 3#楼, 12#501
    if next == 0x23, isPlace || isNumbered || Self.behindHash.contains(text[right + 1]) {
      return true
    }
    if sign == 0x23, FoldedText.digit(text[left - 1]) != nil, digits <= 4 { return true }
    // 第3村民小组, 大塘村3组
    if Self.groups.length(in: text, at: right) > 0 {
      if Self.certainGroups.length(in: text, at: right) > 0 { return true }
      // A village is named in front of it: 大塘村屋背（7组）.
      let isVillage =
        isPlace || isNumbered || (0...6).contains { Self.villages.contains(text[left - $0]) }
      return isVillage && !Self.notGroup.contains(text[right + 1])
    }
    // 村民小组3
    if Self.groupEnds.keys.contains(sign), digits <= 2, !ScanClasses.isHan(next),
      Self.groupEnds.length(in: text, endingBefore: left + 1) > 0
    {
      return true
    }
    // 号之三
    if sign == 0x4E4B, text[left - 1] == 0x53F7 { return true }
    if next == 0x680B || next == 0x5E62 || next == 0x5355 && text[right + 1] == 0x5143 {
      // 第三栋
      return sign == 0x7B2C || !Self.counting.contains(sign) && text[right + 1] != 0x697C
    }
    // 8号铺, 3号楼
    if next == 0x53F7, ScanClasses.isHan(sign), Self.behindNumber.contains(text[right + 1]) {
      return !Self.counting.contains(sign)
    }
    // 501房, 12栋1203
    let isRoom =
      right == end
      && ((3...4).contains(digits) || digits == 2 && FoldedText.isLetter(text[end - 1]))
    if isRoom, isUnit, next == 0x5BA4 || next == 0x623F { return true }
    let isBuilding =
      sign == 0x5143 && isPlace
      || Self.buildings.contains(sign)
      || Self.numbered.contains(sign)
        && (FoldedText.digit(text[left - 1]) != nil || [0x53F7, 0x23].contains(text[left - 1]))
    if isRoom, isBuilding, !NumberWords.isAmount(behind: end, in: text) {
      return true
    }
    // 小区3-2-501
    let isParted = (start..<end).contains { text[$0] == 0x2D }
    if isParted, isPlace || isThreeParts(start, end, text) && ScanClasses.isHan(sign), digits >= 3,
      !Self.measures.contains(next)
    {
      return isPlace || !Self.notRoads.contains(sign) && !Self.counting.contains(sign)
    }
    // 榕树下12号的住户, 中心3座1203
    if next == 0x53F7, ScanClasses.isHan(sign), !Self.notRoads.contains(sign) {
      let behind = text[right + 1]
      if !ScanClasses.isHan(behind) || Self.behindHouse.contains(behind) { return true }
    }
    if next == 0x5EA7, ScanClasses.isHan(sign), FoldedText.digit(text[right + 1]) != nil {
      return !Self.counting.contains(sign)
    }
    // 季华五路12，
    return sign != 0x9053 && isRoad(sign) && digits <= 4 && !ScanClasses.isHan(next)
      && ![0x2E, 0x25, 0x3A, 0x2B].contains(next) && text[start] < 0x80
  }

  /// Whether three parts are a building, a staircase and a room: `3-2-501`.
  private func isThreeParts(_ start: Int, _ end: Int, _ text: FoldedText) -> Bool {
    let parts = text.scalars(start..<end).split { $0 == 0x2D }
    return parts.count == 3 && parts[0].count <= 2 && parts[1].count == 1
      && (3...4).contains(parts[2].count)
  }

  private func isRoad(_ sign: UInt32) -> Bool { Self.roads.contains(sign) }

  private static let roads = FoldedText.word("路街巷道")
  private static let sides = FoldedText.word("东南西北中")
  private static let buildings = FoldedText.word("栋幢座门梯")
  private static let placeWords = WordIndex(
    ["院子", "湾子", "寨子", "坝子", "屋场", "大院", "自编", "门牌"], byLast: true)
  private static let behindHash = FoldedText.word("楼栋幢座单室房铺门")
  private static let numbered = FoldedText.word("号楼层")
  private static let villages = FoldedText.word("村庄寨屯湾社里会民委联产")
  private static let measures = Set(FoldedText.word("年月日天点时个人户次元万米分秒"))
  private static let notRoads = Set(
    FoldedText.word("月第字初终执申破再调监赔复保函发办令告通证照单据编案档序排是在到于至从约截日今明后昨天周期号型风线车工规文会议要年的了和及与每逢数件"))
  private static let behindHouse = Set(FoldedText.word("栋座幢楼铺房室单的住门前后旁对之附首地负院店阳墙围"))
  private static let behindNumber = FoldedText.word("铺楼房档")
  private static let counting = FoldedText.word("第在有共建了约近余这那每各盖拆及和与是为成到多")
  private static let certainGroupWords = [
    "村民小组", "村小组", "村民组", "居民小组", "居民组", "生产队", "生产小组", "经济社", "经济合作社", "股份社",
    "股份合作社", "股份合作经济社", "股份经济合作社", "股份经济社", "经济联合社", "经济联社",
  ]
  private static let certainGroups = WordIndex(certainGroupWords)
  private static let groupEnds = WordIndex(certainGroupWords, byLast: true)
  private static let groups = WordIndex(
    certainGroupWords + [
      "小组", "小队", "队", "组", "社", "屯", "自然村", "片区", "网格", "合作社", "农业社", "分社", "分队", "连队",
      "联队", "作业组", "作业队", "互助组",
    ])
  private static let notGroup = FoldedText.word("区织合伍会团")
}
