package import HotlineModel
import LocalFiles

/// Tickets with the hashes that the ledger tells them by; made on any core.
package struct SealedTickets: Sendable {
  /// The tickets.
  let batch: TicketBatch
  /// For each record the hash of its ticket's content; that of nothing where it is no ticket.
  let contents: [ContentHash]
  /// For each record the hash of its legacy number.
  let keys: [UInt64]
  /// The text of the batch made smaller, where most of them are likely to be written.
  let frame: [UInt8]?

  /// Seals a batch.
  ///
  /// - Parameters:
  ///   - batch: the tickets.
  ///   - compressing: whether most of them are likely to be new to the ledger.
  package init(_ batch: TicketBatch, compressing: Bool) {
    var contents: [ContentHash] = []
    var keys: [UInt64] = []
    contents.reserveCapacity(batch.outcomes.count)
    keys.reserveCapacity(batch.outcomes.count)
    for outcome in batch.outcomes {
      if case .ticket(let place) = outcome {
        contents.append(ContentHash(of: batch.text, in: place.content))
        keys.append(keyHash(of: batch.text, in: place.number))
      } else {
        contents.append(.none)
        keys.append(0)
      }
    }
    self.batch = batch
    self.contents = contents
    self.keys = keys
    frame = compressing ? CompressedFrame.holding(batch.text) : nil
  }
}
