import Bytes
import Charsets
import Crosswalk
import Findings
package import HotlineModel
import LocalFiles
import MergerStore
import RecordReaders
package import Reports
import Tickets

/// A delivered file whose records were made tickets elsewhere.
package struct MappedDelivery: Sendable {
  /// The file.
  package let file: ExportFile
  /// Where it was, as findings show it.
  package let path: String
  /// What kind of file it is.
  package let container: FileContainer
  /// The row of its column names, in the charset that records are kept in; none in XML.
  package let header: [UInt8]
  /// Opens its batches, stored as `TicketBatch.stored` does: the next one, `nil` behind the last.
  package let open: @Sendable () throws -> () throws -> [UInt8]?

  /// A file.
  package init(
    _ file: ExportFile, path: String, container: FileContainer, header: [UInt8],
    open: @escaping @Sendable () throws -> () throws -> [UInt8]?
  ) {
    self.file = file
    self.path = path
    self.container = container
    self.header = header
    self.open = open
  }
}

/// Takes in what was read, decoded, mapped and checked elsewhere: stores and reconciles, as an import
/// of the same files does.
package struct AdoptRun {
  private let workspace: Workspace
  private let ledger: Ledger
  private let mapping: Mapping
  private let line: LegacyHotline

  /// A run into a workspace's ledger.
  ///
  /// - Parameters:
  ///   - workspace: where register, mappings and ledger are.
  ///   - line: the line the tickets belong to.
  ///   - mapping: the mapping that made the tickets, by name.
  ///   - fingerprint: the content hash that its sheets had.
  ///   - area: the area that bare numbers were read for.
  /// - Throws: as `ImportRun` does, and `HL6501` where the sheets are others, or it is another city's.
  package init(
    _ workspace: Workspace, line: String, mapping: String, fingerprint: String, area: String
  ) throws {
    self.workspace = workspace
    self.line = try workspace.line(line, in: workspace.register())
    self.mapping = try workspace.mapping(mapping)
    ledger = try workspace.ledger()
    guard self.mapping.fingerprint == fingerprint else {
      throw Unusable(
        .rangesUnfit(
          found: mapping, reason: "the sheets of the mapping are not those of the job"),
        at: SourceLocation(file: "Mappings/sources/\(mapping)"))
    }
    guard area == workspace.home.text else {
      throw Unusable(
        .rangesUnfit(found: mapping, reason: "it was read for the area \(area), another city's"),
        at: SourceLocation(file: "settings.csv"))
    }
  }

  /// Takes the files in, in their order, as one batch.
  ///
  /// - Parameters:
  ///   - files: the files.
  ///   - label: what the user calls the delivery; by default line and mapping.
  ///   - isResuming: whether an interrupted batch may be continued or closed, see `Resumption`.
  ///   - now: when the run began.
  ///   - shouldStop: is asked now and then whether the run is to end before its time.
  ///   - progress: is told now and then how far the run is.
  /// - Returns: the books of the files.
  /// - Throws: as `ImportRun` does, and `HL6502` where a part is damaged.
  package func run(
    _ files: [MappedDelivery], label: String?, isResuming: Bool = false, now: CivilInstant,
    shouldStop: () -> Bool = { false }, progress: (RunProgress) -> Void = { _ in }
  ) async throws -> ImportReport {
    let label = label.map { Masking.scrubbed($0, sparing: line.number.subscriber) }
    let lock = try ledger.lock()
    let resumption = try Resumption(
      ledger, line: line.id, mapping: mapping.version, label: label, isAsked: isResuming,
      hashes: Set(files.map(\.file.sha256)))
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
    for (index, file) in files.enumerated() {
      if taken.remove(size: file.file.size, sha256: { file.file.sha256 }) { continue }
      try await take(
        file, into: &batch, isLast: index == files.count - 1, &report, shouldStop: shouldStop,
        progress: progress)
    }
    try batch.close()
    try report.add(batch, in: ledger, line: line.id)
    _ = consume lock
    return report
  }

  private func take(
    _ delivery: MappedDelivery, into batch: inout BatchWriter, isLast: Bool,
    _ report: inout ImportReport, shouldStop: () -> Bool, progress: (RunProgress) -> Void
  ) async throws {
    let (file, path) = (delivery.file, delivery.path)
    var book = try batch.open(file)
    let head = PackedTicket.head(
      line: line.id, file: file.name, batch: batch.name, mapping: mapping.version)
    let bound = BoundMapping(mapping, line: line, home: workspace.home)
    let next = try delivery.open()
    var related = RelatedTickets()
    try await inOrder(
      next: {
        if shouldStop() { throw Unusable(.interrupted, at: SourceLocation(file: path)) }
        let keys = book.ledgerKeys
        return try next().map { ($0, keys) }
      },
      work: { stored, keys -> (SealedTickets, RelatedTickets)? in
        guard let tickets = TicketBatch(stored: stored, head: head, file: path) else { return nil }
        return (
          SealedTickets(tickets, asking: keys),
          RelatedTickets(in: tickets, of: tickets.source, by: bound)
        )
      },
      take: { piece in
        guard let (tickets, found) = piece else {
          throw Unusable(
            .partUnfit(found: file.name, reason: "it holds no tickets that can be read"),
            at: SourceLocation(file: path))
        }
        try book.enter(tickets)
        related.add(found)
        progress(
          RunProgress(
            file: file.name, records: book.progress.read, bytes: .init(0, of: file.size),
            quarantined: book.progress.quarantined))
      })
    let header = book.progress.quarantined == 0 ? nil : header(of: delivery)
    report.findings += try batch.close(book, of: file, header: header, isLast: isLast)
    report.related.add(related)
  }

  /// What stands above the records of a file; `nil` where it cannot be written again.
  private func header(of delivery: MappedDelivery) -> DeliveredHeader? {
    let file = delivery.file
    let syntax: CSVSyntax? =
      switch mapping.resolved(for: delivery.container).settings.container {
      case .csv(let syntax): syntax
      case .workbook: WorkbookReader.syntax
      case .xml: nil
      }
    guard syntax == nil || !delivery.header.isEmpty else { return nil }
    let charset = Charset(rawValue: file.charset)?.kept ?? .utf8
    return DeliveredHeader(
      sha256: file.sha256, name: file.name,
      charset: (delivery.container == .workbook ? .utf8 : charset).rawValue, syntax: syntax,
      bytes: delivery.header)
  }
}
