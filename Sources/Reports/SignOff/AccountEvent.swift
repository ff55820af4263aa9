package import HotlineModel

/// One thing that happened to a user: an entry that is never rewritten, with what holds after it.
package struct AccountEvent: Hashable, Sendable {
  /// What happened.
  package enum Kind: String, CaseIterable, Sendable {
    /// The account became a user, for the first time or again.
    case added
    /// Name, unit or roles are others now.
    case changed
    /// The user set a password.
    case password
    /// An admin removed the password, so that the user sets another one.
    case reset
    /// The account is a user no more.
    case closed
    /// A password was wrong.
    case failed
    /// The password was right after it had been wrong.
    case passed
  }

  /// The account of the operating system.
  package let account: String
  /// What happened.
  package let kind: Kind
  /// The person's name.
  package let person: String
  /// The unit that the person belongs to.
  package let unit: String
  /// The person's roles.
  package let roles: Set<UserRole>
  /// The Argon2id hash of the password, which is never shown; empty where there is none.
  package let passwordHash: String
  /// Why; empty where nobody gave a reason.
  package let because: String
  /// The account that did it.
  package let who: String

  /// One thing that happened to a user.
  package init(
    account: String, kind: Kind, person: String, unit: String, roles: Set<UserRole>,
    passwordHash: String = "", because: String = "", who: String
  ) {
    self.account = account
    self.kind = kind
    self.person = person
    self.unit = unit
    self.roles = roles
    self.passwordHash = passwordHash
    self.because = because
    self.who = who
  }

  /// What happens next to a user who stays as he is but for what is named.
  package init(
    _ account: Account, _ kind: Kind, person: String? = nil, unit: String? = nil,
    roles: Set<UserRole>? = nil, passwordHash: String? = nil, because: String = "", who: String
  ) {
    self.init(
      account: account.name, kind: kind, person: person ?? account.person,
      unit: unit ?? account.unit, roles: roles ?? account.roles,
      passwordHash: passwordHash ?? account.passwordHash, because: because, who: who)
  }
}

/// An event with the time at which it was entered.
package struct DatedAccountEvent: Hashable, Sendable {
  /// What happened.
  package let event: AccountEvent
  /// When.
  package let at: CivilInstant

  /// An event with the time at which it was entered.
  package init(_ event: AccountEvent, at: CivilInstant) {
    self.event = event
    self.at = at
  }
}
