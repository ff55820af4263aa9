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
        let escape = JSONText.escape(bytes[end])
        for place in 0..<escape.count {
          append(UInt8(truncatingIfNeeded: escape.bytes >> UInt64(8 * place)))
        }
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

extension [UInt8] {
  /// The bytes of a span.
  @inlinable package init(copying bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe [UInt8]($0) }
  }

  /// Appends a part of some bytes.
  @inlinable package mutating func append(_ range: Range<Int>, of bytes: Span<UInt8>) {
    let part = bytes.extracting(range)
    unsafe part.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension Span<UInt8> {
  /// Whether these are the bytes of a text.
  @inlinable package func isEqual(to text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where unsafe self[index] != text.utf8Start[index] { return false }
    return true
  }

  /// Whether these are the same bytes.
  @inlinable package func isEqual(to bytes: [UInt8]) -> Bool {
    guard count == bytes.count else { return false }
    for index in 0..<count where self[index] != bytes[index] { return false }
    return true
  }
}
