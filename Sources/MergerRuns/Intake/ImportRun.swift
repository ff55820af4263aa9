import Crosswalk
import Findings
package import HotlineModel
import LocalFiles
import MergerStore
import RecordReaders
package import Reports
import Tickets

/// Takes the files of one delivery in: read, decode, map, check, store, reconcile.
package struct ImportRun {
  private let workspace: Workspace
  private let ledger: Ledger
  private let mapping: Mapping
  private let line: LegacyHotline
  private let home: AreaCode

  /// A run into a workspace's ledger.
  ///
  /// - Parameters:
  ///   - workspace: where register, mappings and ledger are.
  ///   - line: the line the tickets belong to, by number.
  ///   - mapping: how the files' records become tickets, by name.
  /// - Throws: `Unusable`: `HL2201` no such mapping, `HL2211` a line not registered, `HL2212` a
  ///   protected number, and the complaints about the sheets.
  package init(_ workspace: Workspace, line: String, mapping: String) throws {
    self.line = try workspace.line(line, in: workspace.register())
    self.mapping = try workspace.mapping(mapping)
    ledger = try workspace.ledger()
    home = workspace.home
    self.workspace = workspace
  }

  /// Imports the files in their order.
  ///
  /// A file that cannot be used is reported and leaves nothing behind; the others go on.
  ///
  /// - Parameters:
  ///   - files: paths of the files of one delivery.
  ///   - label: what the user calls the delivery; by default line and mapping.
  ///   - isDryRun: whether everything is tried on a copy of the catalogue and nothing kept.
  ///   - isResuming: whether an interrupted batch may be continued or closed, see `Resumption`.
  ///   - now: when the run began.
  ///   - shouldStop: is asked now and then whether the run is to end before its time.
  ///   - progress: is told now and then how far the run is.
  /// - Returns: the books of the files, and what was found.
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6005` where it was stopped,
  ///   `HL6220` where another batch of the line was interrupted, `HL6102` where the disk is full.
  package func run(
    _ files: [String], label: String?, isDryRun: Bool = false, isResuming: Bool = false,
    now: CivilInstant, shouldStop: () -> Bool = { false },
    progress: (RunProgress) -> Void = { _ in }
  ) async throws -> ImportReport {
    let ledger = isDryRun ? try self.ledger.scratchCopy() : self.ledger
    defer { if isDryRun { ledger.discard() } }
    // A label is shown everywhere: no telephone number gets into it.
    let label = label.map { Masking.scrubbed($0, sparing: line.number.subscriber) }
    let lock = try ledger.lock()
    let resumption = try Resumption(
      ledger, line: line.id, mapping: mapping.version, label: label, isAsked: isResuming,
      hashes: Resumption.hashes(of: files))
    let redelivery = Redelivery(workspace: workspace, ledger: ledger, mapping: mapping, line: line)
    for batch in resumption.closed {
      try ledger.close(batch, now: now, closings: redelivery.closings)
    }
    var report = ImportReport(
      label: resumption.continued?.label ?? label ?? "\(line.id) \(mapping.name)",
      mapping: mapping.version, interrupted: resumption.report)
    var batch = try ledger.beginBatch(
      .delivery, label: report.label, line: line.id, mapping: mapping.version,
      repetition: mapping.settings.repetition, continuing: resumption.continued, now: now,
      closings: redelivery.closings)
    var taken = resumption.taken
    for (index, path) in files.enumerated() {
      do {
        try await mapping.reading(path) { file, mapping in
          try await take(
            file, mapping, into: &batch, unless: &taken, isLast: index == files.count - 1, &report,
            shouldStop: shouldStop, progress: progress)
        }
      } catch let unusable as Unusable where !unusable.endsTheRun {
        report.failures.append(ImportReport.Failure(path: path, findings: unusable.findings))
      }
    }
    try batch.close()
    try report.add(batch, in: ledger, line: line.id)
    _ = consume lock
    return report
  }

  /// One file, all of it or nothing: read, decode, map, check, store, reconcile.
  ///
  /// Files of the batch from before it was interrupted are left alone.
  private func take(
    _ file: DeliveredFile, _ mapping: Mapping, into batch: inout BatchWriter,
    unless taken: inout TakenFiles, isLast: Bool, _ report: inout ImportReport,
    shouldStop: () -> Bool, progress: (RunProgress) -> Void
  ) async throws {
    var source = try ImportSource.open(file, mapping: mapping, line: line, home: home)
    if try taken.remove(size: file.size, sha256: { try file.export().sha256 }) {
      return report.findings += source.bound.findings
    }
    var book = try batch.open(file.name, size: file.size) { try file.export().sha256 }
    let (bound, batchName, fingerprint) = (source.bound, batch.name, source.fingerprint)
    var notes = FileNotes()
    try await inOrder(
      next: {
        if shouldStop() { throw Unusable(.interrupted, at: SourceLocation(file: file.path)) }
        let keys = book.ledgerKeys
        return try source.next().map { ($0, keys) }
      },
      work: { piece, keys in
        fingerprint?.advance()
        return MappedPiece(piece, by: bound, file: file.name, batch: batchName, asking: keys)
      },
      take: { piece in
        try source.add(piece.evidence)
        try book.enter(piece.tickets)
        notes.add(piece.notes)
        progress(RunProgress(source, book.progress))
      })
    let export = try source.export()
    let header = book.progress.quarantined == 0 ? nil : source.header(of: export)
    let refused = try batch.close(book, of: export, header: header, isLast: isLast)
    report.related.add(notes.related)
    report.findings += try bound.findings + source.notes() + notes.findings + refused
    report.recovered += source.recovered().count
  }
}
