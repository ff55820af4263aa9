import HotlineModel

/// A mapping compiled for one list of columns: writes tickets as bytes from fields as bytes.
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

  /// How one field is written; numbers only, so that reading it counts no references.
  struct Slot {
    var operation = Operation.text
    var role = Role.none
    var isRequired = false
    /// The rule of the mapping, and the column its text stands in; -1 where there is none.
    var rule = 0
    var position = -1
    var group = 0
    /// Parts of `literals`: `,"caller":{"name":`, `,"name":` and `"caller.name":`, and a constant.
    var opening = 0..<0
    var following = 0..<0
    var legacyName = 0..<0
    var constant = 0..<0
    /// Which of `layouts`, and which list of `words`.
    var layouts = 0..<0
    var list = 0
  }

  /// What is written for a word: where it stands in `literals`, and whether the legacy one was the
  /// same.
  struct WrittenWord {
    var json = 0..<0
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
  /// Parts of `literals`.
  var beforeNumber = 0..<0
  var betweenNumbers = 0..<0
  var legacyOpening = 0..<0
  let home: AreaCode

  /// Appends the tickets of records, until one must be decided by the careful path.
  ///
  /// - Returns: the index of the first record that was not written.
  func write(
    _ indices: Range<Int>, of source: RecordBatch, _ provenance: ProvenanceText,
    to batch: inout TicketBatch
  ) -> Int {
    var (text, numbers, outcomes) = (batch.text, batch.numbers, batch.outcomes)
    (batch.text, batch.numbers, batch.outcomes) = ([], [], [])
    defer { (batch.text, batch.numbers, batch.outcomes) = (text, numbers, outcomes) }
    var legacy: [(slot: Int, range: Range<Int>)] = []
    var index = indices.lowerBound
    var isRefused = false
    while index < indices.upperBound, !isRefused {
      let before = text.count
      let room = room(for: source.records[index], of: source) + provenance.room
      text.append(addingCapacity: room) { out in
        let bytes = source.bytes.span
        while index < indices.upperBound {
          let record = source.records[index]
          guard self.room(for: record, of: source) + provenance.room <= out.freeCapacity else {
            return
          }
          let start = out.count
          guard let number = write(record, source, bytes, &legacy, to: &out) else {
            out.removeLast(out.count - start)
            isRefused = true
            return
          }
          let content = out.count
          provenance.append(record: record.number, line: record.line, to: &out)
          let place = numbers.count
          numbers.append(addingCapacity: number.count) { $0.append(number, of: bytes) }
          outcomes.append(
            .ticket(
              TicketBatch.Place(
                line: before + start..<before + out.count,
                content: before + start..<before + content,
                number: place..<numbers.count)))
          index += 1
        }
      }
    }
    return index
  }

  /// More bytes than the ticket of a record can take.
  private func room(for record: RecordBatch.Record, of source: RecordBatch) -> Int {
    var bytes = 0
    for field in record.fields { bytes += source.fields[field].range.count }
    return literals.count + slots.count * 32 + bytes * 12
  }

  /// Writes one ticket up to where its provenance begins.
  ///
  /// - Returns: where its legacy number stands, or `nil` where the careful path must decide.
  private func write(
    _ record: RecordBatch.Record, _ source: RecordBatch, _ bytes: Span<UInt8>,
    _ legacy: inout [(slot: Int, range: Range<Int>)], to out: inout OutputSpan<UInt8>
  ) -> Range<Int>? {
    guard record.damage == nil, isPlain(record, of: source, bytes) else { return nil }
    let fields = source.fields.span.extracting(record.fields)
    guard let digits = value(fields[number.position].range, in: bytes),
      !bytes.isRounded(digits), !bytes.isUnfit(digits)
    else { return nil }
    let literals = literals.span
    out.append(beforeNumber, of: literals)
    out.appendJSON(digits, of: bytes)
    out.append(betweenNumbers, of: literals)
    out.appendJSON(digits, of: bytes)
    out.append(UInt8(ascii: "\""))
    legacy.removeAll(keepingCapacity: true)
    guard write(fields, bytes, literals, &legacy, to: &out) else { return nil }
    if !legacy.isEmpty { write(legacy, bytes, literals, to: &out) }
    return digits
  }

  /// Whether a record is neither of another width nor a row that may be no ticket.
  private func isPlain(
    _ record: RecordBatch.Record, of source: RecordBatch, _ bytes: Span<UInt8>
  ) -> Bool {
    guard columns >= 0 else { return true }
    guard record.fields.count == columns else { return false }
    let first = source.fields[record.fields.lowerBound].range
    if bytes.holds(firstColumn, at: first) { return false }
    for (position, rule) in skips {
      let range = bytes.trimmed(source.fields[record.fields.lowerBound + position].range)
      if rule.mayMatch(bytes, at: range) { return false }
    }
    return true
  }

  /// A field without blanks, `nil` where it says nothing.
  private func value(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int>? {
    let range = bytes.trimmed(range)
    guard !range.isEmpty, words.number(of: range, in: bytes, list: placeholders) == nil else {
      return nil
    }
    return range
  }

  private func write(
    _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>, _ literals: Span<UInt8>,
    _ legacy: inout [(slot: Int, range: Range<Int>)], to out: inout OutputSpan<UInt8>
  ) -> Bool {
    var group = -1
    var received: DateLayout.Moment?
    var closed: DateLayout.Moment?
    for index in slots.indices {
      let slot = slots[index]
      var range = 0..<0
      if slot.operation != .constant {
        if slot.position >= 0, let found = value(fields[slot.position].range, in: bytes) {
          range = found
        } else if slot.isRequired {
          return false
        } else {
          continue
        }
      }
      if slot.group == group {
        out.append(slot.following, of: literals)
      } else {
        if group >= 0 { out.append(UInt8(ascii: "}")) }
        group = slot.group
        out.append(slot.opening, of: literals)
      }
      switch slot.operation {
      case .text: out.appendQuoted(range, of: bytes)
      case .digits:
        if bytes.isRounded(range) { return false }
        out.appendQuoted(range, of: bytes)
      case .constant: out.append(slot.constant, of: literals)
      case .phone: if !writePhone(range, bytes, to: &out) { return false }
      case .code, .flag:
        guard let word = words.number(of: range, in: bytes, list: slot.list) else { return false }
        out.append(written[word].json, of: literals)
        if !written[word].isSame { legacy.append((index, range)) }
      case .instant:
        guard let moment = moment(slot.layouts, bytes, range) else { return false }
        switch slot.role {
        case .received: received = moment
        case .closed: closed = moment
        case .none: break
        }
        out.append(UInt8(ascii: "\""))
        moment.append(to: &out)
        out.append(UInt8(ascii: "\""))
      }
    }
    if let received, let closed, closed.isBefore(received) { return false }
    if group >= 0 { out.append(UInt8(ascii: "}")) }
    return true
  }

  private func write(
    _ legacy: [(slot: Int, range: Range<Int>)], _ bytes: Span<UInt8>, _ literals: Span<UInt8>,
    to out: inout OutputSpan<UInt8>
  ) {
    out.append(legacyOpening, of: literals)
    for place in legacy.indices {
      if place > 0 { out.append(UInt8(ascii: ",")) }
      out.append(slots[legacy[place].slot].legacyName, of: literals)
      out.appendQuoted(legacy[place].range, of: bytes)
    }
    out.append(UInt8(ascii: "}"))
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
    _ range: Range<Int>, _ bytes: Span<UInt8>, to out: inout OutputSpan<UInt8>
  ) -> Bool {
    if bytes.isMobile(range) || bytes.isFixedLine(range) {
      out.appendQuoted(range, of: bytes)
      return true
    }
    if let mobile = bytes.mobileAbroad(range) {
      out.appendQuoted(mobile, of: bytes)
      return true
    }
    let spelling = bytes.text(range)
    guard let number = try? HotlineNumber(parsing: spelling, home: home) else { return false }
    let text = Array(number.text.utf8)
    out.appendQuoted(text.indices, of: text.span)
    return true
  }
}
