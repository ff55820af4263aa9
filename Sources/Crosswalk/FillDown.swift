package import Tickets

/// Fills empty cells of columns with what the record above says (`fill-down`): in a sheet whose
/// merged cells were parted, only the first of them has the value.
///
/// Records are handed over in the order of the file. Behind a record that could not be read nobody
/// knows what the cells below it stood for, so they stay empty, and the step says so.
package struct FillDown: Sendable {
  private let mapping: BoundMapping
  private let columns: [Int]
  /// What each column said last; `nil` where that is not known.
  private var values: [[UInt8]?]

  /// `nil` where the mapping fills no column down.
  package init?(_ mapping: BoundMapping) {
    columns = mapping.filledDownColumns
    if columns.isEmpty { return nil }
    self.mapping = mapping
    values = [[UInt8]?](repeating: nil, count: columns.count)
  }

  /// Fills the cells of the next records of the file.
  package mutating func fill(_ records: inout RecordBatch) {
    for index in records.records.indices {
      let record = records.records[index]
      guard record.damage == nil, !record.isRecovered,
        record.fields.count >= mapping.header.count
      else {
        values = [[UInt8]?](repeating: nil, count: columns.count)
        continue
      }
      if mapping.isNoRecord(records.legacyRecord(index)) { continue }
      for (number, column) in columns.enumerated() {
        let field = record.fields.lowerBound + column
        let range = records.bytes.span.trimmed(records.fields[field].range)
        if !range.isEmpty {
          values[number] = Array(records.bytes[range])
        } else if let value = values[number] {
          let start = records.bytes.count
          records.bytes += value
          records.fields[field] = RecordBatch.Field(start: start, end: records.bytes.count)
        }
      }
    }
  }
}
