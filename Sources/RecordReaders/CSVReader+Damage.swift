import Findings
import HotlineModel
import Tickets

/// What happens where the strict reading of a record comes to nothing: it ends at the end of the
/// file, at the longest that a record may be, at text behind a closing mark, or with another width
/// than the header's.
extension CSVReader {
  /// A record that was added to the batch under way.
  struct LastRecord {
    /// Where in the buffer it begins and ends, and on which line.
    let position: Int
    let end: Int
    let line: Int
    /// The blank rows before it.
    let blankRows: Int
    /// Whether a field of it ends in a quotation mark that it never opened.
    let hasStray: Bool
    /// Whether it has a quoted line that would be a record by itself.
    let holdsRecord: Bool
    /// Whether a backslash in it seems to be an escape.
    let keepsEscape: Bool
    /// The columns without a name that have a value in it.
    let unnamed: [Int]
  }

  /// Adds a record that is not what it should be, and goes on behind it; `false` where more must
  /// be read to tell where it ends.
  mutating func addDamaged(
    _ token: CSVTokeniser.Token, _ fields: [CSVTokeniser.Field], in bytes: [UInt8],
    to records: inout UndecodedRecords
  ) -> Bool {
    let span = bytes.span
    seenEnd = sourceOffset(of: buffer.count)
    guard let firstLine = CSVTokeniser.nextLine(in: span, from: position, isAtEnd: isAtEnd)
    else { return false }
    let window = window(on: bytes)
    var damaged = DamagedRecord(in: window, at: position, strict: token, firstLine: firstLine)
    guard let end = header.isEmpty ? firstLine : damaged.end() else { return false }
    if mayBelongToLast(fields, upTo: end, in: window), let last {
      takeBack(last, of: &records)
      position = last.position
      addDamaged(.quoteNeverOpened, upTo: end, of: span, to: &records)
      return true
    }
    swallowedEnd = max(swallowedEnd, strictEnd(of: token))
    guard case .record(let next, let lines, _) = token, next == end,
      next - position <= Self.longestRecord
    else {
      addDamaged(damage(of: token, upTo: end, in: span), upTo: end, of: span, to: &records)
      return true
    }
    // Only its width is wrong: the mapping says so.
    recordNumber += 1
    records.add(
      fields: records.addFields(fields), raw: position..<next, line: lineNumber,
      number: recordNumber)
    last = nil
    lineNumber += lines
    position = next
    return true
  }

  /// Takes a record out of the batch again; what follows the position is read anew.
  mutating func takeBack(_ record: LastRecord, of records: inout UndecodedRecords) {
    records.removeLast()
    if record.position < swallowedEnd { recovered.removeLast() }
    if record.hasStray { strayMarks.removeLast() }
    if record.holdsRecord { recordLines.removeLast() }
    if record.keepsEscape { keptEscapes.removeLast() }
    for index in record.unnamed { unnamedColumns[index].values.removeLast() }
    recordNumber -= 1
    lineNumber = record.line
    blankRows = record.blankRows
    last = nil
  }

  private mutating func window(on bytes: [UInt8]) -> DamagedRecord.Window {
    let limit = min(bytes.count, position + Self.damageWindow)
    if !markless.contains(position) {
      let mark = tokeniser.nextQuote(in: bytes.span, from: position, before: limit)
      markless = position..<mark
    }
    return DamagedRecord.Window(
      bytes: bytes, limit: limit, isAtEnd: isAtEnd && limit == bytes.count,
      isFull: isAtEnd || bytes.count - position >= Self.damageWindow, tokeniser: tokeniser,
      width: header.count, quotesFirstField: quotesFirstField, markless: markless,
      likeness: likeness(on: bytes))
  }

