import Bytes
import HotlineModel

/// Finds where fields and records end in bytes of separated values.
///
/// Works on undecoded bytes: in UTF-8 and GB18030 no part of a character is a quotation mark, a
/// line end, or one of the delimiters comma, TAB and semicolon. For other delimiters and for
/// backslashes in GB18030 `stepsOverCharacters` makes it step from character to character.
///
/// Here is the fast reading of a plain syntax; any other one is read byte by byte
/// (`CSVTokeniser+Syntax`).
struct CSVTokeniser: Sendable {
  /// A field within the bytes, quotation marks around it not counted.
  struct Field: Hashable {
    var range: Range<Int>
    /// Whether quotation marks are around it.
    var isQuoted = false
    /// Whether it holds doubled quotation marks that stand for one, or other escapes.
    var hasEscapes = false
    /// Whether a backslash, which is no escape here, seems to be before a quotation mark or a line
    /// end; it may be the second byte of a character.
    var keepsEscape = false
  }

  /// What stands at a position.
  enum Token: Hashable {
    /// A whole record; `next` is where the one behind it begins, `lines` how many physical lines
    /// it takes, and what is odd about it.
    case record(next: Int, lines: Int, oddities: Oddities)
    /// The bytes end before the record does.
    case incomplete(inQuotes: Bool)
    /// Text follows a closing quotation mark; the position is that of the text.
    case textAfterQuote(at: Int)
  }

  /// What is odd about a record that can be read all the same.
  struct Oddities: OptionSet, Hashable {
    let rawValue: Int
    /// A quotation mark is inside an unquoted field.
    static let strayMark = Oddities(rawValue: 1)
    /// A backslash, which is no escape here, seems to be before a quotation mark or a line end.
    static let keptEscape = Oddities(rawValue: 2)
  }

  let syntax: CSVSyntax
  /// The byte between fields, or the first of two.
  let delimiter: UInt8
  /// The mark around fields, where there is one.
  let quote: UInt8?
  let isPlain: Bool
  /// Whether the text is in GB18030.
  let isGB18030: Bool
  /// Whether the delimiter or the escape may be part of a GB18030 character.
  let stepsOverCharacters: Bool
  /// The number of columns behind which one empty field more is left out; `nil` where none is.
  var trailingWidth: Int?

  init(_ syntax: CSVSyntax, isGB18030: Bool = false) {
    self.syntax = syntax
    self.isGB18030 = isGB18030
    delimiter = syntax.delimiter
    quote = syntax.quote.byte
    isPlain = syntax.isPlain
    stepsOverCharacters = isGB18030 && syntax.isPartOfCharacters
  }

