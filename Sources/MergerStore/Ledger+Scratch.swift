import FoundationEssentials
import GRDB

extension Ledger {
  /// A copy of the catalogue in a folder of its own, for trying an import out.
  package func scratchCopy() throws -> Ledger {
    let path = "\(folder)/scratch-\(ProcessInfo.processInfo.processIdentifier)"
    return try translated {
      let scratch = try Ledger(folder: path, keys: keys)
      do {
        try database.backup(to: scratch.database)
      } catch {
        scratch.discard()
        throw error
      }
      return scratch
    }
  }

  /// Takes a scratch copy away.
  package func discard() {
    try? database.close()
    try? FileManager.default.removeItem(atPath: folder)
  }
}

extension Ledger {
  /// Lends a file of some bytes in the ledger's folder, which is taken away afterwards.
  package func withScratchFile<Result>(
    _ bytes: [UInt8], _ body: (_ path: String) throws -> Result
  ) throws -> Result {
    let path = "\(folder)/scratch-\(ProcessInfo.processInfo.processIdentifier).xml"
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }
}
