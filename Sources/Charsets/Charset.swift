import CBytes

/// The charsets that exports and sheets come in.
package enum Charset: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  /// GB18030, edition 2022; GB2312 and GBK files are read as what they are parts of.
  case gb18030
  /// GB18030, edition 2005, where a mapping declares it.
  case gb18030Edition2005 = "gb18030-2005"
  /// GBK as Windows writes it, where a mapping declares it: the byte 0x80 alone is the sign of the
  /// euro.
  case windows936 = "windows-936"
  /// UTF-16, the low byte of each unit first; what spreadsheet programs call Unicode text.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, the high byte of each unit first.
  case utf16BigEndian = "utf-16be"

  /// The three bytes that some programs put in front of UTF-8.
  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The charset of UTF-16 that the first bytes of a file tell, by a mark or by the bytes 0 of its
  /// ASCII characters, which are all on one side; `nil` where they tell none.
  package static func utf16(toldBy head: some Collection<UInt8>) -> Charset? {
    let head = Array(head.prefix(4096))
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    guard head.contains(0) else { return nil }
    var zeros = (first: 0, second: 0)
    // Digits and what separates fields and lines, whether the other byte is 0.
    var signs = (alone: 0, paired: 0)
    var pairs = 0
    var before: UInt8?
    for byte in head {
      guard let first = before else {
        before = byte
        continue
      }
      before = nil
      pairs += 1
      if first == 0, byte == 0 { return nil }
      if first == 0, (0x09..<0x7F).contains(byte) { zeros.first += 1 }
      if byte == 0, (0x09..<0x7F).contains(first) { zeros.second += 1 }
      for (sign, other) in [(first, byte), (byte, first)] where isSign(sign) {
        if other == 0 { signs.paired += 1 } else { signs.alone += 1 }
      }
    }
    guard pairs >= 8, max(zeros.first, zeros.second) * 8 >= pairs, signs.paired > signs.alone else {
      return nil
    }
    // A few Chinese characters have a byte 0 on the other side, such as 一.
    if zeros.first * 8 <= zeros.second { return .utf16LittleEndian }
    return zeros.second * 8 <= zeros.first ? .utf16BigEndian : nil
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || [0x09, 0x0A, 0x0D, 0x2C, 0x3B, 0x7C].contains(byte)
  }

  /// The edition of GB18030, `nil` for other charsets.
  package var edition: GB18030.Edition? {
    switch self {
    case .gb18030: .of2022
    case .gb18030Edition2005: .of2005
    case .windows936: .windows936
    case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
    }
  }

  /// What turns the charset into UTF-8 before records are cut; `nil` where they are cut as it is.
  package var transcoder: UTF16Transcoder? {
    switch self {
    case .utf8, .gb18030, .gb18030Edition2005, .windows936: nil
    case .utf16LittleEndian: UTF16Transcoder(isLittleEndian: true)
    case .utf16BigEndian: UTF16Transcoder(isLittleEndian: false)
    }
  }

  /// The charset in which the bytes of records are kept: UTF-8 where they were UTF-16.
  package var kept: Charset { transcoder == nil ? self : .utf8 }

  /// Text of bytes, or the position of the first byte that stands for no character.
  package func decode(_ bytes: ArraySlice<UInt8>) -> Decoded {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 2)
    if let position = decode(bytes, into: &text) { return .undecodable(at: position) }
    return .text(String(decoding: text, as: UTF8.self))
  }

  /// Appends the bytes as UTF-8; the position of the first byte that does not decode, or `nil`.
  package func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) -> Int? {
    switch self {
    case .gb18030, .gb18030Edition2005, .windows936:
      return GB18030.decode(bytes, as: edition ?? .of2022, into: &text)
    case .utf16LittleEndian, .utf16BigEndian:
      var utf8: [UInt8] = []
      var transcoder = self.transcoder
      transcoder?.add(bytes, to: &utf8)
      transcoder?.finish(to: &utf8)
      return Charset.utf8.decode(utf8[...], into: &text).map { fault in
        bytes.startIndex + UTF16Transcoder.sourceOffset(of: fault, in: utf8[...])
      }
    case .utf8:
      var check = UTF8Check()
      if let position = check.firstFault(in: bytes) ?? check.faultAtEnd(of: bytes) {
        return position
      }
      text.append(contentsOf: bytes)
      return nil
    }
  }

  /// What decoding gave.
  package enum Decoded: Hashable, Sendable {
    case text(String)
    case undecodable(at: Int)
  }
}

