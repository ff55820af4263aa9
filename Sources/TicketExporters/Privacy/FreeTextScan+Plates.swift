import HotlineModel

/// Plates of vehicles, by their form or behind a word.
extension FreeTextScan {
  /// 粤X12345, 粤X·D12345, 粤X1234学, 粤X临12345: behind the province the letter of a city and five
  /// or six signs, or four and a word of one character; 粤06-12345 of a tractor, WJ粤12345, 使012345.
  func plate(at index: Int, _ room: inout Room) -> Int? {
    let (sign, next) = (room.text[index], room.text[index + 1])
    let isEmbassy = sign == 0x4F7F || sign == 0x9886
    // Most of these characters are parts of words.
    if ScanClasses.isHan(next), !isEmbassy || FoldedText.digit(next) == nil {
      return isEmbassy ? embassy(before: index, &room) : nil
    }
    var position = behindSigns(index + 1, room)
    let hasLetter = FoldedText.isLetter(room.text[position])
    let isArmed = !hasLetter && isArmed(index, room)
    let isTractor =
      !hasLetter && !isEmbassy && !isArmed && FoldedText.isDigit(next)
      && FoldedText.isDigit(room.text[index + 2])
    if isTractor {
      // 粤0604民初12345号 is a case at a court.
      position = behindSigns(index + 3, room)
      guard position > index + 3 || FoldedText.isLetter(room.text[position]) else { return nil }
    } else if !isEmbassy, !isArmed {
      guard hasLetter else { return nil }
      position = behindCity(position + 1, room)
    }
    let start = position
    var (signs, letters) = (0, 0)
    while signs < 7 {
      let scalar = room.text[position]
      let isLetter = FoldedText.isLetter(scalar)
      // Behind five signs of ASCII a Chinese digit is a word: 粤X12345一直.
      let isPlain = scalar < 0x80 || signs < 5 || room.text[start] > 0x7F
      let isDigit = FoldedText.digit(scalar) != nil && isPlain
      guard isLetter || isDigit else { break }
      signs += 1
      if isLetter { letters += 1 }
      position += 1
      let next = behindSigns(position, room)
      // A part behind a blank belongs to the plate if the plate has too few signs without it, or
      // is one of a car with new energy, which has a letter in front or at the end.
      let rest = signsOfPlate(next, room)
      guard next == position || signs + rest <= (letters > 0 || isEmbassy ? 6 : 5) && rest > 0
      else { break }
      position = next
    }
    let isWhole = !Self.isSign(room.text[position])
    let behind = behindSigns(position, room)
    let tail = (4...5).contains(signs) && Self.plateTails.contains(room.text[behind])
    let isPlate =
      isEmbassy ? signs == 6 && letters == 0 : tail || signs == 5 || signs == 6 && !isTractor
    guard isPlate, isWhole || tail, letters <= 3, letters < signs - 1,
      !NumberWords.isAmount(behind: position, in: room.text)
    else { return isEmbassy ? embassy(before: index, &room) : nil }
    room.hide(start, position, as: "*****", .plate)
    return position
  }

  /// 012345使: six digits in front of the word.
  private func embassy(before index: Int, _ room: inout Room) -> Int? {
    let text = room.text
    guard text[index] == 0x4F7F, text[index - 1] < 0x80,
      !Self.behindEmbassy.contains(text[index + 1])
    else { return nil }
    var start = index
    var digits = 0
    while digits < 7 {
      if FoldedText.isDigit(text[start - 1]) {
        digits += 1
      } else if digits % 3 != 0 || ![0x20, 0x2D, 0x2E, 0xB7].contains(text[start - 1])
        || digits == 6
      {
        break
      }
      start -= 1
    }
    guard digits == 6, !FoldedText.isLetter(text[start - 1]), text[start - 1] != 0x2A else {
      return nil
    }
    let end = text[index - 1] < 0x30 ? index - 1 : index
    room.hide(start, end, as: "*****", .plate)
    return index + 1
  }

  /// 车牌号D12345, 号牌佛山123456: what is written behind a word for plates without a province.
  func plate(behind index: Int, _ room: inout Room) -> Int? {
    let text = room.text
    var start = index + 1
    while start - index <= 4, Self.fillers.contains(text[start]) { start += 1 }
    // The town of a bicycle with a motor.
    if ScanClasses.isHan(text[start]), ScanClasses.isHan(text[start + 1]) {
      start = text.behindBlanks(start + 2, atMost: 1)
    }
    var end = start
    var digits = 0
    while end - start < 8, Self.isSign(text[end]) {
      digits += FoldedText.isDigit(text[end]) ? 1 : 0
      end += 1
    }
    guard (5...7).contains(end - start), digits >= 3, text[end] != 0x2A,
      !NumberWords.isAmount(behind: end, in: text)
    else { return nil }
    room.hide(start, end, as: "*****", .plate)
    return end
  }

  private static let fillers = FoldedText.word("号码是为: (“\"")
  private static let plateTails = Set(FoldedText.word("学警港澳挂领使试超应"))
  /// What makes a word with 使: 使用.
  private static let behindEmbassy = FoldedText.word("用得其我人他她它者劲出")
  private static let plateSigns: Set<UInt32> = [
    0x20, 0x2D, 0x2E, 0xB7, 0x5F, 0x2F, 0x7E, 0x28, 0x29, 0x3A, 0x2219, 0x25CF, 0x7C,
  ]

  private static let cityWords = FoldedText.word("临字牌,")

  private static func isSign(_ scalar: UInt32) -> Bool {
    FoldedText.isLetter(scalar) || FoldedText.isDigit(scalar)
  }

  /// How many letters and digits follow.
  private func signsOfPlate(_ position: Int, _ room: Room) -> Int {
    var end = position
    while end - position < 7, Self.isSign(room.text[end]) { end += 1 }
    return end - position
  }

  /// Behind a blank, a point or a hyphen within a plate, and blanks with it.
  private func behindSigns(_ position: Int, _ room: Room) -> Int {
    var next = position
    while next - position < 3, Self.plateSigns.contains(room.text[next]) { next += 1 }
    return next
  }

  /// Behind what is written between the letter of the city and the number: `·`, 临, a comma.
  private func behindCity(_ position: Int, _ room: Room) -> Int {
    let next = behindSigns(position, room)
    let isWord = Self.cityWords.contains(room.text[next])
    return isWord ? behindSigns(next + 1, room) : next
  }

  /// Whether the letters of the armed police are in front of a province: WJ粤12345.
  private func isArmed(_ index: Int, _ room: Room) -> Bool {
    let last = [0x20, 0x2D, 0xB7].contains(room.text[index - 1]) ? index - 2 : index - 1
    return FoldedText.small(room.text[last]) == 0x6A
      && FoldedText.small(room.text[last - 1]) == 0x77
  }
}
