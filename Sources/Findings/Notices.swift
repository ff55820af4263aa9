import Synchronization

/// What was noticed on the way and hinders nothing: collected for whoever runs a command, wherever it
/// is noticed.
package final class Notices: Sendable {
  /// The collection of the command under way; `nil` where nobody collects.
  @TaskLocal package static var current: Notices?

  private let collected = Mutex<[Finding]>([])

  /// Nothing noticed yet.
  package init() {}

  /// What was noticed, each once, in the order in which it was.
  package var findings: [Finding] { collected.withLock { $0 } }

  /// Notices something; a sheet that is read several times is noticed once.
  package static func add(_ finding: Finding) {
    current?.collected.withLock { findings in
      if !findings.contains(finding) { findings.append(finding) }
    }
  }
}
