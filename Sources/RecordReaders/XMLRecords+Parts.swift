import CXML
import Glibc

/// The parts in which the parser is given the text: each ends before the start tag of a record, so
/// that nothing within a record is ever cut, and all that the parser says follows from the bytes of
/// the file, not from how they were read.
extension XMLRecords {
  /// Text without such a start tag is cut behind so many bytes, and behind the character there.
  static let longestPart = 1 << 20
  /// So long may the prefix of a record's name be.
  private static let longestPrefix = 127

  /// Where the decoded bytes end that were read.
  var windowEnd: Int { windowStart + window.count }

  /// The record under way is longer than any record is.
  var isTooLong: Bool { isInRecord && parsed - recordStart >= Self.longestRecord }

  /// Lets go of the bytes before the record under way, or before the end of the last one.
  mutating func letGo() {
    let isNear = lastEnd.offset - boundary.offset <= Self.longestPart
    let kept = isInRecord ? recordStart : (isNear ? boundary.offset : lastEnd.offset)
    let behind = max(0, kept - windowStart)
    windowStart += behind
    window.removeFirst(behind)
  }

  /// Where the part ends that is parsed next; `nil` where that cannot be told yet.
  mutating func nextCut(isAtEnd: Bool) -> Int? {
    let limit = parsed + Self.longestPart
    guard let cut = nextTag() ?? (isAtEnd || searched > limit ? windowEnd : nil) else { return nil }
    guard cut > limit else { return cut }
    return window[(limit - windowStart)...].prefix { $0 & 0xC0 == 0x80 }.endIndex + windowStart
  }

  /// The part that ends at a place.
  func part(upTo cut: Int) -> ArraySlice<UInt8> {
    window[(parsed - windowStart)..<(cut - windowStart)]
  }

  /// The part that ends at a place was parsed, without a fault as far as is known.
  mutating func parsed(upTo cut: Int) {
    parsed = cut
    lastPlain = nil
    if isInRecord, cut < windowEnd, window[cut - windowStart] == UInt8(ascii: "<"),
      isStartTag(cut) == true
    {
      holdsTag = true
    }
    searched = max(searched, cut + 1)
    if !isInRecord, cut - lastEnd.offset > Self.longestPart { lastEnd = (consumed, line) }
  }

  /// Whether the part just parsed ends within a reference although a tag follows.
  func isWithinReference(at cut: Int) -> Bool {
    guard cut < windowEnd, window[cut - windowStart] == UInt8(ascii: "<"),
      unsafe context?.pointee.instate == XML_PARSER_CONTENT,
      let input = unsafe context?.pointee.input
    else { return false }
    return unsafe input.pointee.cur < input.pointee.end
      && input.pointee.cur.pointee == UInt8(ascii: "&")
  }

  /// The first start tag of a record that was not looked behind yet; `nil` where none is known.
  mutating func nextTag() -> Int? {
    while let tag = firstTag(from: searched) {
      searched = tag
      guard let isStart = isStartTag(tag) else { return nil }
      if isStart { return tag }
      searched = tag + 1
    }
    searched = windowEnd
    return nil
  }

  private func firstTag(from start: Int) -> Int? {
    guard start < windowEnd else { return nil }
    return unsafe window.withUnsafeBytes { bytes in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[(start - windowStart)...])
      guard let base = rest.baseAddress,
        let tag = unsafe memchr(base, Int32(UInt8(ascii: "<")), rest.count)
      else { return nil }
      return unsafe start + base.distance(to: tag)
    }
  }

  /// Whether a tag is the start tag of a record; `nil` where its name is not known to its end.
  func isStartTag(_ tag: Int) -> Bool? {
    unsafe window.withUnsafeBufferPointer {
      unsafe Self.isStartTag(at: tag - windowStart, in: $0, of: recordBytes)
    }
  }

  /// Whether a tag of some bytes is the start tag of a record; `nil` where its name is not known to
  /// its end.
  static func isStartTag(
    at tag: Int, in bytes: UnsafeBufferPointer<UInt8>, of record: [UInt8]
  ) -> Bool? {
    var start = tag + 1
    let limit = start + Self.longestPrefix + record.count + 1
    for place in start..<min(limit, bytes.count) {
      switch unsafe bytes[place] {
      case UInt8(ascii: "<"): return false
      case UInt8(ascii: ":"): start = place + 1
      case 0...0x20, UInt8(ascii: ">"), UInt8(ascii: "/"):
        return unsafe UnsafeBufferPointer(rebasing: bytes[start..<place]).elementsEqual(record)
      default: continue
      }
    }
    return bytes.count < limit ? nil : false
  }
}
