package import Bytes
package import Findings
package import HotlineModel

/// A user of a workspace: an account of the operating system with a person behind it.
package struct Account: Hashable, Sendable {
  /// The account's name.
  package let name: String
  /// The person's name.
  package private(set) var person: String
  /// The unit that the person belongs to.
  package private(set) var unit: String
  /// The person's roles.
  package private(set) var roles: Set<UserRole>
  /// The Argon2id hash of the password, which is never shown; empty where there is none.
  package private(set) var passwordHash: String
  /// Since when the account is a user.
  package private(set) var since: CivilInstant
  /// Since when it is one no more; `nil` while it is.
  package private(set) var closed: CivilInstant?
  /// How often in a row its password was wrong.
  package private(set) var failures = 0
  /// When it was wrong the last time.
  package private(set) var lastFailure: CivilInstant?

  /// How many wrong passwords in a row lock an account.
  package static let maxFailures = 5
  /// For how long each of them locks it from then on, in seconds.
  package static let lockSeconds = 15 * 60

  /// The users that events make, in the order in which they were first added.
  package static func all(from events: [DatedAccountEvent]) -> [Account] {
    var accounts: [Account] = []
    for entry in events {
      if let index = accounts.firstIndex(where: { $0.name == entry.event.account }) {
        accounts[index].apply(entry)
      } else {
        accounts.append(Account(entry))
      }
    }
    return accounts
  }

  private init(_ entry: DatedAccountEvent) {
    let event = entry.event
    name = event.account
    (person, unit, roles) = (event.person, event.unit, event.roles)
    passwordHash = event.passwordHash
    since = entry.at
  }

  private mutating func apply(_ entry: DatedAccountEvent) {
    let event = entry.event
    (person, unit, roles) = (event.person, event.unit, event.roles)
    passwordHash = event.passwordHash
    switch event.kind {
    case .added: (since, closed, failures, lastFailure) = (entry.at, nil, 0, nil)
    case .changed: break
    case .password, .reset, .passed: (failures, lastFailure) = (0, nil)
    case .closed: closed = entry.at
    case .failed: (failures, lastFailure) = (failures + 1, entry.at)
    }
  }

  /// Until when no password is accepted; `nil` where the account is not locked.
  ///
  /// A clock that was set back does not open it earlier.
  package func lockedUntil(at now: CivilInstant) -> CivilInstant? {
    guard failures >= Self.maxFailures, let lastFailure else { return nil }
    let end = lastFailure.adding(seconds: Self.lockSeconds)
    return now < end ? end : nil
  }

  /// Whether it is the same person: the same account, or another one of somebody with the same name
  /// in the same unit.
  package func isSamePerson(as signature: Signature) -> Bool {
    name == signature.account || person == signature.person && unit == signature.unit
  }

  /// Whether the account can be used.
  package enum State: String, CaseIterable, Sendable {
    case open
    case passwordMissing = "password-missing"
    case locked, closed

    /// The state as people read it.
    package var words: Words {
      switch self {
      case .open: .coded(rawValue, "正常")
      case .passwordMissing: .coded(rawValue, "未设密码")
      case .locked: .coded(rawValue, "已锁定")
      case .closed: .coded(rawValue, "已停用")
      }
    }
  }

  /// Whether the account can be used at some time.
  package func state(at now: CivilInstant) -> State {
    if closed != nil { return .closed }
    if lockedUntil(at: now) != nil { return .locked }
    return passwordHash.isEmpty ? .passwordMissing : .open
  }

  /// The user as commands print it.
  package func json(at now: CivilInstant) -> JSONValue {
    [
      "account": .string(name), "name": .string(person), "unit": .string(unit),
      "roles": .array(UserRole.allCases.filter(roles.contains).map { .string($0.rawValue) }),
      "state": .string(state(at: now).rawValue), "since": .string(since.rfc3339),
      "closed": .optional(closed?.rfc3339),
    ]
  }
}
