import Bytes

extension TicketRow {
  /// Appends the line of the unified format, the line end included.
  package func appendLine(to out: inout [UInt8]) {
    write(to: &out) { writer, layout in
      writer.append(layout.opening)
      append(.line, to: &writer)
      writer.append(UInt8(ascii: "/"))
      append(.legacyNumber, to: &writer)
      writer.append(layout.beforeLine)
      append(.line, to: &writer)
      writer.append(layout.beforeLegacyNumber)
      append(.legacyNumber, to: &writer)
      writer.append(UInt8(ascii: "\""))
      appendFields(layout, to: &writer)
      appendLegacy(layout, to: &writer)
      for index in 0..<layout.origin.count {
        let isCount = layout.origin[index].isCount
        writer.append(layout.origin[index].opening)
        append(layout.origin[index].slot, to: &writer)
        if !isCount { writer.append(UInt8(ascii: "\"")) }
      }
      writer.append(layout.closing)
    }
  }

  /// The original values of coded fields as a JSON object; nothing where no field is coded.
  package func legacyObject() -> [UInt8] {
    guard legacyFields != 0 else { return [] }
    var out: [UInt8] = []
    write(to: &out) { writer, layout in appendLegacy(layout, to: &writer) }
    out.removeFirst(Int(TicketLayout.written.beforeLegacy.count) - 1)
    return out
  }

  private func write(
    to out: inout [UInt8], _ body: (inout LineWriter, TicketLayout.Written) -> Void
  ) {
    let layout = TicketLayout.written
    // Of a value each byte may become six, and line and number are written twice.
    out.append(addingCapacity: layout.room + text.count * 12) { out in
      unsafe out.withUnsafeMutableBufferPointer { buffer, count in
        unsafe text.withUnsafeBufferPointer { text in
          unsafe layout.literals.withUnsafeBufferPointer { literals in
            guard let start = buffer.baseAddress, let values = text.baseAddress,
              let literals = literals.baseAddress
            else { return }
            var writer = unsafe LineWriter(
              at: start + count, text: values, of: text.count, literals: literals)
            body(&writer, layout)
            count = unsafe writer.end - start
          }
        }
      }
    }
  }

  private func append(_ slot: Slot, to writer: inout LineWriter) {
    if has(slot) { writer.appendJSON(values[slot.index]) }
  }

  private func appendFields(_ layout: TicketLayout.Written, to writer: inout LineWriter) {
    var group: Int32 = -1
    var rest = fields
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      let field = layout.fields[index]
      if field.group == group {
        writer.append(field.nextKey)
      } else {
        if group >= 0 { writer.append(UInt8(ascii: "}")) }
        group = field.group
        writer.append(field.firstKey)
      }
      if field.form == .text {
        writer.appendJSON(values[index])
        writer.append(UInt8(ascii: "\""))
      } else {
        writer.append(values[index])
      }
    }
    if group >= 0 { writer.append(UInt8(ascii: "}")) }
  }

  private func appendLegacy(_ layout: TicketLayout.Written, to writer: inout LineWriter) {
    var isOpen = false
    var rest = legacyFields
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      if isOpen {
        writer.append(UInt8(ascii: ","))
      } else {
        writer.append(layout.beforeLegacy)
      }
      isOpen = true
      writer.append(layout.fields[index].legacyKey)
      writer.appendJSON(values[64 + index])
      writer.append(UInt8(ascii: "\""))
    }
    if isOpen { writer.append(UInt8(ascii: "}")) }
  }
}

/// Writes a line into memory that has room for it and for 16 bytes more: what is copied is copied by
/// blocks, so that bytes of no meaning may be written behind the end.
@safe private struct LineWriter {
  /// Behind what was written.
  private(set) var end: UnsafeMutablePointer<UInt8>
  private let text: UnsafePointer<UInt8>
  private let size: Int
  private let literals: UnsafePointer<UInt8>

