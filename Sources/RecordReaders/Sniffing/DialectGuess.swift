import Bytes
import Charsets
import Findings
import HotlineModel
import Reports

/// Which byte stands between the fields, and which row holds the columns' names.
struct DialectGuess {
  let dialect: FileLayout.Separated
  let header: [String]

  /// The delimiter under which the first rows agree best on their number of fields.
  ///
  /// Only then the row of names is looked for: odd names are no reason for another delimiter.
  static func best(for file: DeliveredFile, knowsName: (String) -> Bool) throws -> DialectGuess {
    var best: (score: Double, guess: DialectGuess)?
    for delimiter in [UInt8(0x2C), 0x09, 0x3B, 0x7C] {
      let rows = try firstRows(of: file, delimiter: delimiter)
      guard let guess = guess(rows, delimiter: delimiter, knowsName: knowsName) else { continue }
      let width = Double(guess.header.count)
      let score = width < 2 ? 0.1 : guess.dialect.consistency * (1 + min(width, 60) / 60)
      if score > best?.score ?? 0 { best = (score, guess) }
    }
    guard let best else {
      throw Unusable(.headerNotFound(searched: "20"), at: SourceLocation(file: file.path, line: 1))
    }
    return best.guess
  }

  /// The first rows as the reader itself cuts them: it is asked for a header and told no.
  private static func firstRows(of file: DeliveredFile, delimiter: UInt8) throws -> [[String]] {
    var rows: [[String]] = []
    do {
      let reader = try CSVReader.open(file, dialect: CSVDialect(CSVSyntax(delimiter: delimiter))) {
        cells in
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
    let full = rows.filter { $0.count == usual.key }
    let trailing = usual.key > 2 && full.allSatisfy { $0.last?.isEmpty == true }
    var header: (rank: Int, index: Int)?
    for (index, row) in rows.enumerated()
    where row.count == usual.key || (trailing && row.count == usual.key - 1) {
      let known = row.count { knowsName(blanksOff($0)) }
      let rank = looksLikeNames(row) ? known * 2 + 2 : (mayBeNames(row) ? 1 : 0)
      if rank > header?.rank ?? 0 { header = (rank, index) }
    }
    guard let header else { return nil }
    let agreeing =
      rows.dropFirst(header.index).count { $0.count == usual.key }
      + (rows[header.index].count == usual.key ? 0 : 1)
    return DialectGuess(
      dialect: FileLayout.Separated(
        CSVSyntax(delimiter: delimiter),
        consistency: Double(agreeing) / Double(max(1, rows.count - header.index)),
        titleRows: header.index, hasTrailing: rows[header.index].count < usual.key),
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

  /// Names all the same, although some come twice, are numbers or are missing: most of them are words.
  private static func mayBeNames(_ row: [String]) -> Bool {
    let cells = row.map(blanksOff)
    guard cells.count > 1, cells.allSatisfy({ $0.count <= 30 && !$0.contains("\n") }) else {
      return false
    }
    let words = cells.count { cell in
      !cell.isEmpty && cell.utf8.count { (48...57).contains($0) } * 2 <= cell.utf8.count
    }
    return words * 2 > cells.count
  }

  private static func blanksOff(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{FEFF}" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
