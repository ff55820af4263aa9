package import HotlineModel
import MergerStore

extension Workspace {
  /// All batches, the oldest first.
  package func batches() throws -> [Batch] { try ledger().batches() }

  /// The records in quarantine, in the order in which they came.
  package func quarantine() throws -> [QuarantinedRecord] { try ledger().quarantine() }
}
