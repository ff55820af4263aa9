import Bytes
import HotlineModel
import Tickets

extension MappingProgram {
  /// Writes one ticket; where there are faults, what was written is none.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - cells: its cells, without blanks and placeholders.
  ///   - bytes: the bytes of the batch.
  ///   - prepared: the texts that were made of cells.
  ///   - before: how many bytes of tickets are before `out`.
  ///   - out: takes the ticket.
  ///   - faults: takes what is wrong with it.
  /// - Returns: where the ticket is.
  func write(
    _ record: RecordBatch.Record, _ cells: Span<RecordBatch.Field>, _ bytes: Span<UInt8>,
    _ prepared: borrowing PreparedTexts, at before: Int, to out: inout OutputSpan<UInt8>,
    _ faults: inout RecordFaults
  ) -> TicketBatch.Place {
    let start = out.count
    out.append(PackedTicket.record)
    out.append(decimal: record.number)
    out.append(PackedTicket.cellEnd)
    out.append(PackedTicket.physicalLine)
    out.append(decimal: record.line)
    out.append(PackedTicket.cellEnd)
    let content = out.count
    writeNumber(cells, bytes, prepared, to: &out, &faults)
    let numberEnd = out.count - 1
    let counted = writeFields(cells, bytes, prepared, to: &out, &faults)
    out.append(PackedTicket.end)
    return TicketBatch.Place(
      start: before + start, contentStart: before + content, numberEnd: before + numberEnd,
      end: before + out.count, counted: counted.moved(by: before))
  }

  private func writeNumber(
    _ cells: Span<RecordBatch.Field>, _ bytes: Span<UInt8>, _ prepared: borrowing PreparedTexts,
    to out: inout OutputSpan<UInt8>, _ faults: inout RecordFaults
  ) {
    if number.prepared >= 0 {
      let texts = prepared.bytes.span
      switch prepared.values[Int(number.prepared)] {
      case .text(let range): writeNumber(range, of: texts, to: &out, &faults)
      case .fault(let fault, let range) where number.otherwise == .keep && fault.isKeepable:
        writeNumber(range, of: texts, to: &out, &faults)
      case .fault(let fault, _): faults.cells.append(fault)
      case .made, .none: add(.missing, number, to: &faults)
      }
    } else if let range = value(of: number, cells) {
      writeNumber(range, of: bytes, to: &out, &faults)
    } else {
      add(.missing, number, to: &faults)
    }
  }

  @inline(__always)
  private func writeNumber(
    _ range: Range<Int>, of bytes: Span<UInt8>, to out: inout OutputSpan<UInt8>,
    _ faults: inout RecordFaults
  ) {
    if WrappedValue.isPossible(bytes, at: range, isNumber: true),
      writeWrappedNumber(bytes.bytes(range), to: &out, &faults)
    {
      return
    }
    if range.isEmpty || isPlaceholder(range, of: bytes) {
      add(.missing, number, to: &faults)
    } else if NonRecordRow.mayBeTotals(bytes, at: range),
      NonRecordRow.isTotals(bytes.text(range))
    {
      faults.isTotals = true
    } else if bytes.isRounded(range) {
      add(.rounded, number, bytes.text(range), to: &faults)
    } else if bytes.isUnfit(range) {
      add(.unfit, number, to: &faults)
    } else {
      out.appendCell(PackedTicket.legacyNumber, range, of: bytes)
    }
  }

  /// Writes the number without what is around or within it; `false` where nothing is.
  @inline(never)
  private func writeWrappedNumber(
    _ whole: [UInt8], to out: inout OutputSpan<UInt8>, _ faults: inout RecordFaults
  ) -> Bool {
    guard let value = WrappedValue(whole, isNumber: true) else { return false }
    faults.notices.append(.unwrapped(value.found))
    writeNumber(value.text.indices, of: value.text.span, to: &out, &faults)
    return true
  }

