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
    -- How many records of the quarantine there are of each kind, for whoever only counts them.
    CREATE TABLE quarantine_count (
      line TEXT NOT NULL,
      first_batch_id INTEGER NOT NULL REFERENCES batch(id),
      last_batch_id INTEGER NOT NULL REFERENCES batch(id),
      code TEXT NOT NULL,
      state TEXT NOT NULL,
      records INTEGER NOT NULL,
      PRIMARY KEY (line, first_batch_id, last_batch_id, code, state)
    ) WITHOUT ROWID;
    CREATE INDEX quarantine_counted ON quarantine
      (line, first_batch_id, last_batch_id, code, state);
    -- By what a record of the quarantine is known when it comes again: the hash of the number that it
    -- says, NULL where it says none, and the SHA-256 of its bytes. `reading` says how its number was
    -- read: by which mapping, in which area.
    CREATE TABLE quarantine_key (
      quarantine_id INTEGER PRIMARY KEY REFERENCES quarantine(id),
      reading TEXT NOT NULL,
      key BLOB,
      sha256 BLOB NOT NULL
    );
    """
}