  static let backslash = UInt8(ascii: "\\")
  private static let plainQuote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  /// Reads the record that begins at a position and hands its fields out in their order.
  ///
  /// - Parameters:
  ///   - bytes: what was read.
  ///   - scanner: finds what separates fields; it is of these very bytes.
  ///   - start: where the record begins.
  ///   - isAtEnd: whether nothing follows the bytes, so that their end ends the record.
  ///   - fields: takes the fields.
  /// - Returns: what stands there, and where it ends.
  func record(
    in bytes: Span<UInt8>, _ scanner: inout SeparatorScanner, from start: Int, isAtEnd: Bool,
    into fields: inout [Field]
  ) -> Token {
    guard isPlain else {
      return generalRecord(in: bytes, from: start, isAtEnd: isAtEnd, into: &fields)
    }
    fields.removeAll(keepingCapacity: true)
    var position = start
    var lines = 0
    var oddities: Oddities = []
    while true {
      var field = Field(range: position..<position)
      if position < bytes.count, unsafe bytes[unchecked: position] == Self.plainQuote {
        guard
          let close = closingQuote(
            in: bytes, &scanner, of: &field, isAtEnd: isAtEnd, &lines)
        else { return .incomplete(inQuotes: true) }
        if field.keepsEscape { oddities.insert(.keptEscape) }
        position = close
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
        if position < bytes.count, !endsField(bytes[position]) {
          return .textAfterQuote(at: position)
        }
        if position >= bytes.count, !isAtEnd { return .incomplete(inQuotes: false) }
      } else if position < bytes.count, unsafe bytes[unchecked: position] == UInt8(ascii: " "),
        let marked = markedBehindBlanks(in: bytes, from: position, isAtEnd: isAtEnd)
      {
        guard let end = marked.end else { return .incomplete(inQuotes: true) }
        field = marked.field
        position = end
        lines += marked.lines
        if field.keepsEscape { oddities.insert(.keptEscape) }
      } else {
        position = end(in: bytes, &scanner, from: position, &oddities)
        if position >= bytes.count, !isAtEnd { return .incomplete(inQuotes: false) }
        field.range = field.range.lowerBound..<position
      }
      fields.append(field)
      guard position < bytes.count else {
        dropTrailing(&fields)
        return .record(next: position, lines: lines, oddities: oddities)
      }
      if bytes[position] == delimiter {
        position += 1
        continue
      }
      guard let next = Self.lineEnd(in: bytes, at: position, isAtEnd: isAtEnd) else {
        return .incomplete(inQuotes: false)
      }
      if Self.isBackslash(in: bytes, before: position, from: start) {
        oddities.insert(.keptEscape)
      }
      dropTrailing(&fields)
      return .record(next: next, lines: lines + 1, oddities: oddities)
    }
  }

  /// The fields of one physical line in which text follows closing marks: such text belongs to its
  /// field; `nil` where a field does not close, or the syntax is another.
  func lenientFields(in bytes: Span<UInt8>, _ line: Range<Int>) -> [Field]? {
    guard isPlain else { return nil }
    var fields: [Field] = []
    var start = line.lowerBound
    var isQuoted = false
    for place in line.lowerBound...line.upperBound {
      let isEnd =
        place == line.upperBound || bytes[place] == Self.lineFeed
        || bytes[place] == Self.carriageReturn
      if !isEnd, bytes[place] == Self.plainQuote, isQuoted || place == start {
        isQuoted.toggle()
      } else if isEnd || !isQuoted && bytes[place] == delimiter {
        if isQuoted { return nil }
        fields.append(Field(range: start..<place))
        start = place + 1
        if isEnd { break }
      }
    }
    return fields
  }

  func dropTrailing(_ fields: inout [Field]) {
    guard let trailingWidth, fields.count == trailingWidth + 1, fields.last?.range.isEmpty == true
    else { return }
    fields.removeLast()
  }

  /// Where the physical line of a position ends and the next begins; `nil` before the end is read.
  static func nextLine(in bytes: Span<UInt8>, from start: Int, isAtEnd: Bool) -> Int? {
    let raw = unsafe bytes.bytes
    var position = start
    while position < bytes.count {
      if position + 8 <= bytes.count {
        let word = unsafe raw.unsafeLoadUnaligned(
          fromUncheckedByteOffset: position, as: UInt64.self)
        if zeroBytes(word ^ (ones &* 0x0A)) | zeroBytes(word ^ (ones &* 0x0D)) == 0 {
          position += 8
          continue
        }
      }
      if bytes[position] == lineFeed || bytes[position] == carriageReturn {
        return lineEnd(in: bytes, at: position, isAtEnd: isAtEnd)
      }
      position += 1
    }
    return isAtEnd ? bytes.count : nil
  }

  /// How often a byte stands in a range.
  static func count(_ byte: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for position in range where unsafe bytes[unchecked: position] == byte { count += 1 }
    return count
  }

  /// The number of physical lines that end within a range.
  static func lineEnds(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    var position = range.lowerBound
    let raw = unsafe bytes.bytes
    while position < range.upperBound {
      if position + 8 <= range.upperBound {
        let word = unsafe raw.unsafeLoadUnaligned(
          fromUncheckedByteOffset: position, as: UInt64.self)
        if zeroBytes(word ^ (ones &* 0x0A)) | zeroBytes(word ^ (ones &* 0x0D)) == 0 {
          position += 8
          continue
        }
      }
      let byte = unsafe bytes[unchecked: position]
      if byte == lineFeed {
        count += 1
      } else if byte == carriageReturn,
        position + 1 >= bytes.count || bytes[position + 1] != lineFeed
      {
        count += 1
      }
      position += 1
    }
    return count
  }

