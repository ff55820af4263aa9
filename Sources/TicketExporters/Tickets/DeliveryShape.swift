import Charsets
package import HotlineModel

extension DeliveryCharset {
  /// The encoder; `nil` where the bytes stay as they are.
  var encoder: GBEncoder? {
    switch self {
    case .utf8: nil
    case .gb18030: GBEncoder(isGBK: false)
    case .gbk: GBEncoder(isGBK: true)
    }
  }
}

/// How a delivery is written.
package struct DeliveryShape: Sendable {
  /// The format.
  package let format: TicketFormat
  /// The charset, where the format leaves a choice.
  package let charset: DeliveryCharset
  /// The most bytes of a file before it is compressed; `nil` for one file.
  package let split: Int?
  /// How files are compressed.
  package let compression: Compression
  /// What Open311 calls each of our states: `open` or `closed`.
  package let statuses: [String: String]
  /// Whether cells of CSV that a spreadsheet program would take for formulas get an apostrophe.
  package let guardsFormulas: Bool
  /// Whether the delivery goes on from an earlier one, and takes tickets of it back.
  package let isDelta: Bool

  /// How a delivery is written.
  package init(
    format: TicketFormat, charset: DeliveryCharset = .utf8, split: Int? = nil,
    compression: Compression = .none, statuses: [String: String] = [:],
    guardsFormulas: Bool = false, isDelta: Bool = false
  ) {
    self.format = format
    self.charset = charset
    self.split = split
    self.compression = compression
    self.statuses = statuses
    self.guardsFormulas = guardsFormulas
    self.isDelta = isDelta
  }
}
