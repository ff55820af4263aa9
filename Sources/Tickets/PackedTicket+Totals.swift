import Bytes
package import HotlineModel

extension PackedTicket {
  /// The legacy number of a packed ticket's content; `nil` where it does not begin with one.
  package static func number(inContent content: Range<Int>, of bytes: [UInt8]) -> Range<Int>? {
    guard let tag = content.first, bytes[tag] == legacyNumber else { return nil }
    let end = bytes.firstCellEnd(from: tag + 1, before: content.upperBound)
    return end < content.upperBound && end > tag + 1 ? tag + 1..<end : nil
  }

  /// Where a field's value is in a packed ticket's content; `nil` where it says nothing.
  package static func value(
    of field: TicketField, inContent content: Range<Int>, of bytes: [UInt8]
  ) -> Range<Int>? {
    let wanted = tag(of: field)
    var position = content.lowerBound
    while position < content.upperBound {
      let tag = bytes[position]
      // Fields come in the order of their tags.
      if tag > wanted, tag < FieldTags.legacyOffset { return nil }
      let start = position + 1
      position = bytes.firstCellEnd(from: start, before: content.upperBound)
      if tag == wanted { return start..<position }
      position += 1
    }
    return nil
  }

  /// Writes down by what a ticket is counted: month of the call, type, status, and what the legacy
  /// system called type and status where that differs, each ended by the byte FF.
  ///
  /// - Parameters:
  ///   - content: the content of a packed ticket.
  ///   - bytes: where it stands.
  ///   - out: emptied, then filled.
  package static func totals(
    ofContent content: Range<Int>, of bytes: [UInt8], into out: inout [UInt8]
  ) {
    out.removeAll(keepingCapacity: true)
    appendTotals(ofContent: content, of: bytes, to: &out)
  }

  /// Appends by what a ticket is counted.
  package static func appendTotals(
    ofContent content: Range<Int>, of bytes: [UInt8], to out: inout [UInt8]
  ) {
    var parts: (month: Range<Int>, type: Range<Int>, status: Range<Int>) = (0..<0, 0..<0, 0..<0)
    var legacy: (type: Range<Int>?, status: Range<Int>?)
    let tags = Self.tags
    var position = content.lowerBound
    // Fields come in the order of their tags: month and type stand in front of the long texts, the
    // status behind them.
    while position < content.upperBound {
      let tag = bytes[position]
      if FieldTags.field(of: tag) > tags.type { break }
      let start = position + 1
      let end = bytes.firstCellEnd(from: start, before: content.upperBound)
      switch tag {
      case tags.month: parts.month = start..<min(end, start + 7)
      case tags.type: parts.type = start..<end
      case tags.type + FieldTags.legacyOffset: legacy.type = start..<end
      default: break
      }
      position = end + 1
    }
    var last = content.upperBound
    while last > position {
      let end = bytes[last - 1] == cellEnd ? last - 1 : last
      let start = bytes.lastCellEnd(from: position, before: end).map { $0 + 1 } ?? position
      let tag = bytes[start]
      if FieldTags.field(of: tag) < tags.status { break }
      switch tag {
      case tags.status: parts.status = start + 1..<end
      case tags.status + FieldTags.legacyOffset: legacy.status = start + 1..<end
      default: break
      }
      last = start
    }
    append(
      parts.month, parts.type, parts.status, legacy.type ?? parts.type,
      legacy.status ?? parts.status, of: bytes, to: &out)
  }

  /// Appends by what a ticket is counted, where it is known where the cells are.
  package static func appendTotals(
    in cells: TicketBatch.CountedCells, of bytes: [UInt8], to out: inout [UInt8]
  ) {
    let tags = Self.tags
    func value(_ tag: UInt8, at start: Int) -> Range<Int>? {
      guard start > 0, start < bytes.count, bytes[start] == tag else { return nil }
      return start + 1..<bytes.firstCellEnd(from: start + 1, before: bytes.count)
    }
    // What a field said before the crosswalk is behind what it says.
    func values(_ tag: UInt8, at start: UInt32) -> (unified: Range<Int>, legacy: Range<Int>?) {
      let unified = value(tag, at: Int(start))
      let legacy = value(
        tag + FieldTags.legacyOffset, at: unified.map { $0.upperBound + 1 } ?? Int(start))
      return (unified ?? 0..<0, legacy)
    }
    let received = value(tags.month, at: Int(cells.received)) ?? 0..<0
    let (type, status) = (values(tags.type, at: cells.type), values(tags.status, at: cells.status))
    append(
      received.prefix(7), type.unified, status.unified, type.legacy ?? type.unified,
      status.legacy ?? status.unified, of: bytes, to: &out)
  }

  private static func append(
    _ month: Range<Int>, _ type: Range<Int>, _ status: Range<Int>, _ legacyType: Range<Int>,
    _ legacyStatus: Range<Int>, of bytes: [UInt8], to out: inout [UInt8]
  ) {
    let count = month.count + type.count + status.count + legacyType.count + legacyStatus.count
    out.append(addingCapacity: count + 5) { out in
      let bytes = bytes.span
      func add(_ range: Range<Int>, to out: inout OutputSpan<UInt8>) {
        out.append(range, of: bytes)
        out.append(cellEnd)
      }
      add(month, to: &out)
      add(type, to: &out)
      add(status, to: &out)
      add(legacyType, to: &out)
      add(legacyStatus, to: &out)
    }
  }

  private static let tags = (
    month: tag(of: .callReceivedAt), type: tag(of: .matterType), status: tag(of: .statusState)
  )
}
