import Bytes

/// The reading of any syntax, byte by byte.
extension CSVTokeniser {
  /// Reads the record that begins at a position, as `record` does for a plain syntax.
  func generalRecord(
    in bytes: Span<UInt8>, from start: Int, isAtEnd: Bool, into fields: inout [Field]
  ) -> Token {
    fields.removeAll(keepingCapacity: true)
    var position = start
    var lines = 0
    var oddities: Oddities = []
    while true {
      var field = Field(range: position..<position)
      if position < bytes.count, bytes[position] == quote {
        guard
          let close = closingQuote(in: bytes, of: &field, isAtEnd: isAtEnd, &lines)
        else { return .incomplete(inQuotes: true) }
        if field.keepsEscape { oddities.insert(.keptEscape) }
        position = close
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
        if isCut(in: bytes, at: position, isAtEnd: isAtEnd) { return .incomplete(inQuotes: false) }
        if position < bytes.count, !endsField(in: bytes, at: position) {
          return .textAfterQuote(at: position)
        }
      } else if let marked = markedBehindBlanks(in: bytes, from: position, isAtEnd: isAtEnd) {
        guard let end = marked.end else { return .incomplete(inQuotes: true) }
        field = marked.field
        position = end
        lines += marked.lines
        if field.keepsEscape { oddities.insert(.keptEscape) }
      } else {
        guard
          let end = fieldEnd(in: bytes, of: &field, isAtEnd: isAtEnd, &lines, &oddities)
        else { return .incomplete(inQuotes: false) }
        position = end
      }
      fields.append(field)
      guard position < bytes.count else {
        dropTrailing(&fields)
        return .record(next: position, lines: lines, oddities: oddities)
      }
      let length = delimiterLength(in: bytes, at: position)
      if length > 0 {
        position += length
        continue
      }
      guard let next = Self.lineEnd(in: bytes, at: position, isAtEnd: isAtEnd) else {
        return .incomplete(inQuotes: false)
      }
      if keepsEscape(in: bytes, before: position, from: start) { oddities.insert(.keptEscape) }
      dropTrailing(&fields)
      return .record(next: next, lines: lines + 1, oddities: oddities)
    }
  }

  /// A quoted field behind blanks, which are not part of it, and where it ends; `nil` where there is
  /// none, without an end where the bytes end before it does.
  ///
  /// It is rare enough to be read byte by byte in a plain syntax too.
  func markedBehindBlanks(
    in bytes: Span<UInt8>, from start: Int, isAtEnd: Bool
  ) -> (field: Field, end: Int?, lines: Int)? {
    var mark = start
    while mark < bytes.count, bytes[mark] == UInt8(ascii: " ") { mark += 1 }
    guard mark > start, mark < bytes.count, bytes[mark] == quote else { return nil }
    var field = Field(range: mark..<mark)
    var lines = 0
    let close = closingQuote(in: bytes, of: &field, isAtEnd: isAtEnd, &lines)
    var end = close ?? bytes.count
    while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
    guard close != nil, !isCut(in: bytes, at: end, isAtEnd: isAtEnd) else {
      return isAtEnd ? nil : (field, nil, lines)
    }
    return end == bytes.count || endsField(in: bytes, at: end) ? (field, end, lines) : nil
  }

  /// The bytes of the delimiter at a position, 0 where there is none.
  func delimiterLength(in bytes: Span<UInt8>, at position: Int) -> Int {
    guard position < bytes.count, bytes[position] == delimiter else { return 0 }
    guard let second = syntax.secondDelimiter else { return 1 }
    return position + 1 < bytes.count && bytes[position + 1] == second ? 2 : 0
  }

  /// Whether a delimiter or a line end is at a position.
  func endsField(in bytes: Span<UInt8>, at position: Int) -> Bool {
    bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn
      || delimiterLength(in: bytes, at: position) > 0
  }

