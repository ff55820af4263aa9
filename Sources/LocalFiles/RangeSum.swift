import CXXHash

/// The content hash of bytes that come piece by piece: tells whether a range of a file is still what
/// it was when the file was split.
///
/// It tells what accident has changed; what must stand up to forgery is hashed with SHA-256.
@safe package final class RangeSum {
  private let state: UnsafeMutableRawPointer

  /// The sum of no bytes yet.
  package init() {
    guard let state = unsafe hotline_xxh3_begin() else { fatalError("no memory for a hash") }
    unsafe self.state = state
  }

  deinit {
    unsafe hotline_xxh3_end(state)
  }

  /// Takes more bytes in.
  package func add(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe hotline_xxh3_add(state, $0.baseAddress, $0.count) }
  }

  /// The hash of all that was taken in, as 32 lower-case hexadecimal digits.
  package var hex: String {
    var (high, low): (UInt64, UInt64) = (0, 0)
    unsafe hotline_xxh3_digest(state, &high, &low)
    return Fingerprint.hex(ContentHash(high: high, low: low).bytes)
  }

  /// The sum of a file's bytes, or of some of them.
  ///
  /// - Throws: `Unusable` with `HL1001` where they cannot be read.
  package static func of(_ file: borrowing InputFile, in range: Range<Int>) throws -> String {
    let sum = RangeSum()
    var place = range.lowerBound
    while place < range.upperBound {
      let bytes = try file.read(at: place, upTo: min(1 << 20, range.upperBound - place))
      if bytes.isEmpty { break }
      sum.add(bytes.span)
      place += bytes.count
    }
    return sum.hex
  }
}
