package import Findings
import GRDB
package import HotlineModel
import LocalFiles
package import Reports
import Tickets

/// What stays the same while a batch is open.
struct OpenBatch: Sendable {
  let id: Int64
  let name: String
  let kind: BatchKind
  let label: String
  let line: String
  let mapping: String
  let repetition: Repetition
  /// The number the first file of the batch has or will have.
  let firstFile: Int64
  /// When the run began.
  let now: CivilInstant
}

/// One import run into the ledger, file by file.
///
/// The batch comes into the ledger with its first file, and is closed with its last: until a file
/// is in, no number is used and nothing has to be taken back.
package struct BatchWriter: ~Copyable {
  /// The batch's name, `B0007`: that which it has, or will have with its first file.
  package var name: String { batch.name }
  /// Whether a file of the batch is in the ledger.
  package private(set) var hasFiles: Bool
  /// How many records of the quarantine the batch closed when it was closed itself.
  package private(set) var closedRecords = 0

  private let batch: OpenBatch
  private let ledger: Ledger
  private let closings: QuarantineClosings
  private var isClosed = false

  fileprivate init(
    _ batch: OpenBatch, ledger: Ledger, hasFiles: Bool, closings: @escaping QuarantineClosings
  ) {
    self.batch = batch
    self.ledger = ledger
    self.hasFiles = hasFiles
    self.closings = closings
  }

  /// Opens the books of a file.
  package func open(_ file: ExportFile) throws -> FileBook {
    try open(file.name, size: file.size) { file.sha256 }
  }

  /// Opens the books of a file that is still to be read.
  ///
  /// - Parameters:
  ///   - name: its name, as delivered.
  ///   - size: its size in bytes.
  ///   - sha256: its fingerprint, which costs a reading: it is asked for where an earlier file has the
  ///     same size and what becomes of a record depends on whether it is the same one.
  /// - Returns: the books.
  /// - Throws: `Unusable` where the ledger cannot be read or its folder takes no file.
  package func open(
    _ name: String, size: Int, sha256: @escaping () throws -> String
  ) throws -> FileBook {
    let (last, alike) = try ledger.read([.batch, .batchFile, .batchUndone]) { db in
      (
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM batch_file") ?? 0,
        // The size of records that were read again is not that of their file.
        try String.fetchSet(
          db,
          sql: """
            SELECT f.sha256 FROM batch_file f JOIN batch b ON b.id = f.batch_id
            WHERE (f.size = ? OR b.kind = ?) AND b.line = ? AND f.id < ?
              AND b.id NOT IN (SELECT batch_id FROM batch_undone)
            """,
          arguments: [size, BatchKind.retry.rawValue, batch.line, batch.firstFile])
      )
    }
    return try ledger.translated {
      try FileBook(
        ledger: ledger, batch: batch, fileID: last + 1, name: name,
        redelivery: RedeliveredFile(among: alike, sha256))
    }
  }

  /// Closes the books of a file: all of it is in the ledger then, or, where this throws, nothing.
  ///
  /// - Parameters:
  ///   - book: the books of the file.
  ///   - export: the file.
  ///   - header: what stands above its records, where records of it were quarantined.
  ///   - isLast: whether it is the last file, so that the batch is closed in the same transaction.
  /// - Returns: what a person should know of the file's records: each finding that quarantined one.
  /// - Throws: `HL6004` where the books do not close, `HL6102` where the disk is full.
  package mutating func close(
    _ book: consuming FileBook, of export: ExportFile, header: DeliveredHeader?, isLast: Bool
  ) throws -> [Finding] {
    let file = try book.sealed(as: export, withUnchanged: !isLast)
    let (batch, isFirst, closings, ledger) = (self.batch, !hasFiles, self.closings, self.ledger)
    closedRecords = try ledger.write(at: batch.now) { db, trail in
      if isFirst { try Catalogue.begin(batch, db) }
      trail.note("file", "\(batch.name) \(file.file.sha256)")
      try file.enter(db, of: ledger, header: header)
      guard isLast else { return 0 }
      return try ledger.close(
        db, batch: batch.id, mapping: batch.mapping, line: batch.line, now: batch.now, closings,
        &trail)
    }
    hasFiles = true
    if isLast {
      isClosed = true
      try ledger.tidy(afterBatchOf: batch)
    }
    return file.findings
  }

  /// Closes the batch where its last file did not; a batch without a file leaves no trace.
  package mutating func close() throws {
    guard hasFiles, !isClosed else { return }
    let (batch, closings, ledger) = (self.batch, self.closings, self.ledger)
    closedRecords = try ledger.write(at: batch.now) { db, trail in
      try ledger.close(
        db, batch: batch.id, mapping: batch.mapping, line: batch.line, now: batch.now, closings,
        &trail)
    }
    isClosed = true
    try ledger.tidy(afterBatchOf: batch)
  }

  /// The books of the files that are in the ledger.
  package func files() throws -> [FileReconciliation] {
    hasFiles ? try ledger.files(ofBatch: batch.id) : []
  }
}

extension Ledger {
  /// Begins an import run, or continues one that was interrupted.
  ///
  /// The caller holds the lock. Nothing is written before the first file is.
  ///
  /// - Parameters:
  ///   - kind: what kind of run it is.
  ///   - label: what the user calls the delivery.
  ///   - line: the line its tickets belong to.
  ///   - mapping: the mapping and its version.
  ///   - repetition: which of two records of one key is the ticket.
  ///   - interrupted: a batch of these very words that was interrupted, to be continued.
  ///   - now: when the run began.
  ///   - closings: what the batch closes of the quarantine when it is closed itself.
  /// - Returns: the open batch.
  /// - Throws: `Unusable`: `HL6220` where another batch of the line was interrupted.
  package func beginBatch(
    _ kind: BatchKind, label: String, line: String, mapping: String, repetition: Repetition,
    continuing interrupted: InterruptedBatch? = nil, now: CivilInstant,
    closings: @escaping QuarantineClosings = { _, _ in [] }
  ) throws -> BatchWriter {
    if let other = try interruptedBatches(ofLine: line).first(where: { $0 != interrupted }) {
      throw Unusable(other)
    }
    let batch = try read([.batch, .batchFile, .batchUndone]) { db in
      let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM batch_file") ?? 0
      let firstFile = try interrupted.flatMap { batch in
        try Int64.fetchOne(
          db, sql: "SELECT min(id) FROM batch_file WHERE batch_id = ?", arguments: [batch.id])
      }
      let id = try interrupted?.id ?? Catalogue.nextBatch(db)
      return OpenBatch(
        id: id, name: Self.batchName(id), kind: kind, label: label, line: line, mapping: mapping,
        repetition: repetition, firstFile: firstFile ?? last + 1, now: now)
    }
    return BatchWriter(batch, ledger: self, hasFiles: interrupted != nil, closings: closings)
  }

  static func batchName(_ id: Int64) -> String { "B\(padded(Int(id), to: 4))" }
}

extension Unusable {
  /// A batch was interrupted that the run at hand does not continue.
  package init(_ batch: InterruptedBatch) {
    self.init(
      .batchInterrupted(
        found: batch.name, line: batch.line, count: batch.files.count, mapping: batch.mapping),
      at: SourceLocation(file: batch.name))
  }
}
