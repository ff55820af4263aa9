import HotlineModel
import Synchronization

/// Slows down whoever tries passwords from one address; the ledger itself locks an account.
final class LoginThrottle: Sendable {
  /// How many wrong passwords an address may give within so many seconds.
  static let most = 10
  static let seconds = 15 * 60
  /// How many addresses are remembered; the oldest are forgotten.
  private static let mostAddresses = 10_000

  private let failures = Mutex<[String: [CivilInstant]]>([:])

  /// Whether an address must wait.
  func isClosed(to address: String, at now: CivilInstant) -> Bool {
    failures.withLock { recent($0[address] ?? [], at: now).count >= Self.most }
  }

  /// Notes a wrong password.
  func fail(_ address: String, at now: CivilInstant) {
    failures.withLock { all in
      if all.count >= Self.mostAddresses {
        all = all.filter { !recent($0.value, at: now).isEmpty }
        if all.count >= Self.mostAddresses { all.removeAll() }
      }
      all[address] = recent(all[address] ?? [], at: now).suffix(Self.most) + [now]
    }
  }

  private func recent(_ times: [CivilInstant], at now: CivilInstant) -> [CivilInstant] {
    times.filter { $0 <= now && now < $0.adding(seconds: Self.seconds) }
  }
}