  /// Whether a line within a sound record, that takes several, would be a record by itself.
  func holdsRecordLine(before end: Int, in bytes: [UInt8]) -> Bool {
    let span = bytes.span
    guard !header.isEmpty, let likeness = likeness(on: bytes),
      let second = CSVTokeniser.nextLine(in: span, from: position, isAtEnd: isAtEnd), second < end,
      // Nearly all text of several lines has not the delimiters that a record needs.
      CSVTokeniser.count(tokeniser.delimiter, in: span, second..<end) >= header.count - 1
    else { return false }
    var scanner = SeparatorScanner(delimiter: tokeniser.delimiter)
    var fields: [CSVTokeniser.Field] = []
    var line = second
    while line < end {
      let token = tokeniser.record(
        in: span.extracting(..<end), &scanner, from: line, isAtEnd: true, into: &fields)
      if case .record = token, fields.count == header.count, likeness(fields) == .record {
        return true
      }
      line = CSVTokeniser.nextLine(in: span, from: line, isAtEnd: isAtEnd) ?? end
    }
    return false
  }

  /// How much fields look like those of a record, where somebody knows.
  private func likeness(
    on bytes: [UInt8]
  ) -> (([CSVTokeniser.Field]) -> RecordLikeness)? {
    guard let likeness else { return nil }
    return { [here, header, delivered, syntax = tokeniser.syntax] fields in
      likeness(
        UndecodedRecords.record(
          fields, of: bytes, header: header, syntax: syntax, charset: delivered.charset,
          isProven: delivered.isProven, at: here))
    }
  }

  /// Whether a line that is no record goes on with the last record, whose opening mark was lost: it
  /// brings the closing mark, and both together have the header's width.
  private func mayBelongToLast(
    _ fields: [CSVTokeniser.Field], upTo end: Int, in window: DamagedRecord.Window
  ) -> Bool {
    let span = window.bytes.span
    guard let last, end - last.position <= Self.longestRecord,
      fields.count != header.count, !window.isDamagedRecord(fields),
      CSVTokeniser.nextLine(in: span, from: last.position, isAtEnd: isAtEnd) == last.end,
      (last.end..<position).allSatisfy({ span[$0] == 0x0A || span[$0] == 0x0D })
    else { return false }
    let mark = tokeniser.nextQuote(in: span, from: position, before: end)
    guard mark < end, mark == position || !tokeniser.beginsField(in: span, at: mark),
      mark + 1 >= end || tokeniser.endsField(in: span, at: mark + 1)
    else { return false }
    var repair = MarkRepair(
      of: window.bytes, tokeniser, from: last.position, to: end, isAtEnd: true,
      width: header.count + (tokeniser.trailingWidth == nil ? 0 : 1), isOpeningOnly: true)
    return repair.isWhole(endingAt: end)
  }

  /// Where the strict reading of a damaged record came to its end.
  private func strictEnd(of token: CSVTokeniser.Token) -> Int {
    let longest = position + Self.longestRecord
    return switch token {
    case .record(let next, _, _): min(next, longest)
    case .textAfterQuote(let place): min(place, longest)
    case .incomplete: longest
    }
  }

  private func damage(
    of token: CSVTokeniser.Token, upTo end: Int, in bytes: Span<UInt8>
  ) -> FindingKind {
    let line = CSVTokeniser.nextLine(in: bytes, from: position, isAtEnd: true) ?? bytes.count
    if line - position > Self.longestRecord { return .recordTooLong(limit: Self.longestRecord) }
    return switch token {
    case .textAfterQuote(let place) where place <= line: .textAfterQuote
    case .record(let next, _, _) where next == line: .quoteNeverOpened
    case .record, .textAfterQuote, .incomplete: .quoteNeverClosed
    }
  }

  /// Adds the bytes up to a line end as one damaged record.
  private mutating func addDamaged(
    _ kind: FindingKind, upTo end: Int, of bytes: Span<UInt8>, to records: inout UndecodedRecords
  ) {
    recordNumber += 1
    let kept = end - position > Self.longestLine ? position + Self.longestRecord : end
    records.addDamaged(
      raw: position..<kept, line: lineNumber, number: recordNumber,
      Finding(kind, at: here))
    last = nil
    lineNumber += CSVTokeniser.lineEnds(in: bytes, position..<end)
    position = end
  }

  /// Where the record under way begins.
  var here: SourceLocation {
    SourceLocation(
      file: delivered.path, line: lineNumber, record: recordNumber,
      offset: sourceOffset(of: position))
  }
}
