import Findings
import GRDB
import Glibc
package import HotlineModel
package import Reports

extension Ledger {
  /// Everything that ever happened to users, the oldest first.
  ///
  /// - Throws: `Unusable` with `HL6003` where the table does not hold what the program wrote.
  package func accountEvents() throws -> [DatedAccountEvent] {
    try read([.account]) { db in
      try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY id").map { row in
        guard let entry = DatedAccountEvent(row) else {
          throw DamagedTable(found: "account \(row["id"] as Int64): a value of no meaning")
        }
        return entry
      }
    }
  }

  /// The users, in the order in which they were first added; those that were closed, too.
  package func accounts() throws -> [Account] { Account.all(from: try accountEvents()) }

  /// Enters what happened to a user.
  ///
  /// The audit entry holds neither the password nor its hash.
  package func add(_ event: AccountEvent, at now: CivilInstant) throws {
    try write(at: now) { db, trail in
      let roles = UserRole.text(of: event.roles)
      try db.execute(
        sql: """
          INSERT INTO account
            (account, kind, person, unit, roles, password_hash, because, who, at)
          VALUES (?,?,?,?,?,?,?,?,?)
          """,
        arguments: [
          event.account, event.kind.rawValue, event.person, event.unit, roles,
          event.passwordHash, event.because, event.who, now.rfc3339,
        ])
      trail.note(
        "user.\(event.kind.rawValue)",
        "\(event.account) \(roles) by \(event.who)\(AuditTrail.reason(event.because))"
      )
    }
  }

  /// Holds the ledger for writing, as `lock()` does, after other runs that are quick.
  ///
  /// - Parameter attempts: how often it is tried, twenty times a second.
  /// - Returns: the lock.
  /// - Throws: as `lock()` does, where every attempt was in vain.
  package func lock(trying attempts: Int) throws -> LedgerLock {
    for _ in 1..<max(2, attempts) {
      do {
        return try lock()
      } catch let unusable as Unusable where unusable.findings.first?.code == .ledgerLocked {
        usleep(50_000)
      }
    }
    return try lock()
  }

  /// The catalogue's file.
  package var path: String { "\(folder)/ledger.db" }

  /// The time of the newest entry of the audit trail; `nil` in a ledger without one.
  package func newestTime() throws -> CivilInstant? {
    try read([]) { db in
      try String.fetchOne(db, sql: "SELECT at FROM audit ORDER BY id DESC LIMIT 1")
        .flatMap { CivilInstant($0) }
    }
  }

  /// Whether the catalogue in a folder may hold users, from the file alone: without a lock, a journal
  /// or a migration, since every command asks it.
  ///
  /// - Returns: `nil` where that cannot be said: another run is writing, or the file is damaged.
  package static func mayHaveAccounts(folder: String) -> Bool? {
    LedgerNames(folder: folder).hasAccounts
  }
}

extension AuditTrail {
  /// A reason behind what an entry says; nothing where none was given.
  static func reason(_ because: String) -> String { because.isEmpty ? "" : ": \(because)" }
}

extension DatedAccountEvent {
  fileprivate init?(_ row: Row) {
    guard let kind = AccountEvent.Kind(rawValue: row["kind"]),
      let roles = UserRole.roles(in: row["roles"]), let at = CivilInstant(row["at"] as String)
    else { return nil }
    self.init(
      AccountEvent(
        account: row["account"], kind: kind, person: row["person"], unit: row["unit"],
        roles: roles, passwordHash: row["password_hash"], because: row["because"],
        who: row["who"]), at: at)
  }
}
