import Bytes
package import HotlineModel

/// A ticket as bytes, on the path that hands millions of them over.
///
/// It says the same as `Ticket` and `Provenance` together. The values lie one behind the other in
/// UTF-8, without any format's quotation; one value is reused for ticket after ticket, so that a
/// ticket costs no allocation.
package struct TicketRow: Sendable {
  /// A place for one value.
  package struct Slot: Hashable, Sendable {
    let index: Int

    /// The line.
    package static let line = Slot(index: 0)
    /// The legacy number.
    package static let legacyNumber = Slot(index: 1)
    /// The value of a field.
    package static func field(_ field: TicketField) -> Slot { Slot(index: 2 + field.index) }
    /// What a field said before the crosswalk.
    package static func legacy(_ field: TicketField) -> Slot {
      Slot(index: 2 + TicketLayout.count + field.index)
    }
    /// The file it was delivered in.
    package static let file = Slot(index: 2 + 2 * TicketLayout.count)
    /// The record's number in the file, in decimal digits.
    package static let record = Slot(index: 3 + 2 * TicketLayout.count)
    /// The physical line on which the record begins, in decimal digits.
    package static let physicalLine = Slot(index: 4 + 2 * TicketLayout.count)
    /// The import run.
    package static let batch = Slot(index: 5 + 2 * TicketLayout.count)
    /// The mapping and its content hash.
    package static let mapping = Slot(index: 6 + 2 * TicketLayout.count)

    static let count = 7 + 2 * TicketLayout.count
  }

  private struct Value {
    var start: Int32
    var end: Int32
    static let none = Value(start: -1, end: -1)

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  private var text: [UInt8] = []
  private var values = [Value](repeating: .none, count: Slot.count)

  /// A ticket that says nothing.
  package init() {}

  /// A ticket and where it came from.
  package init(_ ticket: Ticket, _ provenance: Provenance) {
    set(.line, to: ticket.line.utf8)
    set(.legacyNumber, to: ticket.legacyNumber.utf8)
    for field in TicketField.allCases {
      if let value = ticket[field] { set(.field(field), to: value.utf8) }
      if let value = ticket.legacyValues[field] { set(.legacy(field), to: value.utf8) }
    }
    set(.file, to: provenance.file.utf8)
    set(.record, to: String(provenance.record).utf8)
    set(.physicalLine, to: String(provenance.line).utf8)
    set(.batch, to: provenance.batch.utf8)
    set(.mapping, to: provenance.mapping.utf8)
  }

  /// The bytes of a value; `nil` where the ticket says nothing there.
  package subscript(slot: Slot) -> ArraySlice<UInt8>? {
    let value = values[slot.index]
    return value.start < 0 ? nil : text[Int(value.start)..<Int(value.end)]
  }

  /// The value as text; empty where the ticket says nothing there.
  package func string(_ slot: Slot) -> String {
    self[slot].map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Whether the ticket says something there.
  package func has(_ slot: Slot) -> Bool { values[slot.index].start >= 0 }

  /// Sets a value; no bytes are nothing said.
  package mutating func set(_ slot: Slot, to bytes: some Collection<UInt8>) {
    let start = text.count
    text.append(contentsOf: bytes)
    setTail(slot, from: start)
  }

  /// Sets a value; no bytes are nothing said.
  package mutating func set(_ slot: Slot, to bytes: [UInt8]) {
    let start = text.count
    text.append(contentsOf: bytes)
    setTail(slot, from: start)
  }

  /// Takes a value away.
  package mutating func remove(_ slot: Slot) { values[slot.index] = .none }

  /// Takes all values away; the room is kept.
  package mutating func clear() {
    text.removeAll(keepingCapacity: true)
    for index in values.indices { values[index] = .none }
  }

  private mutating func setTail(_ slot: Slot, from start: Int) {
    values[slot.index] =
      start == text.count ? .none : Value(start: Int32(start), end: Int32(text.count))
  }

  /// The ticket as a value.
  package var ticket: Ticket {
    var ticket = Ticket(line: string(.line), legacyNumber: string(.legacyNumber))
    for field in TicketField.allCases {
      let value = has(.field(field)) ? string(.field(field)) : nil
      let legacy = has(.legacy(field)) ? string(.legacy(field)) : nil
      ticket.set(field, to: value, legacy: legacy)
    }
    return ticket
  }

  /// Where the ticket came from; `nil` where a count is none.
  package var provenance: Provenance? {
    guard let record = Int(string(.record)), let line = Int(string(.physicalLine)) else {
      return nil
    }
    return Provenance(
      file: string(.file), record: record, line: line, batch: string(.batch),
      mapping: string(.mapping))
  }
}

// MARK: - Packed tickets

extension TicketRow {
  /// Reads a packed ticket.
  ///
  /// - Parameters:
  ///   - bytes: where it stands.
  ///   - head: the head of the tickets that it is one of.
  ///   - ticket: the ticket, its end included.
  /// - Returns: whether it is one; the row is of no use where it is not.
  package mutating func read(packed bytes: [UInt8], head: Range<Int>, ticket: Range<Int>) -> Bool {
    clear()
    return readCells(of: bytes, in: head) && readCells(of: bytes, in: ticket)
      && has(.legacyNumber) && has(.line) && has(.batch)
  }

  private mutating func readCells(of bytes: [UInt8], in range: Range<Int>) -> Bool {
    guard let end = range.last, bytes[end] == PackedTicket.end else { return false }
    let shift = text.count - range.lowerBound
    text.append(contentsOf: bytes[range])
    var position = range.lowerBound
    while position < end {
      let slot = PackedTicket.slots[Int(bytes[position])]
      let start = position + 1
      position = bytes.firstCellEnd(from: start, before: end)
      guard slot >= 0, position < end, position > start else { return false }
      values[slot] = Value(start: Int32(start + shift), end: Int32(position + shift))
      position += 1
    }
    return position == end
  }
}

extension [UInt8] {
  /// The first byte that ends a cell, `end` where there is none.
  @inline(__always)
  func firstCellEnd(from start: Int, before end: Int) -> Int {
    let words = unsafe span.bytes
    var position = start
    while position + 8 <= end {
      let word = unsafe words.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self)
      // A byte of FF is one whose complement is zero.
      let found = (~word &- 0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < end, self[position] != PackedTicket.cellEnd { position += 1 }
    return position
  }
}

// MARK: - The unified format

extension TicketRow {
  /// Reads a line of the unified format, with or without its line end.
  ///
  /// - Returns: whether it is one; the row is of no use where it is not.
  package mutating func read(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
    clear()
    var scanner = JSONScanner(bytes, in: range)
    guard scanner.take("{") else { return false }
    var number: Range<Int>?
    var nextGroup = 0
    repeat {
      guard let key = scanner.key() else { return false }
      if let group = TicketLayout.group(named: bytes, in: key, from: nextGroup) {
        guard readGroup(&scanner, bytes, TicketLayout.groups[group].fields) else { return false }
        nextGroup = group + 1
      } else if TicketLayout.line.isEqual(to: bytes, in: key) {
        guard readText(&scanner, into: .line) else { return false }
      } else if TicketLayout.legacyNumber.isEqual(to: bytes, in: key) {
        guard readText(&scanner, into: .legacyNumber) else { return false }
      } else if TicketLayout.number.isEqual(to: bytes, in: key) {
        let start = text.count
        guard scanner.string(into: &text) else { return false }
        number = start..<text.count
      } else if TicketLayout.legacy.isEqual(to: bytes, in: key) {
        guard readLegacy(&scanner, bytes) else { return false }
      } else if TicketLayout.provenance.isEqual(to: bytes, in: key) {
        guard readProvenance(&scanner, bytes) else { return false }
      } else {
        return false
      }
    } while scanner.take(",")
    guard scanner.take("}"), scanner.isAtEnd, let number, has(.batch) else { return false }
    return isNumber(text[number])
  }

  /// Whether the bytes are line and legacy number together.
  private func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let line = self[.line], let legacy = self[.legacyNumber] else { return false }
    return bytes.count == line.count + 1 + legacy.count && bytes.starts(with: line)
      && bytes[bytes.startIndex + line.count] == UInt8(ascii: "/")
      && bytes.suffix(legacy.count) == legacy
  }

  private mutating func readText(_ scanner: inout JSONScanner, into slot: Slot) -> Bool {
    let start = text.count
    guard scanner.string(into: &text) else { return false }
    setTail(slot, from: start)
    return true
  }

  private mutating func readValue(
    _ scanner: inout JSONScanner, of field: Int, into slot: Slot
  ) -> Bool {
    switch TicketLayout.fields[field].form {
    case .text: return readText(&scanner, into: slot)
    case .word: return readWord(&scanner, into: slot)
    case .list:
      let start = text.count
      guard scanner.list(into: &text) else { return false }
      setTail(slot, from: start)
      return true
    }
  }

  private mutating func readWord(_ scanner: inout JSONScanner, into slot: Slot) -> Bool {
    let start = text.count
    guard scanner.word(into: &text) else { return false }
    setTail(slot, from: start)
    return true
  }

  private mutating func readGroup(
    _ scanner: inout JSONScanner, _ bytes: [UInt8], _ group: Range<Int>
  ) -> Bool {
    guard scanner.take("{") else { return false }
    if scanner.take("}") { return true }
    var next = group.lowerBound
    repeat {
      guard let key = scanner.key() else { return false }
      guard let field = TicketLayout.field(named: bytes, in: key, group: group, from: next)
      else { return false }
      guard readValue(&scanner, of: field, into: Slot(index: 2 + field)) else { return false }
      next = field + 1
    } while scanner.take(",")
    return scanner.take("}")
  }

  private mutating func readLegacy(_ scanner: inout JSONScanner, _ bytes: [UInt8]) -> Bool {
    guard scanner.take("{") else { return false }
    if scanner.take("}") { return true }
    repeat {
      guard let key = scanner.key() else { return false }
      guard let field = TicketLayout.paths.firstIndex(where: { $0.isEqual(to: bytes, in: key) })
      else { return false }
      guard readText(&scanner, into: Slot(index: 2 + TicketLayout.count + field)) else {
        return false
      }
    } while scanner.take(",")
    return scanner.take("}")
  }

  private mutating func readProvenance(_ scanner: inout JSONScanner, _ bytes: [UInt8]) -> Bool {
    guard scanner.take("{") else { return false }
    repeat {
      guard let key = scanner.key() else { return false }
      guard let part = TicketLayout.origin.first(where: { $0.name.isEqual(to: bytes, in: key) })
      else { return false }
      guard part.isCount ? readWord(&scanner, into: part.slot) : readText(&scanner, into: part.slot)
      else { return false }
    } while scanner.take(",")
    return scanner.take("}")
  }

  /// Appends the line of the unified format, the line end included.
  package func appendLine(to out: inout [UInt8]) {
    out.append(addingCapacity: TicketLayout.room + text.count * 6 * 2) { out in
      let bytes = text.span
      let letters = TicketLayout.literals.span
      out.append(TicketLayout.opening, of: letters)
      append(.line, bytes, to: &out)
      out.append(UInt8(ascii: "/"))
      append(.legacyNumber, bytes, to: &out)
      out.append(TicketLayout.beforeLine, of: letters)
      append(.line, bytes, to: &out)
      out.append(TicketLayout.beforeLegacyNumber, of: letters)
      append(.legacyNumber, bytes, to: &out)
      out.append(UInt8(ascii: "\""))
      appendFields(bytes, letters, to: &out)
      appendLegacy(bytes, letters, to: &out)
      for part in TicketLayout.origin {
        out.append(part.opening, of: letters)
        append(part.slot, bytes, to: &out)
        if !part.isCount { out.append(UInt8(ascii: "\"")) }
      }
      out.append(TicketLayout.closing, of: letters)
    }
  }

  /// What coded fields said before, as a JSON object; nothing where there is no such.
  package func legacyObject() -> [UInt8] {
    let out = [UInt8](capacity: TicketLayout.room + text.count * 6) {
      appendLegacy(text.span, TicketLayout.literals.span, to: &$0)
    }
    return out.isEmpty ? [] : Array(out.dropFirst(TicketLayout.beforeLegacy.count - 1))
  }

  /// Reads an object that `legacyObject` wrote.
  package mutating func readLegacyObject(_ bytes: [UInt8]) -> Bool {
    var scanner = JSONScanner(bytes, in: 0..<bytes.count)
    return readLegacy(&scanner, bytes) && scanner.isAtEnd
  }

  private func appendFields(
    _ bytes: Span<UInt8>, _ letters: Span<UInt8>, to out: inout OutputSpan<UInt8>
  ) {
    var group = -1
    for (field, form) in TicketLayout.fields.enumerated() {
      let value = values[2 + field]
      guard value.start >= 0 else { continue }
      if form.group == group {
        out.append(form.nextKey, of: letters)
      } else {
        if group >= 0 { out.append(UInt8(ascii: "}")) }
        group = form.group
        out.append(form.firstKey, of: letters)
      }
      if form.form == .text {
        out.appendJSON(value.range, of: bytes)
        out.append(UInt8(ascii: "\""))
      } else {
        out.append(value.range, of: bytes)
      }
    }
    if group >= 0 { out.append(UInt8(ascii: "}")) }
  }

  private func appendLegacy(
    _ bytes: Span<UInt8>, _ letters: Span<UInt8>, to out: inout OutputSpan<UInt8>
  ) {
    var isOpen = false
    for (field, form) in TicketLayout.fields.enumerated() {
      let value = values[2 + TicketLayout.count + field]
      guard value.start >= 0 else { continue }
      if isOpen {
        out.append(UInt8(ascii: ","))
      } else {
        out.append(TicketLayout.beforeLegacy, of: letters)
      }
      isOpen = true
      out.append(form.legacyKey, of: letters)
      out.appendJSON(value.range, of: bytes)
      out.append(UInt8(ascii: "\""))
    }
    if isOpen { out.append(UInt8(ascii: "}")) }
  }

  private func append(
    _ slot: Slot, _ bytes: Span<UInt8>, to out: inout OutputSpan<UInt8>
  ) {
    let value = values[slot.index]
    if value.start >= 0 { out.appendJSON(value.range, of: bytes) }
  }
}
