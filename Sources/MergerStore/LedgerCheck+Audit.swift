import Findings
import GRDB

extension LedgerCheck {
  /// Entries are numbered without gaps, each carries the hash of the one before it, and the seal of
  /// the ledger's key.
  mutating func proveAudit() throws {
    var previous = ""
    var expected: Int64 = 1
    var seals = SealProof(
      ledger: try Ledger.identity(db), keys: keys, newestKey: try Ledger.newestKey(db),
      place: place)
    var rows = try RowStatement(
      db, "SELECT id, previous, at, action, detail, state, hash, seal, key FROM audit ORDER BY id")
    while try rows.next() {
      let id = rows.integer(0) ?? 0
      if let before = rows.text(1), let at = rows.text(2), let action = rows.text(3),
        let detail = rows.text(4), let state = rows.text(5), let hash = rows.text(6),
        before == previous, id == expected,
        AuditTrail.hash(before, at, action, detail, state) == hash
      {
        proof.auditEntries += 1
      } else {
        proof.findings.append(Finding(.auditBroken(found: "\(id)"), at: place))
      }
      seals.add(
        id, hash: rows.text(6) ?? "", seal: rows.text(7), key: rows.text(8),
        action: rows.text(3), detail: rows.text(4))
      previous = rows.text(6) ?? ""
      expected = id + 1
    }
    proof.seals = seals.count
    proof.findings += seals.end()
  }

  /// The ledger is the one, or a continuation of the one, that earlier heads were taken of.
  mutating func prove(_ heads: [LedgerHead], of source: String) throws {
    for head in heads {
      guard let reason = try Ledger.parting(of: db, from: head) else {
        proof.heads += 1
        continue
      }
      proof.findings.append(
        Finding(.headDiffers(found: source, reason: reason), at: SourceLocation(file: source)))
    }
  }

  /// What was decided is what the audit trail says: closed and undone batches, waivers, decisions.
  mutating func proveEntries() throws {
    try hold(
      """
      SELECT 'batch ' || b.id, coalesce(e.action, '') = 'import' AND
        e.detail LIKE printf('B%04d %%', b.id)
      FROM batch b LEFT JOIN audit e ON e.id = b.closed_sequence WHERE b.state = 'closed'
      """)
    try hold(
      """
      SELECT 'batch_undone ' || u.batch_id, coalesce(e.action, '') = 'undo' AND e.at = u.at AND
        e.detail = printf('B%04d %d tickets', u.batch_id, u.tickets)
      FROM batch_undone u LEFT JOIN audit e ON e.id = u.sequence
      """)
    try hold(
      """
      SELECT 'waiver ' || w.quarantine_id, e.id IS NOT NULL FROM waiver w
      LEFT JOIN audit e ON e.action = 'waive' AND e.at = w.at AND
        e.detail = printf('Q%06d by %s: %s', w.quarantine_id, w.signer, w.reason)
      """)
    try holdEntries(
      of: "decision_record", action: "decision",
      detail: "line || ' ' || mode || ' ' || policy || ' ' || who")
    try holdEntries(
      of: "item_entry", action: "item",
      detail: """
        item || ' ' || iif(conclusion = '', '-', conclusion) || ' ' || who
          || iif(files = '', '', ' ' || replace(files, char(10), ' '))
        """)
    try holdEntries(
      of: "number_event", action: "number",
      detail: "line || ' ' || status || channel || ' ' || day || ' ' || who")
    try proveSignOff()
  }

  /// Holds the rows of a table to which rows are only ever added against their audit entries: as many
  /// of both, in the same order, each of the row's kind, time and detail.
  ///
  /// - Parameters:
  ///   - table: the table, with columns `id`, `kind` and `at`.
  ///   - action: what the action of an entry begins with, before a full stop and the kind.
  ///   - detail: the detail of a row's entry, as an expression over its columns.
  /// - Throws: what SQLite complains of.
  mutating func holdEntries(of table: String, action: String, detail: String) throws {
    try hold(
      """
      WITH entered AS (SELECT id, row_number() OVER (ORDER BY id) AS place,
          '\(action).' || kind AS action, \(detail) AS detail, at FROM \(table)),
        noted AS (SELECT row_number() OVER (ORDER BY id) AS place, action, detail, at FROM audit
          WHERE action LIKE '\(action).%')
      SELECT '\(table) ' || coalesce(entered.id, 'without row'), coalesce(
        entered.action = noted.action AND entered.detail = noted.detail AND entered.at = noted.at, 0)
      FROM entered FULL JOIN noted ON entered.place = noted.place
      """)
  }

  /// Complains of each row of a query whose second column is not true.
  mutating func hold(
    _ query: String, _ otherwise: String = "its audit entry says otherwise"
  ) throws {
    var rows = try RowStatement(db, query)
    while try rows.next() {
      if rows.integer(1) == 1 { continue }
      complain("\(rows.text(0) ?? ""): \(otherwise)")
    }
  }
}
