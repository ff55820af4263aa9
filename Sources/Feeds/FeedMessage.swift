import Bytes
package import Findings
import HotlineModel
import LocalFiles
package import Tickets

/// One change of one ticket, as one line of JSON: `{"feed":…,"sequence":…,"ledger":…,"operation":…,
/// "key":…,"hash":…,"fields":{…}}`.
///
/// The key is the number of the unified format, line and legacy number, which every delivery carries
/// in clear text. A receiver keeps of each key the message with the highest sequence number.
package enum FeedMessage {
  /// What comes in front of the key.
  struct Head {
    let feed: String
    let sequence: Int
    /// The ledger's sequence number of the newest change that the message knows of.
    let ledger: Int
    let isTombstone: Bool

    var text: String {
      "{\"feed\":\"\(feed)\",\"sequence\":\(sequence),\"ledger\":\(ledger),"
        + "\"operation\":\"\(isTombstone ? "tombstone" : "upsert")\",\"key\":"
    }
  }

  /// The key of a ticket that is no more, and the end of its message.
  package static func tombstone(line: String, legacyNumber: String) -> [UInt8] {
    var out: [UInt8] = []
    JSONText.append(quoted: "\(line)/\(legacyNumber)", to: &out)
    out += Array("}\n".utf8)
    return out
  }
}

extension FeedProfile {
  /// Appends what a message says of a ticket, from the key to the line end.
  ///
  /// - Parameters:
  ///   - row: the ticket, as the privacy filter has left it.
  ///   - out: what it is appended to.
  /// - Throws: `Unusable` with `HL6143` where a code table lacks a value.
  package func append(_ row: TicketRow, to out: inout [UInt8]) throws(Unusable) {
    Self.appendNumber(of: row, to: &out)
    var fields = [UInt8(ascii: "{")]
    for field in self.fields {
      let before = fields.count
      if before > 1 { fields.append(UInt8(ascii: ",")) }
      fields += field.key
      guard try append(field, of: row, to: &fields) else {
        fields.removeSubrange(before...)
        continue
      }
    }
    fields.append(UInt8(ascii: "}"))
    out += Array(",\"hash\":\"\(Fingerprint.hex(of: fields))\",\"fields\":".utf8)
    out += fields
    out += Array("}\n".utf8)
  }

  /// Appends the value of a field; `false` where the ticket says nothing there.
  private func append(
    _ field: Field, of row: TicketRow, to out: inout [UInt8]
  ) throws(Unusable) -> Bool {
    guard case .slot(let slot, let source) = field.source else {
      Self.appendNumber(of: row, to: &out)
      return true
    }
    guard let value = row[slot].map(Array.init) else { return false }
    var shown = value
    if let codes = field.codes {
      guard let code = codes[value] else { throw missing(value, of: field, in: row) }
      shown = code
    } else if source?.isWrittenBare == true {
      out += value
      return true
    }
    out.append(UInt8(ascii: "\""))
    JSONText.append(shown.indices, of: shown, to: &out)
    out.append(UInt8(ascii: "\""))
    return true
  }

  private static func appendNumber(of row: TicketRow, to out: inout [UInt8]) {
    JSONText.append(quoted: "\(row.string(.line))/\(row.string(.legacyNumber))", to: &out)
  }

  private func missing(_ value: [UInt8], of field: Field, in row: TicketRow) -> Unusable {
    let text = String(decoding: value, as: UTF8.self)
    let shown = Masking.value(text, privacy: field.source.field?.privacy ?? .open)
    let ticket = SourceLocation(
      file: Masking.scrubbed(row.string(.file)), line: Int(row.string(.physicalLine)),
      record: Int(row.string(.record)), field: field.source.field?.rawValue)
    return Unusable([
      Finding(
        .feedCodeMissing(table: field.table, found: Masking.scrubbed(shown)),
        at: [field.place, ticket])
    ])
  }
}

extension TicketField {
  /// Whether the unified format writes a value without quotation marks: flags and lists.
  fileprivate var isWrittenBare: Bool {
    if case .list = kind { true } else { kind == .flag }
  }
}
