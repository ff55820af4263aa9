import HotlineModel

/// A mapping compiled for one list of columns: writes tickets as bytes from fields as bytes.
///
/// It takes the plain road only: a record with anything in it that needs a second look is refused,
/// and the careful path (`RecordCells`) decides. Both give the same bytes for the same record.
struct TicketWriter: Sendable {
  private enum Operation {
    case text
    /// A text whose digits matter: one that a spreadsheet has rounded is refused.
    case digits
    case instant([DateLayout])
    case phone
    case code(ByteTable<CodeTable.Code>)
    case flag
    case constant([UInt8])
  }

  private struct Slot {
    let position: Int?
    let operation: Operation
    let isRequired: Bool
    let field: TicketField?
    /// What stands before the first value of a group: `,"caller":{"name":`.
    let opening: [UInt8]
    /// What stands before a further value of a group: `,"name":`.
    let following: [UInt8]
    /// What stands before the legacy value: `"caller.gender":`.
    let legacyName: [UInt8]
    let group: String
  }

  private let slots: [Slot]
  private let number: Slot
  private let columns: Int?
  private let firstColumn: [UInt8]
  private let skips: [(position: Int, rule: SkipRule)]
  private let placeholders: ByteTable<Bool>
  private let beforeNumber: [UInt8]
  private let betweenNumbers: [UInt8]
  private let home: AreaCode

  /// Compiles a mapping; `nil` where it cannot be written plainly.
  ///
  /// - Parameters:
  ///   - mapping: the mapping.
  ///   - positions: for each rule the position of its column.
  ///   - header: the columns every record must have; `nil` where each record has its own.
  ///   - skips: the columns that tell rows that are no tickets.
  ///   - line: the line the tickets belong to.
  ///   - home: the area of bare numbers.
  init?(
    _ mapping: Mapping, positions: [Int?], header: [String]?,
    skips: [(position: Int, rule: SkipRule)], line: String, home: AreaCode
  ) {
    var slots: [Slot] = []
    for (rule, position) in zip(mapping.rules, positions) {
      guard let slot = Self.slot(rule, position) else { return nil }
      slots.append(slot)
    }
    guard let number = slots.first(where: { $0.field == nil }), number.position != nil,
      number.isRequired
    else { return nil }
    self.number = number
    let places = Dictionary(
      uniqueKeysWithValues: TicketField.allCases.enumerated().map { ($1, $0) })
    self.slots = slots.filter { $0.field != nil }.sorted { left, right in
      (left.field.flatMap { places[$0] } ?? 0) < (right.field.flatMap { places[$0] } ?? 0)
    }
    columns = header?.count
    firstColumn = Array((header?.first ?? "").utf8)
    self.skips = skips
    self.home = home
    placeholders = ByteTable(
      Dictionary(uniqueKeysWithValues: mapping.placeholders.map { ($0, true) }))
    let name = JSONText.quoted(line)
    beforeNumber = Array("{\"number\":".utf8) + JSONText.quoted(line + "/").dropLast()
    betweenNumbers =
      Array("\",\"line\":".utf8) + name + Array(",\"legacyNumber\":\"".utf8)
  }

  private static func slot(_ rule: FieldRule, _ position: Int?) -> Slot? {
    // What steps prepare, and dates that may be read in two ways, only the careful path can tell.
    guard rule.steps.isEmpty, !rule.layoutsClash else { return nil }
    var field: TicketField?
    if case .field(let named) = rule.target { field = named }
    let operation: Operation
    switch rule.transform {
    case .text: operation = rule.digitsMatter ? .digits : .text
    case .instant:
      operation = .instant(rule.layouts)
    case .phone: operation = .phone
    case .code:
      guard let table = rule.table else { return nil }
      operation = .code(table.codes)
    case .flag: operation = .flag
    case .constant:
      operation = .constant(
        field?.kind == .flag ? Array(rule.constant.utf8) : JSONText.quoted(rule.constant))
    }
    let name = JSONText.quoted(field?.key ?? "") + Array(":".utf8)
    return Slot(
      position: position, operation: operation, isRequired: rule.presence == .yes, field: field,
      opening: Array(",".utf8) + JSONText.quoted(field?.group ?? "") + Array(":{".utf8) + name,
      following: Array(",".utf8) + name,
      legacyName: JSONText.quoted(field?.rawValue ?? "") + Array(":".utf8),
      group: field?.group ?? "")
  }

  /// Appends a record's ticket to a batch, up to where its provenance begins.
  ///
  /// - Returns: where its legacy number stands, or `nil` where the careful path must decide; the
  ///   batch is then left as it was but for what stands behind its last ticket.
  func write(
    _ record: RecordBatch.Record, of source: RecordBatch, to batch: inout TicketBatch
  ) -> Range<Int>? {
    let bytes = source.bytes.span
    guard record.damage == nil, isPlain(record, of: source, bytes) else { return nil }
    let fields = record.fields.lowerBound
    guard let column = number.position,
      let numberRange = value(source.fields[fields + column].range, in: bytes),
      !isRounded(source.bytes[numberRange]), !isUnfit(source.bytes[numberRange])
    else { return nil }
    batch.text.append(contentsOf: beforeNumber)
    JSONText.append(numberRange, of: source.bytes, to: &batch.text)
    batch.text.append(contentsOf: betweenNumbers)
    JSONText.append(numberRange, of: source.bytes, to: &batch.text)
    batch.text.append(UInt8(ascii: "\""))
    guard writeFields(from: fields, of: source, bytes, to: &batch.text) else { return nil }
    let start = batch.numbers.count
    batch.numbers.append(contentsOf: source.bytes[numberRange])
    return start..<batch.numbers.count
  }

