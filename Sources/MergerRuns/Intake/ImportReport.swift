package import Findings
import HotlineModel
import MergerStore
import RecordReaders
package import Reports

extension RunProgress {
  /// How far a file is, by what is read of it and the state of its books.
  init(_ source: borrowing ImportSource, _ books: (read: Int, quarantined: Int)) {
    self.init(
      file: source.file.name, records: books.read,
      bytes: Part(source.bytesRead, of: source.file.size), quarantined: books.quarantined)
  }
}

/// What came of an import.
package struct ImportReport: Sendable {
  /// A file that could not be used.
  package struct Failure: Sendable {
    /// The path as the user named it.
    package let path: String
    /// Why.
    package let findings: [Finding]
  }

  /// A batch that an earlier run had left open.
  package struct Interrupted: Sendable {
    /// The batch's name.
    package let batch: String
    /// The files of it that were in the ledger.
    package let files: [String]
    /// Whether the run continued it; otherwise it was closed with the files it had.
    package let isContinued: Bool
  }

  /// The batch's name; `nil` where no file was taken in.
  package internal(set) var batch: String?
  /// What the user called it.
  package let label: String
  /// The mapping and its version.
  package let mapping: String
  /// The books of the files that were taken in.
  package internal(set) var files: [FileReconciliation] = []
  /// The files that could not be used.
  package internal(set) var failures: [Failure] = []
  /// What was found in the files that were taken in.
  package internal(set) var findings: [Finding] = []

  /// The tickets that name others.
  var related = RelatedTickets()

  /// Batches of the line that an earlier run had left open.
  package internal(set) var interrupted: [Interrupted] = []

  /// Records found within what damaged ones would have taken for their own.
  ///
  /// A count beside the books: each of them also has its outcome there.
  package internal(set) var recovered = 0
  /// Records of earlier deliveries in quarantine that were closed: they came again now.
  package internal(set) var closed = 0

  /// The books of all files together.
  package var total: Reconciliation { files.map(\.reconciliation).reduce(Reconciliation(), +) }

  /// Adds what became of a batch.
  mutating func add(_ writer: borrowing BatchWriter) throws {
    batch = writer.hasFiles ? writer.name : nil
    files = try writer.files()
    closed = writer.closedRecords
  }

  /// Adds what became of a batch of a line, and looks up the tickets that those of it name.
  mutating func add(_ writer: borrowing BatchWriter, in ledger: Ledger, line: String) throws {
    try add(writer)
    findings += try related.findings(in: ledger, line: line)
  }

  /// Whether the books of every file close.
  package var isBalanced: Bool { files.allSatisfy(\.reconciliation.isBalanced) }

  /// Whether more than `share` (0…1) of the records of any file were quarantined.
  package func exceeds(tolerance share: Double) -> Bool {
    files.contains { file in
      Double(file.reconciliation[.quarantined]) > share * Double(file.reconciliation.read)
    }
  }
}
