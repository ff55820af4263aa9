/// Finds where fields and records end in bytes of separated values.
///
/// Works on undecoded bytes: in UTF-8 and GB18030 no part of a character is a quotation mark, a
/// line end, or one of the delimiters comma, TAB and semicolon.
struct CSVTokeniser {
  /// A field within the bytes, quotation marks around it not counted.
  struct Field: Hashable {
    var range: Range<Int>
    /// Whether it holds doubled quotation marks that stand for one.
    var hasDoubledQuotes = false
  }

  /// What stands at a position.
  enum Token {
    /// A whole record; `next` is where the one behind it begins.
    case record(fields: [Field], next: Int)
    /// The bytes end before the record does.
    case incomplete(inQuotes: Bool)
    /// Text follows a closing quotation mark; the position is that of the text.
    case textAfterQuote(at: Int)
  }

  let delimiter: UInt8
  /// Whether a quotation mark inside an unquoted field is an error rather than text.
  var isStrict = false

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Reads the record that begins at a position; `isAtEnd` says that nothing follows the bytes,
  /// so that their end ends the record.
  func record(in bytes: [UInt8], from start: Int, isAtEnd: Bool) -> Token {
    var fields: [Field] = []
    var position = start
    while true {
      switch field(in: bytes, from: position, isAtEnd: isAtEnd) {
      case .failure(let stop):
        switch stop {
        case .incomplete(let inQuotes): return .incomplete(inQuotes: inQuotes)
        case .textAfterQuote(let place): return .textAfterQuote(at: place)
        }
      case .success(let found):
        fields.append(found.field)
        position = found.end
      }
      guard position < bytes.count else { return .record(fields: fields, next: position) }
      if bytes[position] == delimiter {
        position += 1
        continue
      }
      guard let next = Self.lineEnd(in: bytes, at: position, isAtEnd: isAtEnd) else {
        return .incomplete(inQuotes: false)
      }
      return .record(fields: fields, next: next)
    }
  }

  /// Where the physical line of a position ends and the next begins; `nil` before the end is read.
  static func nextLine(in bytes: [UInt8], from start: Int, isAtEnd: Bool) -> Int? {
    var position = start
    while position < bytes.count {
      if bytes[position] == lineFeed || bytes[position] == carriageReturn {
        return lineEnd(in: bytes, at: position, isAtEnd: isAtEnd)
      }
      position += 1
    }
    return isAtEnd ? bytes.count : nil
  }

  /// The number of physical lines that end within a range.
  static func lineEnds(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var count = 0
    for position in range {
      if bytes[position] == lineFeed {
        count += 1
      } else if bytes[position] == carriageReturn,
        position + 1 >= bytes.count || bytes[position + 1] != lineFeed
      {
        count += 1
      }
    }
    return count
  }

  private enum Stop: Error {
    case incomplete(inQuotes: Bool)
    case textAfterQuote(at: Int)
  }

  private func field(
    in bytes: [UInt8], from start: Int, isAtEnd: Bool
  ) -> Result<(field: Field, end: Int), Stop> {
    if start < bytes.count, bytes[start] == Self.quote {
      return quotedField(in: bytes, from: start + 1, isAtEnd: isAtEnd)
    }
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn {
        return .success((Field(range: start..<position), position))
      }
      if isStrict, byte == Self.quote { return .failure(.textAfterQuote(at: position)) }
      position += 1
    }
    guard isAtEnd else { return .failure(.incomplete(inQuotes: false)) }
    return .success((Field(range: start..<position), position))
  }

  private func quotedField(
    in bytes: [UInt8], from start: Int, isAtEnd: Bool
  ) -> Result<(field: Field, end: Int), Stop> {
    var field = Field(range: start..<start)
    var position = start
    while position < bytes.count {
      guard bytes[position] == Self.quote else {
        position += 1
        continue
      }
      guard position + 1 < bytes.count else { break }
      if bytes[position + 1] == Self.quote {
        field.hasDoubledQuotes = true
        position += 2
        continue
      }
      field.range = start..<position
      return closing(field, in: bytes, from: position + 1, isAtEnd: isAtEnd)
    }
    // A quotation mark as the very last byte closes its field.
    if isAtEnd, position < bytes.count {
      field.range = start..<position
      return .success((field, bytes.count))
    }
    return .failure(.incomplete(inQuotes: true))
  }

  /// Behind a closing mark only blanks may stand before the field ends.
  private func closing(
    _ field: Field, in bytes: [UInt8], from start: Int, isAtEnd: Bool
  ) -> Result<(field: Field, end: Int), Stop> {
    var position = start
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    guard position < bytes.count else {
      return isAtEnd ? .success((field, position)) : .failure(.incomplete(inQuotes: false))
    }
    let byte = bytes[position]
    let endsField = byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
    return endsField ? .success((field, position)) : .failure(.textAfterQuote(at: position))
  }

  /// Steps over LF, CR or CR LF; `nil` where it cannot be told yet whether an LF follows.
  private static func lineEnd(in bytes: [UInt8], at position: Int, isAtEnd: Bool) -> Int? {
    guard bytes[position] == carriageReturn else { return position + 1 }
    guard position + 1 < bytes.count else { return isAtEnd ? position + 1 : nil }
    return bytes[position + 1] == lineFeed ? position + 2 : position + 1
  }
}
