import Crosswalk
package import HotlineModel
import MergerStore
import RecordReaders

/// Takes the files of one delivery in: read, decode, map, check, store, reconcile.
package struct ImportRun {
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
  }

  /// Imports the files in their order.
  ///
  /// A file that cannot be used is reported and leaves nothing behind; the others go on.
  ///
  /// - Parameters:
  ///   - files: paths of the files of one delivery.
  ///   - label: what the user calls the delivery; by default line and mapping.
  ///   - isDryRun: whether everything is tried on a copy of the catalogue and nothing kept.
  ///   - now: when the run began.
  ///   - progress: is told now and then how far the run is.
  /// - Returns: the books of the files, and what was found.
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6004` where books do not close.
  package func run(
    _ files: [String], label: String?, isDryRun: Bool = false, now: CivilInstant,
    progress: (ImportProgress) -> Void = { _ in }
  ) throws -> ImportReport {
    let ledger = isDryRun ? try self.ledger.scratchCopy() : self.ledger
    defer { if isDryRun { ledger.discard() } }
    let label = label ?? "\(line.id) \(mapping.name)"
    let lock = try ledger.lock()
    let batch = try ledger.beginBatch(
      label: label, line: line.id, mapping: mapping.version,
      lastWins: mapping.settings.repetition == .lastWins, now: now)
    var report = ImportReport(batch: batch.name, label: label, mapping: mapping.version)
    for path in files {
      do {
        report.findings += try take(path, into: batch, progress: progress)
      } catch let unusable as Unusable {
        report.failures.append(ImportReport.Failure(path: path, findings: unusable.findings))
      }
    }
    report.files = try batch.close(at: now)
    _ = consume lock
    return report
  }

  /// One file: all of it or nothing.
  private func take(
    _ path: String, into batch: BatchWriter, progress: (ImportProgress) -> Void
  ) throws -> [Finding] {
    var notes: [Finding] = []
    switch mapping.settings.container {
    case .csv(let delimiter):
      let file = try DeliveredFile(path, expected: .text, declared: declaredCharset)
      var reader = try CSVReader.open(
        file, dialect: CSVDialect(delimiter: delimiter), isHeader: mapping.isHeader)
      let bound = try BoundMapping(
        mapping, line: line, header: reader.header, file: path, home: home)
      notes = bound.findings
      return try notes
        + batch.add(file.export) { book in
          try copy(from: &reader, by: bound, into: &book, of: file, progress: progress)
        }
    case .xml(let record):
      let file = try DeliveredFile(path, expected: .xml, declared: declaredCharset)
      var reader = try XMLReader(file, record: record)
      let bound = BoundMapping(mapping, line: line, home: home)
      return try batch.add(file.export) { book in
        try copy(from: &reader, by: bound, into: &book, of: file, progress: progress)
      }
    }
  }

  /// Every record ends as a ticket, in quarantine, or skipped: there is no fourth way.
  private func copy(
    from reader: inout some RecordReader & ~Copyable, by bound: BoundMapping,
    into book: inout FileBook, of file: DeliveredFile, progress: (ImportProgress) -> Void
  ) throws {
    while let record = try reader.next() {
      switch bound.map(record) {
      case .ticket(let ticket): try book.enter(ticket, of: record)
      case .unusable(let found): try book.quarantine(record, found, line: line.id)
      case .skipped: book.skip()
      }
      if book.progress.read.isMultiple(of: 1000) {
        progress(
          ImportProgress(
            file: file.export.name, bytes: record.place.offset ?? 0, size: file.export.size,
            read: book.progress.read, quarantined: book.progress.quarantined))
      }
    }
  }

  private var declaredCharset: Charset? { Charset(rawValue: mapping.settings.charset) }
}
