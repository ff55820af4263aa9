import Findings
import GRDB
import LocalFiles

/// The proof of segments and key files against each other and against the catalogue.
///
/// Segments and key files have the hashes that the catalogue says; key files name exactly the
/// tickets that segments hold, counted as the catalogue counts them; of the versions of a ticket
/// the newest alone holds.
///
/// All that the catalogue says is read at one moment; the files, which never change, are read
/// afterwards, on all cores. Whoever makes the proof keeps them in use.
struct TicketCheck: Sendable {
  private let folder: String
  private let keyFolder: String
  private let ledger: String
  private let seed: UInt64
  private let segments: [SegmentRow]
  private let keyFiles: [KeyFileRow]
  private let lines: [(line: String, states: SegmentStates)]
  private var proof = LedgerProof()
  /// Segments whose tickets were read.
  private var scanned = 0

  /// Reads what the catalogue says.
  ///
  /// - Throws: `DamagedTable` where it is not what was written: nothing can be held against it then.
  init(_ db: Database, folder: String, keyFolder: String) throws {
    let entry = try NewestEntry(db)
    for table in StoredTable.tickets + [.cell, .retiredCell] {
      if let found = try table.damage(db, entry: entry) { throw DamagedTable(found: found) }
    }
    self.folder = folder
    self.keyFolder = keyFolder
    ledger = try Ledger.identity(db)
    seed = try Ledger.keySeed(db)
    segments = try SegmentRow.all(db)
    keyFiles = try KeyFileRow.all(db)
    lines = try String.fetchAll(db, sql: "SELECT DISTINCT line FROM batch ORDER BY line").map {
      ($0, try SegmentStates(db, line: $0))
    }
  }

  /// Makes the proof.
  ///
  /// - Parameter progress: is given how many tickets were proven, of how many segments, of all.
  /// - Returns: the segments, key files and versions that hold, and what does not.
  /// - Throws: where a task was cancelled.
  consuming func run(
    progress: (_ tickets: Int, _ segments: Int, _ all: Int) -> Void = { _, _, _ in }
  ) async throws -> LedgerProof {
    // A segment's hash takes one core; the keys are walked through beside it.
    let files = segments.map { (path: "\(folder)/segments/\($0.name)", $0.sha256, $0.size) }
    async let segmentReasons = Self.mismatches(files)
    let keyFileReasons = try await Self.mismatches(
      keyFiles.map { ("\(keyFolder)/\($0.name)", $0.sha256, $0.size) })
    var opened: [String: [KeyFile]] = [:]
    var unopened: [Finding] = []
    for (row, reason) in zip(keyFiles, keyFileReasons)
    where reason == nil && row.kind == .versions {
      unopened += Self.failures {
        opened[row.line, default: []].append(try KeyFile(row, in: keyFolder, ledger: ledger))
      }
    }
    var walks: [Result<KeyWalk, Unusable>] = []
    for (line, states) in lines {
      do {
        walks.append(.success(try await KeyWalk.through(opened[line] ?? [], states: states)))
      } catch let unusable as Unusable {
        walks.append(.failure(unusable))
      }
    }
    let sound = takeUp(segments: try await segmentReasons, keyFiles: keyFileReasons)
    proof.findings += unopened
    for ((line, states), walk) in zip(lines, walks) {
      switch walk {
      case .failure(let unusable): proof.findings += unusable.findings
      case .success(let walk):
        try await prove(
          line, states, walk, keyFiles: opened[line] ?? [], segments: sound, progress: progress)
      }
    }
    return proof
  }

  // MARK: - Bytes

  /// How a file differs from what the catalogue says of it; `nil` where it does not.
  static func mismatch(of path: String, sha256: String, size: Int) -> String? {
    guard Folder.exists(path), let file = try? InputFile(path) else { return "no such file" }
    var fingerprint = Fingerprint()
    var found = 0
    while let piece = try? file.read(upTo: 1 << 20), !piece.isEmpty {
      fingerprint.update(piece)
      found += piece.count
    }
    if found != size { return "\(found) bytes instead of \(size)" }
    return fingerprint.hex == sha256 ? nil : "another hash"
  }