  /// Whether a record is neither of another width nor a row that may be no ticket.
  private func isPlain(
    _ record: RecordBatch.Record, of source: RecordBatch, _ bytes: Span<UInt8>
  ) -> Bool {
    guard let columns else { return true }
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
    return range.isEmpty || placeholders.value(in: bytes, at: range) != nil ? nil : range
  }

  private func writeFields(
    from fields: Int, of source: RecordBatch, _ bytes: Span<UInt8>, to text: inout [UInt8]
  ) -> Bool {
    var group = ""
    var received: DateLayout.Moment?
    var closed: DateLayout.Moment?
    var legacy: [(slot: Int, range: Range<Int>)] = []
    for index in slots.indices {
      var range = 0..<0
      if case .constant = slots[index].operation {
      } else if let position = slots[index].position,
        let found = value(source.fields[fields + position].range, in: bytes)
      {
        range = found
      } else {
        if slots[index].isRequired { return false }
        continue
      }
      if slots[index].group == group {
        text.append(contentsOf: slots[index].following)
      } else {
        if !group.isEmpty { text.append(UInt8(ascii: "}")) }
        group = slots[index].group
        text.append(contentsOf: slots[index].opening)
      }
      switch slots[index].operation {
      case .text: writeText(range, of: source.bytes, to: &text)
      case .digits:
        if isRounded(source.bytes[range]) { return false }
        writeText(range, of: source.bytes, to: &text)
      case .constant(let json): text.append(contentsOf: json)
      case .phone: if !writePhone(range, of: source.bytes, to: &text) { return false }
      case .flag:
        guard let flag = Self.flags.value(in: bytes, at: range) else { return false }
        text.append(contentsOf: flag)
      case .code(let codes):
        guard let code = codes.value(in: bytes, at: range) else { return false }
        text.append(contentsOf: code.json)
        if !code.isSame { legacy.append((index, range)) }
      case .instant(let layouts):
        guard let moment = Self.moment(layouts, bytes, range) else { return false }
        if slots[index].field == .callReceivedAt { received = moment }
        if slots[index].field == .handlingClosedAt { closed = moment }
        text.append(UInt8(ascii: "\""))
        moment.append(to: &text)
        text.append(UInt8(ascii: "\""))
      }
    }
    if let received, let closed, closed.isBefore(received) { return false }
    if !group.isEmpty { text.append(UInt8(ascii: "}")) }
    writeLegacy(legacy, of: source.bytes, to: &text)
    return true
  }

  private func writeText(_ range: Range<Int>, of bytes: [UInt8], to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    JSONText.append(range, of: bytes, to: &text)
    text.append(UInt8(ascii: "\""))
  }

  private func writeLegacy(
    _ legacy: [(slot: Int, range: Range<Int>)], of bytes: [UInt8], to text: inout [UInt8]
  ) {
    guard !legacy.isEmpty else { return }
    text.append(contentsOf: Self.legacyOpening)
    for (place, entry) in legacy.enumerated() {
      if place > 0 { text.append(UInt8(ascii: ",")) }
      text.append(contentsOf: slots[entry.slot].legacyName)
      writeText(entry.range, of: bytes, to: &text)
    }
    text.append(UInt8(ascii: "}"))
  }

  private static func moment(
    _ layouts: [DateLayout], _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> DateLayout.Moment? {
    for index in layouts.indices {
      if layouts[index].needsText { return nil }
      if let moment = layouts[index].moment(in: bytes, at: range) { return moment }
    }
    return nil
  }

  /// Writes a number in canonical spelling; the two commonest spellings are it already.
  private func writePhone(
    _ range: Range<Int>, of bytes: [UInt8], to text: inout [UInt8]
  ) -> Bool {
    let span = bytes.span
    if span.isMobile(range) || span.isFixedLine(range) {
      writeText(range, of: bytes, to: &text)
      return true
    }
    let mobile = range.lowerBound + 4..<max(range.lowerBound + 4, range.upperBound)
    if span.begins(with: Self.country, at: range), span.isMobile(mobile) {
      writeText(mobile, of: bytes, to: &text)
      return true
    }
    let spelling = String(decoding: bytes[range], as: UTF8.self)
    guard let number = try? HotlineNumber(parsing: spelling, home: home) else { return false }
    text.append(contentsOf: JSONText.quoted(number.text))
    return true
  }

  private static let country = Array("+86 ".utf8)
  private static let legacyOpening = Array(",\"legacy\":{".utf8)
  private static let flags = ByteTable(RecordCells.flags.mapValues { Array($0.utf8) })
}

extension Span<UInt8> {
  /// Whether a range holds a mobile number: 13… to 19…, eleven digits.
  fileprivate func isMobile(_ range: Range<Int>) -> Bool {
    range.count == 11 && self[range.lowerBound] == UInt8(ascii: "1")
      && self[range.lowerBound + 1] >= UInt8(ascii: "3") && isDigits(range)
  }

  /// Whether a range holds `0757-82100001`: an area of four digits and a line of eight.
  fileprivate func isFixedLine(_ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    guard range.count == 13, self[start] == UInt8(ascii: "0"),
      (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(self[start + 1]),
      self[start + 4] == UInt8(ascii: "-"),
      (UInt8(ascii: "2")...UInt8(ascii: "8")).contains(self[start + 5])
    else { return false }
    return isDigits(start + 1..<start + 4) && isDigits(start + 5..<start + 13)
  }
}

extension SkipRule {
  /// Whether a range may hold one of the patterns; the careful path decides.
  func mayMatch(_ bytes: Span<UInt8>, at range: Range<Int>) -> Bool {
    for (pattern, hasTail) in patternBytes
    where hasTail ? bytes.begins(with: pattern, at: range) : bytes.holds(pattern, at: range) {
      return true
    }
    return false
  }
}
