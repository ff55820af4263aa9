package import Charsets
package import Findings
import HotlineModel
import LocalFiles
package import Reports
package import Tickets
import Workbooks

/// Tells what a file is that nobody has described: container, charset, dialect, header.
package struct FileSniffer: Sendable {
  /// The file, looked at.
  package let file: DeliveredFile
  /// What was counted to tell the charset.
  package let evidence: CharsetEvidence
  /// How the records are written.
  package let layout: FileLayout
  /// The names of the columns; none in XML, where each record has its own.
  package let header: [String]
  /// The names as the file has them.
  private let row: [String]
  /// What speaks against the layout.
  private let doubts: [Finding]
  /// The file as a workbook, where it is one.
  private let book: (any Workbook)?

  /// Looks at a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - declared: the charset, where somebody has told it.
  ///   - knowsName: whether some mapping or synonym knows a column's name; it tells the header
  ///     from the rows around it.
  /// - Throws: `Unusable`: `HL1001` unreadable, `HL1002` empty, `HL1003` neither CSV nor XML,
  ///   `HL1004` no row that could be the header, `HL1016` a record where the header should be,
  ///   `HL1503` no element that comes again, and what makes a workbook unusable.
  package init(
    _ path: String, declared: Charset? = nil, knowsName: @escaping (String) -> Bool
  ) throws {
    file = try DeliveredFile(path, declared: declared) { $0.container == nil ? .text : $0 }
    evidence =
      file.kind == .workbook
      ? CharsetEvidence() : try CharsetCensus.evidence(of: path, readAs: file.charset)
    switch file.kind.container {
    case .xml:
      (header, row, doubts, book) = ([], [], [], nil)
      layout = .xml(record: try XMLRecordName.guess(in: file))
    case .workbook:
      let found = try TableGuess(of: file, knowsName: knowsName)
      (row, doubts, book) = (found.names, [], found.book)
      header = ColumnNames.of(row)
      layout = .workbook(found.table)
    case .csv, nil:
      let found = try DialectGuess.best(for: file, knowsName: knowsName)
      (row, doubts, book) = (found.header, found.findings, nil)
      header = ColumnNames.of(row)
      layout = .separated(found.dialect)
    }
  }

  /// Hands over the file's records, XML or separated, one after the other.
  ///
  /// - Returns: what is odd about the columns.
  @discardableResult
  package func forEachRecord(_ body: (LegacyRecord) throws -> Void) throws -> [Finding] {
    switch layout {
    case .xml(let record):
      var reader = try XMLReader(file, record: record)
      while let record = try reader.next() { try body(record) }
      return []
    case .workbook(let table):
      var reader = try WorkbookReader.open(
        file, as: book ?? file.workbook(), choice: table.choice, headerRows: table.headerRows,
        isHeader: { $0 == row })
      while let record = try reader.next() { try body(record) }
      let place = SourceLocation(file: file.path)
      return try headerOddities()
        + (reader.isWithoutRecords ? [Finding(.recordsMissing, at: place)] : [])
        + reader.unnamedColumns.compactMap(\.finding) + reader.notes()
    case .separated(let dialect):
      var isFound = false
      let row = self.row
      var reader = try CSVReader.open(
        file,
        dialect: CSVDialect(
          dialect.syntax, headerRows: dialect.headerRows, ignoresTrailing: dialect.hasTrailing),
        isHeader: { cells in
          isFound = isFound || cells == row
          return isFound
        })
      var differing = PlaceCount()
      while let record = try reader.next() {
        if record.damage == nil, record.fields.count != record.header.count {
          differing.add(record.place)
        }
        try body(record)
      }
      let place = SourceLocation(file: file.path)
      return doubts + headerOddities()
        + (dialect.hasTrailing ? [Finding(.delimiterTrailing, at: place)] : [])
        + [
          differing.finding { count, _ in .widthsDiffer(count: count, width: header.count) },
          reader.keptEscapes.finding { count, _ in .escapeKept(count: count) },
          reader.isWithoutRecords ? Finding(.recordsMissing, at: place) : nil,
        ].compactMap { $0 } + reader.unnamedColumns.compactMap(\.finding)
    }
  }

  /// What is odd about the row of names.
  private func headerOddities() -> [Finding] {
    let place = SourceLocation(file: file.path)
    var findings: [Finding] = []
    for (column, name) in row.enumerated() where !name.isEmpty {
      let count = row.count { $0 == name }
      if count > 1, row.firstIndex(of: name) == column {
        findings.append(Finding(.headerNameTwice(found: name, count: count), at: place))
      }
      if name.allSatisfy({ $0.isNumber || ".-/".contains($0) }) {
        findings.append(
          Finding(.headerNameNumber(column: column + 1, found: Masking.scrubbed(name)), at: place))
      }
    }
    return findings
  }
}

extension DeliveredFile {
  /// Whether the file will be read as GB18030.
  package var charsetName: String { charset.rawValue }
}
