import CXXHash

/// Tells contents apart: XXH3 of 128 bits, which reads ten bytes and more in a nanosecond.
///
/// It compares versions of one ticket, which nobody forges; what must stand up to forgery (files,
/// segments, the audit trail) is hashed with SHA-256.
package struct ContentHash: Hashable, Sendable {
  /// The upper word.
  package let high: UInt64
  /// The lower word.
  package let low: UInt64

  /// No hash: that of nothing that was ever stored.
  package static let none = ContentHash(high: 0, low: 0)

  /// A hash of two words.
  @inlinable package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The hash of some bytes of a text.
  package init(of bytes: [UInt8], in range: Range<Int>) {
    var (high, low): (UInt64, UInt64) = (0, 0)
    unsafe bytes.span.extracting(range).withUnsafeBytes { part in
      unsafe hotline_xxh3(part.baseAddress, part.count, 0, &high, &low)
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
