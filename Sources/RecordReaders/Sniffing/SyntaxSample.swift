import Bytes
import Charsets
import HotlineModel
import LocalFiles

/// The beginning of a file, read in every syntax that it could have been written in.
struct SyntaxSample {
  private let bytes: [UInt8]
  /// Whether it is all of the file.
  let isWhole: Bool
  private let isGB18030: Bool

  private static let size = 1 << 18
  private static let mostRecords = 500
  private static let mostDamaged = 100
  private static let longestRecord = 1 << 15
  private static let lineSearch = 200

  /// Reads it.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  init(of file: DeliveredFile) throws {
    var input = try TextInput(file.path, charset: file.charset)
    var read: [UInt8] = []
    var isWhole = false
    while read.count < Self.size, !isWhole {
      let next = try input.read(upTo: Self.size, behind: read[...])
      isWhole = next.count == read.count
      read = next
    }
    if read.starts(with: Charset.byteOrderMark) { read.removeFirst(3) }
    bytes = read
    self.isWhole = isWhole
    isGB18030 = file.charset.edition != nil
  }

  /// Reads the sample in one syntax.
  func read(_ syntax: CSVSyntax) -> SyntaxReading {
    let tokeniser = CSVTokeniser(syntax, isGB18030: isGB18030)
    var scanner = SeparatorScanner(delimiter: syntax.delimiter)
    var fields: [CSVTokeniser.Field] = []
    var reading = SyntaxReading(syntax: syntax)
    let span = bytes.span
    var position = 0
    while position < bytes.count, reading.widths.count < Self.mostRecords,
      reading.damaged < Self.mostDamaged
    {
      let limit = min(bytes.count, position + Self.longestRecord)
      let isAtEnd = isWhole && limit == bytes.count
      let token = tokeniser.record(
        in: span.extracting(..<limit), &scanner, from: position, isAtEnd: isAtEnd, into: &fields)
      switch token {
      case .record(let next, _, let oddities):
        if !fields.allSatisfy(\.range.isEmpty) { reading.add(fields, oddities, in: span) }
        position = next
      case .incomplete where !isAtEnd && limit == bytes.count: return reading
      case .incomplete, .textAfterQuote:
        reading.addDamaged()
        position =
          CSVTokeniser.nextLine(in: span, from: position, isAtEnd: true) ?? bytes.count
      }
    }
    return reading
  }

  // MARK: - What could separate and quote

  /// Delimiters of one and two signs that come in at least half of the lines; the usual ones
  /// wherever they come.
  var delimiters: [(first: UInt8, second: UInt8?)] {
    let usual: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]
    var (singles, pairs): ([UInt8: Int], [UInt16: Int]) = ([:], [:])
    var lines = 0
    forEachLine { signs in
      lines += 1
      for byte in Set(signs.map(\.byte)) { singles[byte, default: 0] += 1 }
      var found: Set<UInt16> = []
      for (one, two) in zip(signs, signs.dropFirst()) where two.place == one.place + 1 {
        found.insert(UInt16(one.byte) << 8 | UInt16(two.byte))
      }
      for pair in found { pairs[pair, default: 0] += 1 }
    }
    let unusual = singles.filter { !usual.contains($0.key) && $0.value * 2 >= lines }
    let twice = pairs.filter { $0.value * 2 >= lines }
    return usual.map { ($0, nil) } + unusual.keys.sorted().map { ($0, nil) }
      + twice.keys.sorted().map { (UInt8($0 >> 8), UInt8($0 & 0xFF)) }
  }

  /// Hands out the signs of each line that could be delimiters, with their places.
  private func forEachLine(_ body: ([(byte: UInt8, place: Int)]) -> Void) {
    let span = bytes.span
    var signs: [(byte: UInt8, place: Int)] = []
    var (position, lines) = (0, 0)
    while position < bytes.count, lines < Self.lineSearch {
      let byte = bytes[position]
      if byte == CSVTokeniser.lineFeed || byte == CSVTokeniser.carriageReturn {
        if !signs.isEmpty {
          body(signs)
          lines += 1
        }
        signs = []
      } else if Self.maySeparate(byte) {
        signs.append((byte, position))
      }
      position += isGB18030 ? CSVTokeniser.characterLength(in: span, at: position) : 1
    }
    if !signs.isEmpty { body(signs) }
  }

  /// Signs that separate; those of numbers, times, paths and brackets do not.
  private static func maySeparate(_ byte: UInt8) -> Bool {
    CSVSyntax.mayDelimit(byte) && ![0x0B, 0x0C].contains(byte)
      && !Array("'()-./:<>?[\\]_`{}".utf8).contains(byte)
  }

  /// Whether a byte is in the sample.
  func holds(_ byte: UInt8) -> Bool { bytes.contains(byte) }

  /// Whether backslashes are before what is escaped, and nowhere else.
  func escapes(_ syntax: CSVSyntax) -> Bool {
    let span = bytes.span
    var isSeen = false
    var position = 0
    while position + 1 < bytes.count {
      guard bytes[position] == CSVTokeniser.backslash else {
        position += isGB18030 ? CSVTokeniser.characterLength(in: span, at: position) : 1
        continue
      }
      let next = bytes[position + 1]
      if next == syntax.quote.byte || next == CSVTokeniser.backslash || next < 0x20
        || syntax.delimiterBytes.contains(next)
      {
        isSeen = true
      } else if !Array("NntrbZ0".utf8).contains(next) {
        return false
      }
      position += 2
    }
    return isSeen
  }
}

