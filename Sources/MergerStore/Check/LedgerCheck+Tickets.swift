import Dispatch
import GRDB
import HotlineModel
import LocalFiles
import Synchronization

extension LedgerCheck {
  /// Segments and key files have the hashes that the catalogue says; key files name exactly the
  /// tickets that segments hold, counted as the catalogue counts them; of the versions of a ticket
  /// the newest alone holds.
  mutating func proveTickets() throws {
    let entry = try NewestEntry(db)
    for table in StoredTable.tickets + [.cell, .retiredCell] {
      // What the tables say can be held against the files only where it is what was written.
      if let found = try table.damage(db, entry: entry) { return complain(found) }
    }
    let segments = try SegmentRow.all(db)
    let rows = try KeyFileRow.all(db)
    let places = FilePlaces(folder: folder, keyFolder: keyFolder)
    let sound = proveBytes(of: segments, rows, places)
    var lines: [String: [KeyFile]] = [:]
    let ledger = try Ledger.identity(db)
    for row in rows where row.kind == .versions && sound.keyFiles.contains(row.name) {
      do {
        lines[row.line, default: []].append(try KeyFile(row, in: keyFolder, ledger: ledger))
      } catch let unusable as Unusable {
        proof.findings += unusable.findings
      }
    }
    let soundSegments = segments.filter { sound.segments.contains($0.name) }
    for line in try String.fetchAll(db, sql: "SELECT DISTINCT line FROM batch ORDER BY line") {
      try proveTickets(of: line, keyFiles: lines[line] ?? [], segments: soundSegments)
    }
  }

  /// How a file differs from what the catalogue says of it; `nil` where it does not.
  static func mismatch(of path: String, sha256: String?, size: Int64?) -> String? {
    guard Folder.exists(path), let file = try? InputFile(path) else { return "no such file" }
    var fingerprint = Fingerprint()
    var found: Int64 = 0
    while let piece = try? file.read(upTo: 1 << 20), !piece.isEmpty {
      fingerprint.update(piece)
      found += Int64(piece.count)
    }
    if found != size { return "\(found) bytes instead of \(size.map(String.init) ?? "?")" }
    return fingerprint.hex == sha256 ? nil : "another hash"
  }

  private struct FilePlaces: Sendable {
    let folder: String
    let keyFolder: String
  }

  /// Hashes all files, on all cores.
  private mutating func proveBytes(
    of segments: [SegmentRow], _ keyFiles: [KeyFileRow], _ places: FilePlaces
  ) -> (segments: Set<String>, keyFiles: Set<String>) {
    let reasons = Mutex<[Int: String]>([:])
    DispatchQueue.concurrentPerform(iterations: segments.count + keyFiles.count) { index in
      let reason =
        if index < segments.count {
          Self.mismatch(
            of: "\(places.folder)/segments/\(segments[index].name)",
            sha256: segments[index].sha256, size: Int64(segments[index].size))
        } else {
          Self.mismatch(
            of: "\(places.keyFolder)/\(keyFiles[index - segments.count].name)",
            sha256: keyFiles[index - segments.count].sha256,
            size: Int64(keyFiles[index - segments.count].size))
        }
      if let reason { reasons.withLock { $0[index] = reason } }
    }
    let found = reasons.withLock { $0 }
    for (index, segment) in segments.enumerated() {
      if let reason = found[index] {
        proof.findings += segment.missing(reason, in: folder).findings
      } else {
        proof.segments += 1
      }
    }
    for (index, row) in keyFiles.enumerated() {
      guard let reason = found[segments.count + index] else { continue }
      proof.findings +=
        KeyFile.damaged(row.name, at: "\(keyFolder)/\(row.name)", reason).findings
    }
    return (
      Set(segments.enumerated().filter { found[$0.offset] == nil }.map(\.element.name)),
      Set(
        keyFiles.enumerated().filter { found[segments.count + $0.offset] == nil }
          .map(\.element.name))
    )
  }

  // MARK: - One line

  private mutating func proveTickets(
    of line: String, keyFiles: [KeyFile], segments: [SegmentRow]
  ) throws {
    let states = try SegmentStates(db, line: line)
    var walk = try KeyWalk(keyFiles, states: states)
    try walk.run()
    for complaint in walk.complaints.prefix(100) { complain("keys of \(line): \(complaint)") }
    let seed = try Ledger.keySeed(db)
    // Where a key file is lost, its finding says so; what it named cannot be held against anything.
    let wanted = segments.filter { segment in
      states.places[segment.file].map { walk.knows($0) } ?? false
    }
    var sums = LetterSum()
    for segment in wanted {
      guard let place = states.places[segment.file] else { continue }
      let scan = try SegmentScan(
        segment, folder: folder, line: line, seed: seed, states: states, place: place,
        updated: walk.updated[place])
      let found = scan.run()
      proof.findings += found.findings
      sums.add(found.letters)
      if found.findings.isEmpty, found.sum == walk.sums[place] {
        proof.versions += found.versions
        continue
      }
      if found.findings.isEmpty { try nameDifferences(scan, keyFiles, states, place) }
    }
    if !sums.isZero, wanted.count == states.count {
      complain("keys of \(line): two tickets of one hash")
    }
  }

  /// So many tickets that are not what the key files say are named.
  private static let shown = 1000

  /// Names the tickets of a segment that are not those that its key file names.
  private mutating func nameDifferences(
    _ scan: SegmentScan, _ keyFiles: [KeyFile], _ states: SegmentStates, _ place: Int
  ) throws {
    var entries: [UInt32: KeyEntry] = [:]
    var merge = try KeyFileMerge(keyFiles) { file, source in
      source == states.files[place].file && states.files[place].keyFile == file.row.id
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
}
