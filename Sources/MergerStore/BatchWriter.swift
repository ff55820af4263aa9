import GRDB
package import HotlineModel
import LocalFiles

/// What stays the same while a batch is open.
struct OpenBatch: Sendable {
  let id: Int64
  let name: String
  let line: String
  let repetition: Repetition
  /// The number the first file of the batch has or will have.
  let firstFile: Int64
  /// Whether the ledger held tickets of the line before the batch.
  let hasHistory: Bool
  /// When the run began.
  let now: CivilInstant
}

/// One import run into the ledger, file by file.
package struct BatchWriter: ~Copyable {
  /// The batch's name: `B0007`.
  package var name: String { batch.name }
  private let batch: OpenBatch
  private let ledger: Ledger
  private let mapping: String
  /// The keys that earlier files of the delivery brought.
  private var keys: DeliveryKeys
  /// Fingerprints of files that were taken in before the run was interrupted.
  private var taken: [String: Int]

  fileprivate init(
    _ batch: OpenBatch, ledger: Ledger, mapping: String, keys: DeliveryKeys, taken: [String: Int]
  ) {
    self.batch = batch
    self.ledger = ledger
    self.mapping = mapping
    self.keys = keys
    self.taken = taken
  }

  /// Whether a run that was interrupted had taken this file in already; told once for each.
  package mutating func hasTaken(_ file: ExportFile) -> Bool {
    let key = "\(file.sha256) \(file.name)"
    guard let count = taken[key], count > 0 else { return false }
    taken[key] = count - 1
    return true
  }

  /// Opens the books of a file.
  package func open(_ file: ExportFile) throws -> FileBook {
    try translated {
      let last = try ledger.database.read {
        try Int64.fetchOne($0, sql: "SELECT max(id) FROM batch_file") ?? 0
      }
      let isRedelivered = try ledger.database.read { db in
        try Bool.fetchOne(
          db,
          sql: """
            SELECT EXISTS (SELECT 1 FROM batch_file f JOIN batch b ON b.id = f.batch_id
              WHERE f.sha256 = ? AND b.line = ? AND f.id < ?)
            """, arguments: [file.sha256, batch.line, batch.firstFile]) ?? false
      }
      return try FileBook(
        ledger: ledger, batch: batch, fileID: last + 1, file: file, earlier: keys,
        isRedelivered: isRedelivered)
    }
  }

  /// Closes the books of a file: all of it is in the ledger then, or, where this throws, nothing.
  ///
  /// - Returns: what a person should know of the file's records: each finding that kept one out.
  /// - Throws: `HL6004` where the books do not close, `HL6102` where the disk is full.
  package mutating func close(_ book: consuming FileBook, isLast: Bool) throws -> [Finding] {
    do {
      let findings = try book.close(isLast: isLast)
      if !isLast { keys.merge(book.keys) }
      return findings
    } catch let error as DatabaseError {
      throw Ledger.unusable(error, folder: ledger.folder)
    }
  }

  /// Ends the batch and returns the books of its files.
  package func close(at now: CivilInstant) throws -> [FileReconciliation] {
    try ledger.write(at: now) { db, trail in
      try db.execute(sql: "DELETE FROM delivery")
      // A run that took no file in leaves no batch behind.
      try db.execute(
        sql: """
          DELETE FROM batch WHERE id = ?
            AND NOT EXISTS (SELECT 1 FROM batch_file WHERE batch_id = batch.id)
          """, arguments: [batch.id])
      guard db.changesCount == 0 else {
        trail.note("import", "\(name) without a file")
        return
      }
      let sequence = trail.note("import", "\(name) \(mapping)")
      try db.execute(
        sql: """
          UPDATE batch SET state = 'closed', ended = ?, closed_sequence = ? WHERE id = ?
          """, arguments: [now.rfc3339, sequence, batch.id])
      // A segment whose every ticket was superseded within the delivery holds nothing any more.
      try Ledger.dropSegments(db, of: "SELECT id FROM batch_file WHERE batch_id = \(batch.id)")
    }
    try ledger.sweepSegments()
    return try ledger.files(ofBatch: batch.id)
  }

  private func translated<Value: ~Copyable>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw Ledger.unusable(error, folder: ledger.folder)
    }
  }
}

