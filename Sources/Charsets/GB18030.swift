/// Decodes GB18030 (edition 2022), of which GB2312 and GBK are parts.
///
/// The tables are our own because no two programs agree: glibc refuses 18 codes that stand for
/// real characters, Python differs in 20. Source: WHATWG Encoding Standard, index of 2024-09-18.
package enum GB18030 {
  /// The editions of the standard that legacy systems follow.
  package enum Edition: Sendable {
    /// Eighteen characters have moved from the private-use area to where Unicode has them.
    case of2022
    case of2005
    /// As edition 2022, and the byte 0x80 is the sign of the euro.
    case windows936

    /// So many bytes of UTF-8 for two bytes at most.
    package var mostBytesForTwo: Int { self == .windows936 ? 6 : 3 }
  }

  /// Codes of two bytes that edition 2005 gave to the private-use area.
  ///
  /// Source: WHATWG Encoding, pull requests 335 and 336; the `gb18030` of Python, which follows 2005.
  private static let ofPrivateUse2005: [(code: UInt16, character: UInt16)] = [
    (0xA6D9, 0xE78D), (0xA6DA, 0xE78E), (0xA6DB, 0xE78F), (0xA6DC, 0xE790), (0xA6DD, 0xE791),
    (0xA6DE, 0xE792), (0xA6DF, 0xE793), (0xA6EC, 0xE794), (0xA6ED, 0xE795), (0xA6F3, 0xE796),
    (0xFE59, 0xE81E), (0xFE61, 0xE826), (0xFE66, 0xE82B), (0xFE67, 0xE82C), (0xFE6D, 0xE832),
    (0xFE7E, 0xE843), (0xFE90, 0xE854), (0xFEA0, 0xE864),
  ]

  /// The code points of the two-byte area in edition 2005.
  static let twoByte2005: [UInt16] = {
    var table = twoByte
    for (code, character) in ofPrivateUse2005 {
      let (lead, trail) = (Int(code >> 8), Int(code & 0xFF))
      table[(lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41)] = character
    }
    return table
  }()

  /// The code points of the two-byte area: 126 lead bytes of 190 trail bytes each.
  static let twoByte: [UInt16] = twoByteRows.flatMap { row in
    row.unicodeScalars.map { UInt16($0.value) }
  }

  /// Appends the bytes as UTF-8.
  ///
  /// - Returns: the position of the first byte that stands for no character, or `nil`.
  package static func decode(
    _ bytes: ArraySlice<UInt8>, as edition: Edition = .of2022, into text: inout [UInt8]
  ) -> Int? {
    var fault: Int?
    text.append(addingCapacity: bytes.count * edition.mostBytesForTwo / 2 + 4) { out in
      unsafe out.withUnsafeMutableBufferPointer { out, count in
        guard let start = out.baseAddress else { return }
        unsafe bytes.withUnsafeBufferPointer { source in
          let written: Int
          unsafe (written, fault) = decode(source, as: edition, to: start + count)
          count += written
        }
      }
    }
    return fault.map { bytes.startIndex + $0 }
  }

  /// Whether no byte belongs to a character of several bytes.
  package static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var position = 0
    while position + 8 <= raw.count {
      let word = unsafe raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { return false }
      position += 8
    }
    while position < raw.count {
      if unsafe raw[position] >= 0x80 { return false }
      position += 1
    }
    return true
  }

  /// Writes the bytes as UTF-8 to a place with room for as many as the edition says.
  ///
  /// - Returns: how many bytes were written, and the position of the first byte that stands for no
  ///   character, or `nil`.
  package static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, as edition: Edition,
    to start: UnsafeMutablePointer<UInt8>
  ) -> (Int, fault: Int?) {
    let characters = edition == .of2005 ? twoByte2005 : twoByte
    return unsafe characters.withUnsafeBufferPointer { table in
      var out = unsafe start
      var position = 0
      let count = bytes.count
      while position < count {
        let lead = unsafe bytes[position]
        if lead < 0x80 {
          unsafe out.pointee = lead
          unsafe out += 1
          position += 1
          continue
        }
        if lead == 0x80, edition == .windows936 {
          unsafe write(0x20AC, to: &out)
          position += 1
          continue
        }
        guard lead != 0x80, lead != 0xFF, position + 1 < count else {
          return unsafe (out - start, position)
        }
        let second = unsafe bytes[position + 1]
        if second >= 0x40 {
          guard second != 0x7F, second != 0xFF else { return unsafe (out - start, position) }
          let trail = Int(second) - (second < 0x7F ? 0x40 : 0x41)
          unsafe write(UInt32(table[(Int(lead) - 0x81) * 190 + trail]), to: &out)
          position += 2
          continue
        }
        guard (0x30...0x39).contains(second), position + 3 < count,
          let character = unsafe fourByte(
            lead, second, bytes[position + 2], bytes[position + 3])
        else { return unsafe (out - start, position) }
        unsafe write(character, to: &out)
        position += 4
      }
      return unsafe (out - start, nil)
    }
  }

  private static func fourByte(
    _ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8
  ) -> UInt32? {
    guard (0x81...0xFE).contains(third), (0x30...0x39).contains(fourth) else { return nil }
    let pointer =
      ((Int(first) - 0x81) * 10 + Int(second) - 0x30) * 1260 + (Int(third) - 0x81) * 10
      + Int(fourth) - 0x30
    if pointer == 7457 { return 0xE7C7 }
    guard pointer <= 39_419 || (189_000...1_237_575).contains(pointer) else { return nil }
    var low = 0
    var high = fourByteRanges.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if fourByteRanges[middle].pointer <= pointer { low = middle } else { high = middle }
    }
    return fourByteRanges[low].codePoint + UInt32(pointer - fourByteRanges[low].pointer)
  }

  @inline(__always)
  private static func write(_ codePoint: UInt32, to out: inout UnsafeMutablePointer<UInt8>) {
    let tail = UInt8(truncatingIfNeeded: codePoint & 0x3F) | 0x80
    if codePoint >= 0x800, codePoint < 0x10000 {
      unsafe out[0] = 0xE0 | UInt8(truncatingIfNeeded: codePoint >> 12)
      unsafe out[1] = 0x80 | UInt8(truncatingIfNeeded: codePoint >> 6 & 0x3F)
      unsafe out[2] = tail
      unsafe out += 3
    } else if codePoint < 0x80 {
      unsafe out[0] = UInt8(truncatingIfNeeded: codePoint)
      unsafe out += 1
    } else if codePoint < 0x800 {
      unsafe out[0] = 0xC0 | UInt8(truncatingIfNeeded: codePoint >> 6)
      unsafe out[1] = tail
      unsafe out += 2
    } else {
      unsafe out[0] = 0xF0 | UInt8(truncatingIfNeeded: codePoint >> 18)
      unsafe out[1] = 0x80 | UInt8(truncatingIfNeeded: codePoint >> 12 & 0x3F)
      unsafe out[2] = 0x80 | UInt8(truncatingIfNeeded: codePoint >> 6 & 0x3F)
      unsafe out[3] = tail
      unsafe out += 4
    }
  }
}
