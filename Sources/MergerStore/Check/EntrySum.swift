import LocalFiles

/// A sum over entries, in any order, that says whether two parties hold the same ones.
struct EntrySum: Hashable, Sendable {
  private var high: UInt64 = 0
  private var low: UInt64 = 0

  @inline(__always)
  mutating func add(_ key: KeyHash, _ content: ContentHash, ordinal: UInt32, cell: UInt32) {
    let words = [
      key.high, key.low, content.high, content.low, UInt64(ordinal) << 32 | UInt64(cell),
    ]
    unsafe words.withUnsafeBytes { bytes in
      unsafe high &+= Checksum.of(bytes, seed: 1)
      unsafe low &+= Checksum.of(bytes, seed: 2)
    }
  }

  mutating func add(_ other: EntrySum) {
    high &+= other.high
    low &+= other.low
  }
}

/// A sum over the legacy numbers of tickets with several versions: each older version adds what the
/// next one takes away, so that nothing is left where the letters are the same.
struct LetterSum: Hashable, Sendable {
  private var sum: UInt64 = 0

  var isZero: Bool { sum == 0 }

  @inline(__always)
  mutating func add(_ bytes: [UInt8], in range: Range<Int>, batch: Int64, isOlder: Bool) {
    // Another hash than that of the key, or what collides there would collide here.
    let word = Checksum.of(bytes, in: range, seed: UInt64(bitPattern: ~batch))
    sum = isOlder ? sum &+ word : sum &- word
  }

  mutating func add(_ other: LetterSum) { sum &+= other.sum }
}
