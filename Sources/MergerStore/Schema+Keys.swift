extension Schema {
  /// Tickets by key files beside the segments instead of a row each.
  static let keys = """
    ALTER TABLE ledger ADD COLUMN key_seed TEXT NOT NULL DEFAULT '';
    -- Files that say which keys segments hold.
    CREATE TABLE key_file (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      line TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('versions', 'unchanged')),
      entries INTEGER NOT NULL,
      size INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      -- Of its index, which holds the sums of its other parts.
      index_sha256 TEXT NOT NULL
    );
    -- Key files that others have replaced; a file goes when nobody reads it.
    CREATE TABLE dropped_key_file (
      name TEXT PRIMARY KEY,
      sha256 TEXT NOT NULL
    ) WITHOUT ROWID;
    -- How many tickets it holds, those that are no versions among them; its directory, where it
    -- does not end with one; the key file that names its tickets.
    ALTER TABLE segment ADD COLUMN tickets INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE segment ADD COLUMN directory BLOB;
    ALTER TABLE segment ADD COLUMN key_file_id INTEGER REFERENCES key_file(id);
    -- By what the tickets of a segment are counted, and how many versions it brought of each.
    CREATE TABLE cell (
      batch_file_id INTEGER NOT NULL REFERENCES batch_file(id),
      cell INTEGER NOT NULL,
      month TEXT NOT NULL,
      type TEXT NOT NULL,
      status TEXT NOT NULL,
      legacy_type TEXT NOT NULL,
      legacy_status TEXT NOT NULL,
      tickets INTEGER NOT NULL,
      PRIMARY KEY (batch_file_id, cell)
    ) WITHOUT ROWID;
    -- The tickets of a segment that a file retired, by their ordinals; those that a segment holds
    -- beside its versions are retired by its own file.
    CREATE TABLE retired (
      by_file INTEGER NOT NULL REFERENCES batch_file(id),
      of_file INTEGER NOT NULL REFERENCES batch_file(id),
      tickets INTEGER NOT NULL,
      ordinals BLOB NOT NULL,
      PRIMARY KEY (by_file, of_file)
    ) WITHOUT ROWID;
    -- How many of them each totals cell of the segment counts; nothing of those that are no versions.
    CREATE TABLE retired_cell (
      by_file INTEGER NOT NULL REFERENCES batch_file(id),
      of_file INTEGER NOT NULL REFERENCES batch_file(id),
      cell INTEGER NOT NULL,
      tickets INTEGER NOT NULL,
      PRIMARY KEY (of_file, cell, by_file)
    ) WITHOUT ROWID;
    """

  /// What most commands ask of the quarantine: how many records of each kind there are, and which of
  /// them are open.
  ///
  /// The records themselves, with their bytes, are read only where they are looked at.
  static let quarantine = """
    -- By which mapping, in which area, all open records of the line were looked up when the batch was
    -- closed; NULL where they were not.
    ALTER TABLE batch ADD COLUMN looked_up TEXT;
    CREATE TABLE quarantine_count (
      line TEXT NOT NULL,
      first_batch_id INTEGER NOT NULL REFERENCES batch(id),
      last_batch_id INTEGER NOT NULL REFERENCES batch(id),
      code TEXT NOT NULL,
      state TEXT NOT NULL,
      records INTEGER NOT NULL,
      PRIMARY KEY (line, first_batch_id, last_batch_id, code, state)
    ) WITHOUT ROWID;
    INSERT INTO quarantine_count
      SELECT line, first_batch_id, last_batch_id, code, state, count(*) FROM quarantine
      GROUP BY line, first_batch_id, last_batch_id, code, state;
    -- By what an open record is known when it comes again: the hash of the number that it says, NULL
    -- where it says none, and the SHA-256 of its bytes. `reading` says how its number was read: by
    -- which mapping, in which area; nothing where it was not read yet.
    CREATE TABLE quarantine_open (
      quarantine_id INTEGER PRIMARY KEY REFERENCES quarantine(id),
      line TEXT NOT NULL,
      last_batch_id INTEGER NOT NULL REFERENCES batch(id),
      code TEXT NOT NULL,
      reading TEXT NOT NULL DEFAULT '',
      key BLOB,
      sha256 BLOB
    );
    INSERT INTO quarantine_open (quarantine_id, line, last_batch_id, code)
      SELECT id, line, last_batch_id, code FROM quarantine WHERE state = 'open';
    \(trigger("comes", "INSERT", counts("NEW", 1) + opens("NEW.state = 'open'")))
    \(trigger("changes", "UPDATE", counts("OLD", -1) + counts("NEW", 1)
      + closes("NEW.state <> 'open'")
      + "UPDATE quarantine_open SET last_batch_id = NEW.last_batch_id, code = NEW.code"
      + " WHERE quarantine_id = NEW.id;"
      + opens("NEW.state = 'open' AND OLD.state <> 'open'")))
    \(trigger("goes", "DELETE", counts("OLD", -1)))
    CREATE TRIGGER quarantine_is_to_go BEFORE DELETE ON quarantine BEGIN \(closes("1")) END;
    """

  private static func trigger(_ name: String, _ event: String, _ statements: String) -> String {
    "CREATE TRIGGER quarantine_\(name) AFTER \(event) ON quarantine BEGIN \(statements) END;"
  }

  /// Counts a row that comes or goes.
  private static func counts(_ row: String, _ change: Int) -> String {
    let kind = ["line", "first_batch_id", "last_batch_id", "code", "state"]
    let values = kind.map { "\(row).\($0)" }.joined(separator: ", ")
    let isOfKind = kind.map { "\($0) = \(row).\($0)" }.joined(separator: " AND ")
    return change > 0
      ? """
      INSERT INTO quarantine_count VALUES (\(values), 1)
        ON CONFLICT DO UPDATE SET records = records + 1;
      """
      : """
      UPDATE quarantine_count SET records = records - 1 WHERE \(isOfKind);
      DELETE FROM quarantine_count WHERE \(isOfKind) AND records = 0;
      """
  }

  private static func opens(_ condition: String) -> String {
    """
    INSERT INTO quarantine_open (quarantine_id, line, last_batch_id, code)
      SELECT NEW.id, NEW.line, NEW.last_batch_id, NEW.code WHERE \(condition);
    """
  }

  private static func closes(_ condition: String) -> String {
    "DELETE FROM quarantine_open WHERE quarantine_id = OLD.id AND \(condition);"
  }
}
