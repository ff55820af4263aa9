package import HotlineModel
import MergerStore
package import Reports

/// What can be asked of, and done about, batches that came in.
package struct BatchRuns {
  private let ledger: Ledger

  /// The batches of a workspace.
  package init(_ workspace: Workspace) throws {
    ledger = try workspace.ledger()
  }

  /// A batch with its books and what was found in it.
  ///
  /// - Throws: `Unusable` with `HL6204` where there is none of that name.
  package func show(_ name: String) throws -> BatchDetail { try ledger.detail(ofBatch: name) }

  /// The tickets that a batch changed, at most `limit` of them, and how many there are.
  ///
  /// - Throws: `Unusable`: `HL6204` where there is none of that name, `HL6215` a look at clear text
  ///   without name or purpose.
  package func diff(
    _ name: String, limit: Int = .max, clear: ClearView? = nil
  ) throws -> (changes: [TicketChange], count: Int) {
    var changes: [TicketChange] = []
    if let clear { try ledger.record(clear, of: "batch diff \(name)") }
    let count = try ledger.forEachChange(inBatch: name, limit: limit) { before, after in
      changes.append(TicketChange(from: before, to: after, isClear: clear != nil))
    }
    return (changes, count)
  }

  /// Restores the state before a batch.
  ///
  /// - Throws: `Unusable`: `HL6204` no such batch, `HL6206` one that is not closed, `HL6205` where
  ///   a later batch changed its tickets, `HL6001` where another run is writing.
  package func undo(
    _ name: String, withLater: Bool, now: CivilInstant
  ) throws -> [UndoneBatch] {
    let lock = try ledger.lock()
    let undone = try ledger.undo(name, withLater: withLater, now: now)
    _ = consume lock
    return undone
  }
}
