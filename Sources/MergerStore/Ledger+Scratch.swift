import FoundationEssentials
import GRDB
import LocalFiles

extension Ledger {
  /// A copy of the catalogue in a folder of its own, for trying an import out.
  package func scratchCopy() throws -> Ledger {
    let path = "\(folder)/scratch-\(ProcessInfo.processInfo.processIdentifier)"
    return try translated {
      let scratch = try Ledger(folder: path, keys: keys)
      do {
        try database.backup(to: scratch.database)
        // The keys that the ledger holds are looked up where they are.
        for name in Folder.names(in: keyFolder) {
          try Folder.link("\(keyFolder)/\(name)", to: "\(scratch.keyFolder)/\(name)")
        }
      } catch {
        scratch.discard()
        throw error
      }
      return scratch
    }
  }

  /// Whether the ledger is such a copy.
  var isScratch: Bool { Folder.name(of: folder).hasPrefix("scratch-") }

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
