import HotlineModel
import Tickets

/// A ticket as Open311 sees it: a service request of GeoReport v2.
///
/// What Open311 has no word for stands whole in `extended_attributes`, as the unified ticket.
struct ServiceRequest {
  /// The most characters of a description.
  ///
  /// Source: Open311 GeoReport v2, service request.
  static let descriptionLimit = 4000

  /// A member of a service request: its name and its value in UTF-8.
  typealias Member = (name: String, value: [UInt8])

  private let statuses: [String: [UInt8]]

  /// The code of requests of which nobody knows what they are about; no category and no type of
  /// ours has it.
  static let unknownService = "unknown"

  /// - Parameter statuses: `open` or `closed` for each state of ours.
  init(statuses: [String: String]) {
    self.statuses = statuses.mapValues { Array($0.utf8) }
  }

  /// The members that the ticket has, in the order of the specification.
  ///
  /// A ticket of unknown status lacks the member `status`; `FormatLimits` withholds it.
  func members(of ticket: TicketRow) -> [Member] {
    var members: [Member] = [("service_request_id", TicketColumns.number(of: ticket))]
    func add(_ name: String, _ value: ArraySlice<UInt8>?) {
      if let value { members.append((name, Array(value))) }
    }
    add("status", status(of: ticket)?[...])
    add("status_notes", ticket[.field(.handlingReply)])
    add("service_name", ticket[.field(.matterCategory)])
    members.append(("service_code", Array(Self.serviceCode(of: ticket))))
    add("description", Self.description(of: ticket))
    add("agency_responsible", ticket[.field(.dispatchUnit)])
    add("requested_datetime", Self.instant(ticket, .callReceivedAt)?[...])
    add("updated_datetime", updated(ticket)?[...])
    add("expected_datetime", Self.instant(ticket, .limitDueAt)?[...])
    add("address", ticket[.field(.matterPlace)])
    if Self.isPlaced(ticket) {
      add("lat", ticket[.field(.matterLatitude)])
      add("long", ticket[.field(.matterLongitude)])
    }
    return members
  }

  /// `open` or `closed`; `nil` where the ticket does not say its state, or one that no row of the
  /// sheet of statuses has.
  func status(of ticket: TicketRow) -> [UInt8]? {
    ticket.has(.field(.statusState)) ? statuses[ticket.string(.field(.statusState))] : nil
  }

  /// When the request was closed; what an open one says is the end before it was opened again.
  func closed(_ ticket: TicketRow) -> [UInt8]? {
    guard let status = status(of: ticket), status.elementsEqual("closed".utf8) else { return nil }
    return Self.instant(ticket, .handlingClosedAt)
  }

  /// When the request was last changed: as the legacy system says, else its end.
  private func updated(_ ticket: TicketRow) -> [UInt8]? {
    Self.instant(ticket, .workflowChangedAt) ?? closed(ticket)
  }

  /// Whether the ticket says where its matter is in degrees of WGS 84, which Open311 asks for.
  ///
  /// CGCS2000 is the same within centimetres. GCJ-02 and BD-09 are hundreds of metres off, and of
  /// degrees without a system nobody knows.
  private static func isPlaced(_ ticket: TicketRow) -> Bool {
    ["wgs84", "cgcs2000"].contains(ticket.string(.field(.matterCoordinateSystem)))
      && ticket.has(.field(.matterLongitude)) && ticket.has(.field(.matterLatitude))
  }

  /// The category's code, else the type; `unknown` where the ticket has neither.
  static func serviceCode(of ticket: TicketRow) -> ArraySlice<UInt8> {
    ticket[.field(.matterCategoryCode)] ?? ticket[.field(.matterType)]
      ?? Array(unknownService.utf8)[...]
  }

  /// The content, as much of it as Open311 takes.
  static func description(of ticket: TicketRow) -> ArraySlice<UInt8>? {
    guard let content = ticket[.field(.matterContent)], content.count > descriptionLimit else {
      return ticket[.field(.matterContent)]
    }
    var count = 0
    for (index, byte) in zip(content.indices, content) where byte & 0xC0 != 0x80 {
      if count == descriptionLimit { return content[..<index] }
      count += 1
    }
    return content
  }

  /// An instant with its zone; a day begins at midnight.
  static func instant(_ ticket: TicketRow, _ field: TicketField) -> [UInt8]? {
    guard let value = ticket[.field(field)] else { return nil }
    return value.count == 10 ? Array(value) + Array("T00:00:00+08:00".utf8) : Array(value)
  }
}
