import GRDB
package import HotlineModel
package import Reports

extension Ledger {
  /// Everything that was ever signed and withdrawn of some subjects, the oldest first.
  ///
  /// - Parameter subjects: `nil` for all there are.
  /// - Returns: the signatures and withdrawals.
  /// - Throws: `Unusable` with `HL6003` where the table does not hold what the program wrote.
  package func signatures(of subjects: Set<String>? = nil) throws -> [Signature] {
    try read([.signature]) { try Self.signatures($0, of: subjects, after: 0) }
  }

  /// Enters signatures or their withdrawals, all of them or none.
  ///
  /// - Parameters:
  ///   - new: what is signed or withdrawn.
  ///   - known: the number of the newest signature that was looked at before; 0 for none.
  ///   - now: when.
  /// - Returns: what was entered of the same subjects since; nothing is entered then.
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6102` where the disk takes nothing,
  ///   `HL6003` where the catalogue is damaged.
  package func sign(
    _ new: [Signature], after known: Int64, at now: CivilInstant
  ) throws -> [Signature] {
    try write(at: now) { db, trail in
      let since = try Self.signatures(db, of: Set(new.map(\.subject)), after: known)
      guard since.isEmpty else { return since }
      for entry in new {
        try db.execute(
          sql: """
            INSERT INTO signature
              (subject, content, text, kind, role, account, person, unit, because, at)
            VALUES (?,?,?,?,?,?,?,?,?,?)
            """,
          arguments: [
            entry.subject, entry.content, entry.text, entry.kind.rawValue, entry.role.rawValue,
            entry.account, entry.person, entry.unit, entry.because, now.rfc3339,
          ])
        trail.note(
          "signature.\(entry.kind.rawValue)",
          "\(entry.subject) \(entry.content) \(entry.role.rawValue) by \(entry.account)"
            + AuditTrail.reason(entry.because))
      }
      return []
    }
  }

  private static func signatures(
    _ db: Database, of subjects: Set<String>?, after known: Int64
  ) throws -> [Signature] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM signature WHERE id > ? ORDER BY id", arguments: [known])
    return try rows.compactMap { row in
      let subject: String = row["subject"]
      guard subjects?.contains(subject) ?? true else { return nil }
      guard let entry = Signature(row) else {
        throw DamagedTable(found: "signature \(row["id"] as Int64): a value of no meaning")
      }
      return entry
    }
  }
}

extension Signature {
  fileprivate init?(_ row: Row) {
    guard let kind = Kind(rawValue: row["kind"]), let role = UserRole(rawValue: row["role"])
    else { return nil }
    self.init(
      id: row["id"], subject: row["subject"], content: row["content"], text: row["text"],
      kind: kind, role: role, account: row["account"], person: row["person"],
      unit: row["unit"], because: row["because"], at: row["at"])
  }
}
