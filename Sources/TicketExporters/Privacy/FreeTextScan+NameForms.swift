import HotlineModel

/// What begins like a name and is none, and names that are written in other ways.
extension FreeTextScan {
  /// Whether a district, an authority or the number of a document begins: 洪山区交警大队, 江夏法院,
  /// 杭政函〔2021〕7号.
  func isOfOffice(at start: Int, _ text: FoldedText) -> Bool {
    guard ScanClasses.isHan(text[start + 1]) else { return false }
    return Self.districtEnds.contains(text[start + 2])
      || Self.offices.length(in: text, at: start + 2) > 0
      || Self.offices.length(in: text, at: start + 3) > 0 || isDocument(at: start, text)
  }

  /// Whether an authority or a part of one ends: 政务中心三号窗口.
  func isOffice(endingBefore end: Int, _ text: FoldedText) -> Bool {
    Self.districtEnds.contains(text[end - 1]) || Self.officeEnds.contains(text[end - 1])
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
        && Self.documentEnds.contains(text[end - 1])
    }
    return text[year + 4] == 0x5E74 && text[year + 5] == 0x7B2C
      && Self.documentEnds.contains(text[end - 1])
  }

  /// Whether a name begins like a word, as its third character and what follows show: 胡子墨，.
  func isNameAfterAll(at start: Int, _ text: FoldedText) -> Bool {
    classes[text[start]].contains(.surname) && classes[text[start + 2]].contains(.given)
      && text[start + 3] != 0x2A
      && (!ScanClasses.isHan(text[start + 3]) || text[start + 3] == 0x7684
        || classes.followers.length(in: text, at: start + 3) > 1)
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
      !ScanClasses.isHan(text[end]) || classes.followers.length(in: text, at: end) > 1
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
      !ScanClasses.isHan(text[end]) || classes.followers.length(in: text, at: end) > 1
    else { return nil }
    return (1, end)
  }

  private static let districtEnds = FoldedText.word("区市县省局厂乡街")
  private static let officeEnds = FoldedText.word("心口处科室部办会所站队院")
  private static let documentEnds = FoldedText.word("函发办字规令文告通政府改")
  private static let offices = WordIndex([
    "交警大队", "交警中队", "交警支队", "交警队", "公安", "法院", "检察院", "税务", "人社", "医保局", "社保局", "城管局",
    "街道办", "消防", "派出所", "民政", "住建", "市监", "市场监", "供电", "政府", "分局", "支行", "管委会", "居委会",
    "村委会",
  ])
}
