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
          guard isRegular || self.isRegular(record, fields.extracting(record.fields), bytes)
          else {
            stop = .irregular
            return
          }
          var faults = RecordFaults()
          var place = write(record, fields, bytes, prepared, at: before, to: &out, &faults)
          if faults.isEmpty, faults.withheld != 0 {
            // A time that is left out is known only when all of them are.
            out.removeLast(out.count - start)
            var others = RecordFaults()
            others.withheld = faults.withheld
            place = write(record, fields, bytes, prepared, at: before, to: &out, &others)
          }
          guard faults.isEmpty else {
            out.removeLast(out.count - start)
            stop = .faults(faults)
            return
          }
          for notice in faults.notices { batch.notices.add(notice, at: source.place(of: record)) }
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
    for field in record.fields { bytes += fields[field].range.count }
    // What an entry of the open area says may be written with an escape for every byte.
    let most = slots.contains { $0.operation == .entry } ? 6 : 2
    return literalRoom + (slots.count + preparedSlots.count + 4) * 40 + bytes * copies
      + prepared.bytes.count * most
  }

  /// Whether a record is for certain neither of another width nor a row that may be no ticket.
  private func isRegular(
    _ record: RecordBatch.Record, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>
  ) -> Bool {
    guard record.damage == nil, !record.isRecovered else { return false }
    guard width >= 0 else { return true }
    guard fields.count == width || isTrailing(fields) else { return false }
    if bytes.holds(firstColumn, at: bytes.trimmed(fields[0].range)) { return false }
    for position in fields.indices {
      let range = bytes.trimmed(fields[position].range)
      guard nameFilter.mayHold(range, in: bytes) else { continue }
      if words.search(range, in: bytes, list: columnNames) != nil { return false }
    }
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
