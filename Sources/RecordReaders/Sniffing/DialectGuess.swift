import Charsets
import HotlineModel

/// Which byte stands between the fields, and which row holds the columns' names.
struct DialectGuess {
  let dialect: FileLayout.Separated
  let header: [String]

  /// The delimiter under which the first rows agree best on their number of fields.
  static func best(for file: DeliveredFile, knowsName: (String) -> Bool) throws -> DialectGuess {
    var best: (score: Double, guess: DialectGuess)?
    for (delimiter, _) in FileLayout.Separated.delimiters {
      let rows = try firstRows(of: file, delimiter: delimiter)
      guard let guess = guess(rows, delimiter: delimiter, knowsName: knowsName) else { continue }
      let width = Double(guess.header.count)
      let score = width < 2 ? 0.1 : guess.dialect.consistency * (1 + min(width, 60) / 60)
      if score > best?.score ?? 0 { best = (score, guess) }
    }
    guard let best else {
      throw Unusable(
        .headerNotFound, at: SourceLocation(file: file.path, line: 1), ["searched": "20"])
    }
    return best.guess
  }

  /// The first rows as the reader itself cuts them: it is asked for a header and told no.
  private static func firstRows(of file: DeliveredFile, delimiter: UInt8) throws -> [[String]] {
    var rows: [[String]] = []
    do {
      let reader = try CSVReader.open(file, dialect: CSVDialect(delimiter: delimiter)) { cells in
        rows.append(cells)
        return false
      }
      _ = consume reader
    } catch let unusable as Unusable where unusable.findings.first?.code == .headerNotFound {
      return rows
    }
    return rows
  }

  private static func guess(
    _ rows: [[String]], delimiter: UInt8, knowsName: (String) -> Bool
  ) -> DialectGuess? {
    var widths: [Int: Int] = [:]
    for row in rows { widths[row.count, default: 0] += 1 }
    guard let usual = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
      return nil
    }
    var header: (rank: Int, index: Int)?
    for (index, row) in rows.enumerated() where row.count == usual.key {
      let known = row.count { knowsName(blanksOff($0)) }
      let rank = looksLikeNames(row) ? known * 2 + 1 : 0
      if rank > header?.rank ?? 0 { header = (rank, index) }
    }
    guard let header else { return nil }
    let agreeing = rows.dropFirst(header.index).count { $0.count == usual.key }
    return DialectGuess(
      dialect: FileLayout.Separated(
        delimiter: delimiter,
        consistency: Double(agreeing) / Double(max(1, rows.count - header.index)),
        titleRows: header.index),
      header: rows[header.index])
  }

  /// Names are short, differ from each other, and are neither numbers nor dates.
  private static func looksLikeNames(_ row: [String]) -> Bool {
    let cells = row.map(blanksOff).filter { !$0.isEmpty }
    guard cells.count * 5 >= row.count * 4, Set(cells).count == cells.count else { return false }
    return cells.allSatisfy { cell in
      let digits = cell.utf8.count { (48...57).contains($0) }
      return cell.count <= 30 && digits * 2 <= cell.utf8.count && !cell.contains("\n")
    }
  }

  private static func blanksOff(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{FEFF}" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
