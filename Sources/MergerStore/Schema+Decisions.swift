extension Schema {
  /// What was decided of each line, when, by which policy or by whom; rows are only ever added.
  static let decisions = """
    CREATE TABLE decision_record (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      line TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('rules', 'ruling', 'withdrawal')),
      mode TEXT NOT NULL,
      -- The components as name=value; of a ruling only those that the person named.
      components TEXT NOT NULL,
      reason TEXT NOT NULL,
      rules TEXT NOT NULL,
      clauses TEXT NOT NULL,
      facts TEXT NOT NULL,
      certainty TEXT NOT NULL,
      policy TEXT NOT NULL,
      who TEXT NOT NULL,
      document TEXT NOT NULL,
      at TEXT NOT NULL
    );
    CREATE INDEX decision_record_line ON decision_record (line, id);
    CREATE TRIGGER decision_is_never_rewritten BEFORE UPDATE ON decision_record
    BEGIN SELECT RAISE(ABORT, 'decisions are never rewritten'); END;
    CREATE TRIGGER decision_is_never_removed BEFORE DELETE ON decision_record
    BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
    """
}
