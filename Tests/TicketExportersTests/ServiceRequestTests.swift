import Findings
import HotlineModel
import Testing
import Tickets

@testable import TicketExporters

/// What Open311 is told of a ticket, and what it is not.
@Suite struct `A service request` {
  private static let statuses = ["in-progress": "open", "finished": "closed"]

  private func row(_ values: [TicketField: String]) -> TicketRow {
    var ticket = Ticket(line: "12329", legacyNumber: "A1")
    ticket.set(.callReceivedAt, to: "2021-02-08T09:05:00+08:00")
    for (field, value) in values { ticket.set(field, to: value) }
    return TicketRow(
      ticket, Provenance(file: "f", record: 1, line: 1, batch: "B0001", mapping: "m"))
  }

  /// The members in GeoReport, and the cells of Bulk that are filled.
  private func members(_ values: [TicketField: String]) -> [[String: String]] {
    let row = row(values)
    let request = ServiceRequest(statuses: Self.statuses).members(of: row)
    let cells = zip(BulkForm.columns, BulkForm(statuses: Self.statuses).cells(of: row, line: []))
      .filter { !$1.isEmpty }
    return [request.map { ($0.name, $0.value) }, cells.map { ($0, $1) }].map { pairs in
      Dictionary(pairs.map { ($0, String(decoding: $1, as: UTF8.self)) }) { $1 }
    }
  }

  @Test func `that is open has no end, whatever the ticket says of an earlier one`() {
    for members in members([
      .statusState: "in-progress", .handlingClosedAt: "2021-02-10T10:00:00+08:00",
    ]) {
      #expect(members["status"] == "open")
      #expect(members["closed_datetime"] == nil && members["updated_datetime"] == nil)
    }
  }

  @Test func `that is closed was last changed at its end, unless the ticket says when`() {
    let closed: [TicketField: String] = [
      .statusState: "finished", .handlingClosedAt: "2021-02-10T10:00:00+08:00",
    ]
    let later = closed.merging([.workflowChangedAt: "2021-02-11"]) { $1 }
    for members in members(closed) {
      #expect(members["status"] == "closed")
      #expect(members["updated_datetime"] == "2021-02-10T10:00:00+08:00")
    }
    #expect(members(closed)[1]["closed_datetime"] == "2021-02-10T10:00:00+08:00")
    for members in members(later) {
      #expect(members["updated_datetime"] == "2021-02-11T00:00:00+08:00")
    }
    for members in members([.statusState: "finished"]) {
      #expect(members["status"] == "closed")
      #expect(members["closed_datetime"] == nil && members["updated_datetime"] == nil)
    }
  }

  @Test(arguments: [nil, "returned"])
  func `of an unknown status is withheld, and not open`(state: String?) {
    let values: [TicketField: String] = state.map { [.statusState: $0] } ?? [:]
    for members in members(values) { #expect(members["status"] == nil) }
    for format: TicketFormat in [.georeport, .bulk] {
      let limits = FormatLimits(DeliveryShape(format: format, statuses: Self.statuses))
      let findings = limits.complaints(about: row(values))
      #expect(findings.map(\.code) == [.requestWithoutStatus])
      #expect(findings.allSatisfy { $0.severity == .error })
    }
  }

  @Test func `without category and type has a code that means nothing else`() {
    let unknown = ServiceRequest.unknownService
    #expect(TicketField.matterType.codes?.contains(unknown) == false)
    for members in members([:]) { #expect(members["service_code"] == unknown) }
    for members in members([.matterType: "other"]) { #expect(members["service_code"] == "other") }
    for members in members([.matterType: "other", .matterCategoryCode: "0101"]) {
      #expect(members["service_code"] == "0101")
    }
  }

  @Test(arguments: [
    ("wgs84", true), ("cgcs2000", true), ("gcj02", false), ("bd09", false), ("unknown", false),
    (nil, false),
  ])
  func `is placed only by degrees of the system that Open311 asks for`(
    system: String?, isPlaced: Bool
  ) {
    var values: [TicketField: String] = [
      .matterLongitude: "113.121416", .matterLatitude: "23.021548",
    ]
    values[.matterCoordinateSystem] = system
    for members in members(values) {
      #expect(members["lat"] == (isPlaced ? "23.021548" : nil))
      #expect(members["long"] == (isPlaced ? "113.121416" : nil))
    }
    values[.matterLatitude] = nil
    for members in members(values) { #expect(members["long"] == nil) }
    var text: [UInt8] = []
    values[.matterLatitude] = "23.021548"
    GeoReportForm(statuses: Self.statuses).append(row(values), line: [10], to: &text)
    let isNumber = String(decoding: text, as: UTF8.self).contains(#""lat":23.021548,"long":113.1"#)
    #expect(isNumber == isPlaced)
  }
}