  /// Whether a delimiter or a line end is right before a position.
  func beginsField(in bytes: Span<UInt8>, at position: Int) -> Bool {
    let byte = bytes[position - 1]
    return byte == Self.lineFeed || byte == Self.carriageReturn
      || byte == syntax.secondDelimiter ?? delimiter
  }

  /// Whether an escape is at a position.
  func isEscape(in bytes: Span<UInt8>, at position: Int) -> Bool {
    syntax.escape == .backslash && bytes[position] == Self.backslash
  }

  /// The position behind an escape and what it escapes; `nil` where the bytes end first.
  func escapeEnd(in bytes: Span<UInt8>, at position: Int, isAtEnd: Bool) -> Int? {
    let next = position + 1
    guard next < bytes.count else { return isAtEnd ? next : nil }
    if bytes[next] == Self.lineFeed || bytes[next] == Self.carriageReturn {
      return Self.lineEnd(in: bytes, at: next, isAtEnd: isAtEnd)
    }
    return next + step(in: bytes, at: next)
  }

  /// The places of a record's bytes between its delimiters, whatever its quotation marks say.
  func pieces(of bytes: Span<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var (start, position) = (range.lowerBound, range.lowerBound)
    while position < range.upperBound {
      let length = delimiterLength(in: bytes, at: position)
      if length > 0 {
        pieces.append(start..<position)
        position += length
        start = position
      } else if isEscape(in: bytes, at: position) {
        position = escapeEnd(in: bytes, at: position, isAtEnd: true) ?? range.upperBound
      } else {
        position += step(in: bytes, at: position)
      }
    }
    return pieces + [min(start, range.upperBound)..<range.upperBound]
  }

  /// Whether a backslash that is no escape is before a quotation mark or a line end.
  func keepsEscape(in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    while position + 1 < range.upperBound {
      if bytes[position] == Self.backslash {
        let next = bytes[position + 1]
        if next == quote || next == Self.lineFeed || next == Self.carriageReturn { return true }
      }
      position += isGB18030 ? Self.characterLength(in: bytes, at: position) : 1
    }
    return false
  }

  // MARK: - Fields

  /// How many bytes the GB18030 character at a position takes; a damaged one takes one.
  static func characterLength(in bytes: Span<UInt8>, at position: Int) -> Int {
    guard (0x81...0xFE).contains(bytes[position]), position + 1 < bytes.count else { return 1 }
    switch bytes[position + 1] {
    case 0x30...0x39:
      let isWhole =
        position + 3 < bytes.count && (0x81...0xFE).contains(bytes[position + 2])
        && (0x30...0x39).contains(bytes[position + 3])
      return isWhole ? 4 : 1
    case 0x40...0x7E, 0x80...0xFE: return 2
    default: return 1
    }
  }

  private func step(in bytes: Span<UInt8>, at position: Int) -> Int {
    stepsOverCharacters ? Self.characterLength(in: bytes, at: position) : 1
  }

  /// Whether more must be read to know what is at a position.
  private func isCut(in bytes: Span<UInt8>, at position: Int, isAtEnd: Bool) -> Bool {
    guard !isAtEnd else { return false }
    if position >= bytes.count { return true }
    return syntax.secondDelimiter != nil && position + 1 == bytes.count
      && bytes[position] == delimiter
  }

  private func keepsEscape(
    in bytes: Span<UInt8>, before position: Int, from start: Int
  ) -> Bool {
    syntax.escape != .backslash && Self.isBackslash(in: bytes, before: position, from: start)
  }

  /// Where an unquoted field ends; `nil` where the bytes do first.
  private func fieldEnd(
    in bytes: Span<UInt8>, of field: inout Field, isAtEnd: Bool, _ lines: inout Int,
    _ oddities: inout Oddities
  ) -> Int? {
    var position = field.range.lowerBound
    while position < bytes.count {
      if isCut(in: bytes, at: position, isAtEnd: isAtEnd) { return nil }
      if endsField(in: bytes, at: position) { break }
      if isEscape(in: bytes, at: position) {
        guard let next = passEscape(in: bytes, at: position, isAtEnd: isAtEnd, &lines) else {
          return nil
        }
        field.hasEscapes = true
        position = next
        continue
      }
      if bytes[position] == quote { oddities.insert(.strayMark) }
      position += step(in: bytes, at: position)
    }
    if position >= bytes.count, !isAtEnd { return nil }
    position = min(position, bytes.count)
    field.range = field.range.lowerBound..<position
    return position
  }

