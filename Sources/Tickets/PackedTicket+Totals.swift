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
    var parts: (month: Range<Int>, type: Range<Int>, status: Range<Int>) = (0..<0, 0..<0, 0..<0)
    var legacy: (type: Range<Int>?, status: Range<Int>?)
    let tags = Self.tags
    var position = content.lowerBound
    while position < content.upperBound {
      let tag = bytes[position]
      let start = position + 1
      position = bytes.firstCellEnd(from: start, before: content.upperBound)
      switch tag {
      case tags.month: parts.month = start..<min(position, start + 7)
      case tags.type: parts.type = start..<position
      case tags.type + FieldTags.legacyOffset: legacy.type = start..<position
      case tags.status: parts.status = start..<position
      case tags.status + FieldTags.legacyOffset: legacy.status = start..<position
      default: break
      }
      // Fields come in the order of their tags: what follows is not asked for.
      if tag > tags.status, tag < FieldTags.legacyOffset { break }
      position += 1
    }
    out.removeAll(keepingCapacity: true)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      func add(_ range: Range<Int>) {
        unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        out.append(cellEnd)
      }
      add(parts.month)
      add(parts.type)
      add(parts.status)
      add(legacy.type ?? parts.type)
      add(legacy.status ?? parts.status)
    }
  }

  private static let tags = (
    month: tag(of: .callReceivedAt), type: tag(of: .matterType), status: tag(of: .statusState)
  )
}
