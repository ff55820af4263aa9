extension Schema {
  /// When batches took effect, by the ledger's own sequence number, which is that of the audit
  /// entry; what the tables held after each entry; segments whose files may go.
  static let sequence = """
    ALTER TABLE audit ADD COLUMN state TEXT NOT NULL DEFAULT '';
    ALTER TABLE batch ADD COLUMN closed_sequence INTEGER;
    ALTER TABLE batch_undone ADD COLUMN sequence INTEGER;
    UPDATE batch SET closed_sequence = coalesce(
        (SELECT max(id) FROM audit
          WHERE action = 'import' AND detail LIKE printf('B%04d %%', batch.id)),
        (SELECT max(id) FROM audit), 0)
      WHERE state = 'closed';
    UPDATE batch_undone SET sequence = coalesce(
        (SELECT max(id) FROM audit
          WHERE action = 'undo' AND detail LIKE printf('B%04d %%', batch_undone.batch_id)),
        (SELECT max(id) FROM audit), 0);
    -- Segments that no ticket is in any more; a file goes when no delivery under way reads it.
    CREATE TABLE dropped_segment (
      name TEXT PRIMARY KEY,
      sha256 TEXT NOT NULL,
      batch_file_id INTEGER NOT NULL
    ) WITHOUT ROWID;
    """
}