  /// A writer.
  ///
  /// - Parameters:
  ///   - end: where it begins to write.
  ///   - text: where values are.
  ///   - size: how many bytes `text` has.
  ///   - literals: where the text around them is, with 16 bytes more behind it.
  init(
    at end: UnsafeMutablePointer<UInt8>, text: UnsafePointer<UInt8>, of size: Int,
    literals: UnsafePointer<UInt8>
  ) {
    unsafe self.end = end
    unsafe self.text = text
    self.size = size
    unsafe self.literals = literals
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    unsafe end.pointee = byte
    unsafe end += 1
  }

  @inline(__always)
  mutating func append(_ literal: TicketLayout.Literal) {
    let source = unsafe UnsafeRawPointer(literals + Int(literal.start))
    let target = unsafe UnsafeMutableRawPointer(end)
    var done = 0
    repeat {
      let block = unsafe source.loadUnaligned(fromByteOffset: done, as: SIMD16<UInt8>.self)
      unsafe target.storeBytes(of: block, toByteOffset: done, as: SIMD16<UInt8>.self)
      done += TicketLayout.Written.slack
    } while done < Int(literal.count)
    unsafe end += Int(literal.count)
  }

  /// Appends a value as it stands.
  mutating func append(_ value: TicketRow.Value) {
    let count = value.range.count
    unsafe UnsafeMutableRawPointer(end).copyMemory(
      from: text + value.range.lowerBound, byteCount: count)
    unsafe end += count
  }

  /// Appends a value as it stands within quotation marks.
  mutating func appendJSON(_ value: TicketRow.Value) {
    var source = unsafe UnsafeRawPointer(text + value.range.lowerBound)
    let stop = unsafe UnsafeRawPointer(text + value.range.upperBound)
    while unsafe stop - source >= 16 {
      let first = unsafe source.loadUnaligned(as: UInt64.self)
      let second = unsafe source.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      let target = unsafe UnsafeMutableRawPointer(end)
      unsafe target.storeBytes(of: first, as: UInt64.self)
      unsafe target.storeBytes(of: second, toByteOffset: 8, as: UInt64.self)
      let specials = (first: JSONText.special(in: first), second: JSONText.special(in: second))
      if specials.first | specials.second == 0 {
        unsafe end += 16
        unsafe source += 16
      } else {
        let plain =
          specials.first != 0
          ? specials.first.trailingZeroBitCount / 8 : 8 + specials.second.trailingZeroBitCount / 8
        unsafe appendEscaped(source, behind: plain)
        unsafe source += plain + 1
      }
    }
    while unsafe source < stop {
      let count = min(8, unsafe stop - source)
      let word = unsafe self.word(at: source, count: count)
      unsafe UnsafeMutableRawPointer(end).storeBytes(of: word, as: UInt64.self)
      let special = JSONText.special(in: word)
      if special == 0 {
        unsafe end += count
        unsafe source += count
      } else {
        let plain = special.trailingZeroBitCount / 8
        unsafe appendEscaped(source, behind: plain)
        unsafe source += plain + 1
      }
    }
  }

  /// Keeps some bytes that were copied, and writes how the next one is escaped.
  @inline(__always)
  private mutating func appendEscaped(_ source: UnsafeRawPointer, behind plain: Int) {
    unsafe end += plain
    let escape = JSONText.escape(unsafe source.load(fromByteOffset: plain, as: UInt8.self))
    unsafe UnsafeMutableRawPointer(end).storeBytes(of: escape.bytes, as: UInt64.self)
    unsafe end += escape.count
  }

  /// At most eight bytes of a value, and blanks behind them.
  @inline(__always)
  private func word(at source: UnsafeRawPointer, count: Int) -> UInt64 {
    let blanks: UInt64 = 0x2020_2020_2020_2020
    if unsafe source + 8 <= UnsafeRawPointer(text + size) {
      let word = unsafe source.loadUnaligned(as: UInt64.self)
      if count == 8 { return word }
      let bits = UInt64(truncatingIfNeeded: count &* 8)
      return word & ((1 &<< bits) &- 1) | blanks &<< bits
    }
    var word = blanks
    for place in (0..<count).reversed() {
      let byte = unsafe source.load(fromByteOffset: place, as: UInt8.self)
      word = word &<< 8 | UInt64(byte)
    }
    return word
  }
}
