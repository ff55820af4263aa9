import Bytes
package import HotlineModel

/// A ticket as bytes, on the path that hands millions of them over.
///
/// It says the same as `Ticket` and `Provenance` together. The values lie one after the other in
/// UTF-8, without any format's quotation; one value is reused for ticket after ticket, so that a
/// ticket costs no allocation.
///
/// It is public because Swift inlines into other targets only what belongs to a public type.
public struct TicketRow: Sendable {
  /// A place for one value.
  public struct Slot: Hashable, Sendable {
    /// Fields, what they said before, and all others: 64 places each.
    @usableFromInline let index: Int

    init(index: Int) { self.index = index }

    /// The line.
    package static let line = Slot(index: 128)
    /// The legacy number.
    package static let legacyNumber = Slot(index: 129)
    /// The value of a field.
    package static func field(_ field: TicketField) -> Slot { Slot(index: field.index) }
    /// What a field said before the crosswalk.
    package static func legacy(_ field: TicketField) -> Slot { Slot(index: 64 + field.index) }
    /// The file it was delivered in.
    package static let file = Slot(index: 130)
    /// The record's number in the file, in decimal digits.
    package static let record = Slot(index: 131)
    /// The physical line on which the record begins, in decimal digits.
    package static let physicalLine = Slot(index: 132)
    /// The import run.
    package static let batch = Slot(index: 133)
    /// The mapping and its content hash.
    package static let mapping = Slot(index: 134)

    static let count = 135
  }

  @usableFromInline struct Value: Sendable {
    @usableFromInline var start: Int32
    @usableFromInline var end: Int32

    @inlinable init(start: Int, end: Int) {
      self.start = Int32(truncatingIfNeeded: start)
      self.end = Int32(truncatingIfNeeded: end)
    }

    @inlinable var range: Range<Int> { Int(start)..<Int(end) }
  }

  @usableFromInline var text: [UInt8] = []
  /// Where the values are; of no meaning where `present` says that there is none.
  @usableFromInline var values = [Value](repeating: Value(start: 0, end: 0), count: Slot.count)
  /// Which values there are, a bit each.
  @usableFromInline var present = InlineArray<3, UInt64>(repeating: 0)

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
    has(slot) ? text[values[slot.index].range] : nil
  }

  /// Lends the bytes of a value, none where the ticket says nothing there.
  @inlinable package func withBytes<Result>(
    _ slot: Slot, _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    let range = has(slot) ? values[slot.index].range : 0..<0
    return try body(text.span.extracting(range))
  }

  /// The value as text; empty where the ticket says nothing there.
  package func string(_ slot: Slot) -> String {
    self[slot].map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Whether the ticket says something there.
  @inlinable package func has(_ slot: Slot) -> Bool {
    present[slot.index >> 6] >> UInt64(slot.index & 63) & 1 != 0
  }

  /// The fields that say something: a bit each, by `TicketField.index`.
  @inlinable package var fields: UInt64 { present[0] }
  /// The fields that said something else before the crosswalk: a bit each, by `TicketField.index`.
  @inlinable package var legacyFields: UInt64 { present[1] }

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

  /// Sets a value to what is written from its bytes.
  ///
  /// - Parameters:
  ///   - slot: where the ticket says something.
  ///   - growth: how many bytes more than the value has may be written.
  ///   - write: gets the value, and writes what is to be there; nothing where nothing is.
  @inlinable package mutating func rewrite(
    _ slot: Slot, growingBy growth: Int, _ write: (Span<UInt8>, inout OutputSpan<UInt8>) -> Void
  ) {
    let value = values[slot.index].range
    let start = text.count
    text.append(addingCapacity: value.count + growth) { out in
      // The value is in the memory that is written to, in front of what is written.
      let bytes = unsafe out.withUnsafeMutableBufferPointer { buffer, count in
        let tail = unsafe buffer.baseAddress.map { unsafe $0 + count }
        return unsafe UnsafeBufferPointer(
          start: tail.map { unsafe UnsafePointer($0 - start + value.lowerBound) },
          count: value.count)
      }
      write(unsafe Span(_unsafeElements: bytes), &out)
    }
    setTail(slot, from: start)
  }

  /// Takes a value away.
  package mutating func remove(_ slot: Slot) {
    present[slot.index >> 6] &= ~(1 << UInt64(slot.index & 63))
  }

  /// Takes all values away; the room is kept.
  package mutating func clear() {
    text.removeAll(keepingCapacity: true)
    present = InlineArray(repeating: 0)
  }

  @usableFromInline mutating func setTail(_ slot: Slot, from start: Int) {
    guard start < text.count else { return remove(slot) }
    values[slot.index] = Value(start: start, end: text.count)
    present[slot.index >> 6] |= 1 << UInt64(slot.index & 63)
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
    text.append(range, of: bytes.span)
    let slots = PackedTicket.slots
    var present = self.present
    var position = range.lowerBound
    let isRead = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe values.withUnsafeMutableBufferPointer { values in
        while position < end {
          let slot = slots[Int(unsafe bytes[position])]
          let start = position &+ 1
          position = unsafe bytes.firstCellEnd(from: start, before: end)
          guard slot >= 0, position < end, position > start else { return false }
          unsafe values[slot] = Value(start: start &+ shift, end: position &+ shift)
          present[slot >> 6] |= 1 &<< UInt64(truncatingIfNeeded: slot & 63)
          position &+= 1
        }
        return position == end
      }
    }
    self.present = present
    return isRead
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The first byte that ends a cell, `end` where there is none; the bytes reach to `end`.
  @inline(__always)
  func firstCellEnd(from start: Int, before end: Int) -> Int {
    guard let base = unsafe UnsafeRawPointer(baseAddress) else { return end }
    var position = start
    while position &+ 8 <= end {
      let word = unsafe base.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      // A byte of FF is one whose complement is zero.
      let found = (~word &- 0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080
      if found != 0 { return position &+ found.trailingZeroBitCount / 8 }
      position &+= 8
    }
    while position < end, unsafe self[position] != PackedTicket.cellEnd { position &+= 1 }
    return position
  }
}

extension [UInt8] {
  /// The first byte that ends a cell, `end` where there is none.
  @inline(__always)
  func firstCellEnd(from start: Int, before end: Int) -> Int {
    precondition(end <= count)
    return unsafe withUnsafeBufferPointer { unsafe $0.firstCellEnd(from: start, before: end) }
  }

  /// The last byte that ends a cell; `nil` where there is none.
  @inline(__always)
  func lastCellEnd(from start: Int, before end: Int) -> Int? {
    let words = unsafe span.bytes
    var position = end
    while position - 8 >= start {
      let word = unsafe words.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position - 8, as: UInt64.self)
      // Only FF has all of its lower bits set and the highest too; nothing is carried over.
      let found =
        ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080
      if found != 0 { return position - 1 - found.leadingZeroBitCount / 8 }
      position -= 8
    }
    while position > start {
      position -= 1
      if self[position] == PackedTicket.cellEnd { return position }
    }
    return nil
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
      guard readValue(&scanner, of: field, into: Slot(index: field)) else { return false }
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
      guard readText(&scanner, into: Slot(index: 64 + field)) else {
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

  /// Reads an object that `legacyObject` wrote.
  package mutating func readLegacyObject(_ bytes: [UInt8]) -> Bool {
    var scanner = JSONScanner(bytes, in: 0..<bytes.count)
    return readLegacy(&scanner, bytes) && scanner.isAtEnd
  }
}
