import Charsets
import HotlineModel
import LocalFiles
import Reports

/// Counts over a whole file what tells its charset.
struct CharsetCensus {
  private(set) var evidence = CharsetEvidence()
  private var check = UTF8Check()
  /// The bytes of a GB18030 character under way.
  private var pending: [UInt8] = []

  /// Counts a whole file; `charset` is the one it will be read in.
  static func evidence(of path: String, readAs charset: Charset) throws -> CharsetEvidence {
    var census = CharsetCensus()
    var file = try TextInput(path, charset: charset)
    while true {
      let piece = try file.read(upTo: 1 << 20)
      if piece.isEmpty { return census.evidence }
      if census.evidence.bytes == 0 {
        census.evidence.hasByteOrderMark = piece.starts(with: Charset.byteOrderMark)
      }
      census.count(piece, as: charset.kept)
    }
  }

  mutating func count(_ piece: [UInt8], as charset: Charset) {
    evidence.bytes += piece.count
    check.count(piece)
    evidence.utf8Characters = check.characters
    evidence.utf8Faults = check.faults
    var last: (UInt8, UInt8) = (0, 0)
    for byte in piece {
      if byte < 0x80 { evidence.asciiBytes += 1 }
      if charset == .utf8, last.0 & 0xF0 == 0xE0, Self.isPrivateUTF8(last.0, last.1) {
        evidence.privateUse += 1
      }
      last = (last.1, byte)
      countGB18030(byte, as: charset)
    }
  }

  /// U+E000…U+F8FF begin with EE, or with EF and 80…A3.
  private static func isPrivateUTF8(_ first: UInt8, _ second: UInt8) -> Bool {
    first == 0xEE || (first == 0xEF && (0x80...0xA3).contains(second))
  }

  private mutating func countGB18030(_ byte: UInt8, as charset: Charset) {
    switch pending.count {
    case 0:
      if (0x81...0xFE).contains(byte) {
        pending.append(byte)
      } else if byte >= 0x80 {
        evidence.gb18030Faults += 1
      }
    case 1 where (0x40...0xFE).contains(byte) && byte != 0x7F:
      evidence.twoByteCharacters += 1
      if charset.edition != nil, Self.isPrivate([pending[0], byte], as: charset) {
        evidence.privateUse += 1
      }
      pending = []
    case 1 where (0x30...0x39).contains(byte), 2 where (0x81...0xFE).contains(byte):
      pending.append(byte)
    case 3 where (0x30...0x39).contains(byte):
      evidence.fourByteCharacters += 1
      pending = []
    default:
      evidence.gb18030Faults += 1
      pending = []
    }
  }

  private static func isPrivate(_ pair: [UInt8], as charset: Charset) -> Bool {
    // Only these rows of the table hold characters of the private-use area.
    guard pair[0] >= 0xA1, pair[0] <= 0xAF || pair[0] >= 0xF8 || pair[0] == 0xD7 else {
      return false
    }
    var text: [UInt8] = []
    guard charset.decode(pair[...], into: &text) == nil, text.count == 3 else {
      return false
    }
    return isPrivateUTF8(text[0], text[1])
  }
}
