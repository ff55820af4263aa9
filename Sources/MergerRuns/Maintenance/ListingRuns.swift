import HotlineModel
import MergerStore
package import Reports

extension Workspace {
  /// All batches, the oldest first.
  package func batches() throws -> [Batch] { try ledger().batches() }

  /// The records in quarantine, in the order in which they came.
  package func quarantine() throws -> [QuarantinedRecord] { try ledger().quarantine() }
}
