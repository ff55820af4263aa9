package import HotlineModel
import Tickets

/// One import run of one or more files (批次).
package struct Batch: Hashable, Sendable {
  /// The batch's name: `B0007`.
  package let name: String
  /// What the user called it.
  package let label: String
  /// The line its tickets belong to.
  package let line: String
  /// The mapping and its version.
  package let mapping: String
  /// When it began, RFC 3339.
  package let started: String
  /// `open`, `closed`, `interrupted` or `undone`.
  package let state: String
  /// The books of its files.
  package let files: [FileReconciliation]

  /// A batch with the books of its files.
  package init(
    name: String, label: String, line: String, mapping: String, started: String, state: String,
    files: [FileReconciliation]
  ) {
    self.name = name
    self.label = label
    self.line = line
    self.mapping = mapping
    self.started = started
    self.state = state
    self.files = files
  }

  /// The mapping without its version.
  package var mappingName: String {
    mapping.lastIndex(of: "@").map { String(mapping[..<$0]) } ?? mapping
  }

  /// The books of all files together.
  package var total: Reconciliation { files.map(\.reconciliation).reduce(Reconciliation(), +) }
}

/// The books of one file of a batch.
package struct FileReconciliation: Hashable, Sendable {
  /// The delivered file.
  package let file: ExportFile
  /// What became of its records.
  package let reconciliation: Reconciliation

  /// The books of one file.
  package init(file: ExportFile, reconciliation: Reconciliation) {
    self.file = file
    self.reconciliation = reconciliation
  }
}