  /// The text of a slot's column, `nil` where it says nothing.
  @inline(__always)
  private func value(of slot: Slot, _ cells: Span<RecordBatch.Field>) -> Range<Int>? {
    guard slot.position >= 0 else { return nil }
    let cell = cells[Int(slot.position)]
    return cell.start < cell.end ? cell.range : nil
  }

  /// The text of a column without blanks, `nil` where it says nothing.
  func value(
    at position: Int, _ fields: Span<RecordBatch.Field>, _ bytes: Span<UInt8>
  ) -> Range<Int>? {
    let range = bytes.trimmed(fields[position].range)
    return range.isEmpty || isPlaceholder(range, of: bytes) ? nil : range
  }

  /// Whether a text stands for nothing: it is a placeholder, or nothing but U+0000.
  @inline(__always)
  func isPlaceholder(_ range: Range<Int>, of bytes: Span<UInt8>) -> Bool {
    if range.isEmpty { return false }
    if placeholderFilter.mayHold(range, in: bytes),
      words.search(range, in: bytes, list: placeholders) != nil
    {
      return true
    }
    return bytes[range.lowerBound] == 0 && range.allSatisfy { bytes[$0] == 0 }
  }

  /// Writes the fields; returns where those are by which tickets are counted.
  private func writeFields(
    _ cells: Span<RecordBatch.Field>, _ bytes: Span<UInt8>, _ prepared: borrowing PreparedTexts,
    to out: inout OutputSpan<UInt8>, _ faults: inout RecordFaults
  ) -> TicketBatch.CountedCells {
    let literals = literals.span
    let slots = slots.span
    var times = Times()
    var counted = TicketBatch.CountedCells()
    if !prepared.notices.isEmpty { faults.notices += prepared.notices }
    for index in slots.indices {
      let slot = slots[index]
      switch slot.counted {
      case .no: break
      case .received: counted.received = UInt32(out.count)
      case .type: counted.type = UInt32(out.count)
      case .status: counted.status = UInt32(out.count)
      }
      if slot.operation == .constant {
        out.append(slot.constant.range, of: literals)
      } else if slot.operation == .entry {
        writeEntries(slot.tag, prepared, to: &out, &faults)
      } else if slot.prepared >= 0 {
        writePrepared(slot, prepared, to: &out, &times, &faults)
      } else if let range = value(of: slot, cells) {
        write(slot, range, of: bytes, to: &out, &times, &faults)
      } else if slot.isRequired {
        add(.missing, slot, to: &faults)
      }
    }
    compare(times, &faults)
    return counted
  }

  /// Writes a value that was made of texts, or whose text was.
  private func writePrepared(
    _ slot: Slot, _ prepared: borrowing PreparedTexts, to out: inout OutputSpan<UInt8>,
    _ times: inout Times, _ faults: inout RecordFaults
  ) {
    let texts = prepared.bytes.span
    switch prepared.values[Int(slot.prepared)] {
    case .none: if slot.isRequired { add(.missing, slot, to: &faults) }
    case .text(let range): write(slot, range, of: texts, to: &out, &times, &faults)
    case .made(let value, let legacy):
      out.appendCell(slot.tag, value, of: texts)
      if let legacy { out.appendCell(slot.legacyTag, legacy, of: texts) }
    case .fault(let fault, let text): write(fault, slot, text, of: texts, to: &out, &faults)
    }
  }

