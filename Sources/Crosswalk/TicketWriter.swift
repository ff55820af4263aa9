import HotlineModel

/// A mapping compiled for one list of columns: writes packed tickets from fields as bytes.
///
/// It takes the plain road only: a record with anything in it that needs a second look is refused,
/// and the careful path (`RecordCells`) decides. Both give the same bytes for the same record.
struct TicketWriter: Sendable {
  /// What is done to the text of a column.
  enum Operation: UInt8 {
    case text
    /// A text whose digits matter: one that a spreadsheet has rounded is refused.
    case digits
    case instant
    case phone
    case code
    case flag
    case constant
  }

  /// What a date is held against.
  enum Role: UInt8 {
    case none, received, closed
  }

  /// A part of `literals`, or of `layouts`.
  struct Part {
    var start: UInt32 = 0
    var end: UInt32 = 0

    init(_ range: Range<Int> = 0..<0) {
      start = UInt32(range.lowerBound)
      end = UInt32(range.upperBound)
    }

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// How one field is written; numbers only, so that reading it counts no references.
  struct Slot {
    var operation = Operation.text
    var role = Role.none
    var isRequired = false
    /// The tags of the value and of what the record said.
    var tag: UInt8 = 0
    var legacyTag: UInt8 = 0
    /// The rule of the mapping, and the column its text stands in; -1 where there is none.
    var rule: Int32 = 0
    var position: Int32 = -1
    /// Which of `layouts`, and which list of `words`.
    var layouts = Part()
    var list: Int32 = 0
    var constant = Part()
  }

  /// What is written for a word, a part of `literals`, and whether the legacy one was the same.
  struct WrittenWord {
    var value = Part()
    var isSame = true
  }

  var slots: [Slot] = []
  var number = Slot()
  /// All text that is the same for all tickets, one piece behind the other.
  var literals: [UInt8] = []
  var layouts: [DateLayout.Extent] = []
  /// The steps of all layouts, one behind the other.
  var steps: [DateLayout.Step] = []
  /// Legacy codes, placeholders and flags, and what is written for each.
  var words = WordTable()
  var written: [WrittenWord] = []
  var placeholders = 0
  var flags = 0
  /// Columns every record must have; -1 where each has its own.
  var columns = -1
  var firstColumn: [UInt8] = []
  var skips: [(position: Int, rule: SkipRule)] = []
  /// How often the fields that one column fills may stand in a ticket.
  var copies = 2
  let home: AreaCode

  /// Appends the tickets of records, until one must be decided by the careful path.
  ///
  /// - Returns: the index of the first record that was not written.
  func write(
    _ indices: Range<Int>, of source: RecordBatch, to batch: inout TicketBatch
  ) -> Int {
    var (text, outcomes) = (batch.text, batch.outcomes)
    (batch.text, batch.outcomes) = ([], [])
    defer { (batch.text, batch.outcomes) = (text, outcomes) }
    var index = indices.lowerBound
    var isRefused = false
    let bytes = source.bytes.span
    let fields = source.fields.span
    let records = source.records.span
    while index < indices.upperBound, !isRefused {
      let before = text.count
      var room = room(for: records[index], fields)
      text.append(addingCapacity: max(room, text.capacity - before)) { out in
        repeat {
          let start = out.count
          guard let place = write(records[index], fields, bytes, at: before, to: &out) else {
            out.removeLast(out.count - start)
            isRefused = true
            return
          }
          outcomes.append(.ticket(place))
          index += 1
          guard index < indices.upperBound else { return }
          room = self.room(for: records[index], fields)
        } while room <= out.freeCapacity
      }
    }
    return index
  }

  /// More bytes than the ticket of a record can take.
  private func room(for record: RecordBatch.Record, _ fields: Span<RecordBatch.Field>) -> Int {
    var bytes = 0
    for field in record.fields { bytes += fields[field].range.count }
    return literals.count + (slots.count + 4) * 40 + bytes * copies
  }

