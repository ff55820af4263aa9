import Findings
import HotlineModel
package import LocalFiles
package import MergerRuns
import MergerStore
package import Reports

/// Holds the password of somebody who comes to the pages.
package struct LoginRun {
  private let workspace: Workspace
  private let actor: Actor

  /// A run over a workspace, by the account that somebody names.
  package init(_ workspace: Workspace, by actor: Actor) {
    self.workspace = workspace
    self.actor = actor
  }

  /// How often the ledger's lock is tried for: a second in all.
  private static let attempts = 20

  /// The user whose account and password they are.
  ///
  /// While another run holds the ledger, whoever has the right password and no wrong one before it is
  /// let in all the same: nothing has to be written. A wrong one cannot be entered then, and is refused
  /// with `HL6001`; whoever asks counts those.
  ///
  /// - Throws: `Unusable`: `HL4209` where the password is wrong, and what keeps an account from acting:
  ///   `HL4201`, `HL4202`, `HL4210` to `HL4212`, `HL4214`. Whoever shows it to somebody who is not
  ///   logged in shows none of it.
  package func user(_ password: Password) throws -> Account {
    let ledger = try workspace.ledger()
    let check = Authentication(ledger: ledger, actor: actor)
    let known = try check.user(for: .look, in: UserAction.look.roles, at: actor.clock())
    let lock: LedgerLock
    do {
      lock = try ledger.lock(trying: Self.attempts)
    } catch let unusable as Unusable where unusable.findings.first?.code == .ledgerLocked {
      guard known.failures == 0, password.verifies(known.passwordHash) else { throw unusable }
      return known
    }
    let now = actor.clock()
    let user = try check.user(for: .look, in: UserAction.look.roles, at: now)
    try check.prove(password, of: user, at: now)
    _ = consume lock
    return user
  }
}