  /// The position behind the closing mark of a quoted field; `nil` where the bytes end first.
  private func closingQuote(
    in bytes: Span<UInt8>, of field: inout Field, isAtEnd: Bool, _ lines: inout Int
  ) -> Int? {
    let start = field.range.lowerBound + 1
    var position = start
    field.isQuoted = true
    while position < bytes.count {
      if isEscape(in: bytes, at: position) {
        guard let next = passEscape(in: bytes, at: position, isAtEnd: isAtEnd, &lines) else {
          return nil
        }
        field.hasEscapes = true
        position = next
        continue
      }
      switch bytes[position] {
      case quote:
        if keepsEscape(in: bytes, before: position, from: start) { field.keepsEscape = true }
        if position + 1 >= bytes.count, !isAtEnd { return nil }
        let isPair =
          syntax.escape != .none && position + 1 < bytes.count && bytes[position + 1] == quote
        guard isPair else {
          field.range = start..<position
          return position + 1
        }
        field.hasEscapes = true
        position += 2
        continue
      case Self.lineFeed:
        if keepsEscape(in: bytes, before: position, from: start) { field.keepsEscape = true }
        lines += 1
      case Self.carriageReturn:
        if keepsEscape(in: bytes, before: position, from: start) { field.keepsEscape = true }
        if position + 1 >= bytes.count || bytes[position + 1] != Self.lineFeed { lines += 1 }
      default: break
      }
      position += step(in: bytes, at: position)
    }
    return nil
  }

  private func passEscape(
    in bytes: Span<UInt8>, at position: Int, isAtEnd: Bool, _ lines: inout Int
  ) -> Int? {
    guard let next = escapeEnd(in: bytes, at: position, isAtEnd: isAtEnd) else { return nil }
    if position + 1 < bytes.count,
      bytes[position + 1] == Self.lineFeed || bytes[position + 1] == Self.carriageReturn
    {
      lines += 1
    }
    return next
  }
}

extension CSVSyntax {
  /// Whether the delimiter or the escape may be the second byte of a GB18030 character: `|`, `^`,
  /// `\`.
  var isPartOfCharacters: Bool {
    escape == .backslash
      || delimiterBytes.contains { (0x30...0x39).contains($0) || (0x40...0x7E).contains($0) }
  }

  /// The text of a field without its escapes.
  ///
  /// A backslash is read as `LOAD DATA` does: `n t r 0 b Z` behind it stand for control characters,
  /// any other character for itself; `\N` alone, which stands for null, is left as it is.
  func unescaped(_ text: Span<UInt8>, _ range: Range<Int>, isQuoted: Bool, to bytes: inout [UInt8])
  {
    if escape == .backslash, range.count == 2, text[range.lowerBound] == CSVTokeniser.backslash,
      text[range.lowerBound + 1] == UInt8(ascii: "N")
    {
      bytes += [CSVTokeniser.backslash, UInt8(ascii: "N")]
      return
    }
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = text[position]
      position += 1
      guard position < range.upperBound else {
        bytes.append(byte)
        return
      }
      if escape == .backslash, byte == CSVTokeniser.backslash {
        bytes.append(Self.escaped(text[position]))
        position += 1
      } else {
        bytes.append(byte)
        if isQuoted, escape != .none, byte == quote.byte, text[position] == byte { position += 1 }
      }
    }
  }

  private static func escaped(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "0"): 0x00
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "Z"): 0x1A
    default: byte
    }
  }
}
