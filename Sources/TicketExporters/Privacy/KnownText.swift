import Bytes
import HotlineModel
import LocalFiles

/// Tells texts that are known to be no person's from all others: names of units and districts by
/// their endings or by a list, codes by their form.
///
/// In a column of units anything may stand where an export slipped or somebody wrote into the wrong
/// field. A text that is not known may be a name, and does not leave.
struct KnownText: Sendable {
  /// What is used again from text to text.
  struct Room: Sendable {
    fileprivate var scan = FreeTextScan.Room()
    /// The texts that were asked for, each with the answer.
    fileprivate var answers = TextTable<Bool>()
  }

  private let words: ScanWords
  private let scan: FreeTextScan
  private let listed: Set<String>
  private let surnames: Set<String>

  init(_ words: ScanWords, _ scan: FreeTextScan) {
    self.words = words
    self.scan = scan
    listed = Set(words.known)
    surnames = Set(words.surnames)
  }

  /// Whether a text is known to be no person's.
  func contains(_ text: Span<UInt8>, using room: inout Room) -> Bool {
    if let place = room.answers.place(of: text) { return room.answers[place] }
    let bytes = [UInt8](copying: text)
    let value = String(decoding: bytes, as: UTF8.self)
    let answer = listed.contains(value) || Self.isCode(text) || isInstitution(value, text, &room)
    // Columns of free words would fill the room with answers that nobody asks for again.
    if room.answers.count < 10_000 { room.answers.add(text, answer) }
    return answer
  }

  /// A code: letters and digits without blanks, at least one and at most six of them digits; or the
  /// six or twelve digits of a division, which begin with one of a province.
  static func isCode(_ text: Span<UInt8>) -> Bool {
    var digits = 0
    for index in 0..<text.count where text[index] &- 0x30 < 10 { digits += 1 }
    guard digits > 0, text.count <= 24 else { return false }
    if digits == text.count, digits == 6 || digits == 12 {
      return (11...82).contains((text[0] - 48) * 10 + text[1] - 48)
    }
    return digits <= 6 && isOfCode(text)
  }

  /// Whether a text holds nothing but what codes are written with.
  static func isOfCode(_ text: Span<UInt8>) -> Bool {
    for index in 0..<text.count {
      switch text[index] {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        continue
      default: return false
      }
    }
    return true
  }

  /// The name of a unit or a district, by its ending; an ending that given names have as well
  /// counts only where the text is longer than a name or does not begin with a surname.
  private func isInstitution(_ text: String, _ bytes: Span<UInt8>, _ room: inout Room) -> Bool {
    guard (3...40).contains(text.count), text.allSatisfy(Self.isOfName),
      !Self.holdsThreeDigits(text)
    else { return false }
    let isLonger = text.count > 4 || text.count == 4 && !surnames.contains(String(text.prefix(1)))
    let isEnding =
      words.institutions.contains(where: text.hasSuffix)
      || (isLonger && words.weakInstitutions.contains(where: text.hasSuffix))
    guard isEnding else { return false }
    var counts = PrivacyCounts()
    var shown: [UInt8] = []
    scan.mask(bytes, name: [], using: &room.scan, counting: &counts, into: &shown)
    return bytes.isEqual(to: shown)
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "（）()、·-—/".contains(character)
  }

  /// Whether three digits of ASCII follow each other.
  private static func holdsThreeDigits(_ text: String) -> Bool {
    var digits = 0
    for character in text {
      digits = character.isASCII && character.isNumber ? digits + 1 : 0
      if digits == 3 { return true }
    }
    return false
  }
}