extension Ledger {
  /// Begins an import run, or goes on with the newest one that was interrupted.
  ///
  /// The caller holds the lock.
  ///
  /// - Parameters:
  ///   - label: what the user calls the delivery.
  ///   - line: the line its tickets belong to.
  ///   - mapping: the mapping and its version.
  ///   - repetition: which of two records of one key is the ticket.
  ///   - resuming: whether an interrupted run of the same label, line and mapping is gone on with;
  ///     where there is none a new one begins.
  ///   - now: when the run began.
  /// - Returns: the open batch.
  /// - Throws: `Unusable` where the ledger cannot be written.
  package func beginBatch(
    label: String, line: String, mapping: String, repetition: Repetition, resuming: Bool = false,
    now: CivilInstant
  ) throws -> BatchWriter {
    let interrupted = try resuming ? interruptedBatch(label, line, mapping) : nil
    let id = try write(at: now) { db, trail in
      if let interrupted { return interrupted }
      trail.note("begin", "\(label) \(mapping)")
      try db.execute(sql: "DELETE FROM delivery")
      try db.execute(
        sql: "INSERT INTO batch (label, line, mapping, started, state) VALUES (?,?,?,?,'open')",
        arguments: [label, line, mapping, now.rfc3339])
      return db.lastInsertedRowID
    }
    let files = try database.read { db in
      try Row.fetchAll(
        db, sql: "SELECT id, name, sha256 FROM batch_file WHERE batch_id = ? ORDER BY id",
        arguments: [id])
    }
    let last = try database.read {
      try Int64.fetchOne($0, sql: "SELECT max(id) FROM batch_file") ?? 0
    }
    let firstFile: Int64 = files.first?[0] ?? last + 1
    let hasHistory = try database.read {
      try Bool.fetchOne(
        $0,
        sql: "SELECT EXISTS (SELECT 1 FROM ticket_version WHERE line = ? AND batch_file_id < ?)",
        arguments: [line, firstFile]) ?? false
    }
    var taken: [String: Int] = [:]
    for file in files { taken["\(file[2] as String) \(file[1] as String)", default: 0] += 1 }
    let batch = OpenBatch(
      id: id, name: Self.batchName(id), line: line, repetition: repetition,
      firstFile: firstFile, hasHistory: hasHistory, now: now)
    return BatchWriter(
      batch, ledger: self, mapping: mapping,
      keys: files.isEmpty ? DeliveryKeys() : try deliveredKeys(of: batch), taken: taken)
  }

  /// The newest batch, where it was interrupted and is of the same label, line and mapping.
  private func interruptedBatch(
    _ label: String, _ line: String, _ mapping: String
  ) throws -> Int64? {
    try database.read { db in
      try Int64.fetchOne(
        db,
        sql: """
          SELECT id FROM batch WHERE id = (SELECT max(id) FROM batch) AND state <> 'closed'
            AND label = ? AND line = ? AND mapping = ?
          """, arguments: [label, line, mapping])
    }
  }

  /// The keys that the files of an interrupted batch brought before it was.
  private func deliveredKeys(of batch: OpenBatch) throws -> DeliveryKeys {
    try database.read { db in
      var keys = DeliveryKeys()
      let known = try Row.fetchCursor(
        db,
        sql: "SELECT legacy_number, hash, batch_file_id FROM delivery WHERE line = ?",
        arguments: [batch.line])
      while let row = try known.next() { keys.add(row, outcome: .unchanged) }
      let brought = try Row.fetchCursor(
        db,
        sql: """
          SELECT legacy_number, hash, batch_file_id, EXISTS (
            SELECT 1 FROM ticket_version old WHERE old.line = new.line
              AND old.legacy_number = new.legacy_number AND old.batch_file_id < ?2)
          FROM ticket_version new WHERE line = ?1 AND batch_file_id >= ?2
          """, arguments: [batch.line, batch.firstFile])
      while let row = try brought.next() { keys.add(row, outcome: row[3] ? .updated : .accepted) }
      return keys
    }
  }

  static func batchName(_ id: Int64) -> String { "B\(padded(Int(id), to: 4))" }
}

extension DeliveryKeys {
  /// Adds a key as the catalogue holds it.
  fileprivate mutating func add(_ row: Row, outcome: Reconciliation.Outcome) {
    let number = Array((row[0] as String).utf8)
    guard let content = bytes(row[1]).flatMap({ ContentHash($0) }) else { return }
    let hash = keyHash(of: number, in: number.indices)
    if let known = index(of: number.indices, in: number, hash: hash) {
      self[known].content = content
      self[known].file = row[2]
      self[known].outcome = outcome
    } else {
      _ = add(
        number.indices, in: number, hash: hash, content: content, file: row[2], outcome: outcome)
    }
  }

  /// Takes the keys of a later file in; they stand for the earlier ones.
  fileprivate mutating func merge(_ later: DeliveryKeys) {
    if count == 0 {
      self = later
      return
    }
    for index in 0..<later.count where later[index].outcome != nil {
      let number = Array(later.number(of: index))
      let hash = keyHash(of: number, in: number.indices)
      let known =
        self.index(of: number.indices, in: number, hash: hash)
        ?? add(
          number.indices, in: number, hash: hash, content: later[index].content,
          file: later[index].file, outcome: later[index].outcome)
      self[known].content = later[index].content
      self[known].file = later[index].file
      self[known].record = later[index].record
      self[known].outcome = later[index].outcome
    }
  }
}
