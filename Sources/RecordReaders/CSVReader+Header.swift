import Bytes
import Charsets
import Findings
import HotlineModel
import Tickets

/// How the names of the columns are found.
extension CSVReader {
  /// Rows in which the header is looked for.
  private static let headerSearch = 20

  /// Reads up to the header and over it.
  mutating func findHeader(rows: Int, _ isHeader: ([String]) -> Bool) throws {
    try fill()
    while buffer.count < 3, !isAtEnd { try fill() }
    if buffer.starts(with: Charset.byteOrderMark) { position = 3 }
    var above: [LegacyRecord] = []
    for _ in 0..<Self.headerSearch {
      guard let row = try nextRow() else { break }
      above.append(row)
      titleRows = above.count - rows
      guard titleRows >= 0 else { continue }
      let written = HeaderRows.joined(above.suffix(rows).map(\.fields))
      var names = written.map(ColumnNames.seen)
      if isHeader(names) {
        try refuseRecords(above.dropLast(rows), above: names)
        if names.count > 1, names.last?.isEmpty == true, try nextWidth() == names.count - 1 {
          names.removeLast()
        }
        header = ColumnNames.of(names)
        headerBytes =
          rows == 1 && names == written
          ? row.raw : delivered.charset.kept.encode(tokeniser.syntax.row(names) + "\n") ?? []
        unnamedColumns = ColumnNames.unnamed(in: header).map { UnnamedColumn(position: $0) }
        recordNumber = 0
        return
      }
    }
    let notFound = Finding(
      .headerNotFound(searched: "\(Self.headerSearch)"),
      at: SourceLocation(file: delivered.path, line: 1))
    // Names that do not decode are no names: the bytes say why there is no header.
    throw Unusable([notFound] + above.compactMap(\.damage).prefix(1))
  }

  private mutating func nextRow() throws -> LegacyRecord? {
    while let records = try nextRecords(atMost: 1) {
      let (batch, evidence) = records.decodedWithEvidence()
      add(evidence)
      if !batch.records.isEmpty { return batch.legacyRecord(0) }
    }
    return nil
  }

  /// The number of fields of the row that is read next; `nil` where that is not sound.
  private mutating func nextWidth() throws -> Int? {
    var fields: [CSVTokeniser.Field] = []
    var start = position
    while true {
      var scanner = SeparatorScanner(delimiter: tokeniser.delimiter)
      switch tokeniser.record(
        in: buffer.span, &scanner, from: start, isAtEnd: isAtEnd, into: &fields)
      {
      case .record(let next, _, _):
        let isBlank = fields.allSatisfy { $0.range.isEmpty && !$0.isQuoted }
        guard isBlank, next < buffer.count else { return fields.count }
        start = next
      case .incomplete where !isAtEnd && buffer.count - position <= Self.longestRecord:
        try fill()
        start = position
      case .incomplete, .textAfterQuote: return nil
      }
    }
  }

  /// Whether a cell is more than a line of signs.
  private static func isText(_ cell: String) -> Bool {
    cell.contains { $0.isLetter || $0.isNumber }
  }

  /// A title has its words in one or two cells; a row as wide as the header and as full is a
  /// record, that a sort has put above the names of its columns.
  private func refuseRecords(_ rows: ArraySlice<LegacyRecord>, above header: [String]) throws {
    let names = header.count { !$0.isEmpty }
    for row in rows
    where row.fields.count == header.count && row.fields.contains(where: Self.isText) {
      if row.fields.count(where: { !$0.isEmpty }) * 2 > names, names > 2 {
        throw Unusable(.recordsAboveHeader, at: row.place)
      }
    }
  }
}
