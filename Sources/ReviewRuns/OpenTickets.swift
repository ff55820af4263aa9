import HotlineModel
import MergerRuns
import MergerStore
import Tickets

/// The tickets of each line that are not closed, and those of them that no unit handles.
struct OpenTickets {
  /// What was counted of one line.
  struct Count {
    /// The tickets that are not closed.
    var open = 0
    /// Those of them that name no unit.
    var unassigned = 0
  }

  /// The counts by line; a line without open tickets is not among them.
  private(set) var lines: [String: Count] = [:]

  /// Counts the tickets of closed batches, in one pass.
  ///
  /// - Throws: `Unusable`: `HL6003` and `HL6210` where the ledger does not hold what it should.
  init(_ ledger: Ledger) throws {
    var moment = try ledger.moment()
    var row = TicketRow()
    while let frame = try moment.tickets.next()?.open() {
      for index in 0..<frame.count {
        try frame.read(index, into: &row)
        guard Self.isOpen(row) else { continue }
        let line = row.string(.line)
        lines[line, default: Count()].open += 1
        if !Self.hasUnit(row) { lines[line, default: Count()].unassigned += 1 }
      }
    }
  }

  /// Whether a ticket is not closed.
  ///
  /// It has no time of closing, and is not in a state that ends it; without a state it is open.
  private static func isOpen(_ row: TicketRow) -> Bool {
    !row.has(.field(.handlingClosedAt)) && !ends.contains(row.string(.field(.statusState)))
  }

  private static let ends: Set<String> = ["finished", "followed-up", "closed", "void"]

  private static func hasUnit(_ row: TicketRow) -> Bool {
    [.dispatchUnit, .dispatchUnitCode, .dispatchUnits].contains { row.has(.field($0)) }
  }
}
