extension Schema {
  /// What kind of run a batch is, and what a quarantined record's entry said before a later batch
  /// quarantined the record again: so that undoing a batch restores the entry.
  static let batches = """
    ALTER TABLE batch ADD COLUMN kind TEXT NOT NULL DEFAULT 'delivery'
      CHECK (kind IN ('delivery', 'retry', 'repair'));
    UPDATE batch SET kind = 'repair' WHERE EXISTS
      (SELECT 1 FROM batch_file f WHERE f.batch_id = batch.id AND batch.label = 'repaired ' || f.name);
    UPDATE batch SET kind = 'retry' WHERE label GLOB 'retry [Bb][0-9]*';
    -- Earlier programs gave a run its number before it had a file, and left it behind when killed.
    DELETE FROM batch WHERE state <> 'closed'
      AND id NOT IN (SELECT batch_id FROM batch_file)
      AND id NOT IN (SELECT batch_id FROM batch_undone);
    -- The record of an earlier file of the delivery under way that brought the key.
    ALTER TABLE delivery ADD COLUMN record INTEGER NOT NULL DEFAULT 0;
    -- One row for each batch that quarantined a record and was not the last one to do so.
    CREATE TABLE quarantine_history (
      quarantine_id INTEGER NOT NULL REFERENCES quarantine(id),
      batch_id INTEGER NOT NULL REFERENCES batch(id),
      code TEXT NOT NULL,
      findings TEXT NOT NULL,
      PRIMARY KEY (quarantine_id, batch_id)
    ) WITHOUT ROWID;
    -- Earlier programs left entries with batches that were undone since.
    UPDATE quarantine SET last_batch_id = first_batch_id
      WHERE last_batch_id IN (SELECT batch_id FROM batch_undone)
        AND first_batch_id NOT IN (SELECT batch_id FROM batch_undone);
    UPDATE quarantine SET first_batch_id = last_batch_id
      WHERE first_batch_id IN (SELECT batch_id FROM batch_undone)
        AND last_batch_id NOT IN (SELECT batch_id FROM batch_undone);
    INSERT INTO quarantine_history (quarantine_id, batch_id, code, findings)
      SELECT id, first_batch_id, code, findings FROM quarantine
      WHERE first_batch_id <> last_batch_id;
    DELETE FROM quarantine_closed WHERE quarantine_id NOT IN (SELECT id FROM quarantine);
    -- Which batch closed a record is now said by the statement that closes it: a trigger took the
    -- newest batch that was not closed for it, which need not be the one at work.
    DROP TRIGGER quarantine_is_closed;
    DROP TRIGGER quarantine_stays_repaired;
    """
}
