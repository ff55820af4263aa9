import GRDB
import HotlineModel
import LocalFiles

/// The tables of the ledger, which say where in the segments the tickets lie.
enum Schema {
  /// Every change ever made to the tables, in order; each runs once, in a transaction.
  ///
  /// - Parameters:
  ///   - keys: where the key is that seals the entries of changes.
  ///   - conversion: writes the key files of a ledger that has none.
  /// - Returns: what makes the tables what they are today.
  static func migrator(
    _ keys: AuditKeyPlace = .none, _ conversion: KeyConversion? = nil
  ) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 batches, packed tickets in frames, quarantine, audit") { db in
      try db.execute(sql: first)
    }
    migrator.registerMigration("intake 1 headers, waivers, undone batches") { db in
      try db.execute(sql: intake)
    }
    migrator.registerMigration("intake 2 what was repaired stays closed") { db in
      try db.execute(sql: repairs)
    }
    migrator.registerMigration("intake 3 what stands in a later entry") { db in
      try db.execute(sql: replacements)
    }
    migrator.registerMigration("decisions 1 what was decided, by rules and by people") { db in
      try db.execute(sql: decisions)
    }
    migrator.registerMigration("delivery 1 tickets of undone batches") { db in
      try db.execute(sql: delivery)
    }
    migrator.registerMigration("ledger 1 sequence numbers, digests of tables") { db in
      try db.execute(sql: sequence)
    }
    migrator.register("audit 1 which ledger this is, seals of entries", keys) { db in
      try db.execute(sql: audit)
      try db.execute(
        sql: "INSERT INTO ledger (row, id) VALUES (1, ?)",
        arguments: [Fingerprint.hex(Randomness.bytes(16))])
    }
    migrator.register("batches 1 kinds of batches, history of quarantined records", keys) { db in
      try db.execute(sql: batches)
    }
    migrator.register(keyFiles, keys) { db in
      try db.execute(sql: Schema.keys)
      try conversion?.run(db)
      try db.execute(sql: Schema.quarantine)
      try db.execute(sql: "DROP TABLE ticket_version; DROP TABLE delivery")
    }
    migrator.register("checklists 1 what was entered for items", keys) { db in
      try db.execute(sql: checklists)
    }
    migrator.register("numbers 1 what became of numbers, and where it was announced", keys) { db in
      try db.execute(sql: numbers)
    }
    migrator.register("users 1 accounts, signatures", keys) { db in
      try db.execute(sql: signOff)
    }
    migrator.register("checklists 2 files of evidence", keys) { db in
      try db.execute(sql: evidenceOfItems)
    }
    migrator.register("cutovers 1 what was done to switches", keys) { db in
      try db.execute(sql: cutovers)
    }
    return migrator
  }

  /// The change that puts tickets into key files.
  static let keyFiles = "keys 1 key files, retired tickets, totals"

  private static let first = """
    CREATE TABLE batch (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      label TEXT NOT NULL,
      line TEXT NOT NULL,
      mapping TEXT NOT NULL,
      started TEXT NOT NULL,
      ended TEXT,
      state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'interrupted'))
    );
    -- One row a file of a batch; the counts are its reconciliation.
    CREATE TABLE batch_file (
      id INTEGER PRIMARY KEY,
      batch_id INTEGER NOT NULL REFERENCES batch(id),
      name TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      size INTEGER NOT NULL,
      charset TEXT NOT NULL,
      read INTEGER NOT NULL DEFAULT 0,
      accepted INTEGER NOT NULL DEFAULT 0,
      updated INTEGER NOT NULL DEFAULT 0,
      unchanged INTEGER NOT NULL DEFAULT 0,
      superseded INTEGER NOT NULL DEFAULT 0,
      duplicate INTEGER NOT NULL DEFAULT 0,
      quarantined INTEGER NOT NULL DEFAULT 0,
      skipped INTEGER NOT NULL DEFAULT 0
    );
    -- The immutable file of packed tickets, in zstd frames, that a delivered file became.
    CREATE TABLE segment (
      batch_file_id INTEGER PRIMARY KEY REFERENCES batch_file(id),
      name TEXT NOT NULL UNIQUE,
      sha256 TEXT NOT NULL,
      size INTEGER NOT NULL
    );
    -- Every version of every ticket: its key, its content hash (XXH3, 128 bits) and its place
    -- in the file's segment: where its frame begins, and where it stands within what the frame holds. One tree in the order of the keys: a file's
    -- tickets go in sorted, so that each page is written once, and the versions of a ticket stand
    -- side by side. No foreign keys here: they would cost a look-up for each of millions of rows.
    CREATE TABLE ticket_version (
      line TEXT NOT NULL,
      legacy_number TEXT NOT NULL,
      batch_file_id INTEGER NOT NULL,
      frame INTEGER NOT NULL,
      offset INTEGER NOT NULL,
      length INTEGER NOT NULL,
      hash BLOB NOT NULL,
      is_current INTEGER NOT NULL DEFAULT 1,
      PRIMARY KEY (line, legacy_number, batch_file_id)
    ) WITHOUT ROWID;
    -- Keys of the earlier files of the delivery under way that the ledger knew already: with the
    -- versions of those files they are all that a run needs that goes on after it was killed.
    CREATE TABLE delivery (
      line TEXT NOT NULL,
      legacy_number TEXT NOT NULL,
      batch_file_id INTEGER NOT NULL,
      hash BLOB NOT NULL,
      PRIMARY KEY (line, legacy_number)
    ) WITHOUT ROWID;
    -- Records quarantined, with their bytes and the reasons.
    CREATE TABLE quarantine (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      line TEXT NOT NULL,
      file TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      record INTEGER NOT NULL,
      physical_line INTEGER NOT NULL,
      code TEXT NOT NULL,
      findings TEXT NOT NULL,
      raw BLOB NOT NULL,
      first_batch_id INTEGER NOT NULL REFERENCES batch(id),
      last_batch_id INTEGER NOT NULL REFERENCES batch(id),
      state TEXT NOT NULL CHECK (state IN ('open', 'resolved', 'waived')),
      UNIQUE (line, sha256, record)
    );
    -- What was done, by whom, each entry sealed with the hash of the one before it.
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      action TEXT NOT NULL,
      detail TEXT NOT NULL,
      previous TEXT NOT NULL,
      hash TEXT NOT NULL
    );
    """
}

extension DatabaseMigrator {
  /// Registers a change of tables that the audit trail speaks of: it leaves its own entry.
  mutating func register(
    _ name: String, _ keys: AuditKeyPlace,
    _ change: @escaping @Sendable (Database) throws -> Void
  ) {
    registerMigration(name) { db in
      try AuditTrail.note(migration: name, db, keys: keys, change)
    }
  }
}
