extension Schema {
  /// What became of each number, and where that was announced; rows are only ever added.
  static let numbers = """
    CREATE TABLE number_event (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      line TEXT NOT NULL,
      -- The day from which the register's line holds the number; empty for since ever.
      life TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('status', 'correction', 'channel-planned',
        'channel-announced', 'channel-withdrawn')),
      was TEXT NOT NULL,
      status TEXT NOT NULL,
      channel TEXT NOT NULL,
      day TEXT NOT NULL,
      mode TEXT NOT NULL,
      disposition TEXT NOT NULL,
      document TEXT NOT NULL,
      reason TEXT NOT NULL,
      link TEXT NOT NULL,
      -- The file that proves an announcement; empty and 0 where there is none.
      file TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      size INTEGER NOT NULL,
      type TEXT NOT NULL,
      who TEXT NOT NULL,
      at TEXT NOT NULL
    );
    CREATE INDEX number_event_line ON number_event (line, id);
    CREATE TRIGGER number_event_is_never_rewritten BEFORE UPDATE ON number_event
    BEGIN SELECT RAISE(ABORT, 'the history of numbers is never rewritten'); END;
    CREATE TRIGGER number_event_is_never_removed BEFORE DELETE ON number_event
    BEGIN SELECT RAISE(ABORT, 'the history of numbers is never rewritten'); END;
    """
}
