import LocalFiles

extension LedgerCheck {
  /// Users, signatures and the journal of cut-overs are what the audit trail says, and each signature is of its text.
  mutating func proveSignOff() throws {
    let reason = "CASE because WHEN '' THEN '' ELSE ': ' || because END"
    try holdEntries(
      of: "account", action: "user",
      detail: "account || ' ' || roles || ' by ' || who || \(reason)")
    try holdEntries(
      of: "signature", action: "signature",
      detail: "subject || ' ' || content || ' ' || role || ' by ' || account || \(reason)")
    try holdEntries(
      of: "cutover_entry", action: "cutover",
      detail: "target || ' ' || plan || ' ' || generation || ' ' || routing || ' by ' || who || "
        + reason)
    var rows = try RowStatement(db, "SELECT id, content, text FROM signature ORDER BY id")
    while try rows.next() {
      if Fingerprint.hex(of: (rows.text(2) ?? "").utf8) == rows.text(1) { continue }
      complain("signature \(rows.integer(0) ?? 0): its text has another hash")
    }
  }
}
