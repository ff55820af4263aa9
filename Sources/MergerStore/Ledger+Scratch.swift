import FoundationEssentials
import GRDB

extension Ledger {
  /// A copy of the catalogue in a folder of its own, for trying an import out.
  package func scratchCopy() throws -> Ledger {
    let scratch = try Ledger(
      folder: "\(folder)/scratch-\(ProcessInfo.processInfo.processIdentifier)")
    try database.backup(to: scratch.database)
    return scratch
  }

  /// Takes a scratch copy away.
  package func discard() {
    try? database.close()
    try? FileManager.default.removeItem(atPath: folder)
  }
}
