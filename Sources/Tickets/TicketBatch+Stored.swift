import Bytes
import Findings

/// A batch as bytes, for a process that enters it later: all that the ledger asks of it, and no more.
///
/// Numbers are of four bytes, the least significant one first. In front stands how many records there
/// are, and the sheet of a workbook that they are from; then each record: what became of it, its number, its physical line, the bytes of the file
/// before it (two numbers), its own bytes where they are kept, and of a ticket where its parts are, of
/// a complaint its code and its findings. Behind them stand the packed tickets without their head.
extension TicketBatch {
  /// The batch as bytes.
  ///
  /// - Parameter keepsRecords: whether the bytes of records that are tickets are kept, since they may
  ///   still be refused.
  /// - Returns: the bytes.
  package func stored(keepingRecords keepsRecords: Bool) -> [UInt8] {
    var out = StoredNumbers()
    out.append(outcomes.count)
    out.append(Array((source.sheet ?? "").utf8))
    for (index, outcome) in outcomes.enumerated() {
      let record = source.records[index]
      let offset = source.place(of: record).offset ?? 0
      switch outcome {
      case .ticket: out.append(0)
      case .unusable: out.append(1)
      case .skipped: out.append(2)
      }
      out.append(record.number)
      out.append(record.line)
      out.append(offset & 0xFFFF_FFFF)
      out.append(offset >> 32)
      var isKept = keepsRecords
      if case .unusable = outcome { isKept = true }
      out.append(isKept ? Array(source.bytes[record.raw]) : [])
      switch outcome {
      case .ticket(let place):
        let moved = place.moved(by: -headCount)
        for bound in moved.bounds { out.append(Int(bound)) }
        out.append(moved.counted == nil ? 0 : 1)
        if let counted = moved.counted {
          for cell in [counted.received, counted.type, counted.status] { out.append(Int(cell)) }
        }
      case .unusable(let complaint):
        out.append(Array(complaints[complaint].code.utf8))
        out.append(Array(complaints[complaint].json.utf8))
      case .skipped: break
      }
    }
    out.append(Array(text[headCount...]))
    return out.bytes
  }

  /// Reads a batch; `nil` where the bytes are not one.
  ///
  /// - Parameters:
  ///   - bytes: the batch as bytes.
  ///   - head: the head of its tickets.
  ///   - file: the file that its records are of, as findings show it.
  package init?(stored bytes: [UInt8], head: [UInt8], file: String) {
    var reader = StoredNumbers.Reader(bytes)
    guard let count = reader.number(), let sheet = reader.text() else { return nil }
    var source = RecordBatch(file: file, offset: 0, headers: [[]], bytes: [])
    source.sheet = sheet.isEmpty ? nil : String(decoding: sheet, as: UTF8.self)
    var outcomes: [Outcome] = []
    var complaints: [Complaint] = []
    for _ in 0..<count {
      guard let kind = reader.number(), let number = reader.number(), let line = reader.number(),
        let low = reader.number(), let high = reader.number(), let raw = reader.text()
      else { return nil }
      let start = source.bytes.count
      source.bytes += raw
      var record = RecordBatch.Record(
        fields: 0..<0, raw: start..<source.bytes.count, line: line, number: number)
      record.offset = high << 32 | low
      source.records.append(record)
      switch kind {
      case 0:
        guard let place = reader.place() else { return nil }
        outcomes.append(.ticket(place.moved(by: head.count)))
      case 1:
        guard let code = reader.text(), let json = reader.text() else { return nil }
        outcomes.append(.unusable(complaints.count))
        complaints.append(
          .written(
            code: String(decoding: code, as: UTF8.self),
            json: String(decoding: json, as: UTF8.self)))
      case 2: outcomes.append(.skipped)
      default: return nil
      }
    }
    guard let text = reader.text(), reader.isAtEnd else { return nil }
    let isWithin = outcomes.allSatisfy { outcome in
      guard case .ticket(let place) = outcome else { return true }
      return place.ticket.upperBound <= head.count + text.count
    }
    guard isWithin else { return nil }
    self.init(of: source, head: head)
    self.text += text
    self.outcomes = outcomes
    set(complaints)
  }
}

/// Numbers of four bytes, and texts behind their length.
private struct StoredNumbers {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: Int) {
    let number = UInt32(truncatingIfNeeded: number)
    for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func append(_ text: [UInt8]) {
    append(text.count)
    bytes += text
  }

  struct Reader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number() -> Int? {
      guard position + 4 <= bytes.count else { return nil }
      defer { position += 4 }
      return (0..<4).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
    }

    mutating func text() -> ArraySlice<UInt8>? {
      guard let count = number(), position + count <= bytes.count else { return nil }
      defer { position += count }
      return bytes[position..<position + count]
    }

    mutating func place() -> TicketBatch.Place? {
      guard let start = number(), let contentStart = number(), let numberEnd = number(),
        let end = number(), let isCounted = number(),
        start <= contentStart, contentStart < numberEnd, numberEnd < end
      else { return nil }
      var counted: TicketBatch.CountedCells?
      if isCounted == 1 {
        guard let received = number(), let type = number(), let status = number() else {
          return nil
        }
        var cells = TicketBatch.CountedCells()
        cells.received = UInt32(received)
        cells.type = UInt32(type)
        cells.status = UInt32(status)
        counted = cells
      }
      return TicketBatch.Place(
        start: start, contentStart: contentStart, numberEnd: numberEnd, end: end, counted: counted)
    }
  }
}
