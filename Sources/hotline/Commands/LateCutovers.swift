import Console
import Findings
import Reports

/// Lines that come after their deadline, as people are told of them.
enum LateCutovers {
  /// Says which lines are cut over too late; nothing where none is.
  static func say(_ late: [LateCutover], on terminal: Terminal) {
    for finding in late.findings {
      terminal.say("\(finding.code.rawValue)  \(finding.message(in: terminal.language))")
    }
  }
}
