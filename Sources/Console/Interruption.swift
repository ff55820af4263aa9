import Glibc
import Synchronization

/// The signals by which a user ends a run: noted, and asked for between two pieces of work.
package enum Interruption {
  private static let noted = Atomic<Int32>(0)

  /// The signal that came, if one did.
  package static var signal: Int32? {
    let signal = noted.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// Notes SIGINT and SIGTERM from now on; a second one ends the program at once.
  package static func watch() {
    for signal in [SIGINT, SIGTERM] {
      _ = Glibc.signal(signal) { received in
        Interruption.noted.store(received, ordering: .relaxed)
        _ = Glibc.signal(received, SIG_DFL)
      }
    }
  }
}
