/// What tells a cell from any other of up to twenty-four bytes: its length, its first sixteen bytes
/// and its last eight.
struct CellKey: Hashable, Sendable {
  /// The first eight bytes, the first in the lowest place.
  private(set) var low: UInt64 = 0
  /// The next eight.
  private(set) var high: UInt64 = 0
  /// The last eight, of a cell of more than sixteen bytes, the last in the highest place.
  private(set) var last: UInt64 = 0
  private(set) var count = 0

  /// A key of no bytes.
  init() {}

  /// The key of a text.
  init(_ text: String) {
    for byte in text.utf8 { append(byte) }
    seal()
  }

  /// Whether the key tells the whole cell.
  var isWhole: Bool { count <= 24 }

  /// The byte at a place below sixteen.
  func byte(at place: Int) -> UInt8 {
    let word = place < 8 ? low : high
    return UInt8(truncatingIfNeeded: word >> UInt64(place % 8 * 8))
  }

  /// Adds a byte; `seal` when all are in.
  mutating func append(_ byte: UInt8) {
    let shift = UInt64(count % 8 * 8)
    if count < 8 {
      low |= UInt64(byte) << shift
    } else if count < 16 {
      high |= UInt64(byte) << shift
    }
    last = last >> 8 | UInt64(byte) << 56
    count += 1
  }

  /// Takes out what the length of the cell makes needless.
  mutating func seal() {
    if count <= 16 { last = 0 }
  }

  /// A place for the key in a table of a power of two of places.
  var hash: Int {
    let word =
      (low ^ (high ^ last) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: word >> 32)
  }
}

extension CellKey {
  /// Reads a cell that has no quotation marks, eight bytes at a time.
  ///
  /// - Parameters:
  ///   - bytes: what holds the cell.
  ///   - place: where the cell starts; moved to the comma or newline behind it.
  /// - Returns: whether the cell ends before the bytes do.
  @inline(__always)
  mutating func read(_ bytes: RawSpan, _ place: inout Int) -> Bool {
    while true {
      let word = Self.word(bytes, place)
      let ends =
        Self.marks(word ^ 0x2C2C_2C2C_2C2C_2C2C) | Self.marks(word ^ 0x0A0A_0A0A_0A0A_0A0A)
      guard ends == 0 else {
        let taken = ends.trailingZeroBitCount &>> 3
        let part = word & ((1 &<< UInt64(taken &* 8)) &- 1)
        if count == 0 { low = part } else if count == 8 { high = part }
        count &+= taken
        place &+= taken
        end(bytes, place)
        return true
      }
      guard place &+ 8 <= bytes.byteCount else { return false }
      if count == 0 { low = word } else if count == 8 { high = word }
      count &+= 8
      place &+= 8
    }
  }

  /// Leaves a carriage return before a newline out, and takes in the last bytes of a long cell.
  @inline(__always)
  private mutating func end(_ bytes: RawSpan, _ place: Int) {
    if count > 0, Self.byte(bytes, place) == 10, Self.byte(bytes, place &- 1) == 13 {
      count &-= 1
      if count < 8 {
        low &= (1 << UInt64(count * 8)) - 1
      } else if count < 16 {
        high &= (1 << UInt64((count - 8) * 8)) - 1
      }
      if count > 16 { last = Self.word(bytes, place &- 9) }
    } else if count > 16 {
      last = Self.word(bytes, place &- 8)
    }
  }

  /// The next eight bytes, with zeros behind the end.
  @inline(__always)
  private static func word(_ bytes: RawSpan, _ place: Int) -> UInt64 {
    if place &+ 8 <= bytes.byteCount {
      return UInt64(
        littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    return lastWord(bytes, place)
  }

  private static func lastWord(_ bytes: RawSpan, _ place: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in place..<max(place, bytes.byteCount) {
      word |= UInt64(byte(bytes, index)) << UInt64((index - place) * 8)
    }
    return word
  }

  @inline(__always)
  static func byte(_ bytes: RawSpan, _ place: Int) -> UInt8 {
    unsafe bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
  }

  /// A mark in the highest bit of each byte that is zero, up to the first of them.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