  /// Does the operation of a slot on a text.
  @inline(__always)
  private func write(
    _ slot: Slot, _ range: Range<Int>, of bytes: Span<UInt8>, to out: inout OutputSpan<UInt8>,
    _ times: inout Times, _ faults: inout RecordFaults
  ) {
    switch slot.operation {
    case .constant, .made, .entry: break
    case .text:
      if !writeBare(slot, range, of: bytes, isNumber: false, to: &out, &times, &faults) {
        out.appendCell(slot.tag, range, of: bytes)
      }
    case .digits:
      if writeBare(slot, range, of: bytes, isNumber: true, to: &out, &times, &faults) { return }
      if bytes.isRounded(range) {
        refuse(.rounded, slot, range, of: bytes, to: &out, &times, &faults)
      } else {
        out.appendCell(slot.tag, range, of: bytes)
      }
    case .degrees:
      if Degrees.areValid(bytes.text(range), limit: Int(slot.limit)) {
        out.appendCell(slot.tag, range, of: bytes)
      } else {
        refuse(
          .degrees(limit: Int(slot.limit)), slot, range, of: bytes, to: &out, &times, &faults)
      }
    case .phone: writePhone(slot, range, of: bytes, to: &out, &times, &faults)
    case .code:
      if let word = words.number(of: range, in: bytes, list: Int(slot.list)) {
        out.appendCell(slot.tag, written[word].value.range, of: literals.span)
        if !written[word].isSame { out.appendCell(slot.legacyTag, range, of: bytes) }
      } else {
        writeOtherSpelling(slot, range, of: bytes, to: &out, &times, &faults)
      }
    case .flag:
      if let word = words.number(of: range, in: bytes, list: Int(slot.list))
        ?? lowercased(range, of: bytes, list: Int(slot.list))
      {
        out.appendCell(slot.tag, written[word].value.range, of: literals.span)
      } else {
        refuse(.flag, slot, range, of: bytes, to: &out, &times, &faults)
      }
    case .instant:
      writeTime(slot, range, of: bytes, to: &out, &times, &faults)
    }
  }

  /// Writes a value that something is around or within which is not part of it, without that;
  /// `false` where nothing is.
  @inline(__always)
  private func writeBare(
    _ slot: Slot, _ range: Range<Int>, of bytes: Span<UInt8>, isNumber: Bool,
    to out: inout OutputSpan<UInt8>, _ times: inout Times, _ faults: inout RecordFaults
  ) -> Bool {
    WrappedValue.isPossible(bytes, at: range, isNumber: isNumber)
      && writeWrapped(
        slot, bytes.bytes(range), isNumber: isNumber, to: &out, &times, &faults)
  }

  // Never inlined: it calls back what calls it.
  @inline(never)
  private func writeWrapped(
    _ slot: Slot, _ whole: [UInt8], isNumber: Bool, to out: inout OutputSpan<UInt8>,
    _ times: inout Times, _ faults: inout RecordFaults
  ) -> Bool {
    guard let value = WrappedValue(whole, isNumber: isNumber) else { return false }
    faults.notices.append(.unwrapped(value.found))
    let (bare, all) = (value.text.span, value.text.indices)
    if all.isEmpty || isPlaceholder(all, of: bare) {
      if slot.isRequired { add(.missing, slot, to: &faults) }
    } else {
      write(slot, all, of: bare, to: &out, &times, &faults)
    }
    return true
  }

  /// Writes a number in canonical spelling; the two commonest spellings are it already.
  private func writePhone(
    _ slot: Slot, _ range: Range<Int>, of bytes: Span<UInt8>, to out: inout OutputSpan<UInt8>,
    _ times: inout Times, _ faults: inout RecordFaults
  ) {
    if bytes.isMobile(range) || bytes.isFixedLine(range) {
      out.appendCell(slot.tag, range, of: bytes)
    } else if let mobile = bytes.mobileAbroad(range) {
      out.appendCell(slot.tag, mobile, of: bytes)
    } else {
      do throws(NumberFailure) {
        let number = try HotlineNumber(parsing: bytes.text(range), home: home)
        out.appendCell(slot.tag, number.text)
      } catch {
        refuse(.phone(error), slot, range, of: bytes, to: &out, &times, &faults)
      }
    }
  }

