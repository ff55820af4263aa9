package import Findings

/// One record of a legacy export: fields as text, with places; nothing is interpreted.
package struct LegacyRecord: Sendable {
  /// The names of the fields, shared by all records of a file.
  package let header: [String]
  /// The fields in the header's order, possibly fewer or more than the header has.
  package let fields: [String]
  /// Where the record begins, and its number.
  package let place: SourceLocation
  /// The bytes of the record as they stand in the file, so that nothing is lost.
  package let raw: [UInt8]
  /// A finding of the reader that makes the record unusable (bytes that do not decode, say).
  package let damage: Finding?
  /// Whether it was found within what a damaged record before it would have taken for its own.
  package let isRecovered: Bool

  /// A record as it was read.
  package init(
    header: [String], fields: [String], place: SourceLocation, raw: [UInt8], damage: Finding? = nil,
    isRecovered: Bool = false
  ) {
    self.header = header
    self.fields = fields
    self.place = place
    self.raw = raw
    self.damage = damage
    self.isRecovered = isRecovered
  }
}
