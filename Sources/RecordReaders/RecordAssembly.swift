import Bytes
import Charsets
import Findings
import HotlineModel
import Tickets
import Workbooks

/// Makes records of rows of a sheet: each as a row of separated values, its fields ranges of it.
struct RecordAssembly {
  private var records: RecordBatch
  /// Fields that are written with doubled quotation marks: their text is put behind the records.
  private var escaped: [(field: Int, text: Range<Int>)] = []
  private var texts: [UInt8] = []
  /// Cells without a value, by record.
  private var faults: [(record: Int, column: Int, kind: SheetRows.Fault.Kind)] = []
  /// Values beyond the columns that have names, by record and column.
  private(set) var beyond: [(record: Int, column: Int)] = []
  private let header: [String]
  private let charset: String

  init(_ file: DeliveredFile, sheet: String, header: [String]) {
    self.header = header
    charset = file.charset.rawValue
    records = RecordBatch(file: file.path, offset: 0, headers: [header], bytes: [])
    records.sheet = sheet
  }

  /// Adds the cells of a row that are within the table.
  mutating func add(
    _ read: SheetTableRows.Rows, _ index: Int, number: Int, columns: ClosedRange<Int>
  ) {
    let sheet = read.sheet
    let row = sheet.rows[read.rows[index]]
    let all = sheet.cells[row.cells].dropFirst(columns.lowerBound).prefix(columns.count)
    let cells = all.prefix(header.count)
    // Cells are not moved by what is before them: what is beyond the names is a value without one.
    for (column, cell) in all.dropFirst(header.count).enumerated() where !cell.range.isEmpty {
      beyond.append((records.records.count, header.count + column))
    }
    let start = records.bytes.count
    let first = records.fields.count
    for cell in cells { append(sheet.bytes, cell.range, isFirst: records.fields.count == first) }
    while records.fields.count - first < header.count {
      append([], 0..<0, isFirst: records.fields.count == first)
    }
    records.bytes.append(UInt8(ascii: "\n"))
    for fault in read.faults[read.rows[index]] ?? [] where columns.contains(fault.column) {
      faults.append((records.records.count, fault.column - columns.lowerBound, fault.kind))
    }
    records.records.append(
      RecordBatch.Record(
        fields: first..<records.fields.count, raw: start..<records.bytes.count, line: row.number,
        number: number))
  }

  /// Adds a field, between quotation marks where its text would be read otherwise without.
  private mutating func append(_ source: [UInt8], _ range: Range<Int>, isFirst: Bool) {
    if !isFirst { records.bytes.append(UInt8(ascii: ",")) }
    guard !range.isEmpty else {
      let place = records.bytes.count
      records.fields.append(.init(start: place, end: place))
      return
    }
    var (isSpecial, hasMarks) = (false, false)
    for byte in source[range] where byte <= 0x2C {
      if byte == 0x22 { (isSpecial, hasMarks) = (true, true) }
      if byte == 0x2C || byte == 0x0A || byte == 0x0D { isSpecial = true }
    }
    guard isSpecial else {
      let place = records.bytes.count
      records.bytes.append(contentsOf: source[range])
      records.fields.append(.init(start: place, end: records.bytes.count))
      return
    }
    records.bytes.append(0x22)
    let place = records.bytes.count
    if hasMarks {
      escaped.append((records.fields.count, texts.count..<(texts.count + range.count)))
      texts.append(contentsOf: source[range])
      for byte in source[range] {
        if byte == 0x22 { records.bytes.append(0x22) }
        records.bytes.append(byte)
      }
    } else {
      records.bytes.append(contentsOf: source[range])
    }
    records.fields.append(.init(start: place, end: records.bytes.count))
    records.bytes.append(0x22)
  }

  /// Whether a record has a value in a column.
  func hasValue(_ column: Int, ofRecord index: Int) -> Bool {
    let fields = records.records[index].fields
    return column < fields.count && !records.fields[fields.lowerBound + column].range.isEmpty
  }

  func place(ofRecord index: Int) -> SourceLocation { records.place(of: records.records[index]) }

  /// The records, those damaged of which a cell that is used has no value.
  consuming func batch(_ used: Set<Int>?) -> RecordBatch {
    let end = records.bytes.count
    records.bytes.append(contentsOf: texts)
    for (field, text) in escaped {
      records.fields[field] = .init(start: end + text.lowerBound, end: end + text.upperBound)
    }
    for (index, column, kind) in faults
    where column < header.count && used?.contains(column) != false {
      let record = records.records[index]
      guard record.damage == nil else { continue }
      let place = SourceLocation(
        file: records.file, sheet: records.sheet, line: record.line, column: column + 1,
        record: record.number, field: header.indices.contains(column) ? header[column] : nil)
      records.records[index].damage = records.damages.count
      records.damages.append(Finding(words(of: kind, record, column), at: place))
    }
    return records
  }

  private func words(
    of kind: SheetRows.Fault.Kind, _ record: RecordBatch.Record, _ column: Int
  ) -> FindingKind {
    let range = records.fields[record.fields.lowerBound + column].range
    let text = Masking.scrubbed(String(decoding: records.bytes[range], as: UTF8.self))
    switch kind {
    case .error: return .cellFaulty(found: text)
    case .formulaWithoutValue: return .cellFaulty(found: "a formula without its result")
    case .dateUncertain: return .cellDateUncertain(found: text)
    case .undecodable:
      return .bytesUndecodable(found: "…", offset: "…", charset: charset)
    }
  }
}
