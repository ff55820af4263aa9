/// JSON text that is built as bytes, on the path that every ticket takes.
package enum JSONText {
  /// A text between quotation marks, as bytes.
  package static func quoted(_ value: String) -> [UInt8] {
    let bytes = Array(value.utf8)
    return [UInt8](capacity: bytes.count * 6 + 2) { $0.appendQuoted(bytes.indices, of: bytes.span) }
  }

  /// Writes bytes as they stand within quotation marks; returns how many were written.
  ///
  /// Only what JSON demands is escaped. Eight bytes that need no escape are carried over at once.
  fileprivate static func write(
    _ source: UnsafeRawBufferPointer, to out: UnsafeMutableRawPointer
  ) -> Int {
    var position = 0
    var end = 0
    while position < source.count {
      if position + 8 <= source.count {
        let word = unsafe source.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        if !needsEscape(word) {
          unsafe out.storeBytes(of: word, toByteOffset: end, as: UInt64.self)
          position += 8
          end += 8
          continue
        }
      }
      let byte = unsafe source[position]
      position += 1
      if isPlain(byte) {
        unsafe out.storeBytes(of: byte, toByteOffset: end, as: UInt8.self)
        end += 1
      } else {
        unsafe end += escape(byte, to: out.advanced(by: end))
      }
    }
    return end
  }

  /// Appends a part of some bytes as it stands within quotation marks, to bytes that grow.
  package static func append(_ range: Range<Int>, of bytes: [UInt8], to text: inout [UInt8]) {
    let span = bytes.span
    let words = unsafe span.bytes
    var start = range.lowerBound
    var position = start
    while position < range.upperBound {
      if position + 8 <= range.upperBound,
        !needsEscape(
          unsafe words.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
      {
        position += 8
        continue
      }
      if isPlain(span[position]) {
        position += 1
        continue
      }
      text.append(contentsOf: bytes[start..<position])
      var escaped = [UInt8](repeating: 0, count: 6)
      let count = unsafe escaped.withUnsafeMutableBytes { room in
        unsafe room.baseAddress.map { unsafe escape(span[position], to: $0) } ?? 0
      }
      text.append(contentsOf: escaped[..<count])
      position += 1
      start = position
    }
    text.append(contentsOf: bytes[start..<range.upperBound])
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
  }

  /// Whether one of eight bytes may be a control character, a quotation mark or a backslash.
  private static func needsEscape(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    let control = (word &- ones &* 0x20) & ~word
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let delete = word ^ (ones &* 0x7F)
    let found =
      control | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      | ((delete &- ones) & ~delete)
    return found & high != 0
  }

  /// Writes a byte that cannot stand as it is; returns how many bytes that took.
  private static func escape(_ byte: UInt8, to out: UnsafeMutableRawPointer) -> Int {
    let letter: UInt8? =
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
      case UInt8(ascii: "\n"): UInt8(ascii: "n")
      case UInt8(ascii: "\r"): UInt8(ascii: "r")
      case UInt8(ascii: "\t"): UInt8(ascii: "t")
      default: nil
      }
    unsafe out.storeBytes(of: UInt8(ascii: "\\"), as: UInt8.self)
    if let letter {
      unsafe out.storeBytes(of: letter, toByteOffset: 1, as: UInt8.self)
      return 2
    }
    for (place, part) in [UInt8(ascii: "u"), 0x30, 0x30, digit(byte >> 4), digit(byte & 15)]
      .enumerated()
    {
      unsafe out.storeBytes(of: part, toByteOffset: place + 1, as: UInt8.self)
    }
    return 6
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : UInt8(ascii: "a") + value - 10
  }
}

/// What appends has room: each operation says how much it may need.
extension OutputSpan<UInt8> {
  /// Appends a part of some bytes as it is.
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
  @usableFromInline package mutating func appendJSON(_ range: Range<Int>, of bytes: Span<UInt8>) {
    let part = bytes.extracting(range)
    precondition(freeCapacity >= part.count * 6, "room was made for the text")
    unsafe part.withUnsafeBytes { source in
      unsafe withUnsafeMutableBufferPointer { buffer, count in
        guard let start = buffer.baseAddress else { return }
        unsafe count += JSONText.write(source, to: UnsafeMutableRawPointer(start + count))
      }
    }
  }

  /// Appends a part of some bytes between quotation marks.
  @inlinable package mutating func appendQuoted(_ range: Range<Int>, of bytes: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    appendJSON(range, of: bytes)
    append(UInt8(ascii: "\""))
  }

  /// Appends a whole number of no sign in decimal digits: at most twenty bytes.
  package mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
