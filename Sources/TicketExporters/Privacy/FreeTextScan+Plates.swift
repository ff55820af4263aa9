import HotlineModel

/// Plates of vehicles, by their form or behind a word.
extension FreeTextScan {
  /// 粤X12345, 粤X·D12345, 粤X1234学, 粤X临12345: behind the province the letter of a city and five
  /// or six signs, or four and a word of one character; 粤06-12345 of a tractor, WJ粤12345, 使012345.
  func plate(at index: Int, _ text: FoldedText, _ room: inout Room) -> Int? {
    let (sign, next) = (text[index], text[index + 1])
    let isEmbassy = sign == 0x4F7F || sign == 0x9886
    // Most of these characters are parts of words.
    if ScanClasses.isHan(next), !isEmbassy || FoldedText.digit(next) == nil {
      return isEmbassy ? embassy(before: index, text, &room) : nil
    }
    var position = behindSigns(index + 1, text)
    let hasLetter = FoldedText.isLetter(text[position])
    let isArmed = !hasLetter && isArmed(index, text)
    let isTractor =
      !hasLetter && !isEmbassy && !isArmed && FoldedText.isDigit(next)
      && FoldedText.isDigit(text[index + 2])
    if isTractor {
      // 粤0604民初12345号 is a case at a court.
      position = behindSigns(index + 3, text)
      guard position > index + 3 || FoldedText.isLetter(text[position]) else { return nil }
    } else if !isEmbassy, !isArmed {
      guard hasLetter else { return nil }
      position = behindCity(position + 1, text)
    }
    let start = position
    var (signs, letters) = (0, 0)
    while signs < 7 {
      let scalar = text[position]
      let isLetter = FoldedText.isLetter(scalar)
      // Behind five signs of ASCII a Chinese digit is a word: 粤X12345一直.
      let isPlain = scalar < 0x80 || signs < 5 || text[start] > 0x7F
      let isDigit = FoldedText.digit(scalar) != nil && isPlain
      guard isLetter || isDigit else { break }
      signs += 1
      if isLetter { letters += 1 }
      position += 1
      let next = behindSigns(position, text)
      // A part behind a blank belongs to the plate if the plate has too few signs without it, or
      // is one of a car with new energy, which has a letter in front or at the end.
      let rest = signsOfPlate(next, text)
      guard next == position || signs + rest <= (letters > 0 || isEmbassy ? 6 : 5) && rest > 0
      else { break }
      position = next
    }
    let isWhole = !Self.isSign(text[position])
    let behind = behindSigns(position, text)
    let tail = (4...5).contains(signs) && classes[text[behind]].contains(.plateTail)
    let isPlate =
      isEmbassy ? signs == 6 && letters == 0 : tail || signs == 5 || signs == 6 && !isTractor
    guard isPlate, isWhole || tail, letters <= 3, letters < signs - 1,
      !NumberWords.isAmount(behind: position, in: text)
    else { return isEmbassy ? embassy(before: index, text, &room) : nil }
    room.hide(start, position, as: .stars(5), .plate)
    return position
  }

  /// 012345使: six digits in front of the word.
  private func embassy(
    before index: Int, _ text: FoldedText, _ room: inout Room
  ) -> Int? {
    guard text[index] == 0x4F7F, text[index - 1] < 0x80,
      !classes[text[index + 1]].contains(.behindEmbassy)
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
    room.hide(start, end, as: .stars(5), .plate)
    return index + 1
  }

  /// 车牌号D12345, 号牌佛山123456: what is written behind a word for plates without a province.
  func plate(behind index: Int, _ text: FoldedText, _ room: inout Room) -> Int? {
    var start = index + 1
    while start - index <= 4, classes[text[start]].contains(.plateFiller) { start += 1 }
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
    room.hide(start, end, as: .stars(5), .plate)
    return end
  }

  private static func isSign(_ scalar: UInt32) -> Bool {
    FoldedText.isLetter(scalar) || FoldedText.isDigit(scalar)
  }

  /// How many letters and digits follow.
  private func signsOfPlate(_ position: Int, _ text: FoldedText) -> Int {
    var end = position
    while end - position < 7, Self.isSign(text[end]) { end += 1 }
    return end - position
  }

  /// Behind a blank, a point or a hyphen within a plate, and blanks with it.
  private func behindSigns(_ position: Int, _ text: FoldedText) -> Int {
    var next = position
    while next - position < 3, classes[text[next]].contains(.plateSign) { next += 1 }
    return next
  }

  /// Behind what is written between the letter of the city and the number: `·`, 临, a comma.
  private func behindCity(_ position: Int, _ text: FoldedText) -> Int {
    let next = behindSigns(position, text)
    let isWord = classes[text[next]].contains(.cityWord)
    return isWord ? behindSigns(next + 1, text) : next
  }

  /// Whether the letters of the armed police are in front of a province: WJ粤12345.
  private func isArmed(_ index: Int, _ text: FoldedText) -> Bool {
    let last = [0x20, 0x2D, 0xB7].contains(text[index - 1]) ? index - 2 : index - 1
    return FoldedText.small(text[last]) == 0x6A
      && FoldedText.small(text[last - 1]) == 0x77
  }
}
