import CSodium

/// Tells contents apart: SipHash-2-4 of 128 bits, the fastest hash of libsodium that is as wide.
///
/// It compares versions of one ticket, which nobody forges; what must stand up to forgery (files,
/// segments, the audit trail) is hashed with SHA-256.
package struct ContentHash: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  private static let key = [UInt8](
    repeating: 0x5A, count: Int(crypto_shorthash_siphashx24_KEYBYTES))

  /// No hash: that of nothing that was ever stored.
  package static let none = ContentHash(high: 0, low: 0)

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The hash of some bytes of a text.
  package init(of bytes: [UInt8], in range: Range<Int>) {
    var digest: [16 of UInt8] = .init(repeating: 0)
    var out = digest.mutableSpan
    let part = bytes[range]
    unsafe out.withUnsafeMutableBufferPointer { digest in
      guard let start = digest.baseAddress else { return }
      unsafe part.withUnsafeBufferPointer { buffer in
        _ = unsafe crypto_shorthash_siphashx24(
          start, buffer.baseAddress, UInt64(buffer.count), Self.key)
      }
    }
    let words = unsafe digest.span.bytes
    high = unsafe words.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self).bigEndian
    low = unsafe words.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self).bigEndian
  }

  /// A hash as it is stored; `nil` where it has not 16 bytes.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
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
