package import Findings
import Synchronization

/// What a ledger did that its user should know of, whatever the command was.
package final class LedgerNotices: Sendable {
  private let notices = Mutex<[Finding]>([])

  /// No notice yet.
  package init() {}

  /// What was noticed so far.
  package var findings: [Finding] { notices.withLock { $0 } }

  /// Takes back what was noticed of a file that is there no more.
  func withdraw(_ path: String) {
    notices.withLock { $0.removeAll { $0.places.first?.file == path } }
  }

  func add(_ finding: Finding) { notices.withLock { $0.append(finding) } }
}
