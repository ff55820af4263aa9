extension Schema {
  /// What was entered for items of checklists, by whom; rows are only ever added, the newest counts.
  static let checklists = """
    CREATE TABLE item_entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('answer', 'exception', 'withdrawal')),
      -- Empty in exceptions and their withdrawals.
      conclusion TEXT NOT NULL
        CHECK (conclusion IN ('', 'pass', 'fail', 'not-applicable', 'pending')),
      evidence TEXT NOT NULL,
      remark TEXT NOT NULL,
      filled_by TEXT NOT NULL,
      -- As YYYY-MM-DD; empty where none was filled in.
      day TEXT NOT NULL,
      source TEXT NOT NULL,
      who TEXT NOT NULL,
      at TEXT NOT NULL
    );
    CREATE INDEX item_entry_item ON item_entry (item, id);
    CREATE TRIGGER item_entry_is_never_rewritten BEFORE UPDATE ON item_entry
    BEGIN SELECT RAISE(ABORT, 'entries are never rewritten'); END;
    CREATE TRIGGER item_entry_is_never_removed BEFORE DELETE ON item_entry
    BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
    """

  /// The files of evidence that an item has from an entry on, a line each: SHA-256, size, type, name.
  static let evidenceOfItems = "ALTER TABLE item_entry ADD COLUMN files TEXT NOT NULL DEFAULT ''"
}
