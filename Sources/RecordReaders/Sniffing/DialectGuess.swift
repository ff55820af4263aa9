import Bytes
import Findings
import HotlineModel
import Reports

/// How a file is written, and which rows hold the columns' names.
struct DialectGuess {
  let dialect: FileLayout.Separated
  let header: [String]
  /// What speaks against it.
  let findings: [Finding]

  /// The syntax in which the records have the same width, and then the names in it: odd names are
  /// no reason for another syntax.
  ///
  /// - Throws: `Unusable` with `HL1004` where no row can be that of the names.
  static func best(for file: DeliveredFile, knowsName: @escaping (String) -> Bool) throws
    -> DialectGuess
  {
    let ranking = SyntaxRanking(try SyntaxSample(of: file))
    let reading = ranking.best
    let rows = try firstRows(of: file, reading.syntax)
    let guess = HeaderGuess(
      rows: rows, width: usualWidth(rows, reading.width), knowsName: knowsName)
    let place = SourceLocation(file: file.path, line: 1)
    guard let found = guess.best() else {
      throw Unusable(
        [Finding(.headerNotFound(searched: "20"), at: place)]
          + (guess.beginsWithRecord ? [Finding(.headerIsRecord, at: place)] : []))
    }
    let rival = ranking.rival.map { rival in
      Finding(
        .syntaxDoubtful(
          found: reading.syntax.delimiterName, width: reading.width,
          other: rival.syntax.delimiterName, otherWidth: rival.width), at: place)
    }
    let single = found.names.count == 1 ? Finding(.columnSingle, at: place) : nil
    return DialectGuess(
      dialect: FileLayout.Separated(
        reading.syntax, consistency: reading.constancy, titleRows: found.index,
        headerRows: found.count,
        hasTrailing: found.count == 1 && found.names.count < guess.width),
      header: found.names, findings: [rival, single].compactMap { $0 })
  }

  /// The width of the sample's records, or that of the first rows where none of them has it.
  private static func usualWidth(_ rows: [[String]], _ width: Int) -> Int {
    if rows.contains(where: { $0.count == width }) { return width }
    var widths: [Int: Int] = [:]
    for row in rows { widths[row.count, default: 0] += 1 }
    return widths.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? width
  }

  /// The first rows as the reader itself cuts them: it is asked for a header and told no.
  private static func firstRows(
    of file: DeliveredFile, _ syntax: CSVSyntax
  ) throws -> [[String]] {
    var rows: [[String]] = []
    do {
      let reader = try CSVReader.opened(file, dialect: CSVDialect(syntax)) { cells in
        rows.append(cells)
        return false
      }
      _ = consume reader
    } catch let unusable as Unusable where unusable.findings.first?.code == .headerNotFound {
      return rows
    }
    return rows
  }
}