  /// Writes a code that the table holds in another spelling of the same characters; one that it does
  /// not hold cannot be carried over.
  private func writeOtherSpelling(
    _ slot: Slot, _ range: Range<Int>, of bytes: Span<UInt8>, to out: inout OutputSpan<UInt8>,
    _ times: inout Times, _ faults: inout RecordFaults
  ) {
    guard let table = mapping.rules[Int(slot.rule)].table else { return }
    if let unified = table.pairs?[bytes.text(range)] {
      out.appendCell(slot.tag, unified)
      out.appendCell(slot.legacyTag, range, of: bytes)
    } else {
      refuse(.unknownCode(table), slot, range, of: bytes, to: &out, &times, &faults)
    }
  }

  /// The number of a word that is the text in small letters.
  private func lowercased(_ range: Range<Int>, of bytes: Span<UInt8>, list: Int) -> Int? {
    guard range.count <= 8 else { return nil }
    let small = range.map { (0x41...0x5A).contains(bytes[$0]) ? bytes[$0] | 0x20 : bytes[$0] }
    return words.number(of: small.indices, in: small.span, list: list)
  }

  // MARK: - Faults

  /// Does what the mapping wants done with a value that cannot be carried over, unless it is one
  /// without what is around it.
  func refuse(
    _ kind: CellFault.Kind, _ slot: Slot, _ range: Range<Int>, of bytes: Span<UInt8>,
    to out: inout OutputSpan<UInt8>, _ times: inout Times, _ faults: inout RecordFaults
  ) {
    if writeBare(slot, range, of: bytes, isNumber: true, to: &out, &times, &faults) { return }
    let fault = CellFault(kind: kind, rule: Int(slot.rule), text: bytes.text(range))
    write(fault, slot, range, of: bytes, to: &out, &faults)
  }

  private func write(
    _ fault: CellFault, _ slot: Slot, _ range: Range<Int>, of bytes: Span<UInt8>,
    to out: inout OutputSpan<UInt8>, _ faults: inout RecordFaults
  ) {
    switch slot.otherwise {
    case .keep where fault.isKeepable: out.appendCell(slot.tag, range, of: bytes)
    case .empty: out.appendCell(slot.legacyTag, range, of: bytes)
    case .keep, .quarantine: faults.cells.append(fault)
    }
  }

  func add(
    _ kind: CellFault.Kind, _ slot: Slot, _ text: String = "", to faults: inout RecordFaults
  ) {
    faults.cells.append(CellFault(kind: kind, rule: Int(slot.rule), text: text))
  }
}

extension OutputSpan<UInt8> {
  /// Appends a cell of a packed ticket, nothing where it has no value; what appends has made room.
  @inline(__always)
  mutating func appendCell(_ tag: UInt8, _ range: Range<Int>, of bytes: Span<UInt8>) {
    let count = range.count
    if count == 0 { return }
    precondition(
      range.upperBound <= bytes.count && freeCapacity >= count + 2, "room was made for the cell")
    unsafe bytes.withUnsafeBytes { source in
      unsafe withUnsafeMutableBufferPointer { buffer, written in
        guard let start = buffer.baseAddress, let first = source.baseAddress else { return }
        let cell = unsafe UnsafeMutableRawPointer(start + written)
        let text = unsafe first + range.lowerBound
        unsafe cell.storeBytes(of: tag, as: UInt8.self)
        // Most values are short: moving more than they hold is quicker than counting.
        if count <= 32, source.count - range.lowerBound >= 32, buffer.count - written > 32 {
          unsafe (cell + 1).storeBytes(
            of: text.loadUnaligned(as: SIMD32<UInt8>.self), as: SIMD32<UInt8>.self)
        } else {
          unsafe (cell + 1).copyMemory(from: text, byteCount: count)
        }
        unsafe (cell + 1 + count).storeBytes(of: PackedTicket.cellEnd, as: UInt8.self)
        written += count + 2
      }
    }
  }

  fileprivate mutating func appendCell(_ tag: UInt8, _ text: String) {
    let bytes = Array(text.utf8)
    appendCell(tag, bytes.indices, of: bytes.span)
  }
}
