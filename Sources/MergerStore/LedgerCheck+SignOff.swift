import LocalFiles

extension LedgerCheck {
  /// Users and signatures are what the audit trail says, and each signature is of its text.
  mutating func proveSignOff() throws {
    let reason = "CASE because WHEN '' THEN '' ELSE ': ' || because END"
    try hold(
      """
      WITH entered AS (SELECT id, row_number() OVER (ORDER BY id) AS place, 'user.' || kind AS action,
          account || ' ' || roles || ' by ' || who || \(reason) AS detail, at FROM account),
        noted AS (SELECT row_number() OVER (ORDER BY id) AS place, action, detail, at FROM audit
          WHERE action LIKE 'user.%')
      SELECT 'account ' || coalesce(entered.id, 'without row'), coalesce(
        entered.action = noted.action AND entered.detail = noted.detail AND entered.at = noted.at, 0)
      FROM entered FULL JOIN noted ON entered.place = noted.place
      """)
    try hold(
      """
      WITH entered AS (SELECT id, row_number() OVER (ORDER BY id) AS place,
          'signature.' || kind AS action,
          subject || ' ' || content || ' ' || role || ' by ' || account || \(reason) AS detail,
          at FROM signature),
        noted AS (SELECT row_number() OVER (ORDER BY id) AS place, action, detail, at FROM audit
          WHERE action LIKE 'signature.%')
      SELECT 'signature ' || coalesce(entered.id, 'without row'), coalesce(
        entered.action = noted.action AND entered.detail = noted.detail AND entered.at = noted.at, 0)
      FROM entered FULL JOIN noted ON entered.place = noted.place
      """)
    var rows = try RowStatement(db, "SELECT id, content, text FROM signature ORDER BY id")
    while try rows.next() {
      if Fingerprint.hex(of: (rows.text(2) ?? "").utf8) == rows.text(1) { continue }
      complain("signature \(rows.integer(0) ?? 0): its text has another hash")
    }
  }
}
