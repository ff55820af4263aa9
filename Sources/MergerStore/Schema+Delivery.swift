extension Schema {
  /// Tickets of undone batches: whoever was handed them before must be told.
  static let delivery = """
    CREATE TABLE undone_ticket (
      batch_id INTEGER NOT NULL,
      line TEXT NOT NULL,
      legacy_number TEXT NOT NULL,
      PRIMARY KEY (batch_id, line, legacy_number)
    ) WITHOUT ROWID;
    """
}
