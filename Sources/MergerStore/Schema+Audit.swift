extension Schema {
  /// Which ledger this is, and the seals of audit entries under a key that is kept elsewhere.
  static let audit = """
    -- One row: a number that no other ledger has.
    CREATE TABLE ledger (
      row INTEGER PRIMARY KEY CHECK (row = 1),
      id TEXT NOT NULL
    );
    ALTER TABLE audit ADD COLUMN seal TEXT NOT NULL DEFAULT '';
    ALTER TABLE audit ADD COLUMN key TEXT NOT NULL DEFAULT '';
    """
}
