package import Bytes
import Charsets
package import Findings
import HotlineModel
package import Tickets

/// Reads single records of separated values again from bytes that were kept.
///
/// Each record stands alone, so that one that is still damaged costs no other.
package struct StoredRecordReader: Sendable {
  /// The names of the columns.
  package private(set) var header: [String] = []
  private let charset: Charset
  private let tokeniser: CSVTokeniser

  /// A reader for the records of one file; `nil` where its charset or header cannot be read.
  package init?(header: [UInt8], charset: String, syntax: CSVSyntax) {
    guard let charset = Charset(rawValue: charset) else { return nil }
    self.charset = charset
    tokeniser = CSVTokeniser(syntax, isGB18030: charset.edition != nil)
    let names = record(
      header.starts(with: Charset.byteOrderMark) ? Array(header.dropFirst(3)) : header,
      at: SourceLocation(file: ""))
    guard names.damage == nil else { return nil }
    self.header = ColumnNames.of(names.fields)
  }

  /// A record of the bytes, damaged where they cannot be read as one.
  package func record(_ raw: [UInt8], at place: SourceLocation) -> LegacyRecord {
    var scanner = SeparatorScanner(delimiter: tokeniser.delimiter)
    var fields: [CSVTokeniser.Field] = []
    let token = tokeniser.record(
      in: raw.span, &scanner, from: 0, isAtEnd: true, into: &fields)
    let damage: FindingKind? =
      switch token {
      case .record(let next, _, _): next >= Self.withoutLineEnds(raw) ? nil : .quoteNeverOpened
      case .textAfterQuote: .textAfterQuote
      case .incomplete: .quoteNeverClosed
      }
    let record = UndecodedRecords.record(
      damage == nil ? fields : [], of: raw, header: header, syntax: tokeniser.syntax,
      charset: charset, at: place)
    return LegacyRecord(
      header: header, fields: record.damage == nil ? record.fields : [], place: place, raw: raw,
      damage: damage.map { Finding($0, at: place) } ?? record.damage)
  }

  /// A damaged record cut at each delimiter, fields that cannot be read left empty: enough to
  /// look for a number in it, not to make a ticket of it.
  ///
  /// What spans several lines may be several records, and has no fields at all.
  package func roughRecord(_ raw: [UInt8], at place: SourceLocation) -> LegacyRecord {
    let end = Self.withoutLineEnds(raw)
    guard !raw[..<end].contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return LegacyRecord(header: header, fields: [], place: place, raw: raw)
    }
    let fields = tokeniser.pieces(of: raw.span, 0..<end).map { range in
      var part = raw[range]
      if part.count > 1, part.first == tokeniser.quote, part.last == tokeniser.quote {
        part = part.dropFirst().dropLast()
      }
      guard case .text(let text) = charset.decode(part) else { return "" }
      return text
    }
    return LegacyRecord(header: header, fields: fields, place: place, raw: raw)
  }

  /// A damaged record with every field between marks: it is cut at each delimiter, and what is
  /// between them is text.
  package func quoted(_ raw: [UInt8]) -> [UInt8] {
    guard let quote = tokeniser.quote else { return raw }
    let span = raw.span
    var text: [UInt8] = []
    for (index, range) in tokeniser.pieces(of: span, 0..<Self.withoutLineEnds(raw)).enumerated() {
      if index > 0 { text += tokeniser.syntax.delimiterBytes }
      text.append(quote)
      var position = range.lowerBound
      while position < range.upperBound {
        let next =
          tokeniser.isEscape(in: span, at: position)
          ? tokeniser.escapeEnd(in: span, at: position, isAtEnd: true) ?? range.upperBound
          : position + 1
        if raw[position] != quote {
          text += raw[position..<next]
        } else if tokeniser.syntax.escape == .none {
          // The mark cannot be written within a field.
          text.append(quote == 0x22 ? 0x27 : 0x22)
        } else {
          text += [quote, quote]
        }
        position = next
      }
      text.append(quote)
    }
    return text
  }

  private static func withoutLineEnds(_ raw: [UInt8]) -> Int {
    (raw.lastIndex { $0 != 0x0A && $0 != 0x0D } ?? -1) + 1
  }
}