/// What a sample gives in one syntax.
struct SyntaxReading {
  let syntax: CSVSyntax
  /// The number of fields of each record, 0 where it is damaged.
  private(set) var widths: [Int] = []
  private(set) var damaged = 0
  /// Records with a quoted field.
  private(set) var quoted = 0
  /// Records with a mark inside an unquoted field.
  private(set) var stray = 0
  /// Records with a field that begins with a quoted word and goes on: `"urgent" 5" pipe`; counted
  /// where marks are text.
  private(set) var literal = 0

  fileprivate init(syntax: CSVSyntax) {
    self.syntax = syntax
  }

  fileprivate mutating func add(
    _ fields: [CSVTokeniser.Field], _ oddities: CSVTokeniser.Oddities, in bytes: Span<UInt8>
  ) {
    widths.append(fields.count)
    if syntax.quote == .none, fields.contains(where: { Self.isLiteral($0, in: bytes) }) {
      literal += 1
    }
    if fields.contains(where: \.isQuoted) { quoted += 1 }
    if oddities.contains(.strayMark) { stray += 1 }
  }

  private static func isLiteral(_ field: CSVTokeniser.Field, in bytes: Span<UInt8>) -> Bool {
    let mark = UInt8(ascii: "\"")
    guard let first = field.range.first, bytes[first] == mark, let last = field.range.last,
      bytes[last] != mark
    else { return false }
    return CSVTokeniser.count(mark, in: bytes, field.range) > 1
  }

  fileprivate mutating func addDamaged() {
    widths.append(0)
    damaged += 1
  }

  /// The number of fields that most records have.
  var width: Int {
    var counts: [Int: Int] = [:]
    for width in widths where width > 0 { counts[width, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// The first record of that width.
  var first: Int { widths.firstIndex(of: width) ?? 0 }

  /// The share of the records, from the first one of the usual width on, that have it; rows above
  /// it are titles.
  var constancy: Double {
    let rows = widths.dropFirst(min(first, 20))
    return rows.isEmpty ? 0 : Double(rows.count { $0 == width }) / Double(rows.count)
  }

  /// How much speaks for the syntax: records of one width, and many fields.
  var score: Double {
    width < 2 ? 0.05 * constancy : constancy * constancy * Self.logarithm(width)
  }

  /// log2(1 + width), to the nearest sixteenth of its integer part.
  private static func logarithm(_ width: Int) -> Double {
    let value = width + 1
    let whole = Int.bitWidth - 1 - value.leadingZeroBitCount
    return Double(whole) + Double(value - (1 << whole)) / Double(1 << whole)
  }
}
