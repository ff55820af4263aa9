/// Operations on ranges of bytes that hold UTF-8: what `String` does for the careful path, without
/// making a string.
extension Span<UInt8> {
  /// A range without the blanks at either end; see `trimmed(_:)`.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end {
      let length = blankLength(at: start, before: end)
      if length == 0 { break }
      start += length
    }
    while end > start {
      let length = blankLength(endingAt: end, after: start)
      if length == 0 { break }
      end -= length
    }
    return start..<end
  }

  /// Whether a range holds these very bytes.
  func holds(_ other: [UInt8], at range: Range<Int>) -> Bool {
    guard other.count == range.count else { return false }
    let start = range.lowerBound
    for place in other.indices where self[start + place] != other[place] { return false }
    return true
  }

  /// Whether a range begins with these bytes.
  func begins(with other: [UInt8], at range: Range<Int>) -> Bool {
    range.count >= other.count
      && holds(other, at: range.lowerBound..<range.lowerBound + other.count)
  }

  /// Whether a range holds ASCII digits only.
  func isDigits(_ range: Range<Int>) -> Bool {
    for place in range where self[place] &- 0x30 > 9 { return false }
    return true
  }

  /// The bytes of the blank that begins at a place, 0 where none does.
  private func blankLength(at start: Int, before end: Int) -> Int {
    switch self[start] {
    case 0x20, 0x09, 0x0A, 0x0D: 1
    case 0xC2 where end - start >= 2 && self[start + 1] == 0xA0: 2
    case 0xE2, 0xE3, 0xEF: end - start >= 3 && isLongBlank(at: start) ? 3 : 0
    default: 0
    }
  }

  /// The bytes of the blank that ends before a place, 0 where none does.
  private func blankLength(endingAt end: Int, after start: Int) -> Int {
    switch self[end - 1] {
    case 0x20, 0x09, 0x0A, 0x0D: 1
    case 0xA0 where end - start >= 2 && self[end - 2] == 0xC2: 2
    case 0x80, 0x8B, 0xBF: end - start >= 3 && isLongBlank(at: end - 3) ? 3 : 0
    default: 0
    }
  }

  /// Whether U+3000, U+200B or U+FEFF stands at a place.
  private func isLongBlank(at start: Int) -> Bool {
    switch (self[start], self[start + 1], self[start + 2]) {
    case (0xE3, 0x80, 0x80), (0xE2, 0x80, 0x8B), (0xEF, 0xBB, 0xBF): true
    default: false
    }
  }
}

/// Values found by the bytes of a text, without making a string of it.
struct ByteTable<Value: Sendable>: Sendable {
  private struct Entry {
    let key: [UInt8]
    let value: Value
  }

  private var entries: [[Entry]]
  private let mask: Int
  /// Bit n is set where a key has n bytes; the last bit stands for 63 and more.
  private var lengths: UInt64 = 0

  init(_ values: [String: Value]) {
    var size = 16
    while size < values.count * 2 { size *= 2 }
    mask = size - 1
    entries = Array(repeating: [], count: size)
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      let bytes = Array(key.utf8)
      let slot = Self.hash(bytes.span, bytes.indices) & mask
      entries[slot].append(Entry(key: bytes, value: value))
      lengths |= 1 << UInt64(min(63, bytes.count))
    }
  }

  /// The value under the key that a range holds.
  func value(in bytes: Span<UInt8>, at range: Range<Int>) -> Value? {
    guard lengths >> UInt64(min(63, range.count)) & 1 == 1 else { return nil }
    let slot = Self.hash(bytes, range) & mask
    for index in entries[slot].indices where bytes.holds(entries[slot][index].key, at: range) {
      return entries[slot][index].value
    }
    return nil
  }

  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for place in range { hash = (hash ^ UInt32(bytes[place])) &* 16_777_619 }
    return Int(hash ^ hash >> 15)
  }
}
