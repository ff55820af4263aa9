import HotlineModel
import Synchronization

/// Links by which users set their first password, or a new one after an admin has removed it.
///
/// They are in the server's memory alone, hold for a day, and for one password.
final class Invitations: Sendable {
  /// How long a link holds, in seconds.
  static let seconds = CivilInstant.secondsPerDay

  private let all = Mutex<[String: (account: String, ends: CivilInstant)]>([:])

  /// Makes a link for an account; one that it had before holds no longer.
  ///
  /// - Returns: its secret part, 256 random bits.
  func invite(_ account: String, at now: CivilInstant) -> String {
    let code = RandomToken.make()
    all.withLock { all in
      all = all.filter { $0.value.account != account && now < $0.value.ends }
      all[code] = (account, now.adding(seconds: Self.seconds))
    }
    return code
  }

  /// The account of a link; `nil` where it does not hold.
  func account(of code: String, at now: CivilInstant) -> String? {
    all.withLock { all in all[code].flatMap { now < $0.ends ? $0.account : nil } }
  }

  /// Ends a link that was used.
  func end(_ code: String) { all.withLock { $0[code] = nil } }
}
