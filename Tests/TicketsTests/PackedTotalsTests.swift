import HotlineModel
import TestSupport
import Testing

@testable import Tickets

/// By what packed tickets are counted.
@Suite struct `Totals of packed tickets` {
  /// The same, read off cell by cell: the oracle.
  private static func cells(of content: [UInt8]) -> [UInt8] {
    var values: [UInt8: ArraySlice<UInt8>] = [:]
    for cell in content.split(separator: PackedTicket.cellEnd) {
      if let tag = cell.first { values[tag] = cell.dropFirst() }
    }
    func value(_ field: TicketField) -> ArraySlice<UInt8> {
      values[PackedTicket.tag(of: field)] ?? []
    }
    func legacy(_ field: TicketField) -> ArraySlice<UInt8> {
      values[PackedTicket.legacyTag(of: field)] ?? value(field)
    }
    return [
      value(.callReceivedAt).prefix(7), value(.matterType), value(.statusState),
      legacy(.matterType), legacy(.statusState),
    ].flatMap { $0 + [PackedTicket.cellEnd] }
  }

  @Test func `month, type and status are found wherever they stand`() {
    var random = SeededRandom(state: 31)
    let long = String(repeating: "长", count: 300)
    let values = ["2019-03-04T05:06:07+08:00", "咨询", "x", "已办结", long]
    var name: [UInt8] = [1, 2, 3]
    for _ in 0..<4000 {
      var ticket = Ticket(line: "12345", legacyNumber: "FS1")
      let share = Double.random(in: 0...1, using: &random)
      for field in TicketField.allCases where Double.random(in: 0..<1, using: &random) < share {
        let legacy = Bool.random(using: &random) ? values.randomElement(using: &random) : nil
        let value = Int.random(in: 0..<4, using: &random) > 0
        ticket.set(field, to: value ? values.randomElement(using: &random) : nil, legacy: legacy)
      }
      let content = ticket.packedContent
      let before = [UInt8](repeating: 0xFF, count: Int.random(in: 0...9, using: &random))
      let bytes = before + content + [PackedTicket.end] + before
      PackedTicket.totals(
        ofContent: before.count..<before.count + content.count, of: bytes, into: &name)
      #expect(name == Self.cells(of: content))
    }
  }
}
