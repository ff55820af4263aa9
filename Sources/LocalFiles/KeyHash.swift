import CXXHash

/// Stands for a ticket's key, its line and its legacy number, in key files: XXH3 of 128 bits under a
/// seed that only the ledger knows, since without one keys can be made that collide.
package struct KeyHash: Hashable, Comparable, Sendable {
  /// The upper word, by which keys are in order.
  package let high: UInt64
  /// The lower word.
  package let low: UInt64

  /// A hash of two words.
  @inlinable package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The 16 bytes.
  package var bytes: [UInt8] {
    [high, low].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
    }
  }

  @inlinable package static func < (left: KeyHash, right: KeyHash) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }
}

/// Hashes the legacy numbers of one line.
package struct KeyHasher: Hashable, Sendable {
  private let seed: UInt64

  /// The hasher of a line's numbers: its seed is the XXH3 of 64 bits of the line's name under the
  /// seed of the ledger.
  package init(line: String, ledgerSeed: UInt64) {
    self.init(line: Array(line.utf8), ledgerSeed: ledgerSeed)
  }

  /// The hasher of the numbers of a line, by the bytes of its name.
  package init(line: [UInt8], ledgerSeed: UInt64) {
    seed = Checksum.of(line, in: line.indices, seed: ledgerSeed)
  }

  /// The hash of a legacy number, in UTF-8.
  package func hash(of bytes: [UInt8], in range: Range<Int>) -> KeyHash {
    var (high, low): (UInt64, UInt64) = (0, 0)
    unsafe bytes.span.extracting(range).withUnsafeBytes { part in
      unsafe hotline_xxh3(part.baseAddress, part.count, seed, &high, &low)
    }
    return KeyHash(high: high, low: low)
  }

  /// The hash of a legacy number.
  package func hash(of number: String) -> KeyHash {
    let bytes = Array(number.utf8)
    return hash(of: bytes, in: bytes.indices)
  }
}

/// XXH3 of 64 bits: tells bytes that accident has changed, not those that somebody has forged.
package enum Checksum {
  /// The sum of some bytes of a text.
  package static func of(_ bytes: [UInt8], in range: Range<Int>, seed: UInt64 = 0) -> UInt64 {
    unsafe bytes.span.extracting(range).withUnsafeBytes { unsafe of($0, seed: seed) }
  }

  /// The sum of some memory.
  package static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    unsafe hotline_xxh3_64(bytes.baseAddress, bytes.count, seed)
  }
}
