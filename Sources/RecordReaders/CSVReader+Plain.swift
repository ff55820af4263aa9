import Tickets

/// Records that are plain, as nearly all are: many are cut at a time.
extension CSVReader {
  /// Adds the plain records from the position on, up to the first that is not.
  mutating func addPlain(in bytes: [UInt8], to records: inout UndecodedRecords) {
    // The strict reading sees how the first record is quoted.
    guard recordNumber > 0, var cutter = cutter.take() else { return }
    let span = bytes.span
    repeat {
      cutter.cut(span, from: position)
      var count = cutter.count
      if bytes.count - position > Self.longestRecord {
        count = (0..<count).first { cutter[$0].raw.count > Self.longestRecord } ?? count
      }
      let first = records.addFields(of: cutter, records: count)
      for index in 0..<count {
        let (record, fields) = (cutter[index], cutter.fields(of: index))
        let end = record.raw.upperBound
        let holdsRecord =
          record.lines > 1 && record.delimitersBehindLine >= header.count - 1
          && holdsRecordLine(before: end, in: bytes)
        let unnamed = unnamed { column in
          column < fields.count && !cutter.fields[fields.lowerBound + column].range.isEmpty
        }
        enter(
          first + fields.lowerBound..<first + fields.upperBound,
          LastRecord(
            position: position, end: end, line: lineNumber, blankRows: blankRows, hasStray: false,
            holdsRecord: holdsRecord, keepsEscape: false, unnamed: unnamed),
          to: &records)
        lineNumber += record.lines
        position = end
      }
      if count < cutter.count { break }
    } while cutter.isFull
    self.cutter = cutter
  }
}
