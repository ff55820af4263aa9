/// Which rows of a file hold the names of its columns.
struct HeaderGuess {
  /// The first rows, blank ones left out.
  let rows: [[String]]
  /// The usual number of fields.
  let width: Int
  let knowsName: (String) -> Bool

  /// The names that were found.
  struct Found {
    /// The rows above them.
    let index: Int
    /// How many rows they take.
    let count: Int
    let names: [String]
  }

  /// The names, in one row or in several.
  func best() -> Found? {
    let single = ranked()
    guard let merged = merged() else { return single?.found }
    if let single, single.rank > 1, !merged.rows.contains(single.found.index) {
      return single.found
    }
    return Found(
      index: merged.rows.lowerBound, count: merged.rows.count, names: merged.names)
  }

  /// Whether the first row is a record: its numbers look like those below it, or its words come
  /// again there.
  var beginsWithRecord: Bool {
    rows.first.map { looksLikeRecord($0, above: rows.dropFirst()) } ?? false
  }

  /// Whether a row has one column less than the records, most of which end in an empty one, or an
  /// empty one more.
  private func isOneShort(_ row: [String]) -> Bool {
    if row.count == width + 1 { return row.last?.isEmpty == true }
    let full = rows.filter { $0.count == width }
    return width > 2 && row.count == width - 1
      && full.count { $0.last?.isEmpty == true } * 2 > full.count
  }

  // MARK: - One row

  private func ranked() -> (rank: Int, found: Found)? {
    var best: (rank: Int, found: Found)?
    // Below a record only known names can be names.
    var isBelowRecord = false
    for (index, row) in rows.enumerated()
    where row.count == width || isOneShort(row) {
      let known = row.count { knowsName(Self.blanksOff($0)) }
      if known * 2 < row.count {
        isBelowRecord =
          isBelowRecord || looksLikeRecord(row, above: rows.dropFirst(index + 1))
        if isBelowRecord { continue }
      }
      let rank = looksLikeNames(row) ? known * 2 + 2 : mayBeNames(row) ? 1 : 0
      if rank > best?.rank ?? 0 { best = (rank, Found(index: index, count: 1, names: row)) }
    }
    return best
  }

  /// Names are short, differ from each other, and are neither numbers nor dates.
  private func looksLikeNames(_ row: [String]) -> Bool {
    let cells = row.map(Self.blanksOff).filter { !$0.isEmpty }
    guard cells.count * 5 >= row.count * 4, Set(cells).count == cells.count else { return false }
    return cells.allSatisfy { $0.count <= 30 && Self.isWord($0) }
  }

  /// Names all the same, although some come twice, are numbers or are missing: most of them are words.
  private func mayBeNames(_ row: [String]) -> Bool {
    let cells = row.map(Self.blanksOff)
    guard cells.count > 1,
      cells.allSatisfy({ $0.count <= 30 && Self.digits(in: $0) < 7 })
    else { return false }
    return cells.count { !$0.isEmpty && Self.isWord($0) } * 2 > cells.count
  }

  private func looksLikeRecord(_ row: [String], above below: ArraySlice<[String]>) -> Bool {
    let records = below.filter { $0.count == row.count && $0 != row }
    guard !records.isEmpty else { return false }
    var repeated = 0
    for (column, cell) in row.map(Self.blanksOff).enumerated() where !cell.isEmpty {
      let others = records.map { Self.blanksOff($0[column]) }.filter { !$0.isEmpty }
      if Self.digits(in: cell) > 0, cell.utf8.count > 1, !others.isEmpty,
        others.count(where: { Self.shape(of: $0) == Self.shape(of: cell) }) * 5
          >= others.count * 3
      {
        return true
      }
      if others.contains(cell) { repeated += 1 }
    }
    return repeated > 1
  }

  // MARK: - Several rows

  /// Two or three rows of words that make complete and different names together: groups above, the
  /// names of their columns below.
  private func merged() -> (rows: Range<Int>, names: [String])? {
    for index in rows.indices.prefix(12) {
      for count in [3, 2] where index + count < rows.count + 1 {
        let block = index..<(index + count)
        if let names = names(in: block) { return (block, names) }
      }
    }
    return nil
  }

  private func names(in block: Range<Int>) -> [String]? {
    let cells = rows[block].map { $0.map(Self.blanksOff) }
    let below = rows[block.upperBound...]
    guard width > 2, cells.allSatisfy({ $0.count == width }),
      cells[0].count(where: { !$0.isEmpty }) > 1,
      cells.allSatisfy({ row in
        row.allSatisfy { $0.isEmpty || isGroupWord($0) }
          && !looksLikeRecord(row, above: below)
      }),
      cells.indices.dropLast().allSatisfy({ isGrouped(cells[$0], cells[($0 + 1)...]) })
    else { return nil }
    let names = HeaderRows.joined(Array(rows[block]))
    let named = names.filter { !$0.isEmpty }
    guard named.count * 5 >= names.count * 4, Set(named).count == named.count else { return nil }
    return names
  }

  private func isGroupWord(_ cell: String) -> Bool {
    cell.count <= 30 && Self.isWord(cell) && cell.contains(where: \.isLetter)
      && !cell.contains { "：:\n。；".contains($0) }
  }

  /// Whether a row names groups of the columns in the rows below it.
  ///
  /// A name that stands for itself has nothing below it: otherwise the row below would be a record
  /// below names of which one is missing.
  private func isGrouped(_ upper: [String], _ rows: ArraySlice<[String]>) -> Bool {
    let lower = (0..<width).map { column in rows.map { $0[column] }.first { !$0.isEmpty } ?? "" }
    let last = rows.last ?? []
    var (grouped, merged, alone, knownHeads) = (0, 0, 0, 0)
    for column in 0..<width {
      let isMember = column > 0 && (upper[column].isEmpty || upper[column] == upper[column - 1])
      let isHead =
        column + 1 < width && !upper[column].isEmpty
        && (upper[column + 1].isEmpty || upper[column + 1] == upper[column])
        && !lower[column + 1].isEmpty
      if isMember, !lower[column].isEmpty {
        grouped += 1
      } else if isHead {
        if knowsName(upper[column]) { knownHeads += 1 }
      } else if !upper[column].isEmpty {
        if lower[column].isEmpty || lower[column] == upper[column] {
          merged += 1
        } else {
          alone += 1
        }
      }
    }
    let known = last.count { !$0.isEmpty && knowsName($0) }
    guard grouped > 0, knownHeads == 0 || known > 0 else { return false }
    return alone == 0 || (known > 0 && alone <= grouped)
  }

  // MARK: - Cells

  static func isWord(_ cell: String) -> Bool { digits(in: cell) * 2 <= cell.utf8.count }

  private static func digits(in cell: String) -> Int {
    cell.utf8.count { (0x30...0x39).contains($0) }
  }

  /// A cell with one sign for every digit and one for every letter.
  private static func shape(of cell: String) -> [UInt8] {
    cell.utf8.map { byte in
      switch byte {
      case 0x30...0x39: 0x39
      case 0x41...0x5A, 0x61...0x7A: 0x61
      default: byte
      }
    }
  }

  static func blanksOff(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{FEFF}" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
