import CCutting
import Tickets

/// Cuts records that hold nothing unusual, many at a time; `CSVTokeniser` reads all others, and says
/// what a record is.
///
/// A record is cut where marks open fields or are doubled within them, no backslash is before a mark
/// or a line end, it has the width that is asked for, and any of its fields holds something.
struct RecordCutter {
  /// Whether the processor's wide registers are used.
  private let isWide: Bool
  private var form: hotline_cut_form
  /// The fields that were cut, those of one record behind those of another.
  private(set) var fields: [RecordBatch.Field]
  private var records: [hotline_record]
  private var doubled: [UInt32]
  private var counts = (fields: 0, records: 0, doubled: 0)

  /// A record that was cut.
  struct Record {
    /// Its bytes, its line end among them.
    let raw: Range<Int>
    /// How many physical lines it takes.
    let lines: Int
    /// How many delimiters are behind the first of its lines.
    let delimitersBehindLine: Int
  }

  /// Whether the processor has such registers.
  static let canBeWide = hotline_is_wide() != 0

  /// A cutter; `nil` for a syntax whose records must be read byte by byte.
  ///
  /// - Parameters:
  ///   - tokeniser: reads records of the same syntax.
  ///   - width: how many fields a record has.
  ///   - room: for how many fields there is room at a time.
  ///   - isWide: whether the processor's wide registers are used.
  init?(
    _ tokeniser: CSVTokeniser, width: Int, room: Int = 1 << 13, isWide: Bool = Self.canBeWide
  ) {
    let special: [UInt8] = [0x22, CSVTokeniser.lineFeed, CSVTokeniser.carriageReturn]
    guard tokeniser.isPlain, !tokeniser.stepsOverCharacters, !special.contains(tokeniser.delimiter)
    else { return nil }
    self.isWide = isWide
    let mayTrail = tokeniser.trailingWidth == width
    form = hotline_cut_form(
      delimiter: tokeniser.delimiter, may_trail: mayTrail ? 1 : 0, width: UInt32(width))
    let room = max(room, width + 2)
    fields = [RecordBatch.Field](repeating: RecordBatch.Field(start: 0, end: 0), count: room)
    records = [hotline_record](repeating: hotline_record(), count: room / max(1, width))
    doubled = [UInt32](repeating: 0, count: room)
  }

  /// How many records were cut.
  var count: Int { counts.records }
  /// Whether cutting stopped for want of room.
  var isFull: Bool { count == records.count || fields.count - counts.fields <= width + 1 }

  /// A record that was cut.
  subscript(index: Int) -> Record {
    let record = records[index]
    return Record(
      raw: Int(record.start)..<Int(record.end), lines: Int(record.lines),
      delimitersBehindLine: Int(record.behind_line))
  }

  /// The fields of a record among `fields`.
  func fields(of index: Int) -> Range<Int> { index * width..<(index + 1) * width }

  private var width: Int { Int(form.width) }

  /// Which of the fields before one hold doubled marks, all of them quoted.
  func doubled(before end: Int) -> ArraySlice<UInt32> {
    let all = doubled[..<counts.doubled]
    return all.prefix { $0 < UInt32(end) }
  }

  /// Cuts the records that begin at a place, as many as there is room for, up to the first that it does
  /// not cut.
  mutating func cut(_ bytes: Span<UInt8>, from start: Int) {
    counts = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe fields.withUnsafeMutableBytes { fields in
        unsafe records.withUnsafeMutableBufferPointer { records in
          unsafe doubled.withUnsafeMutableBufferPointer { doubled in
            var out = unsafe hotline_cut_records(
              fields: fields.bindMemory(to: hotline_field.self).baseAddress,
              records: records.baseAddress, doubled: doubled.baseAddress,
              field_room: fields.count / MemoryLayout<hotline_field>.stride,
              record_room: records.count, field_count: 0, record_count: 0, doubled_count: 0)
            _ = unsafe hotline_cut(
              bytes.baseAddress, start, bytes.count, form, &out, isWide ? 1 : 0)
            return unsafe (out.field_count, out.record_count, out.doubled_count)
          }
        }
      }
    }
  }
}
