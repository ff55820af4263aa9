extension Schema {
  /// Headers of delivered files, waivers, undone batches, and which batch closed a record.
  static let intake = """
    -- What stands above the records of a delivered file, so that stored bytes can be read again.
    CREATE TABLE delivered_header (
      sha256 TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      charset TEXT NOT NULL,
      delimiter INTEGER NOT NULL,
      header BLOB NOT NULL
    ) WITHOUT ROWID;
    -- Signed decisions to leave a record out.
    CREATE TABLE waiver (
      quarantine_id INTEGER PRIMARY KEY REFERENCES quarantine(id),
      signer TEXT NOT NULL,
      reason TEXT NOT NULL,
      at TEXT NOT NULL
    );
    -- Batches whose effect was taken back.
    CREATE TABLE batch_undone (
      batch_id INTEGER PRIMARY KEY REFERENCES batch(id),
      tickets INTEGER NOT NULL,
      at TEXT NOT NULL
    );
    -- Which batch closed a record of the quarantine: undoing the batch opens it again.
    CREATE TABLE quarantine_closed (
      quarantine_id INTEGER NOT NULL,
      batch_id INTEGER NOT NULL,
      PRIMARY KEY (quarantine_id, batch_id)
    ) WITHOUT ROWID;
    CREATE TRIGGER quarantine_is_closed AFTER UPDATE OF state ON quarantine
      WHEN NEW.state = 'resolved' AND OLD.state = 'open'
    BEGIN
      INSERT OR IGNORE INTO quarantine_closed
        SELECT NEW.id, max(id) FROM batch WHERE state = 'open' HAVING max(id) IS NOT NULL;
    END;
    """

  /// A record that was repaired by hand stays closed when its file comes again as it was.
  static let repairs = """
    ALTER TABLE quarantine_closed ADD COLUMN is_repair INTEGER NOT NULL DEFAULT 0;
    DROP TRIGGER quarantine_is_closed;
    CREATE TRIGGER quarantine_is_closed AFTER UPDATE OF state ON quarantine
      WHEN NEW.state = 'resolved' AND OLD.state = 'open' AND NOT EXISTS
        (SELECT 1 FROM quarantine_closed WHERE quarantine_id = NEW.id AND is_repair)
    BEGIN
      INSERT OR IGNORE INTO quarantine_closed (quarantine_id, batch_id)
        SELECT NEW.id, max(id) FROM batch WHERE state = 'open' HAVING max(id) IS NOT NULL;
    END;
    CREATE TRIGGER quarantine_stays_repaired AFTER UPDATE OF state ON quarantine
      WHEN NEW.state = 'open' AND OLD.state = 'resolved' AND EXISTS
        (SELECT 1 FROM quarantine_closed WHERE quarantine_id = NEW.id AND is_repair)
    BEGIN
      UPDATE quarantine SET state = 'resolved' WHERE id = NEW.id;
    END;
    """

  /// A record that a later delivery brought again, and that was quarantined again, stands in the later
  /// entry: what becomes of that becomes of it.
  static let replacements = """
    ALTER TABLE quarantine_closed ADD COLUMN stands_in INTEGER;
    """
}
