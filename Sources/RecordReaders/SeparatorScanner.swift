import CBytes

/// Finds the bytes that separate fields and records, 64 bytes at a look.
struct SeparatorScanner {
  private let delimiter: UInt8
  /// Where the bytes begin that were looked at last, and which of them separate.
  private var block = -1
  private var found: UInt64 = 0

  init(delimiter: UInt8) {
    self.delimiter = delimiter
  }

  /// The first delimiter, quotation mark or part of a line end from a position on; the end of the
  /// bytes where there is none.
  ///
  /// The bytes are the same in every call.
  @inline(__always)
  mutating func next(in bytes: Span<UInt8>, from position: Int) -> Int {
    guard position < bytes.count else { return bytes.count }
    if position & ~63 != block { look(at: position & ~63, in: bytes) }
    var rest = found & (~0 << UInt64(position & 63))
    while rest == 0 {
      guard block + 64 < bytes.count else { return bytes.count }
      look(at: block + 64, in: bytes)
      rest = found
    }
    return block + rest.trailingZeroBitCount
  }

  @inline(__always)
  private mutating func look(at start: Int, in bytes: Span<UInt8>) {
    block = start
    if start + 64 <= bytes.count {
      found = unsafe bytes.withUnsafeBytes { all in
        unsafe all.baseAddress.map { unsafe hotline_separators64($0 + start, delimiter) } ?? 0
      }
      return
    }
    found = 0
    for place in start..<bytes.count {
      let byte = bytes[place]
      if byte == delimiter || byte == 0x22 || byte == 0x0A || byte == 0x0D {
        found |= 1 << UInt64(place - start)
      }
    }
  }
}
