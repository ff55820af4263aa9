import Charsets
package import Findings
import HotlineModel
import LocalFiles
package import Tickets

/// Reads single records of separated values again from bytes that were kept.
///
/// Each record stands alone, so that one that is still damaged costs no other.
package struct StoredRecordReader: Sendable {
  /// The names of the columns.
  package let header: [String]
  private let charset: Charset
  private let delimiter: Unicode.Scalar

  /// A reader for the records of one file; `nil` where its charset or header cannot be read.
  package init?(header: [UInt8], charset: String, delimiter: UInt8) {
    guard let charset = Charset(rawValue: charset) else { return nil }
    self.charset = charset
    self.delimiter = Unicode.Scalar(delimiter)
    guard case .text(let text) = charset.decode(header[...]),
      let names = Self.fields(of: text, delimiter: self.delimiter)
    else { return nil }
    self.header = ColumnNames.of(names)
  }

  /// A record of the bytes, damaged where they cannot be read as one.
  package func record(_ raw: [UInt8], at place: SourceLocation) -> LegacyRecord {
    switch charset.decode(raw[...]) {
    case .undecodable(let fault):
      let finding = Finding(
        .bytesUndecodable(
          found: Fingerprint.hex(raw[fault...].prefix(2)), offset: "\((place.offset ?? 0) + fault)",
          charset: charset.rawValue), at: place)
      return LegacyRecord(header: header, fields: [], place: place, raw: raw, damage: finding)
    case .text(let text):
      if let fields = Self.fields(of: text, delimiter: delimiter) {
        return LegacyRecord(header: header, fields: fields, place: place, raw: raw)
      }
      let quotes = text.utf8.count { $0 == UInt8(ascii: "\"") }
      let finding = Finding(
        quotes.isMultiple(of: 2) ? .textAfterQuote : .quoteNeverClosed, at: place)
      return LegacyRecord(header: header, fields: [], place: place, raw: raw, damage: finding)
    }
  }

  /// A damaged record cut at each delimiter, fields that cannot be read left empty: enough to
  /// look for a number in it, not to make a ticket of it.
  ///
  /// What spans several lines may be several records, and has no fields at all.
  package func roughRecord(_ raw: [UInt8], at place: SourceLocation) -> LegacyRecord {
    var line = raw[...]
    while let last = line.last, last == 0x0A || last == 0x0D { line = line.dropLast() }
    guard !line.contains(0x0A), !line.contains(0x0D), delimiter.isASCII else {
      return LegacyRecord(header: header, fields: [], place: place, raw: raw)
    }
    let mark = UInt8(ascii: delimiter)
    let fields = line.split(separator: mark, omittingEmptySubsequences: false).map { part in
      guard case .text(let text) = charset.decode(part) else { return "" }
      return text.hasPrefix("\"") && text.hasSuffix("\"") && text.utf8.count > 1
        ? String(text.dropFirst().dropLast()) : text
    }
    return LegacyRecord(header: header, fields: fields, place: place, raw: raw)
  }

  /// The fields of one record; `nil` where its quotation marks do not close.
  static func fields(of text: String, delimiter: Unicode.Scalar) -> [String]? {
    var fields: [String] = []
    var rest = Substring(text).unicodeScalars
    if rest.first == "\u{FEFF}" { rest = rest.dropFirst() }
    while rest.last == "\n" || rest.last == "\r" { rest = rest.dropLast() }
    while true {
      if rest.first == "\"" {
        guard let (value, tail) = quoted(rest.dropFirst()) else { return nil }
        guard tail.isEmpty || tail.first == delimiter else { return nil }
        fields.append(value)
        if tail.isEmpty { return fields }
        rest = tail.dropFirst()
      } else {
        let value = rest.prefix { $0 != delimiter }
        fields.append(String(value))
        rest = rest[value.endIndex...]
        if rest.isEmpty { return fields }
        rest = rest.dropFirst()
      }
    }
  }

  private static func quoted(
    _ text: Substring.UnicodeScalarView
  ) -> (String, Substring.UnicodeScalarView)? {
    var value = String.UnicodeScalarView()
    var rest = text
    while let mark = rest.firstIndex(of: "\"") {
      value += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      guard rest.first == "\"" else { return (String(value), rest) }
      value.append("\"")
      rest = rest.dropFirst()
    }
    return nil
  }
}