  /// How each file differs from what the catalogue says of it.
  private static func mismatches(
    _ files: [(path: String, sha256: String, size: Int)]
  ) async throws -> [String?] {
    try await onAllCores(files) { mismatch(of: $0.path, sha256: $0.sha256, size: $0.size) }
  }

  /// Takes up what the hashes of the files show.
  ///
  /// - Returns: the segments that are as they were written.
  private mutating func takeUp(
    segments segmentReasons: [String?], keyFiles keyFileReasons: [String?]
  ) -> [SegmentRow] {
    for (segment, reason) in zip(segments, segmentReasons) {
      if let reason { proof.findings += segment.missing(reason, in: folder).findings }
    }
    for (row, reason) in zip(keyFiles, keyFileReasons) {
      guard let reason else { continue }
      proof.findings += KeyFile.damaged(row.name, at: "\(keyFolder)/\(row.name)", reason).findings
    }
    let sound = zip(segments, segmentReasons).filter { $1 == nil }.map(\.0)
    proof.segments = sound.count
    proof.keyFiles = keyFileReasons.count { $0 == nil }
    return sound
  }

  // MARK: - One line

  private mutating func prove(
    _ line: String, _ states: SegmentStates, _ walk: KeyWalk, keyFiles: [KeyFile],
    segments: [SegmentRow], progress: (_ tickets: Int, _ segments: Int, _ all: Int) -> Void
  ) async throws {
    for complaint in walk.complaints.prefix(100) { complain("keys of \(line): \(complaint)") }
    // Where a key file is lost, its finding says so; what it named cannot be held against anything.
    let wanted = segments.filter { segment in
      states.places[segment.file].map { walk.knows($0) } ?? false
    }
    var letters = LetterSum()
    for segment in wanted {
      guard let place = states.places[segment.file] else { continue }
      let scan = SegmentScan(
        segment, folder: folder, line: line, seed: seed, states: states, place: place,
        updated: walk.updated[place])
      let found = try await scan.run()
      proof.findings += found.findings
      letters.add(found.letters)
      scanned += 1
      defer { progress(proof.versions, scanned, segments.count) }
      if found.findings.isEmpty, found.sum == walk.sums[place] {
        proof.versions += found.versions
      } else if found.findings.isEmpty {
        proof.findings += Self.failures {
          try nameDifferences(scan, keyFiles, states.files[place])
        }
      }
    }
    if !letters.isZero, wanted.count == states.count {
      complain("keys of \(line): two tickets of one hash")
    }
  }

  /// So many tickets that are not what the key files say are named.
  private static let shown = 1000

  /// Names the tickets of a segment that are not those that its key file names.
  private mutating func nameDifferences(
    _ scan: SegmentScan, _ keyFiles: [KeyFile], _ state: SegmentStates.File
  ) throws {
    var entries: [UInt32: KeyEntry] = [:]
    var merge = try KeyFileMerge(keyFiles) { file, source in
      source == state.file && state.keyFile == file.row.id
    }
    while let next = try merge.next() { entries[next.entry.ordinal] = next.entry }
    var wrong = 0
    try scan.forEachTicket { ticket in
      let entry = entries.removeValue(forKey: ticket.ordinal)
      if let entry, ticket.goes(with: entry) { return }
      wrong += 1
      if wrong <= Self.shown { proof.findings.append(scan.finding(ticket)) }
    }
    if wrong > Self.shown || !entries.isEmpty || wrong == 0 {
      complain(
        "\(scan.segment.name): \(wrong) tickets that its key file does not name, \(entries.count) that it names and the segment does not hold"
      )
    }
  }

  // MARK: - Findings

  /// What keeps a part of the proof from being made.
  private static func failures(_ body: () throws -> Void) -> [Finding] {
    do {
      try body()
      return []
    } catch let unusable as Unusable {
      return unusable.findings
    } catch {
      return Unusable(.unexpected(reason: "\(type(of: error))"), at: SourceLocation(file: "ledger"))
        .findings
    }
  }

  private mutating func complain(_ found: String) {
    proof.complain(found, folder: folder)
  }
}
