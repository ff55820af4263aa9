/// Digits of a text with what parts them: `138-0000 1234`, `一三八0000一二三四`.
///
/// A run goes on over one sign, or two or three of the same sort, that people write between the
/// groups of one number; which of its groups belong together is decided by `NumberForm`.
package struct DigitRun: Sendable {
  /// What is written between two groups.
  package enum Gap: Sendable {
    /// A blank, a hyphen or a bracket.
    case soft
    /// A point, a slash, a low line, a tilde.
    case hard
    /// A comma, a colon or a star, which part numbers as well as digits.
    case comma
  }

  /// Digits that touch each other.
  package struct Group: Sendable {
    /// What is written in front of it.
    package let gap: Gap
    /// Where it begins and ends in the text.
    package let start: Int, end: Int
    /// How many digits of the run come before it.
    package let before: Int
    /// How many digits of the run there are up to its end.
    package let count: Int

    /// How many digits it has.
    package var size: Int { count - before }
  }

  /// The values of the digits.
  package private(set) var digits: [UInt8] = []
  /// The groups.
  package private(set) var groups: [Group] = []
  /// Whether the run went on with what is left of a number that is hidden.
  package private(set) var isCut = false

  /// No digits.
  package init() {}

  /// Reads the run that begins at a digit.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - index: the first digit.
  ///   - isTrimmed: whether one Chinese digit at the end may begin a word: `82101234一直`.
  /// - Returns: whether there was one.
  @discardableResult
  package mutating func read(
    _ text: borrowing FoldedText, at index: Int, isTrimmed: Bool = true
  ) -> Bool {
    digits.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    isCut = false
    var position = index
    var gap = Gap.soft
    var wasTrimmed = false
    while groups.count < 24, digits.count < 40 {
      let (start, before) = (position, digits.count)
      while digits.count < 40, let digit = FoldedText.digit(text[position]) {
        if isTrimmed, position > start, isWord(text, position) {
          wasTrimmed = true
          break
        }
        digits.append(digit)
        position += 1
      }
      // 8210**** is what is left of a number, and of none that begins in front of it.
      if !groups.isEmpty, digits.count - before <= 4, text.isMask(position) {
        digits.removeLast(digits.count - before)
        isCut = true
        return wasTrimmed
      }
      groups.append(
        Group(gap: gap, start: start, end: position, before: before, count: digits.count))
      guard !wasTrimmed, let next = behindGap(text, position) else { return wasTrimmed }
      (position, gap) = next
    }
    return wasTrimmed
  }

  /// Whether a Chinese digit at the end of others begins a word.
  private func isWord(_ text: borrowing FoldedText, _ position: Int) -> Bool {
    guard text[position] > 0x7F, FoldedText.digit(text[position + 1]) == nil else { return false }
    return text[position - 1] < 0x80
      || text[position] == 0x4E00 && Self.behindOne.contains(text[position + 1])
  }

  /// What makes a word with 一: 一直, 一次.
  private static let behindOne = Set(FoldedText.word("直下次个些样定般起家天年月名位点会共律旦切人带边"))

  /// Where digits go on behind what parts groups.
  private func behindGap(_ text: borrowing FoldedText, _ position: Int) -> (Int, Gap)? {
    var gap = Gap.soft
    for length in 0..<4 {
      let sign = text[position + length]
      if FoldedText.digit(sign) != nil { return length == 0 ? nil : (position + length, gap) }
      switch sign {
      case 0x20, 0x2D, 0x29: continue
      case 0x28 where digits.count <= 4: continue
      case 0x2E, 0x2F, 0x5F, 0x7E, 0xB7, 0x5C, 0x7C: gap = .hard
      case 0x2C where length == 0, 0x3001 where length == 0, 0x3A where length == 0,
        0x2A where length == 0 && FoldedText.isDigit(text[position + 1]):
        gap = .comma
      default: return nil
      }
    }
    return nil
  }

  /// The digits of the first groups.
  package func digits(of count: Int) -> ArraySlice<UInt8> { digits[..<groups[count - 1].count] }

  /// The last group of what was found.
  func lastGroup(of found: NumberScan.Found) -> ArraySlice<UInt8> {
    groups.last { $0.end <= found.range.upperBound }.map { digits[$0.before..<$0.count] } ?? []
  }

  /// Whether one of the first groups ends behind so many digits.
  func isParted(at count: Int, of groups: Int) -> Bool {
    self.groups[..<groups].contains { $0.count == count }
  }

  /// Whether each of the first groups is a single digit.
  func isSpelled(_ count: Int) -> Bool { count > 1 && groups[count - 1].count == count }

  /// Whether something is written between the first groups, and each time what passes.
  func gaps(_ count: Int, are isPassing: (Gap) -> Bool) -> Bool {
    groups[..<count].dropFirst().allSatisfy { isPassing($0.gap) }
  }
}
