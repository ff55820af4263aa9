package import HotlineModel
import Synchronization

/// What a ledger did that its user should know of, whatever the command was.
package final class LedgerNotices: Sendable {
  private let notices = Mutex<[Finding]>([])

  /// No notice yet.
  package init() {}

  /// What was noticed so far.
  package var findings: [Finding] { notices.withLock { $0 } }

  func add(_ finding: Finding) { notices.withLock { $0.append(finding) } }
}
