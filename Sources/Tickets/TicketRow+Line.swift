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
    var position = value.range.lowerBound
    let stop = value.range.upperBound
    while position < stop {
      var word: UInt64
      let count = min(8, stop - position)
      if position + 8 <= size {
        word = unsafe UnsafeRawPointer(text + position).loadUnaligned(as: UInt64.self)
        // What follows the value is nothing that would have to be escaped.
        if count < 8 {
          word = word & (1 << UInt64(8 * count) &- 1) | Self.plain << UInt64(8 * count)
        }
      } else {
        word = Self.plain
        for place in 0..<count {
          let byte = unsafe text[position + place]
          word = word & ~(0xFF << UInt64(8 * place)) | UInt64(byte) << UInt64(8 * place)
        }
      }
      unsafe UnsafeMutableRawPointer(end).storeBytes(of: word, as: UInt64.self)
      let found = JSONText.special(in: word)
      if found == 0 {
        unsafe end += count
        position += count
        continue
      }
      let plain = found.trailingZeroBitCount / 8
      unsafe end += plain
      let escape = JSONText.escape(unsafe text[position + plain])
      unsafe UnsafeMutableRawPointer(end).storeBytes(of: escape.bytes, as: UInt64.self)
      unsafe end += escape.count
      position += plain + 1
    }
  }

  private static let plain: UInt64 = 0x2020_2020_2020_2020
}
