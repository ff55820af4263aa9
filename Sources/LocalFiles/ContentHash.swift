import CXXHash

/// Tells contents apart: XXH3 of 128 bits, which reads ten bytes and more in a nanosecond.
///
/// It compares versions of one ticket, which nobody forges; what must stand up to forgery (files,
/// segments, the audit trail) is hashed with SHA-256.
package struct ContentHash: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// No hash: that of nothing that was ever stored.
  package static let none = ContentHash(high: 0, low: 0)

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The hash of some bytes of a text.
  package init(of bytes: [UInt8], in range: Range<Int>) {
    var (high, low): (UInt64, UInt64) = (0, 0)
    unsafe bytes.span.extracting(range).withUnsafeBytes { part in
      unsafe hotline_xxh3(part.baseAddress, part.count, &high, &low)
    }
    self.init(high: high, low: low)
  }

  /// A hash as it is stored; `nil` where it has not 16 bytes.
  package init?(_ bytes: [UInt8]) {
    self.init(unsafe bytes.span.bytes)
  }

  /// A hash as it is stored; `nil` where it has not 16 bytes.
  package init?(_ bytes: RawSpan) {
    guard bytes.byteCount == 16 else { return nil }
    high = unsafe bytes.unsafeLoadUnaligned(as: UInt64.self).bigEndian
    low = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self).bigEndian
  }

  /// Lends the 16 bytes.
  package func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    var words = (high.bigEndian, low.bigEndian)
    return try unsafe withUnsafeBytes(of: &words) { try unsafe body($0) }
  }

  /// The 16 bytes.
  package var bytes: [UInt8] {
    [high, low].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
    }
  }
}

/// A quick hash of a key, for tables in memory: eight bytes at a time, multiplied and folded.
///
/// Not for contents: keys with the same hash are told apart by their bytes.
package func keyHash(of bytes: [UInt8], in range: Range<Int>) -> UInt64 {
  let span = unsafe bytes.span.bytes
  var hash = UInt64(truncatingIfNeeded: range.count) &* 0x9E37_79B9_7F4A_7C15
  var position = range.lowerBound
  while position < range.upperBound {
    var word: UInt64 = 0
    if position + 8 <= range.upperBound {
      word = unsafe span.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
    } else {
      for place in position..<range.upperBound { word = word << 8 | UInt64(bytes[place]) }
    }
    let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    hash = product.high ^ product.low &+ 0x2545_F491_4F6C_DD1D
    position += 8
  }
  return hash
}