  func endsField(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
  }

  /// The first delimiter or line end from a position on; notes whether quotation marks are before it.
  private func end(
    in bytes: Span<UInt8>, _ scanner: inout SeparatorScanner, from start: Int,
    _ oddities: inout Oddities
  ) -> Int {
    var position = start
    guard stepsOverCharacters else {
      position = scanner.next(in: bytes, from: position)
      while position < bytes.count, bytes[position] == Self.plainQuote {
        oddities.insert(.strayMark)
        position = scanner.next(in: bytes, from: position + 1)
      }
      return position
    }
    while position < bytes.count, !endsField(bytes[position]) {
      if bytes[position] == Self.plainQuote { oddities.insert(.strayMark) }
      position += Self.characterLength(in: bytes, at: position)
    }
    return min(position, bytes.count)
  }

  /// The position behind the closing mark of a quoted field, `nil` where the bytes end first.
  ///
  /// The field's range is set to what stands between the marks, and its line ends are counted.
  private func closingQuote(
    in bytes: Span<UInt8>, _ scanner: inout SeparatorScanner, of field: inout Field,
    isAtEnd: Bool, _ lines: inout Int
  ) -> Int? {
    let start = field.range.lowerBound + 1
    var position = start
    field.isQuoted = true
    while true {
      position = scanner.next(in: bytes, from: position)
      guard position < bytes.count else { return nil }
      switch bytes[position] {
      case Self.plainQuote:
        if Self.isBackslash(in: bytes, before: position, from: start) { field.keepsEscape = true }
        guard position + 1 < bytes.count else {
          // A quotation mark as the very last byte closes its field.
          guard isAtEnd else { return nil }
          field.range = start..<position
          return position + 1
        }
        guard bytes[position + 1] == Self.plainQuote else {
          field.range = start..<position
          return position + 1
        }
        field.hasEscapes = true
        position += 1
      case Self.lineFeed:
        if Self.isBackslash(in: bytes, before: position, from: start) { field.keepsEscape = true }
        lines += 1
      case Self.carriageReturn:
        if Self.isBackslash(in: bytes, before: position, from: start) { field.keepsEscape = true }
        if position + 1 >= bytes.count || bytes[position + 1] != Self.lineFeed { lines += 1 }
      default: break
      }
      position += 1
    }
  }

  /// Whether a backslash is before a position.
  @inline(__always)
  static func isBackslash(in bytes: Span<UInt8>, before position: Int, from start: Int) -> Bool {
    unsafe position > start && bytes[unchecked: position - 1] == backslash
  }

  /// The next quotation mark before an end, that end where there is none.
  func nextQuote(in bytes: Span<UInt8>, from start: Int, before end: Int) -> Int {
    guard let quote else { return end }
    let ones = Self.ones
    let raw = unsafe bytes.bytes
    var position = start
    while position + 8 <= end {
      let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
      let found = Self.zeroBytes(word ^ (ones &* UInt64(quote)))
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < end, bytes[position] != quote { position += 1 }
    return position
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The high bit of each byte that is zero; the lowest one set is right, those above may not be.
  @inline(__always) private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- ones) & ~word & 0x8080_8080_8080_8080
  }

  /// Steps over LF, CR or CR LF; `nil` where it cannot be told yet whether an LF follows.
  static func lineEnd(in bytes: Span<UInt8>, at position: Int, isAtEnd: Bool) -> Int? {
    guard bytes[position] == carriageReturn else { return position + 1 }
    guard position + 1 < bytes.count else { return isAtEnd ? position + 1 : nil }
    return bytes[position + 1] == lineFeed ? position + 2 : position + 1
  }
}
