import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import MergerStore
package import Reports

/// Enters and changes the users of a workspace.
package struct UserRun {
  private let workspace: Workspace
  private let actor: Actor

  /// A run over a workspace, by whoever runs the command.
  package init(_ workspace: Workspace, by actor: Actor) {
    self.workspace = workspace
    self.actor = actor
  }

  /// The users, those that were closed too; none where there is no ledger.
  package func accounts() throws -> [Account] {
    workspace.hasLedger ? try workspace.ledger().accounts() : []
  }

  /// Enters a user, or one that was closed again; the password is set by the user himself.
  ///
  /// - Throws: `Unusable`: `HL4205` where the account is a user, `HL4206` where the first one is not an
  ///   admin; and what `Authentication` throws.
  package func add(
    _ name: String, person: String, unit: String, roles: Set<UserRole>, passwords: PasswordSource
  ) throws -> Account {
    try change(passwords) { accounts in
      if accounts.isEmpty, !roles.contains(.admin) {
        throw Unusable(.userFirstNotAdmin(account: name), at: name)
      }
      guard accounts.first(where: { $0.name == name }).map({ $0.closed != nil }) ?? true else {
        throw Unusable(.userExists(account: name), at: name)
      }
      return AccountEvent(
        account: name, kind: .added, person: person, unit: unit, roles: roles, who: actor.account)
    }
  }

  /// Changes a user; what is `nil` stays.
  ///
  /// - Throws: `Unusable`: `HL4204` where there is no such user, `HL4207` where nobody would be an
  ///   admin any more; and what `Authentication` throws.
  package func set(
    _ name: String, person: String?, unit: String?, roles: Set<UserRole>?, passwords: PasswordSource
  ) throws -> Account {
    try change(passwords) { accounts in
      let user = try accounts.open(name)
      if let roles, !roles.contains(.admin) { try accounts.checkOtherAdmin(than: user) }
      return AccountEvent(
        user, .changed, person: person, unit: unit, roles: roles, who: actor.account)
    }
  }

  /// Closes a user: what he signed stays signed.
  ///
  /// - Throws: as `set` does.
  package func close(
    _ name: String, because: String, passwords: PasswordSource
  ) throws -> Account {
    try change(passwords) { accounts in
      let user = try accounts.open(name)
      try accounts.checkOtherAdmin(than: user)
      return AccountEvent(user, .closed, because: because, who: actor.account)
    }
  }

  /// Sets the password of the account that runs the command; removes that of another one, whose owner
  /// sets a new one, so that nobody ever has the password of somebody else.
  ///
  /// - Throws: `Unusable`: `HL4208` where the new one is weak, `HL4204` where there is no such user;
  ///   and what `Authentication` throws.
  package func setPassword(of name: String, passwords: PasswordSource) throws -> Account {
    guard name == actor.account else {
      return try change(passwords) { accounts in
        AccountEvent(try accounts.open(name), .reset, passwordHash: "", who: actor.account)
      }
    }
    let ledger = try workspace.ledger()
    let check = Authentication(ledger: ledger, actor: actor)
    func own(at now: CivilInstant) throws -> Account {
      let accounts = try ledger.accounts()
      guard !accounts.isEmpty else { throw Unusable(.usersMissing, at: ledger.place) }
      let user = try accounts.user(
        name, for: .look, in: UserAction.look.roles, place: ledger.place)
      // Without a password there is none to prove, and the clock and the lock are of no matter.
      return user.passwordHash.isEmpty
        ? user : try check.user(for: .look, in: UserAction.look.roles, at: now)
    }
    let isFirst = try own(at: actor.clock()).passwordHash.isEmpty
    let old = try isFirst ? nil : passwords.password(check.question)
    let hash = try passwords.newPassword(for: name).hash()
    let lock = try ledger.lock(trying: Self.attempts)
    let now = actor.clock()
    let user = try own(at: now)
    if let old { try check.prove(old, of: user, at: now) }
    guard old != nil || user.passwordHash.isEmpty else {
      throw Unusable(.ledgerLocked, at: ledger.place)
    }
    try ledger.add(AccountEvent(user, .password, passwordHash: hash, who: actor.account), at: now)
    _ = consume lock
    return try ledger.accounts().open(name)
  }

  /// How often the ledger's lock is tried for: five seconds in all.
  static let attempts = 100

  /// Enters an event of an admin, who gives his password; the first user of all is entered without.
  private func change(
    _ passwords: PasswordSource, _ event: ([Account]) throws -> AccountEvent
  ) throws -> Account {
    let ledger = try workspace.ledger()
    let check = Authentication(ledger: ledger, actor: actor)
    var password: Password?
    if try !ledger.accounts().isEmpty {
      _ = try check.user(for: .administer, in: UserAction.administer.roles, at: actor.clock())
      // What cannot be done is refused before anybody is asked.
      _ = try event(ledger.accounts())
      password = try passwords.password(check.question)
    }
    let lock = try ledger.lock(trying: Self.attempts)
    let now = actor.clock()
    let accounts = try ledger.accounts()
    if let password {
      let user = try check.user(for: .administer, in: UserAction.administer.roles, at: now)
      try check.prove(password, of: user, at: now)
    } else if !accounts.isEmpty {
      // Somebody else has entered the first user meanwhile.
      throw Unusable(.ledgerLocked, at: ledger.place)
    }
    let new = try event(accounts)
    try ledger.add(new, at: now)
    _ = consume lock
    return try ledger.accounts().first { $0.name == new.account } ?? accounts[0]
  }
}

extension [Account] {
  /// A user that was not closed.
  fileprivate func open(_ name: String) throws -> Account {
    guard let user = first(where: { $0.name == name && $0.closed == nil }) else {
      let names = filter { $0.closed == nil }.map(\.name)
      throw Unusable(.userUnknown(found: name, expected: names.joined(separator: ", ")), at: name)
    }
    return user
  }

  /// Refuses to leave the workspace without an admin.
  fileprivate func checkOtherAdmin(than user: Account) throws {
    let others = filter { $0.closed == nil && $0.name != user.name && $0.roles.contains(.admin) }
    if user.roles.contains(.admin), others.isEmpty {
      throw Unusable(.userLastAdmin(account: user.name), at: user.name)
    }
  }
}
