import Bytes
import Charsets

extension SheetFile {
  /// A cell of a sheet's file.
  package struct Place: Hashable, Sendable {
    /// The physical line on which its row begins, from 1.
    package let line: Int
    /// The column, from 0.
    package let column: Int

    /// A cell.
    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// The file with other texts in some cells and with rows behind the others; every other byte stays.
  ///
  /// - Parameters:
  ///   - texts: the texts by their cells; one that the file does not have is left out.
  ///   - rows: cells of new rows in the order of the header.
  /// - Returns: the bytes.
  /// - Throws: `Unusable` with `HL6102` where the charset has none for a character.
  package func edited(
    _ texts: [Place: String] = [:], adding rows: [[String]]
  ) throws -> [UInt8] {
    var edited: [UInt8] = []
    var copied = 0
    for (place, range) in cellRanges() {
      guard let text = texts[place] else { continue }
      edited += try bytes[copied..<range.lowerBound] + encoded([text])
      copied = range.upperBound
    }
    edited += bytes[copied...]
    for row in rows {
      let cells = try encoded(row)
      let isEnded = edited.last == 0x0A || edited.last == 0x0D
      edited += (isEnded ? [] : lineEnd) + cells + lineEnd
    }
    return edited
  }

  /// Where the bytes of each cell are, from top to bottom.
  ///
  /// No byte of a mark, a comma or a line end is part of a character in UTF-8 or GB18030; a file that
  /// was read has marks only around cells and, doubled, within them.
  private func cellRanges() -> [(Place, Range<Int>)] {
    var ranges: [(Place, Range<Int>)] = []
    var (line, rowLine, column) = (1, 1, 0)
    var start = bytes.count - SheetCells.withoutMark(bytes).count
    var isQuoted = false
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      let isEnd = byte == 0x0A || byte == 0x0D
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, isEnd || byte == UInt8(ascii: ",") {
        ranges.append((Place(line: rowLine, column: column), start..<index))
        column += 1
      }
      if isEnd {
        if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        line += 1
      }
      if !isQuoted, isEnd || byte == UInt8(ascii: ",") {
        start = index + 1
        if isEnd { (rowLine, column) = (line, 0) }
      }
      index += 1
    }
    // A last row without a line end may end with an empty cell.
    if start < bytes.count || column > 0 {
      ranges.append((Place(line: rowLine, column: column), start..<bytes.count))
    }
    return ranges
  }
}
