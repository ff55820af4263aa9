import HotlineModel
import Synchronization

/// Who is logged in.
///
/// Sessions are in the server's memory alone: a restart ends all of them.
final class Sessions: Sendable {
  /// One browser of one user.
  struct Session: Hashable, Sendable {
    /// The account.
    let account: String
    /// What every form of the session carries.
    let token: String
    /// When it began, and when it was last used.
    let begun: CivilInstant
    var used: CivilInstant

    /// When it ends unless it is used before.
    var ends: CivilInstant {
      min(used.adding(seconds: Sessions.idleSeconds), begun.adding(seconds: Sessions.wholeSeconds))
    }
  }

  /// How long a session lasts without being used, and at most: 30 minutes, 10 hours.
  static let idleSeconds = 30 * 60
  static let wholeSeconds = 10 * 60 * 60
  /// How many browsers of one user are logged in at most.
  static let mostOfAccount = 5

  private let all = Mutex<[String: Session]>([:])

  /// Begins a session; the oldest of a user with too many ends.
  ///
  /// - Returns: its id of 256 random bits.
  func begin(_ account: String, at now: CivilInstant) -> String {
    let id = RandomToken.make()
    all.withLock { all in
      all = all.filter { now < $0.value.ends }
      let own = all.filter { $0.value.account == account }
        .sorted { $0.value.used < $1.value.used }
      for old in own.dropLast(Self.mostOfAccount - 1) { all[old.key] = nil }
      all[id] = Session(account: account, token: RandomToken.make(), begun: now, used: now)
    }
    return id
  }

  /// The session of an id, which is used now; `nil` where there is none or it has ended.
  func session(_ id: String, at now: CivilInstant) -> Session? {
    all.withLock { all in
      guard var session = all[id] else { return nil }
      guard now < session.ends, session.used <= now else {
        all[id] = nil
        return nil
      }
      session.used = now
      all[id] = session
      return session
    }
  }

  /// Ends a session.
  func end(_ id: String) { all.withLock { $0[id] = nil } }

  /// Ends all sessions of an account, such as those before a new password.
  func endAll(of account: String) {
    all.withLock { $0 = $0.filter { $0.value.account != account } }
  }
}
