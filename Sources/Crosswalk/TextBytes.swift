/// Operations on ranges of bytes that hold UTF-8, without making a string.
extension Span<UInt8> {
  /// A range without the blanks at either end; see `trimmed(_:)`.
  @inline(__always)
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    // Nearly every value begins and ends with a byte that no blank begins or ends with.
    if range.isEmpty || isNoBlank(self[range.lowerBound]) && isNoBlank(self[range.upperBound - 1]) {
      return range
    }
    return trimmedOfBlanks(range)
  }

  @inline(never)
  private func trimmedOfBlanks(_ range: Range<Int>) -> Range<Int> {
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

  /// Whether two ranges hold the same bytes.
  func areSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    guard one.count == other.count else { return false }
    for index in 0..<one.count where self[one.lowerBound + index] != self[other.lowerBound + index]
    {
      return false
    }
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

  /// Whether a range holds ASCII digits and points only.
  func isDecimal(_ range: Range<Int>) -> Bool {
    for place in range where self[place] &- 0x30 > 9 && self[place] != UInt8(ascii: ".") {
      return false
    }
    return true
  }

  /// The bytes of the blank that begins at a place, 0 where none does.
  private func blankLength(at start: Int, before end: Int) -> Int {
    switch self[start] {
    case 0x20, 0x09...0x0D: 1
    case 0xC2 where end - start >= 2 && self[start + 1] == 0xA0: 2
    case 0xE2, 0xE3, 0xEF: end - start >= 3 && isLongBlank(at: start) ? 3 : 0
    default: 0
    }
  }

  /// The bytes of the blank that ends before a place, 0 where none does.
  private func blankLength(endingAt end: Int, after start: Int) -> Int {
    switch self[end - 1] {
    case 0x20, 0x09...0x0D: 1
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

/// The forms in which most values are written.
extension Span<UInt8> {
  /// Whether a range holds a mobile number: 13… to 19…, eleven digits.
  func isMobile(_ range: Range<Int>) -> Bool {
    range.count == 11 && self[range.lowerBound] == UInt8(ascii: "1")
      && self[range.lowerBound + 1] >= UInt8(ascii: "3") && isDigits(range)
  }

  /// The mobile number in `+86 13800000000`.
  func mobileAbroad(_ range: Range<Int>) -> Range<Int>? {
    let start = range.lowerBound
    guard range.count == 15, self[start] == UInt8(ascii: "+"), self[start + 1] == UInt8(ascii: "8"),
      self[start + 2] == UInt8(ascii: "6"), self[start + 3] == UInt8(ascii: " ")
    else { return nil }
    let mobile = start + 4..<range.upperBound
    return isMobile(mobile) ? mobile : nil
  }

  /// Whether a range holds `0757-82100001`: an area of four digits and a line of eight.
  func isFixedLine(_ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    guard range.count == 13, self[start] == UInt8(ascii: "0"),
      (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(self[start + 1]),
      self[start + 4] == UInt8(ascii: "-"),
      (UInt8(ascii: "2")...UInt8(ascii: "8")).contains(self[start + 5])
    else { return false }
    return isDigits(start + 1..<start + 4) && isDigits(start + 5..<start + 13)
  }

  /// Whether a range holds a number as a spreadsheet rounds it; see `isRounded(_:)`.
  func isRounded(_ range: Range<Int>) -> Bool {
    guard let first = range.first, self[first] &- 0x30 <= 9 else { return false }
    let part = extracting(range)
    for place in part.indices
    where part[place] | 0x20 == UInt8(ascii: "e") || part[place] == UInt8(ascii: ".") {
      return Crosswalk.isRounded(text(range).utf8)
    }
    return false
  }

  /// Whether a range cannot be a ticket number; see `isUnfit(_:)`.
  func isUnfit(_ range: Range<Int>) -> Bool {
    if range.count > 128 { return true }
    var hasSign = false
    for place in range {
      if self[place] < 0x20 || self[place] == 0x7F { return true }
      hasSign = hasSign || self[place] &- 0x30 <= 9 || (self[place] | 0x20) &- 0x61 <= 25
    }
    return !hasSign && Crosswalk.isUnfit(text(range))
  }

  /// The bytes of a range.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    unsafe extracting(range).withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// A range as a text.
  func text(_ range: Range<Int>) -> String {
    unsafe extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

extension SkipRule {
  /// Whether a range may match one of the patterns; `matches` decides.
  func mayMatch(_ bytes: Span<UInt8>, at range: Range<Int>) -> Bool {
    for (pattern, hasTail) in patternBytes
    where hasTail ? bytes.begins(with: pattern, at: range) : bytes.holds(pattern, at: range) {
      return true
    }
    return false
  }
}

/// Whether a byte is neither the first nor the last of a blank.
@inline(__always)
func isNoBlank(_ byte: UInt8) -> Bool {
  // One bit for each byte: 21…7E, 81…8A, 8C…9F, A1…BE, C3…E1, E4…EE.
  let bits: UInt64 =
    switch byte >> 6 {
    case 0: 0xFFFF_FFFE_0000_0000
    case 1: 0x7FFF_FFFF_FFFF_FFFF
    case 2: 0x7FFF_FFFE_FFFF_F7FE
    default: 0x0000_7FF3_FFFF_FFF8
    }
  return bits >> UInt64(byte & 63) & 1 == 1
}
