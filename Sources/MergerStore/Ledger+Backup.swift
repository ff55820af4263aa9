import FoundationEssentials
import GRDB
import HotlineModel
import LocalFiles

extension Ledger {
  /// Writes the catalogue and every segment it names into one tar file, while others read and
  /// write: a segment never changes, and the catalogue is copied first.
  ///
  /// - Returns: the number of segments, and the SHA-256 of the file.
  /// - Throws: `Unusable`: `HL6101` where the file is there already, `HL6102` where it cannot be
  ///   written, `HL1001` where a segment is gone.
  package func backup(to path: String, at unixSeconds: Int) throws -> (
    segments: Int, sha256: String
  ) {
    guard !Folder.exists(path) else {
      throw Unusable(.outputExists, at: SourceLocation(file: path), ["found": path])
    }
    let copyPath = "\(folder)/backup-\(ProcessInfo.processInfo.processIdentifier).db"
    defer {
      for suffix in ["", "-wal", "-shm", "-journal"] { Folder.remove(file: copyPath + suffix) }
    }
    let copy = try DatabaseQueue(path: copyPath)
    try database.backup(to: copy)
    let names = try copy.read {
      try String.fetchAll($0, sql: "SELECT name FROM segment ORDER BY batch_file_id")
    }
    // In one file of its own: a restored catalogue must not look for a journal beside it.
    try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try copy.close()
    var archive = TarFile(output: try OutputFile(path), time: unixSeconds)
    try archive.add(copyPath, as: ".hotline/ledger.db")
    for name in names {
      try archive.add("\(folder)/segments/\(name)", as: ".hotline/segments/\(name)")
    }
    return (names.count, try archive.close())
  }
}

/// A POSIX tar file (ustar) that grows file by file.
private struct TarFile: ~Copyable {
  private var output: OutputFile
  private let time: Int

  init(output: consuming OutputFile, time: Int) {
    self.output = output
    self.time = time
  }

  /// Adds a file under a name of at most 100 bytes.
  mutating func add(_ path: String, as name: String) throws {
    let size = try Self.size(of: path)
    try output.write(header(name: name, size: size))
    let file = try InputFile(path)
    var written = 0
    while true {
      let piece = try file.read(upTo: 1 << 20)
      if piece.isEmpty { break }
      try output.write(piece)
      written += piece.count
    }
    guard written == size else {
      throw Unusable(
        .fileUnreadable, at: SourceLocation(file: path), ["reason": "it changed while it was read"])
    }
    try output.write([UInt8](repeating: 0, count: (512 - size % 512) % 512))
  }

  mutating func close() throws -> String {
    try output.write([UInt8](repeating: 0, count: 1024))
    return try output.commit()
  }

  private static func size(of path: String) throws -> Int {
    let file = try InputFile(path)
    var size = 0
    while true {
      let piece = try file.read(upTo: 1 << 20)
      if piece.isEmpty { return size }
      size += piece.count
    }
  }

  private func header(name: String, size: Int) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at start: Int) {
      for (index, byte) in text.utf8.enumerated() { block[start + index] = byte }
    }
    func octal(_ number: Int, digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
    put(String(name.prefix(100)), at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    if size < 1 << 33 {
      put(octal(size, digits: 11), at: 124)
    } else {
      // GNU tar's way with sizes of 8 GiB and more: the number itself, marked by its first bit.
      for place in 0..<8 { block[135 - place] = UInt8(truncatingIfNeeded: size >> (8 * place)) }
      block[124] = 0x80
    }
    put(octal(time, digits: 11), at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    let sum = block.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6), at: 148)
    block[154] = 0
    return block
  }
}
