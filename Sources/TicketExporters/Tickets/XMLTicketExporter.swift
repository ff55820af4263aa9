import Bytes
import HotlineModel
package import Reports
package import Tickets

/// Writes tickets as XML that fits `ticket-1.xsd`.
///
/// A value with a character that XML 1.0 cannot say stands as base64 of its UTF-8 bytes, with the
/// attribute `encoding="base64"`.
package struct XMLTicketExporter: TicketExporter, ~Copyable {
  private var parts: PartWriter
  private var text: [UInt8] = []

  /// Begins a delivery in a folder.
  package init(folder: String, shape: DeliveryShape) throws {
    let head =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tickets xmlns=\"\(TicketXSD.namespace)\">\n"
    parts = try PartWriter(
      folder: folder, stem: "tickets", suffix: "xml", shape: shape,
      frame: PartWriter.Frame(head: Array(head.utf8), foot: Array("</tickets>\n".utf8)))
  }

  package mutating func write(_ ticket: TicketRow, line: ArraySlice<UInt8>) throws {
    text.removeAll(keepingCapacity: true)
    text += Array("<ticket".utf8)
    attribute("number", TicketColumns.number(of: ticket)[...])
    attribute("line", ticket[.line])
    attribute("legacyNumber", ticket[.legacyNumber])
    text.append(UInt8(ascii: ">"))
    var group = ""
    for field in TicketField.allCases {
      guard let value = ticket[.field(field)] else { continue }
      if field.group != group {
        close(group)
        group = field.group
        text += Array("<\(group)>".utf8)
      }
      if case .list(let parts) = field.kind, let list = TicketList(value, parts: parts) {
        self.list(list, in: field.key)
      } else {
        element(field.key, "", value)
      }
    }
    close(group)
    legacy(of: ticket)
    text += Array("<provenance".utf8)
    for column in TicketColumns.origin {
      attribute(String(column.name.dropFirst("provenance.".count)), ticket[column.slot])
    }
    text += Array("/></ticket>\n".utf8)
    try parts.write(text)
  }

  package mutating func finish() throws -> [DeliveryFile] { try parts.finish() }

  private mutating func legacy(of ticket: TicketRow) {
    let fields = TicketField.allCases.filter { ticket.has(.legacy($0)) }
    guard !fields.isEmpty else { return }
    text += Array("<legacy>".utf8)
    for field in fields {
      element("value", " field=\"\(field.rawValue)\"", ticket[.legacy(field)] ?? [])
    }
    text += Array("</legacy>".utf8)
  }

  private mutating func list(_ list: TicketList, in name: String) {
    text += Array("<\(name)>".utf8)
    for item in list.items {
      let isText = item.first?.name.isEmpty ?? true
      if !isText { text += Array("<item>".utf8) }
      for part in item { element(isText ? "item" : part.name, "", Array(part.text.utf8)[...]) }
      if !isText { text += Array("</item>".utf8) }
    }
    text += Array("</\(name)>".utf8)
  }

  private mutating func close(_ group: String) {
    if !group.isEmpty { text += Array("</\(group)>".utf8) }
  }

  private mutating func element(
    _ name: String, _ attributes: String, _ value: ArraySlice<UInt8>
  ) {
    let isSaid = XMLText.canSay(value)
    text += Array("<\(name)\(attributes)\(isSaid ? "" : " encoding=\"base64\"")>".utf8)
    if isSaid { XMLText.append(value, to: &text) } else { text += Base64.text(of: value) }
    text += Array("</\(name)>".utf8)
  }

  private mutating func attribute(_ name: String, _ value: ArraySlice<UInt8>?) {
    text += Array(" \(name)=\"".utf8)
    XMLText.append(value ?? [], to: &text)
    text.append(UInt8(ascii: "\""))
  }
}

/// Bytes as base64 (RFC 4648) and back.
enum Base64 {
  private static let signs = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var rest = bytes
    while !rest.isEmpty {
      let part = Array(rest.prefix(3))
      rest = rest.dropFirst(3)
      let word = part.enumerated().reduce(UInt32(0)) { $0 | UInt32($1.1) << UInt32(16 - 8 * $1.0) }
      for index in 0..<4 {
        let sign = signs[Int(word >> UInt32(18 - 6 * index) & 63)]
        out.append(index <= part.count ? sign : UInt8(ascii: "="))
      }
    }
    return out
  }

  static func bytes(of text: ArraySlice<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var word: UInt32 = 0
    var bits: UInt32 = 0
    for sign in text where sign != UInt8(ascii: "=") {
      guard let value = signs.firstIndex(of: sign) else { return nil }
      word = word << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: word >> bits))
      }
    }
    return out
  }
}
