import Findings
import FoundationEssentials
import GRDB
import LocalFiles
import Reports

extension Ledger {
  /// Writes the catalogue and every segment, key file and file of evidence it names into one tar file,
  /// while others read and write: none of them ever changes, and the catalogue is copied first.
  ///
  /// What it holds was proven before, as `ledger check` proves it: the copy of the catalogue, and with
  /// it each ticket in the segments. Folders and files are for their owner alone. Keys are not in it.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - evidence: the folder of evidence; `nil` to leave it out.
  ///   - unixSeconds: the time that the file's entries carry.
  /// - Returns: the number of segments and of files of evidence, the SHA-256 of the file, and how far
  ///   the ledger had come.
  /// - Throws: `Unusable`: `HL6101` where the file is there already, `HL6102` where it cannot be
  ///   written, `HL6003` and `HL6210` where the ledger is damaged, `HL4116` where evidence is gone or
  ///   changed.
  package func backup(
    to path: String, evidence: EvidenceFolder?, at unixSeconds: Int
  ) async throws -> (segments: Int, evidence: Int, sha256: String, head: LedgerHead) {
    guard !Folder.exists(path) else {
      throw Unusable(.outputExists(found: path), at: SourceLocation(file: path))
    }
    let copyPath = "\(folder)/backup-\(ProcessInfo.processInfo.processIdentifier).db"
    defer {
      for suffix in ["", "-wal", "-shm", "-journal"] { Folder.remove(file: copyPath + suffix) }
    }
    let use = SegmentUse(folder: folder)
    defer { _ = use }
    let (segments, keyFiles, named, head) = try await copy(to: copyPath)
    if let faults = evidence?.findings(of: named), !faults.isEmpty { throw Unusable(faults) }
    var archive = TarFile(output: try OutputFile(path, mode: 0o600), time: unixSeconds)
    try archive.add(folder: ".hotline/")
    try archive.add(text: head.text + "\n", as: ".hotline/\(LedgerHead.name)")
    try archive.add(copyPath, as: ".hotline/ledger.db")
    try archive.add(folder: ".hotline/segments/")
    for segment in segments {
      let found = try archive.add(
        "\(folder)/segments/\(segment.name)", as: ".hotline/segments/\(segment.name)")
      guard found == segment.sha256 else { throw segment.missing("another hash", in: folder) }
    }
    try archive.add(folder: ".hotline/key-files/")
    for row in keyFiles {
      let path = "\(keyFolder)/\(row.name)"
      guard try archive.add(path, as: ".hotline/key-files/\(row.name)") == row.sha256 else {
        throw KeyFile.damaged(row.name, at: path, "another hash")
      }
    }
    let copies = try evidence.map { try archive.add(named, from: $0) } ?? 0
    return (segments.count, copies, try archive.close(), head)
  }

  /// Copies the catalogue as it is at one moment, and proves the copy with all that it names.
  private func copy(to path: String) async throws -> (
    segments: [SegmentRow], keyFiles: [KeyFileRow], evidence: [NamedEvidence], head: LedgerHead
  ) {
    func refuse(_ proof: LedgerProof) throws {
      let damage = proof.findings.filter { $0.severity == .error }
      guard damage.isEmpty else { throw Unusable(damage) }
    }
    let (content, tickets) = try translated {
      let copy = try DatabaseQueue(path: path)
      try database.backup(to: copy)
      let content = try copy.read { db in
        var check = LedgerCheck(db, folder: folder, keys: keys)
        check.run(against: [])
        let tickets = check.tickets(keyFolder: keyFolder)
        try refuse(check.proof)
        return (
          (
            try SegmentRow.all(db), try KeyFileRow.all(db), try Self.evidence(db),
            try Self.head(db)
          ), tickets
        )
      }
      // In one file of its own: a restored catalogue must not look for a journal beside it.
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
      return content
    }
    if let proof = try await tickets?.run() { try refuse(proof) }
    return content
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

  /// Adds a folder; its name ends in a slash.
  mutating func add(folder name: String) throws {
    try output.write(header(name: name, size: 0, mode: "0000700", kind: "5"))
  }

  /// Adds a file of some text.
  mutating func add(text: String, as name: String) throws {
    let bytes = Array(text.utf8)
    try output.write(header(name: name, size: bytes.count) + bytes)
    try output.write([UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512))
  }

  /// Adds a file under a name of at most 100 bytes.
  ///
  /// - Returns: its SHA-256.
  @discardableResult
  mutating func add(_ path: String, as name: String) throws -> String {
    let size = try Self.size(of: path)
    try output.write(header(name: name, size: size))
    let file = try InputFile(path)
    var fingerprint = Fingerprint()
    var written = 0
    while true {
      let piece = try file.read(upTo: 1 << 20)
      if piece.isEmpty { break }
      try output.write(piece)
      fingerprint.update(piece)
      written += piece.count
    }
    guard written == size else {
      throw Unusable(
        .fileUnreadable(reason: "it changed while it was read"), at: SourceLocation(file: path))
    }
    try output.write([UInt8](repeating: 0, count: (512 - size % 512) % 512))
    return fingerprint.hex
  }

  /// Adds the folder of evidence with the copies of some files, each once.
  ///
  /// - Returns: the number of copies.
  /// - Throws: `Unusable` with `HL4116` where one is not what was copied.
  mutating func add(_ evidence: [NamedEvidence], from folder: EvidenceFolder) throws -> Int {
    try add(folder: "\(EvidenceFolder.name)/")
    var added: Set<String> = []
    for named in evidence where added.insert(named.file.copyName).inserted {
      let path = folder.path(of: named.file)
      let name = "\(EvidenceFolder.name)/\(named.file.copyName)"
      guard try add(path, as: name) == named.file.sha256 else {
        throw Unusable(
          .evidenceChanged(
            item: named.owner, found: named.file.name, reason: "it is not what was copied"),
          at: SourceLocation(file: path))
      }
    }
    return added.count
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

  private func header(
    name: String, size: Int, mode: String = "0000600", kind: String = "0"
  ) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at start: Int) {
      for (index, byte) in text.utf8.enumerated() { block[start + index] = byte }
    }
    func octal(_ number: Int, digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
    put(String(name.prefix(100)), at: 0)
    put(mode, at: 100)
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
    put(kind, at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    let sum = block.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6), at: 148)
    block[154] = 0
    return block
  }
}