  /// Writes one ticket.
  ///
  /// - Returns: where it stands, or `nil` where the careful path must decide.
  private func write(
    _ record: RecordBatch.Record, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>,
    at before: Int, to out: inout OutputSpan<UInt8>
  ) -> TicketBatch.Place? {
    let fields = fields.extracting(record.fields)
    guard record.damage == nil, !record.isRecovered, isPlain(fields, bytes),
      let digits = value(fields[Int(number.position)].range, in: bytes),
      !bytes.isRounded(digits), !bytes.isUnfit(digits)
    else { return nil }
    let start = out.count
    out.append(PackedTicket.record)
    out.append(decimal: record.number)
    out.append(PackedTicket.cellEnd)
    out.append(PackedTicket.physicalLine)
    out.append(decimal: record.line)
    out.append(PackedTicket.cellEnd)
    let content = out.count
    out.appendCell(PackedTicket.legacyNumber, digits, of: bytes)
    let numberEnd = out.count - 1
    guard writeFields(fields, bytes, to: &out) else { return nil }
    out.append(PackedTicket.end)
    return TicketBatch.Place(
      start: before + start, contentStart: before + content, numberEnd: before + numberEnd,
      end: before + out.count)
  }

  /// Whether a record is neither of another width nor a row that may be no ticket.
  private func isPlain(_ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>) -> Bool {
    guard columns >= 0 else { return true }
    guard fields.count == columns else { return false }
    if bytes.holds(firstColumn, at: fields[0].range) { return false }
    for (position, rule) in skips
    where rule.mayMatch(bytes, at: bytes.trimmed(fields[position].range)) {
      return false
    }
    return true
  }

  /// A field without blanks, `nil` where it says nothing.
  @inline(__always)
  private func value(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int>? {
    let range = bytes.trimmed(range)
    guard !range.isEmpty, words.number(of: range, in: bytes, list: placeholders) == nil else {
      return nil
    }
    return range
  }

  private func writeFields(
    _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>, to out: inout OutputSpan<UInt8>
  ) -> Bool {
    let literals = literals.span
    let slots = slots.span
    let written = written.span
    var received: DateLayout.Moment?
    var closed: DateLayout.Moment?
    for index in slots.indices {
      let slot = slots[index]
      if slot.operation == .constant {
        out.append(slot.constant.range, of: literals)
        continue
      }
      guard slot.position >= 0, let range = value(fields[Int(slot.position)].range, in: bytes)
      else {
        if slot.isRequired { return false }
        continue
      }
      switch slot.operation {
      case .constant: break
      case .text: out.appendCell(slot.tag, range, of: bytes)
      case .digits:
        if bytes.isRounded(range) { return false }
        out.appendCell(slot.tag, range, of: bytes)
      case .phone: if !writePhone(slot.tag, range, bytes, to: &out) { return false }
      case .code, .flag:
        guard let word = words.number(of: range, in: bytes, list: Int(slot.list)) else {
          return false
        }
        out.appendCell(slot.tag, written[word].value.range, of: literals)
        if !written[word].isSame { out.appendCell(slot.legacyTag, range, of: bytes) }
      case .instant:
        guard let moment = moment(slot.layouts.range, bytes, range) else { return false }
        switch slot.role {
        case .received: received = moment
        case .closed: closed = moment
        case .none: break
        }
        out.append(slot.tag)
        moment.append(to: &out)
        out.append(PackedTicket.cellEnd)
      }
    }
    if let received, let closed, closed.isBefore(received) { return false }
    return true
  }

  private func moment(
    _ choice: Range<Int>, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> DateLayout.Moment? {
    for index in choice where layouts[index].lengths.contains(range.count) {
      let steps = steps.span.extracting(layouts[index].steps)
      if let moment = DateLayout.Moment(bytes, at: range, steps) { return moment }
    }
    return nil
  }

  /// Writes a number in canonical spelling; the two commonest spellings are it already.
  private func writePhone(
    _ tag: UInt8, _ range: Range<Int>, _ bytes: Span<UInt8>, to out: inout OutputSpan<UInt8>
  ) -> Bool {
    if bytes.isMobile(range) || bytes.isFixedLine(range) {
      out.appendCell(tag, range, of: bytes)
      return true
    }
    if let mobile = bytes.mobileAbroad(range) {
      out.appendCell(tag, mobile, of: bytes)
      return true
    }
    let spelling = bytes.text(range)
    guard let number = try? HotlineNumber(parsing: spelling, home: home) else { return false }
    let text = Array(number.text.utf8)
    out.appendCell(tag, text.indices, of: text.span)
    return true
  }
}

extension OutputSpan<UInt8> {
  /// Appends a cell of a packed ticket; what appends has made room.
  @inline(__always)
  fileprivate mutating func appendCell(_ tag: UInt8, _ range: Range<Int>, of bytes: Span<UInt8>) {
    append(tag)
    append(range, of: bytes)
    append(PackedTicket.cellEnd)
  }
}
