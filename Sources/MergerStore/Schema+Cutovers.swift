extension Schema {
  /// The journal of cut-overs: what was done to switches; rows are only ever added.
  static let cutovers = """
    CREATE TABLE cutover_entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      target TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('planned', 'applying', 'applied', 'flipping', 'flipped',
        'returning', 'returned')),
      plan TEXT NOT NULL,
      generation TEXT NOT NULL,
      -- The snapshot of the neutral table.
      routing TEXT NOT NULL,
      -- SHA-256 of the generation on the switch and of the other one; empty where it was not read.
      content TEXT NOT NULL,
      other TEXT NOT NULL,
      lines TEXT NOT NULL,
      because TEXT NOT NULL,
      document TEXT NOT NULL,
      who TEXT NOT NULL,
      at TEXT NOT NULL
    );
    CREATE INDEX cutover_entry_target ON cutover_entry (target, id);
    CREATE TRIGGER cutover_entry_is_never_rewritten BEFORE UPDATE ON cutover_entry
    BEGIN SELECT RAISE(ABORT, 'the journal of cut-overs is never rewritten'); END;
    CREATE TRIGGER cutover_entry_is_never_removed BEFORE DELETE ON cutover_entry
    BEGIN SELECT RAISE(ABORT, 'the journal of cut-overs is never rewritten'); END;
    """
}
