package import HotlineModel
import MergerStore
import Sheets

/// Where one line stands.
package struct LineStatus: Sendable {
  /// The line.
  package let line: LegacyHotline
  /// What the ledger holds of it.
  package let holdings: LineHoldings
}

extension Workspace {
  /// Where each line of the register stands.
  package func status() throws -> [LineStatus] {
    let holdings = try ledger().holdings()
    return try register().lines.map { line in
      LineStatus(line: line, holdings: holdings[line.id] ?? LineHoldings())
    }
  }
}
