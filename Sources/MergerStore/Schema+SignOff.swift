extension Schema {
  /// Users with all that happened to them, and what they signed; rows are only ever added.
  static let signOff = """
    -- One row for each event; the newest row of an account says what holds of it. A password is here
    -- only as its Argon2id hash.
    CREATE TABLE account (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN
        ('added', 'changed', 'password', 'reset', 'closed', 'failed', 'passed')),
      person TEXT NOT NULL,
      unit TEXT NOT NULL,
      roles TEXT NOT NULL,
      password_hash TEXT NOT NULL,
      because TEXT NOT NULL,
      who TEXT NOT NULL,
      at TEXT NOT NULL
    );
    CREATE TRIGGER account_is_never_rewritten BEFORE UPDATE ON account
    BEGIN SELECT RAISE(ABORT, 'accounts are never rewritten'); END;
    CREATE TRIGGER account_is_never_removed BEFORE DELETE ON account
    BEGIN SELECT RAISE(ABORT, 'accounts are never removed'); END;
    -- What was signed, with the SHA-256 of its text, or withdrawn.
    CREATE TABLE signature (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      subject TEXT NOT NULL,
      content TEXT NOT NULL,
      text TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('sign', 'withdraw')),
      role TEXT NOT NULL,
      account TEXT NOT NULL,
      person TEXT NOT NULL,
      unit TEXT NOT NULL,
      because TEXT NOT NULL,
      at TEXT NOT NULL
    );
    CREATE INDEX signature_subject ON signature (subject, id);
    CREATE TRIGGER signature_is_never_rewritten BEFORE UPDATE ON signature
    BEGIN SELECT RAISE(ABORT, 'signatures are never rewritten'); END;
    CREATE TRIGGER signature_is_never_removed BEFORE DELETE ON signature
    BEGIN SELECT RAISE(ABORT, 'signatures are never removed'); END;
    """
}
