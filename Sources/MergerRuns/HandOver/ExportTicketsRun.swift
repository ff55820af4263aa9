package import Findings
package import HotlineModel
import LocalFiles
import MergerStore
package import Reports
import TicketExporters
import Tickets

/// Hands the ticket history over: read, treat, write, count, seal.
package struct ExportTicketsRun {
  private let workspace: Workspace
  private let ledger: Ledger

  /// A run over a workspace's ledger.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    ledger = try workspace.ledger()
  }

  /// What was handed over.
  package struct Delivery: Sendable {
    /// All files, the manifest and the list of hashes last.
    package let files: [DeliveryFile]
    /// Tickets by line.
    package let lines: [String: Int]
    /// Tickets that the format could not say, and that are not in the files.
    package let withheld: Int
    /// Tickets that are taken back.
    package let tombstones: Int
    /// What a person should know; of each code the first few.
    package let findings: [Finding]
    /// How often each code was found.
    package let counts: [FindingCode: Int]
    /// Cells that a spreadsheet program would take for formulas.
    package let formulas: Int
    /// What was done to personal values.
    package let privacy: PrivacyCounts
    /// SHA-256 over the tickets, whatever their format.
    package let canonical: String
    /// The ledger's sequence number at the moment of the delivery, where a delta goes on from.
    package let sequence: Int

    /// All tickets.
    package var tickets: Int { lines.values.reduce(0, +) }
  }

  /// Writes the delivery of one moment of the ledger into a folder that is new, or is to be
  /// replaced; imports and undos beside it neither wait nor show in it.
  ///
  /// - Throws: `Unusable`: `HL6101` where the folder is there already, `HL6102` where it cannot be
  ///   written, `HL6003` where the ledger does not hold what it says, `HL6120` where there is no
  ///   key for hashes, `HL6125` and `HL6129` where a delta cannot be told, `HL6132` where there is
  ///   nothing to hand over, and complaints about sheets.
  package func run(
    to folder: String, _ order: ExportOrder = ExportOrder(), replacing: Bool = false,
    now: CivilInstant, progress: (RunProgress) -> Void = { _ in }
  ) async throws -> Delivery {
    let (plan, keys) = try workspace.privacy(order.purpose, keys: order.keys)
    let isOpen311 = order.format == .georeport || order.format == .bulk
    let shape = DeliveryShape(
      format: order.format, charset: order.charset, split: order.split,
      compression: order.compression, statuses: isOpen311 ? try workspace.open311Statuses() : [:],
      guardsFormulas: order.guardsFormulas, isDelta: order.since != nil)
    let words = try workspace.scanWords()
    let base = try order.since.map { try DeliveryBase($0, in: ledger) }
    var moment = try ledger.moment(since: base?.sequence)
    guard !moment.isEmpty else {
      throw Self.empty(
        folder,
        base.map { "nothing changed since sequence number \($0.sequence)" }
          ?? "the ledger holds no ticket")
    }
    let draft = try DeliveryDraft(folder, replacing: replacing)
    if plan.isClear {
      // Clear text leaves a trace before it leaves, and the trace is part of what is sealed.
      try ledger.noteDelivery(
        "\(order.purpose?.rawValue ?? "") \(order.format.rawValue) \(Folder.name(of: folder))",
        at: now)
      moment = try ledger.moment(since: base?.sequence)
    }
    let treatment = DeliveryPipeline(
      filter: PrivacyFilter(plan: plan, words: words, keys: keys, batches: moment.batches),
      limits: FormatLimits(shape), keepsRows: order.format != .jsonl)
    var books = RunningBooks()
    let all = moment.tickets.count
    var files = try await write(
      &moment.tickets, to: draft.path, shape, treatment, &books,
      progress: { done in
        progress(
          RunProgress(
            Words("exporting", "导出"), count: done, .tickets, part: .init(done, of: all)))
      })
    if base != nil {
      let rows = moment.tombstones.map {
        TombstoneFile.Row(line: $0.line, legacyNumber: $0.legacyNumber, batch: $0.batch)
      }
      files.append(
        try TombstoneFile.write(rows, to: draft.path, guardsFormulas: shape.guardsFormulas))
    }
    if books.books.tickets == 0, moment.tombstones.isEmpty {
      throw Self.empty(folder, "no ticket could be written", books.findings)
    }
    if books.formulas > 0, !shape.guardsFormulas {
      books.add(
        Finding(.formulasInDelivery(count: books.formulas), at: SourceLocation(file: folder)))
    }
    let manifest = DeliveryManifest(
      order: order, shape: shape, books: books, files: files, workspace: workspace,
      date: now.date, base: base, moment: moment,
      sources: SourceNames(moment.batches, disclosure: plan.sources))
    files.append(
      try SmallFile.write(manifest.sheet.html, to: DeliveryFolder.sheetName, in: draft.path))
    let sealed = try DeliveryFolder.seal(
      draft.path, files: files, manifest: manifest.json(files))
    try draft.publish()
    return Delivery(
      files: files + sealed, lines: books.books.lines, withheld: books.withheld,
      tombstones: moment.tombstones.count, findings: books.findings, counts: books.counts,
      formulas: books.formulas, privacy: books.privacy, canonical: books.canonical.hex,
      sequence: moment.head.sequence)
  }

  private static func empty(
    _ folder: String, _ reason: String, _ findings: [Finding] = []
  ) -> Unusable {
    Unusable([Finding(.deliveryEmpty(found: reason), at: SourceLocation(file: folder))] + findings)
  }

  private func write(
    _ tickets: inout TicketCursor, to folder: String, _ shape: DeliveryShape,
    _ treatment: DeliveryPipeline, _ books: inout RunningBooks, progress: (Int) -> Void
  ) async throws -> [DeliveryFile] {
    switch shape.format {
    case .jsonl:
      var exporter = try JSONLinesExporter(folder: folder, shape: shape)
      try await write(&tickets, treatment, &books, progress) { treated in
        try exporter.write(lines: treated.text, endingAt: treated.ends)
      }
      return try exporter.finish()
    case .csv:
      var exporter = try CSVExporter(folder: folder, shape: shape)
      return try await write(&tickets, with: &exporter, treatment, &books, progress)
    case .xml:
      var exporter = try XMLTicketExporter(folder: folder, shape: shape)
      let files = try await write(&tickets, with: &exporter, treatment, &books, progress)
      return files + [try SmallFile.write(TicketXSD.text, to: "ticket-1.xsd", in: folder)]
    case .georeport:
      var exporter = try GeoReportExporter(folder: folder, shape: shape)
      return try await write(&tickets, with: &exporter, treatment, &books, progress)
    case .bulk:
      var exporter = try BulkExporter(folder: folder, shape: shape)
      return try await write(&tickets, with: &exporter, treatment, &books, progress)
    case .postgres:
      var exporter = try PostgresExporter(folder: folder, shape: shape)
      return try await write(&tickets, with: &exporter, treatment, &books, progress)
    }
  }

  private func write<Exporter: TicketExporter & ~Copyable>(
    _ tickets: inout TicketCursor, with exporter: inout Exporter, _ treatment: DeliveryPipeline,
    _ books: inout RunningBooks, _ progress: (Int) -> Void
  ) async throws -> [DeliveryFile] {
    try await write(&tickets, treatment, &books, progress) { treated in
      var start = 0
      for (row, end) in zip(treated.rows, treated.ends) {
        try exporter.write(row, line: treated.text[start..<end])
        start = end
      }
      return treated.digests
    }
    books.formulas = exporter.formulas
    return try exporter.finish()
  }

  /// Reads and treats on all cores; `take` writes the tickets of a piece, in the order of the
  /// segments, and returns the hashes of their lines.
  private func write(
    _ tickets: inout TicketCursor, _ treatment: DeliveryPipeline, _ books: inout RunningBooks,
    _ progress: (Int) -> Void, take: (DeliveryPipeline.Treated) throws -> [UInt8]
  ) async throws {
    var done = 0
    try await inOrder(
      next: { try tickets.next() }, work: treatment.apply,
      take: { (treated: consuming DeliveryPipeline.Treated) in
        if let failure = treated.failure { throw failure }
        books.add(treated, digests: try take(treated))
        done += treated.ends.count
        treatment.reuse(treated)
        progress(done)
      })
    books.add(countedBy: treatment)
  }
}
