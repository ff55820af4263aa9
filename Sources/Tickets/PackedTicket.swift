package import HotlineModel

/// Tickets as the segments of the ledger keep them: packed, because of a ticket in JSON a third is
/// names and quotation.
///
/// A ticket is a row of cells, ended by the byte FE. A cell is a tag, a value in UTF-8 and the byte
/// FF. Neither byte is part of any character in UTF-8, so no value needs an escape. First come
/// the record and the physical line that the ticket stood in, then its content: the legacy number,
/// and the fields in the order of their tags, each with what it said before the crosswalk behind it. In front of
/// tickets that came the same way stands a head, of the same form: the line, the file, the import
/// run and the mapping.
package enum PackedTicket {
  /// Ends a cell.
  @inlinable package static var cellEnd: UInt8 { 0xFF }
  /// Ends a ticket, and a head.
  @inlinable package static var end: UInt8 { 0xFE }

  /// The tag of the record's number in its file, in decimal digits.
  @inlinable package static var record: UInt8 { 1 }
  /// The tag of the physical line on which the record begins, in decimal digits.
  @inlinable package static var physicalLine: UInt8 { 2 }
  /// The tag of the legacy number.
  @inlinable package static var legacyNumber: UInt8 { 3 }
  private static let line: UInt8 = 4
  private static let file: UInt8 = 5
  private static let batch: UInt8 = 6
  private static let mapping: UInt8 = 7

  /// The tag of a field's value.
  package static func tag(of field: TicketField) -> UInt8 { FieldTags.numbers[field.index] }
  /// The tag of what a field said before the crosswalk.
  package static func legacyTag(of field: TicketField) -> UInt8 {
    FieldTags.numbers[field.index] + FieldTags.legacyOffset
  }

  /// Appends a cell; nothing where there is no value.
  package static func append(
    _ tag: UInt8, _ value: (some Collection<UInt8>)?, to out: inout [UInt8]
  ) {
    guard let value, !value.isEmpty else { return }
    out.append(tag)
    out.append(contentsOf: value)
    out.append(cellEnd)
  }

  /// The head of tickets that came the same way.
  package static func head(line: String, file: String, batch: String, mapping: String) -> [UInt8] {
    var out: [UInt8] = []
    append(Self.line, line.utf8, to: &out)
    append(Self.file, file.utf8, to: &out)
    append(Self.batch, batch.utf8, to: &out)
    append(Self.mapping, mapping.utf8, to: &out)
    out.append(end)
    return out
  }

  /// Where a cell's value stands in a row, by its tag; -1 for bytes that are no tag.
  static let slots: [Int] = {
    var slots = [Int](repeating: -1, count: 256)
    func give(_ tag: UInt8, _ slot: TicketRow.Slot) { slots[Int(tag)] = slot.index }
    give(record, .record)
    give(physicalLine, .physicalLine)
    give(legacyNumber, .legacyNumber)
    give(line, .line)
    give(file, .file)
    give(batch, .batch)
    give(mapping, .mapping)
    for field in TicketField.allCases {
      give(tag(of: field), .field(field))
      give(legacyTag(of: field), .legacy(field))
    }
    return slots
  }()

  /// The content of a packed ticket: all but the two cells that say where it stood, and the end.
  package static func content(of ticket: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var start = ticket.lowerBound
    for tag in [record, physicalLine] where start < ticket.upperBound && bytes[start] == tag {
      while start < ticket.upperBound, bytes[start] != cellEnd { start += 1 }
      start = min(start + 1, ticket.upperBound)
    }
    return start..<max(start, ticket.upperBound - 1)
  }
}

extension Ticket {
  /// The content of the ticket, packed: two tickets of a line with these bytes in common are the
  /// same ticket.
  package var packedContent: [UInt8] {
    var out: [UInt8] = []
    PackedTicket.append(PackedTicket.legacyNumber, legacyNumber.utf8, to: &out)
    for field in FieldTags.order {
      PackedTicket.append(PackedTicket.tag(of: field), self[field]?.utf8, to: &out)
      PackedTicket.append(PackedTicket.legacyTag(of: field), legacyValues[field]?.utf8, to: &out)
    }
    return out
  }
}
