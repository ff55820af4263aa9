import HotlineModel
import TestSupport
import Testing

@testable import Tickets

/// Packed tickets as rows, whole and broken.
@Suite struct `Rows of packed tickets` {
  /// The values of a packed ticket by the places in a row, read off cell by cell; `nil` where it is
  /// not one.
  private static func cells(of parts: [[UInt8]]) -> [Int: [UInt8]]? {
    var values: [Int: [UInt8]] = [:]
    for part in parts {
      guard part.last == PackedTicket.end else { return nil }
      guard part.count > 1 else { continue }
      guard part[part.count - 2] == PackedTicket.cellEnd else { return nil }
      for cell in part.dropLast(2).split(
        separator: PackedTicket.cellEnd, omittingEmptySubsequences: false)
      {
        guard let tag = cell.first, cell.count > 1, PackedTicket.slots[Int(tag)] >= 0 else {
          return nil
        }
        values[PackedTicket.slots[Int(tag)]] = Array(cell.dropFirst())
      }
    }
    return values
  }

  private static let all =
    [TicketRow.Slot.line, .legacyNumber, .file, .record, .physicalLine, .batch, .mapping]
    + TicketField.allCases.flatMap { [.field($0), .legacy($0)] }

  @Test func `a row holds what the cells say, and nothing of a ticket that is broken`() {
    var random = SeededRandom(state: 32)
    let values = ["咨询", "x", "2019-03-04T05:06:07+08:00", String(repeating: "长", count: 90)]
    let head = PackedTicket.head(line: "12329", file: "f.csv", batch: "B0001", mapping: "m")
    var row = TicketRow()
    var (whole, broken) = (0, 0)
    for _ in 0..<4000 {
      var ticket = Ticket(line: "12329", legacyNumber: "FS1")
      for field in TicketField.allCases where Int.random(in: 0..<3, using: &random) == 0 {
        ticket.set(
          field, to: values.randomElement(using: &random),
          legacy: Bool.random(using: &random) ? values.randomElement(using: &random) : nil)
      }
      var packed = ticket.packedContent + [PackedTicket.end]
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: 0..<packed.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: packed[place] = [0xFF, 0xFE, 0, 3, 0x20, 0x7F].randomElement(using: &random) ?? 0
        case 1: packed.remove(at: place)
        default: packed.insert(0xFF, at: place)
        }
      }
      let bytes = head + packed + [0xFF, 0x61, 0xFE]
      let isRead = row.read(
        packed: bytes, head: head.indices, ticket: head.count..<head.count + packed.count)
      let number = TicketRow.Slot.legacyNumber.index
      guard let cells = Self.cells(of: [head, packed]), cells[number] != nil else {
        #expect(!isRead)
        broken += 1
        continue
      }
      #expect(isRead)
      #expect(Self.all.allSatisfy { row[$0].map(Array.init) == cells[$0.index] })
      whole += 1
    }
    #expect(whole > 1000 && broken > 500)
  }
}
