import HotlineModel

/// What begins like a name and is none, and names that are written in other ways.
extension FreeTextScan {
  /// Whether a district, an authority or the number of a document begins: 洪山区交警大队, 江夏法院,
  /// 杭政函〔2021〕7号.
  func isOfOffice(at start: Int, _ text: FoldedText) -> Bool {
    guard ScanClasses.isHan(text[start + 1]) else { return false }
    return classes[text[start + 2]].contains(.districtEnd)
      || isOffice(at: start + 2, text) || isOffice(at: start + 3, text)
      || isDocument(at: start, text)
  }

  private func isOffice(at position: Int, _ text: FoldedText) -> Bool {
    classes[text[position]].contains(.office)
      && classes.offices.length(in: text, at: position) > 0
  }

  /// Whether an authority or a part of one ends: 政务中心三号窗口.
  func isOffice(endingBefore end: Int, _ text: FoldedText) -> Bool {
    !classes[text[end - 1]].isDisjoint(with: [.districtEnd, .officeEnd])
  }

  /// Whether the number of a document begins: 杭政函〔2021〕7号, 杭政函2021年第7号.
  private func isDocument(at start: Int, _ text: FoldedText) -> Bool {
    var end = start
    while end - start < 12, ScanClasses.isHan(text[end]), FoldedText.digit(text[end]) == nil {
      end += 1
    }
    let isOpen = [0x3014, 0x5B, 0x28, 0x3010].contains(text[end])
    let year = isOpen ? end + 1 : end
    guard (0..<4).allSatisfy({ FoldedText.digit(text[year + $0]) != nil }) else { return false }
    if isOpen {
      return [0x3015, 0x5D, 0x29, 0x3011].contains(text[year + 4])
        && classes[text[end - 1]].contains(.documentEnd)
    }
    return text[year + 4] == 0x5E74 && text[year + 5] == 0x7B2C
      && classes[text[end - 1]].contains(.documentEnd)
  }

  /// Whether a name begins like a word, as its third character and what follows show: 胡子墨，.
  func isNameAfterAll(at start: Int, _ text: FoldedText) -> Bool {
    classes[text[start]].contains(.surname) && classes[text[start + 2]].contains(.given)
      && text[start + 3] != 0x2A
      && (!ScanClasses.isHan(text[start + 3]) || text[start + 3] == 0x7684
        || isFollower(at: start + 3, text, ofMany: true))
  }

  /// A name with blanks in it: 王 小明, 王 小 明.
  func partedName(at start: Int, _ text: FoldedText) -> (shown: Int, end: Int)? {
    guard classes[text[start]].contains(.surname), text[start + 1] == 0x20 else { return nil }
    var end = start + 1
    for _ in 0..<2 {
      let next = text.behindBlanks(end)
      guard classes[text[next]].contains(.given), ScanClasses.isHan(text[next]) else { break }
      end = next + 1
    }
    guard end > start + 1, text[end] != 0x2A,
      !ScanClasses.isHan(text[end]) || isFollower(at: end, text, ofMany: true)
    else { return nil }
    return (1, end)
  }

  /// A name in Latin letters: Li Xiaoming.
  func latinName(at start: Int, _ text: FoldedText) -> (shown: Int, end: Int)? {
    var (next, end, letters) = (start, start, 0)
    while next - start < 40 {
      if FoldedText.isLetter(text[next]) {
        letters += 1
        end = next + 1
      } else if letters == 0 || ![0x20, 0x2E, 0x2D, 0xB7].contains(text[next]) {
        break
      }
      next += 1
    }
    guard letters >= 3, next < start + 40, text[end] != 0x2A,
      ![0x40, 0x5F].contains(text[end]), FoldedText.digit(text[end]) == nil,
      !ScanClasses.isHan(text[end]) || isFollower(at: end, text, ofMany: true)
    else { return nil }
    return (1, end)
  }
}
