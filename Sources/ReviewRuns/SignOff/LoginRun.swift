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

  /// The user whose account and password they are.
  ///
  /// - Throws: `Unusable`: `HL4209` where the password is wrong, and what keeps an account from acting:
  ///   `HL4201`, `HL4202`, `HL4210` to `HL4212`, `HL4214`. Whoever shows it to somebody who is not
  ///   logged in shows none of it.
  package func user(_ password: Password) throws -> Account {
    let ledger = try workspace.ledger()
    let check = Authentication(ledger: ledger, actor: actor)
    _ = try check.user(for: .look, in: UserAction.look.roles, at: actor.clock())
    let lock = try ledger.lock(trying: UserRun.attempts)
    let now = actor.clock()
    let user = try check.user(for: .look, in: UserAction.look.roles, at: now)
    try check.prove(password, of: user, at: now)
    _ = consume lock
    return user
  }
}
