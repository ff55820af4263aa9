/// What appends has room: each operation says how much it may need.
extension OutputSpan<UInt8> {
  /// Appends a part of some bytes.
  @inlinable package mutating func append(_ range: Range<Int>, of bytes: Span<UInt8>) {
    let part = bytes.extracting(range)
    precondition(freeCapacity >= part.count, "room was made for the bytes")
    unsafe part.withUnsafeBytes { source in
      unsafe withUnsafeMutableBufferPointer { buffer, count in
        guard let start = buffer.baseAddress, let first = source.baseAddress else { return }
        unsafe UnsafeMutableRawPointer(start + count)
          .copyMemory(from: first, byteCount: source.count)
        count += source.count
      }
    }
  }

  /// Appends a part of some bytes as it stands within quotation marks: six bytes for one at most.
  package mutating func appendJSON(_ range: Range<Int>, of bytes: Span<UInt8>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = JSONText.plainEnd(of: bytes, from: start, before: range.upperBound)
      append(start..<end, of: bytes)
      if end < range.upperBound {
        for byte in JSONText.escape(bytes[end]) { append(byte) }
      }
      start = end + 1
    }
  }

  /// Appends a whole number of no sign in decimal digits: at most twenty bytes.
  package mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
