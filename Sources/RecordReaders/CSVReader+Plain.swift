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
        let fields = cutter.fields(of: index)
        add(
          cutter[index], unnamed: unnamed(in: cutter.fields[fields]),
          fields: first + fields.lowerBound..<first + fields.upperBound, in: bytes, to: &records)
      }
      if count < cutter.count { break }
    } while cutter.isFull
    self.cutter = cutter
  }

  private mutating func add(
    _ record: RecordCutter.Record, unnamed: [Int], fields: Range<Int>, in bytes: [UInt8],
    to records: inout UndecodedRecords
  ) {
    let holdsRecord =
      record.lines > 1 && record.delimitersBehindLine >= header.count - 1
      && holdsRecordLine(before: record.raw.upperBound, in: bytes)
    let isRecovered = position < swallowedEnd
    recordNumber += 1
    last = LastRecord(
      position: position, end: record.raw.upperBound, line: lineNumber, blankRows: blankRows,
      hasStray: false, holdsRecord: holdsRecord, keepsEscape: false, unnamed: unnamed)
    records.add(
      fields: fields, raw: record.raw, line: lineNumber, number: recordNumber,
      isRecovered: isRecovered)
    if isRecovered { recovered.add(recovered.namesPlace ? here : nil) }
    if holdsRecord { recordLines.add(recordLines.namesPlace ? here : nil) }
    for index in unnamed {
      unnamedColumns[index].values.add(unnamedColumns[index].values.namesPlace ? here : nil)
    }
    lineNumber += record.lines
    position = record.raw.upperBound
  }

  /// The columns without a name in which a record has a value.
  private func unnamed(in fields: ArraySlice<RecordBatch.Field>) -> [Int] {
    if unnamedColumns.isEmpty { return [] }
    return unnamedColumns.indices.filter { index in
      let position = unnamedColumns[index].position
      return position < fields.count && !fields[fields.startIndex + position].range.isEmpty
    }
  }
}
