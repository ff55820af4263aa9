import Bytes
import Charsets
package import Findings
import HotlineModel
package import Tickets

/// What a format cannot say of a ticket: reported, never replaced.
package struct FormatLimits: Sendable {
  private let shape: DeliveryShape
  private let encoder: GBEncoder?
  private let request: ServiceRequest

  /// The limits of a delivery.
  package init(_ shape: DeliveryShape) {
    self.shape = shape
    request = ServiceRequest(statuses: shape.statuses)
    encoder = shape.format == .csv ? shape.charset.encoder : nil
  }

  /// What a person should know; a ticket with an error among it must be withheld.
  ///
  /// - Returns: `HL6121` a character that the charset or format cannot say, `HL6122` a description
  ///   that Open311 cuts, `HL6123` no time of the request, `HL6124` a time that is only a day,
  ///   `HL6126` a time that is none, `HL6133` no status that Open311 has.
  package func complaints(about ticket: TicketRow) -> [Finding] {
    switch shape.format {
    case .jsonl: []
    case .csv: encoder == nil ? [] : unsayable(ticket)
    case .xml: xml(ticket)
    case .georeport, .bulk: open311(ticket)
    case .postgres: postgres(ticket)
    }
  }

  private func unsayable(_ ticket: TicketRow) -> [Finding] {
    guard let encoder else { return [] }
    var out: [UInt8] = []
    for slot in Self.slots {
      guard let value = ticket[slot.slot] else { continue }
      out.removeAll(keepingCapacity: true)
      if let scalar = encoder.append(value, to: &out) {
        return [unsayable(ticket, slot.name, character(scalar.value))]
      }
    }
    return []
  }

  private func xml(_ ticket: TicketRow) -> [Finding] {
    for slot in Self.slots {
      guard let value = ticket[slot.slot], !XMLText.canSay(value) else { continue }
      let isAttribute = slot.isAttribute
      let code = value.first { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) }
      let found = character(code.map(UInt32.init) ?? 0xFFFE)
      if isAttribute { return [unsayable(ticket, slot.name, found)] }
      return [
        finding(
          .valueEncoded(field: slot.name, number: ticket.string(.legacyNumber), found: found),
          ticket, slot.name)
      ]
    }
    return []
  }

  private func open311(_ ticket: TicketRow) -> [Finding] {
    let number = ticket.string(.legacyNumber)
    var findings: [Finding] = []
    if request.status(of: ticket) == nil {
      findings.append(
        finding(
          .requestWithoutStatus(number: number), ticket, TicketField.statusState.rawValue))
    }
    guard let received = ticket[.field(.callReceivedAt)] else {
      return findings + [
        finding(
          .requestWithoutTime(number: number), ticket, TicketField.callReceivedAt.rawValue)
      ]
    }
    if received.count == 10 {
      findings.append(
        finding(
          .requestTimeIsDay(
            number: number, found: String(decoding: received, as: UTF8.self)),
          ticket, TicketField.callReceivedAt.rawValue))
    }
    let content = ticket[.field(.matterContent)]
    if let content, let cut = ServiceRequest.description(of: ticket), cut.count < content.count {
      findings.append(
        finding(
          .descriptionCut(
            number: number, found: "\(content.count { $0 & 0xC0 != 0x80 })"),
          ticket, TicketField.matterContent.rawValue))
    }
    return findings
  }

  private func postgres(_ ticket: TicketRow) -> [Finding] {
    for slot in Self.slots {
      if let value = ticket[slot.slot], value.contains(0) {
        return [unsayable(ticket, slot.name, character(0))]
      }
    }
    for field in PostgresForm.instants {
      guard let value = ticket[.field(field)] else { continue }
      let text = String(decoding: value, as: UTF8.self)
      let isDay = value.count == 10 && CivilDate(text) != nil
      let isInstant =
        value.count == 25 && text.hasSuffix("+08:00")
        && CivilInstant("\(text.prefix(10)) \(text.dropFirst(11).prefix(8))") != nil
      if !isDay, !isInstant {
        return [
          finding(
            .instantUnsayable(
              field: field.rawValue, number: ticket.string(.legacyNumber), found: text),
            ticket, field.rawValue)
        ]
      }
    }
    return []
  }

  private func unsayable(_ ticket: TicketRow, _ field: String, _ found: String) -> Finding {
    let charset = shape.format == .csv ? shape.charset.rawValue : shape.format.rawValue
    return finding(
      .characterUnsayable(
        field: field, number: ticket.string(.legacyNumber), found: found, charset: charset),
      ticket, field)
  }

  private func finding(_ kind: FindingKind, _ ticket: TicketRow, _ field: String) -> Finding {
    Finding(
      kind,
      at: SourceLocation(
        file: ticket.string(.file), line: Int(ticket.string(.physicalLine)),
        record: Int(ticket.string(.record)), field: field))
  }

  private func character(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  private struct Named: Sendable {
    let name: String
    let slot: TicketRow.Slot
    let isAttribute: Bool
  }

  private static let slots: [Named] =
    [Named(name: "line", slot: .line, isAttribute: true)]
    + [Named(name: "legacyNumber", slot: .legacyNumber, isAttribute: true)]
    + TicketField.allCases.map { Named(name: $0.rawValue, slot: .field($0), isAttribute: false) }
    + TicketField.allCases.map {
      Named(name: "legacy.\($0.rawValue)", slot: .legacy($0), isAttribute: false)
    } + TicketColumns.origin.map { Named(name: $0.name, slot: $0.slot, isAttribute: true) }
}
