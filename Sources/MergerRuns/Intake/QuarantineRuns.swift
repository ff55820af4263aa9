import Crosswalk
import Findings
package import HotlineModel
import LocalFiles
import MergerStore
import RecordReaders
package import Reports
import Tickets

/// What can be done about records that were quarantined.
package struct QuarantineRuns {
  let workspace: Workspace
  let ledger: Ledger

  /// The quarantine of a workspace.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    ledger = try workspace.ledger()
  }

  /// A record of the quarantine with its fields masked.
  package struct Shown: Sendable {
    /// The record, and why it was quarantined.
    package let entry: QuarantineEntry
    /// Its fields by the names of their columns, masked; none where they cannot be told apart.
    package let fields: [(column: String, value: String)]
  }

  /// One record, its fields masked unless somebody answers for more.
  ///
  /// - Throws: `Unusable`: `HL6201` where there is none of that name, `HL6215` a look at clear text
  ///   without name or purpose.
  package func show(_ name: String, clear: ClearView? = nil) throws -> Shown {
    if let clear { try ledger.record(clear, of: "quarantine show \(name)") }
    let id = try Ledger.quarantineID(name)
    let (entry, header) = try ledger.withQuarantine { view in
      let entry = try view.entry(id)
      return (entry, try? view.header(ofFile: entry.sha256, name: entry.record.file))
    }
    guard let header,
      let record = try? StoredRecords(ledger: ledger).read([entry], header: header).first,
      record.damage == nil
    else { return Shown(entry: entry, fields: []) }
    let synonyms = try Synonyms(in: workspace.mappings)
    let fields = record.fields.enumerated().map { index, value in
      let name = record.header.indices.contains(index) ? record.header[index] : "?"
      return (
        column: name, value: clear == nil ? synonyms.masked(value, ofColumn: name) : value
      )
    }
    return Shown(entry: entry, fields: fields)
  }

  /// Leaves records out for good, by somebody's signed decision.
  ///
  /// - Throws: `Unusable`: `HL6214` without name or reason, `HL6201` no such record, `HL6202` one
  ///   that is not open, `HL6001` where another run is writing.
  package func waive(
    _ names: [String], because reason: String, by signer: String, now: CivilInstant
  ) throws {
    let isBlank: (String) -> Bool = { $0.allSatisfy(\.isWhitespace) }
    guard !isBlank(reason), !isBlank(signer) else {
      throw Unusable(
        .waiverEmpty(expected: isBlank(reason) ? "--because" : "--by"),
        at: SourceLocation(file: names.first ?? ""))
    }
    let lock = try ledger.lock()
    try ledger.waive(
      names.map { try Ledger.quarantineID($0) },
      waiver: Waiver(signer: signer, reason: reason, at: now.rfc3339), now: now)
    _ = consume lock
  }

  /// Reads the stored bytes of a batch's open records again, after a mapping or a code table was
  /// mended; those that are good now come in as a batch of their own.
  ///
  /// The same command again continues a retry that was interrupted.
  ///
  /// - Throws: `Unusable`: `HL6204` no such batch, `HL6203` where a file's columns were not kept,
  ///   `HL2201` no such mapping, `HL6001` where another run is writing, `HL6220` where another batch
  ///   of the line was interrupted.
  package func retry(_ name: String, mapping: String, now: CivilInstant) throws -> ImportReport {
    let mapping = try workspace.mapping(mapping)
    let lock = try ledger.lock()
    let original = try ledger.batch(named: name)
    let line = try workspace.line(original.line, in: workspace.register())
    let label = "retry \(original.name)"
    let interrupted = try ledger.interruptedBatches(ofLine: line.id).last {
      $0.isNewest && $0.kind == .retry && $0.label == label && $0.mapping == mapping.version
    }
    var report = ImportReport(label: label, mapping: mapping.version)
    var writer = try ledger.beginBatch(
      .retry, label: label, line: line.id, mapping: mapping.version,
      repetition: mapping.settings.repetition, continuing: interrupted, now: now)
    let taken = Set(interrupted?.files.map(\.sha256) ?? [])
    let files = try ledger.withQuarantine { view in
      try Set(view.openEntries(ofBatch: Ledger.batchID(original.name)).map(\.sha256))
    }.subtracting(taken).sorted()
    for sha256 in files {
      report.findings += try retry(
        sha256, of: line, mapping, into: &writer, isLast: sha256 == files.last)
    }
    try writer.close()
    try report.add(writer)
    _ = consume lock
    return report
  }

  /// Reads the open records of one file again.
  private func retry(
    _ sha256: String, of line: LegacyHotline, _ mapping: Mapping, into writer: inout BatchWriter,
    isLast: Bool
  ) throws -> [Finding] {
    let (file, outcomes) = try ledger.withQuarantine { view in
      let entries = try view.openEntries(ofFile: sha256, line: line.id)
      let header = try view.header(ofFile: sha256, name: entries.first?.record.file ?? "")
      let records = try StoredRecords(ledger: ledger).read(entries, header: header)
      let desk = RepairDesk(
        workspace: workspace, mapping: mapping.resolved(for: header.syntax == nil ? .xml : .csv),
        line: line, header: records.first?.header ?? [])
      let outcomes = try zip(entries, records).map { entry, record in
        (record: record, outcome: try desk.outcome(of: record, entry: entry, in: view))
      }
      let file = ExportFile(
        name: entries.first?.record.file ?? header.name, sha256: sha256,
        size: entries.reduce(0) { $0 + $1.raw.count }, charset: header.charset)
      return (file, outcomes)
    }
    var book = try writer.open(file)
    try book.enter(
      SealedTickets(
        BoundMapping.batch(
          of: outcomes, line: line.id, file: file.name, batch: writer.name, mapping: mapping),
        asking: book.ledgerKeys))
    return try writer.close(book, of: file, header: nil, isLast: isLast)
  }
}

extension Synonyms {
  /// A value of a column, masked by what columns of this name hold; of a column that nobody
  /// knows only the length is told.
  func masked(_ value: String, ofColumn name: String) -> String {
    if value.isEmpty { return "" }
    guard let target = target(of: name) else { return Masking.freeText(value) }
    return target.field.map { Masking.said(value, for: $0) } ?? Masking.excerpt(value)
  }
}