/// Strict UTF-8, checked as the bytes come, however they are cut into pieces.
package struct UTF8Check {
  private var pending = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF
  /// Characters of more than one byte that were whole.
  package private(set) var characters = 0
  /// Places at which the bytes were not UTF-8.
  package private(set) var faults = 0

  /// Nothing checked yet.
  package init() {}

  /// Takes a piece of a file in, counting characters and faults.
  package mutating func count(_ bytes: [UInt8]) { count(bytes.span) }

  /// Takes a piece of a file in, counting characters and faults.
  package mutating func count(_ bytes: Span<UInt8>) {
    var position = 0
    // Where 64 bytes are not plain the next ones are taken one by one: in a file that is not UTF-8
    // looking again at every byte would cost more than all else.
    var nextLook = 0
    while position < bytes.count {
      if pending == 0, position >= nextLook {
        let plain = plainLength(of: bytes, from: position)
        if plain > 0 {
          position += plain
          continue
        }
        nextLook = position + 32
      }
      if !take(bytes[position]) {
        faults += 1
        pending = 0
      }
      position += 1
    }
  }

  /// How many bytes from a position on are whole characters that need no closer look: up to 64, none
  /// where fewer bytes follow, or some of the 64 need it.
  private mutating func plainLength(of bytes: Span<UInt8>, from position: Int) -> Int {
    guard position + 64 <= bytes.count else { return 0 }
    let masks = unsafe bytes.withUnsafeBytes { all in
      unsafe all.baseAddress.map { unsafe hotline_utf8_64($0 + position) } ?? hotline_utf8_masks()
    }
    guard masks.special == 0 else { return 0 }
    let following = masks.lead << 1 | masks.lead3 << 2 | masks.lead4 << 3
    guard following == masks.continuation else { return 0 }
    // A character that runs over the end of the 64 bytes is left for the next look.
    let cut = masks.lead >> 63 | masks.lead3 >> 62 | masks.lead4 >> 61
    let kept = cut == 0 ? 64 : 63 - masks.lead.leadingZeroBitCount
    characters += (kept == 64 ? masks.lead : masks.lead & (1 << UInt64(kept) - 1)).nonzeroBitCount
    return kept
  }

  /// The first byte of a piece that cannot stand where it does.
  package mutating func firstFault(in bytes: ArraySlice<UInt8>) -> Int? {
    for position in bytes.indices where !take(bytes[position]) { return position }
    return nil
  }

  /// Takes one byte in; `false` where it cannot stand where it does.
  private mutating func take(_ byte: UInt8) -> Bool {
    if pending > 0 {
      guard (lowest...highest).contains(byte) else { return false }
      pending -= 1
      (lowest, highest) = (0x80, 0xBF)
      if pending == 0 { characters += 1 }
      return true
    }
    return byte < 0x80 || begin(byte)
  }

  /// Whether a character was begun that is not whole yet.
  package var isCut: Bool { pending > 0 }

  /// Whether a file is not UTF-8 with some damage, whatever the bytes are that were not checked yet.
  ///
  /// It has faults, and at least one to so many characters of more than one byte. In a text in
  /// GB18030 there are several to each that happens to be one.
  ///
  /// Such a character has two bytes or more, so that the bytes left hold at most half as many, and
  /// one that was begun.
  package func cannotBeUTF8(withBytesLeft bytes: Int, charactersPerFault: Int = 2) -> Bool {
    faults > 0 && faults * charactersPerFault >= characters + (bytes > 0 ? bytes / 2 + 1 : 0)
  }

  /// Where a character is cut off by the end, if one is.
  package func faultAtEnd(of bytes: ArraySlice<UInt8>) -> Int? {
    pending > 0 ? bytes.endIndex - 1 : nil
  }

  /// Whether a byte may begin a character, and what may follow it.
  private mutating func begin(_ byte: UInt8) -> Bool {
    (lowest, highest) = (0x80, 0xBF)
    switch byte {
    case 0xC2...0xDF: pending = 1
    case 0xE0: (pending, lowest) = (2, 0xA0)
    case 0xED: (pending, highest) = (2, 0x9F)
    case 0xE1...0xEF: pending = 2
    case 0xF0: (pending, lowest) = (3, 0x90)
    case 0xF4: (pending, highest) = (3, 0x8F)
    case 0xF1...0xF3: pending = 3
    default: return false
    }
    return true
  }
}
