import Charsets
import Tickets

/// What all ranges of a file of separated values are read with: what stands before them tells it.
package struct CSVStart: Hashable, Sendable, Codable {
  /// The names of the columns.
  package let header: [String]
  /// Whether the first record quotes its first field.
  let quotesFirstField: Bool

  /// What files without quotation marks are read with.
  package init(header: [String], quotesFirstField: Bool = false) {
    self.header = header
    self.quotesFirstField = quotesFirstField
  }
}

extension CSVReader {
  /// Reads the file to its end, and says where reading may begin anew.
  ///
  /// That is before a record that is sound, and behind one that is. Where a damaged one is near, the
  /// bytes behind the place may have told what it costs: there the piece before the place is read once
  /// more as if the file ended with it, and must come to the same records.
  ///
  /// - Parameter list: takes the ranges.
  /// - Throws: `Unusable`: `HL1001` unreadable, `HL1006` where the file was changed meanwhile.
  package mutating func split(into list: inout RangeList) throws {
    list.begin(at: place)
    var before: FileCut? = place
    while true {
      let seenBefore = seenEnd
      guard let records = try nextRecords() else { return }
      let cut = cut
      if let cut, list.isDue(at: cut.offset), cut.offset >= seenBefore {
        if cut.offset >= seenEnd {
          try list.add(cut)
        } else if let before, try comesToTheSame(records, from: before, to: cut) {
          try list.add(cut)
        }
      }
      before = cut
    }
  }

  /// Whether a piece of the file, read by itself, comes to some records.
  private func comesToTheSame(
    _ records: borrowing UndecodedRecords, from start: FileCut, to end: FileCut
  ) throws -> Bool {
    let range = FileRange(
      from: start.offset, to: end.offset, line: start.line, record: start.record, decoded: 0,
      ancestors: [], sum: "")
    var reader = CSVReader(
      file: try TextInput(RangeInput(delivered.path, range), charset: delivered.charset),
      delivered: delivered, tokeniser: tokeniser, pieceSize: 1 << 19)
    reader.begin(range, self.start)
    reader.likeness = likeness
    var found: [RecordMark] = []
    while let records = try reader.nextRecords() { found += records.marks }
    return found == records.marks && reader.lineNumber == end.line
  }

  /// What the ranges are read with, once the file was read.
  package var start: CSVStart { CSVStart(header: header, quotesFirstField: quotesFirstField) }

  private var place: FileCut {
    FileCut(offset: sourceOffset(of: position), line: lineNumber, record: recordNumber)
  }

  /// The place, where reading may begin anew there.
  private var cut: FileCut? {
    isBeforeSound && recordNumber > 0 && position >= swallowedEnd ? place : nil
  }

  /// Opens a range of a file.
  ///
  /// - Parameters:
  ///   - input: the range, and where it is read from.
  ///   - file: the file, as it was when it was split.
  ///   - dialect: how it is written.
  ///   - start: what its ranges are read with.
  ///   - pieceSize: how many bytes are read at once; what comes out does not depend on it.
  /// - Returns: the reader, before the first record of the range.
  /// - Throws: `Unusable` with `HL1001` where it cannot be read.
  package static func opened(
    _ input: RangeInput, of file: DeliveredFile, dialect: CSVDialect,
    start: CSVStart, pieceSize: Int = 1 << 19
  ) throws -> CSVReader {
    var reader = CSVReader(
      file: try TextInput(input, charset: file.charset), delivered: file,
      tokeniser: CSVTokeniser(dialect.syntax, isGB18030: file.charset.edition != nil),
      pieceSize: pieceSize)
    reader.begin(input.range, start)
    if dialect.ignoresTrailing { reader.tokeniser.trailingWidth = start.header.count }
    reader.cutter = RecordCutter(reader.tokeniser, width: start.header.count)
    return reader
  }
}
