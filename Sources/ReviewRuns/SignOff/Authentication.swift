import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import MergerStore
import Reports

/// Whoever runs a command: the account of the operating system, and the clock by which it acts.
package struct Actor {
  /// The account's name.
  package let account: String
  /// What time it is.
  let clock: () -> CivilInstant

  /// Whoever runs a command.
  package init(account: String, clock: @escaping () -> CivilInstant) {
    self.account = account
    self.clock = clock
  }
}

/// Lets a user act who has the role and the password.
struct Authentication {
  let ledger: Ledger
  let actor: Actor

  /// The user that the account is, where he may act.
  ///
  /// - Parameters:
  ///   - action: what he is about to do.
  ///   - roles: the roles of which one is needed.
  ///   - now: when.
  /// - Returns: the user.
  /// - Throws: `Unusable`: `HL4214` in a workspace without users, `HL4201` to `HL4203` where the
  ///   account may not act, `HL4212` where the clock is behind the ledger, `HL4210` where the account
  ///   is locked, `HL4211` where it has no password.
  func user(for action: UserAction, in roles: Set<UserRole>, at now: CivilInstant) throws -> Account
  {
    let accounts = try ledger.accounts()
    guard !accounts.isEmpty else { throw Unusable(.usersMissing, at: ledger.place) }
    let user = try accounts.user(actor.account, for: action, in: roles, place: ledger.place)
    if let newest = try ledger.newestTime(), now < newest {
      throw Unusable(
        .clockBehind(found: now.description, expected: newest.description), at: ledger.place)
    }
    if let end = user.lockedUntil(at: now) {
      throw Unusable(.accountLocked(account: user.name, at: end.description), at: user.name)
    }
    guard !user.passwordHash.isEmpty else {
      throw Unusable(.passwordMissing(account: user.name), at: user.name)
    }
    return user
  }

  /// Holds a password against a user's, and enters in the ledger where it is wrong.
  ///
  /// The ledger's lock is held meanwhile, so that nobody tries several at once.
  ///
  /// - Throws: `Unusable` with `HL4209` where it is wrong.
  func prove(_ password: Password, of user: Account, at now: CivilInstant) throws {
    let isRight = password.verifies(user.passwordHash)
    if !isRight || user.failures > 0 {
      try ledger.add(
        AccountEvent(user, isRight ? .passed : .failed, who: actor.account), at: now)
    }
    guard isRight else {
      throw Unusable(.passwordWrong(account: user.name, count: user.failures + 1), at: user.name)
    }
  }

  /// The question for the password of the account that acts.
  var question: Words { Words("password of \(actor.account)", "\(actor.account) 的密码") }
}

extension [Account] {
  /// The user that an account is, where he has one of some roles.
  ///
  /// - Throws: `Unusable`: `HL4201` where it is none, `HL4202` where it was closed, `HL4203` where the
  ///   roles are missing.
  func user(
    _ account: String, for action: UserAction, in roles: Set<UserRole>, place: SourceLocation
  ) throws -> Account {
    guard let user = first(where: { $0.name == account }) else {
      throw Unusable(.accountUnknown(account: account), at: place)
    }
    if let closed = user.closed {
      throw Unusable(.accountClosed(account: account, at: closed.description), at: place)
    }
    guard !user.roles.isDisjoint(with: roles) else {
      throw Unusable(
        .roleMissing(
          account: account, action: action.words.english, found: UserRole.list(of: user.roles),
          expected: UserRole.list(of: roles)), at: place)
    }
    return user
  }
}

extension Ledger {
  /// Where the users are.
  var place: SourceLocation { SourceLocation(file: path) }
}

/// What users may do with the commands of the program.
package enum Access {
  /// Refuses what the account that runs a command has no role for.
  ///
  /// A workspace without users asks for none.
  ///
  /// - Parameters:
  ///   - action: what the command does; `nil` where it needs nobody's leave. It and the account are
  ///     asked for only where there may be users: both take time at every start.
  ///   - account: the account of the operating system.
  ///   - workspace: the workspace.
  /// - Throws: `Unusable`: `HL4201` to `HL4203`; and what opening the ledger throws, where nobody can
  ///   know whether there are users and the command does more than look.
  package static func check(
    _ action: @autoclosure () -> UserAction?, by account: @autoclosure () -> String,
    in workspace: Workspace
  ) throws {
    guard workspace.mayHaveUsers != false, let action = action() else { return }
    let accounts: [Account]
    do {
      accounts = try workspace.ledger().accounts()
    } catch  where action == .look && workspace.mayHaveUsers == nil {
      // A damaged ledger has to be looked at.
      return
    }
    guard !accounts.isEmpty else { return }
    _ = try accounts.user(
      account(), for: action, in: action.roles,
      place: SourceLocation(file: "\(workspace.folder)/.hotline/ledger.db"))
  }
}

extension Workspace {
  /// Whether the ledger has users, as far as its file says.
  fileprivate var mayHaveUsers: Bool? { Ledger.mayHaveAccounts(folder: "\(folder)/.hotline") }
}
