import LocalFiles

/// A private copy of a catalogue in a folder that this process may not write to.
///
/// SQLite would have to write there even to read. The copy goes with the value.
final class CatalogueCopy: Sendable {
  /// The copied database.
  let path: String
  /// The folder it is in.
  let folder: String

  /// Copies a catalogue with what was written to it last.
  ///
  /// - Throws: `Unusable`: `HL1001` where it cannot be read, `HL6102` where there is no room.
  init(of original: String) throws {
    folder = try Folder.makeTemporary()
    path = "\(folder)/ledger.db"
    do {
      for suffix in ["", "-wal"] where Folder.exists(original + suffix) {
        try Self.copy(original + suffix, to: path + suffix)
      }
    } catch {
      Folder.remove(folder)
      throw error
    }
  }

  deinit {
    Folder.remove(folder)
  }

  private static func copy(_ path: String, to target: String) throws {
    let file = try InputFile(path)
    var copy = try OutputFile(target, mode: 0o600)
    while true {
      let piece = try file.read(upTo: 1 << 20)
      if piece.isEmpty { break }
      try copy.write(piece)
    }
    _ = try copy.commit()
  }
}
