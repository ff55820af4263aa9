/// A set of tickets of one segment, by their ordinals: a bit each.
struct OrdinalSet: Hashable, Sendable {
  private var words: [UInt64] = []

  /// No ticket.
  init() {}

  /// All ordinals below a number.
  init(below count: Int) {
    words = [UInt64](repeating: .max, count: count / 64)
    if count % 64 > 0 { words.append((1 << UInt64(count % 64)) - 1) }
  }

  /// How many there are.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
  /// Whether there is none.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many there are within a range.
  func count(in range: Range<UInt32>) -> Int {
    guard let last = range.last else { return 0 }
    let (first, end) = (Int(range.lowerBound / 64), Int(last / 64))
    return (first..<max(first, min(end + 1, words.count))).reduce(0) { count, index in
      var word = words[index]
      if index == first { word &= UInt64.max << UInt64(range.lowerBound % 64) }
      if index == end { word &= UInt64.max >> UInt64(63 - last % 64) }
      return count + word.nonzeroBitCount
    }
  }

  @inline(__always)
  func contains(_ ordinal: UInt32) -> Bool {
    let word = Int(ordinal / 64)
    return word < words.count && words[word] >> UInt64(ordinal % 64) & 1 != 0
  }

  mutating func insert(_ ordinal: UInt32) {
    let word = Int(ordinal / 64)
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(ordinal % 64)
  }

  mutating func remove(_ ordinal: UInt32) {
    let word = Int(ordinal / 64)
    if word < words.count { words[word] &= ~(1 << UInt64(ordinal % 64)) }
  }

  mutating func formUnion(_ other: OrdinalSet) {
    while words.count < other.words.count { words.append(0) }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  mutating func subtract(_ other: OrdinalSet) {
    for index in 0..<min(words.count, other.words.count) { words[index] &= ~other.words[index] }
  }

  /// Hands out the ordinals in their order.
  func forEach(_ body: (UInt32) throws -> Void) rethrows {
    for (index, bits) in words.enumerated() {
      var rest = bits
      while rest != 0 {
        try body(UInt32(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
  }

  // MARK: - As the catalogue holds it

  /// The distance of each ordinal from the one before, the first from -1, in LEB128.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    var last: Int64 = -1
    forEach { ordinal in
      var rest = UInt64(Int64(ordinal) - last)
      last = Int64(ordinal)
      while rest >= 0x80 {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    return bytes
  }

  /// Reads ordinals; `nil` for bytes that `encoded` never makes.
  init?(encoded bytes: [UInt8]) {
    var last: Int64 = -1
    var (value, shift): (UInt64, UInt64) = (0, 0)
    for byte in bytes {
      guard shift <= 28 else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte >= 0x80 {
        shift += 7
        continue
      }
      last += Int64(value)
      guard value > 0, last <= Int64(UInt32.max) else { return nil }
      insert(UInt32(last))
      (value, shift) = (0, 0)
    }
    if shift > 0 { return nil }
  }
}
