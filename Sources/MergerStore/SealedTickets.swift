import Findings
import HotlineModel
import LocalFiles
package import Tickets

/// Tickets with the hashes that the ledger tells them by, and with what it holds under their keys;
/// made on any core.
package struct SealedTickets: Sendable {
  /// A ticket of the batch.
  struct Ticket: Sendable {
    let key: KeyHash
    let content: ContentHash
    /// What it is counted by: the number of a cell that the file had when the batch was handed out,
    /// or the index of one in `cells` behind these.
    var cell: UInt32
    /// What the ledger holds under its key: an index into `histories`; -1 where that is nothing.
    var history: Int32 = -1
  }

  /// The tickets.
  let batch: TicketBatch
  /// For each record its ticket, nothing that is used where it is none.
  let tickets: [Ticket]
  /// What the ledger holds under the keys that it knows.
  let histories: [KeyHistory]
  /// By what tickets are counted that no ticket of the file was before the batch was handed out.
  let cells: TotalsCells
  /// How many cells the file had then.
  let knownCells: Int
  /// The text of the batch compressed, where most of its tickets are likely to be written.
  let frame: [UInt8]?
  /// Why the ledger could not be asked.
  let failure: Unusable?

  /// What is to be known of the records beside their faults.
  package var notices: RecordNotices { batch.notices }

  /// Seals a batch.
  ///
  /// - Parameters:
  ///   - batch: the tickets.
  ///   - keys: what the ledger holds, seen from the file under way.
  package init(_ batch: TicketBatch, asking keys: LedgerKeys) {
    var tickets: [Ticket] = []
    var histories: [KeyHistory] = []
    tickets.reserveCapacity(batch.outcomes.count)
    for outcome in batch.outcomes {
      guard case .ticket(let place) = outcome else {
        tickets.append(Ticket(key: KeyHash(high: 0, low: 0), content: .none, cell: 0))
        continue
      }
      tickets.append(
        Ticket(
          key: keys.index.hasher.hash(of: batch.text, in: place.number),
          content: ContentHash(of: batch.text, in: place.content), cell: 0))
    }
    let cells = Self.findCells(of: &tickets, in: batch, known: keys.cells)
    var known = 0
    var failure: Unusable?
    do throws(Unusable) {
      for index in keys.index.isEmpty ? [] : Self.inOrderOfKeys(tickets, of: batch) {
        let ticket = tickets[index]
        let history = try keys.index.history(of: ticket.key, content: ticket.content)
        if history.before?.content == ticket.content { known += 1 }
        if !history.isEmpty {
          tickets[index].history = Int32(histories.count)
          histories.append(history)
        }
      }
    } catch {
      failure = error
    }
    let new = batch.outcomes.count { if case .ticket = $0 { true } else { false } } - known
    self.batch = batch
    self.tickets = tickets
    self.histories = histories
    self.cells = cells
    knownCells = keys.cells.count
    self.failure = failure
    frame = new * 2 >= batch.outcomes.count ? CompressedFrame.holding(batch.text) : nil
  }

  /// Finds by what tickets are counted.
  ///
  /// - Parameters:
  ///   - tickets: take the numbers of their cells.
  ///   - batch: the tickets.
  ///   - known: the cells that the file has.
  /// - Returns: the cells that it has not.
  private static func findCells(
    of tickets: inout [Ticket], in batch: TicketBatch, known: TotalsCells
  ) -> TotalsCells {
    var new = TotalsCells()
    var names: [UInt8] = []
    var found: [(ticket: Int, name: Range<Int>, sum: UInt64)] = []
    found.reserveCapacity(tickets.count)
    for (index, outcome) in batch.outcomes.enumerated() {
      guard case .ticket(let place) = outcome else { continue }
      let start = names.count
      if let counted = place.counted {
        PackedTicket.appendTotals(in: counted, of: batch.text, to: &names)
      } else {
        PackedTicket.appendTotals(ofContent: place.content, of: batch.text, to: &names)
      }
      let name = start..<names.count
      found.append((index, name, TotalsCells.sum(of: names, in: name)))
    }
    // The table is in nobody's cache: what several look-ups touch is asked for at once.
    for index in found.indices {
      if index + 16 < found.count { known.prefetchSlot(found[index + 16].sum) }
      if index + 8 < found.count { known.prefetchName(found[index + 8].sum) }
      let (ticket, name, sum) = found[index]
      tickets[ticket].cell =
        known.known(names, in: name, sum: sum)
        ?? UInt32(known.count) + new.number(of: names, in: name, sum: sum)
    }
    return new
  }

  /// The records that are tickets, in the order in which key files hold their keys: what is looked
  /// up one after the other lies side by side.
  private static func inOrderOfKeys(_ tickets: [Ticket], of batch: TicketBatch) -> [Int] {
    var order: [(high: UInt64, index: Int)] = []
    order.reserveCapacity(tickets.count)
    for (index, outcome) in batch.outcomes.enumerated() {
      if case .ticket = outcome { order.append((tickets[index].key.high, index)) }
    }
    order.sort { $0.high < $1.high }
    return order.map(\.index)
  }

  /// What the ledger holds under a record's key.
  func history(_ index: Int) -> KeyHistory? {
    let place = Int(tickets[index].history)
    return place < 0 ? nil : histories[place]
  }
}

/// What the ledger holds under keys, seen from a file that is being taken in, and by what the tickets
/// are counted that the file has brought so far.
package struct LedgerKeys: Sendable {
  let index: KeyIndex
  let cells: TotalsCells
}
