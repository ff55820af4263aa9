import HotlineModel
import Tickets

extension MappingProgram {
  /// Appends the tickets of records, as far as the first that is not one.
  ///
  /// - Parameters:
  ///   - indices: the records.
  ///   - isRegular: whether the records are known to be neither rows that are no tickets nor of
  ///     another width.
  ///   - source: the batch that they are of.
  ///   - batch: takes the tickets.
  /// - Returns: the index of the first record that was not written, and why.
  func write(
    _ indices: Range<Int>, knownAsRegular isRegular: Bool = false, of source: RecordBatch,
    to batch: inout TicketBatch
  ) -> (next: Int, stop: Stop?) {
    var text = batch.text
    batch.text = []
    defer { batch.text = text }
    var index = indices.lowerBound
    var stop: Stop?
    var prepared = PreparedTexts()
    var isPrepared = false
    var cells: [RecordBatch.Field] = []
    var faults = RecordFaults()
    let bytes = source.bytes.span
    let fields = source.fields.span
    let records = source.records.span
    while index < indices.upperBound, stop == nil {
      let before = text.count
      if !isPrepared { prepare(records[index], fields, bytes, into: &prepared) }
      isPrepared = false
      var room = room(for: records[index], fields, prepared)
      text.append(addingCapacity: max(room, text.capacity - before)) { out in
        repeat {
          let record = records[index]
          let start = out.count
          let own = fields.extracting(record.fields)
          guard isRegular || mayBeRegular(record, own, bytes),
            readCells(own, bytes, into: &cells) || isRegular || width < 0
          else {
            stop = .irregular
            return
          }
          let cells = cells.span
          var place = write(record, cells, bytes, prepared, at: before, to: &out, &faults)
          if faults.isEmpty, faults.withheld != 0 {
            // A time that is left out is known only when all of them are.
            out.removeLast(out.count - start)
            var others = RecordFaults()
            others.withheld = faults.withheld
            place = write(record, cells, bytes, prepared, at: before, to: &out, &others)
          }
          guard faults.isEmpty else {
            out.removeLast(out.count - start)
            stop = .faults(faults)
            return
          }
          if !faults.notices.isEmpty || faults.withheld != 0 {
            for notice in faults.notices {
              batch.notices.add(notice, at: source.place(of: record))
            }
            faults = RecordFaults()
          }
          batch.outcomes.append(.ticket(place))
          index += 1
          guard index < indices.upperBound else { return }
          prepare(records[index], fields, bytes, into: &prepared)
          isPrepared = true
          room = self.room(for: records[index], fields, prepared)
        } while room <= out.freeCapacity
      }
    }
    return (index, stop)
  }

  /// Appends the ticket of one record that is known to be regular.
  ///
  /// - Returns: why it is not a ticket; `nil` where it is one.
  func faults(
    ofRegular index: Int, of source: RecordBatch, to batch: inout TicketBatch
  ) -> RecordFaults? {
    let stop = write(index..<index + 1, knownAsRegular: true, of: source, to: &batch).stop
    if case .faults(let faults) = stop { return faults }
    return nil
  }

  /// More bytes than the ticket of a record can take.
  private func room(
    for record: RecordBatch.Record, _ fields: Span<RecordBatch.Field>,
    _ prepared: borrowing PreparedTexts
  ) -> Int {
    var bytes = 0
    for field in record.fields { bytes &+= Int(fields[field].end &- fields[field].start) }
    // What an entry of the open area says may be written with an escape for every byte.
    return literalRoom + (slots.count + preparedSlots.count + 4) * 40 + bytes * copies
      + prepared.bytes.count * (hasEntries ? 6 : 2)
  }

  /// Takes down the cells of a record without blanks, empty where they stand for nothing: each is looked
  /// at once, however many slots it fills.
  ///
  /// - Parameters:
  ///   - fields: the fields of the record.
  ///   - bytes: the bytes of the batch.
  ///   - cells: takes the cells, at the positions of the fields.
  /// - Returns: whether none of them is the name of a column.
  private func readCells(
    _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>, into cells: inout [RecordBatch.Field]
  ) -> Bool {
    if cells.count < fields.count {
      cells = Array(repeating: RecordBatch.Field(start: 0, end: 0), count: fields.count)
    }
    var holdsName = false
    unsafe cells.withUnsafeMutableBufferPointer { cells in
      for position in fields.indices {
        let field = fields[position]
        unsafe cells[position] = field
        guard field.start < field.end else { continue }
        let (start, last) = (Int(field.start), Int(field.end) - 1)
        let marks = firstMarks[Int(bytes[start])]
        let lastMarks = lastMarks[Int(bytes[last])]
        // Nearly every cell is a value, as its first and its last byte say.
        if (marks & lastMarks) | ((marks | lastMarks) & Self.blankMark) == 0 { continue }
        let range = bytes.trimmed(start..<last + 1)
        if nameFilter.mayHold(range, in: bytes),
          words.search(range, in: bytes, list: columnNames) != nil
        {
          holdsName = true
        }
        unsafe cells[position] = RecordBatch.Field(
          start: range.lowerBound,
          end: isPlaceholder(range, of: bytes) ? range.lowerBound : range.upperBound)
      }
    }
    return !holdsName
  }

  /// Whether a record is neither of another width nor a row that may be no ticket, unless a cell of it is
  /// the name of a column.
  private func mayBeRegular(
    _ record: RecordBatch.Record, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>
  ) -> Bool {
    guard record.damage == nil, !record.isRecovered else { return false }
    guard width >= 0 else { return true }
    guard fields.count == width || isTrailing(fields) else { return false }
    if bytes.holds(firstColumn, at: bytes.trimmed(fields[0].range)) { return false }
    for (position, rule) in skips
    where rule.mayMatch(bytes, at: bytes.trimmed(fields[position].range)) {
      return false
    }
    return true
  }

  /// Whether all that a record has too much is an empty field behind the last column, which the
  /// mapping lets be there.
  private func isTrailing(_ fields: Span<RecordBatch.Field>) -> Bool {
    guard ignoresTrailing, fields.count == width + 1 else { return false }
    return fields[width].range.isEmpty
  }
}
