import Exporters
package import HotlineModel
import LocalFiles
import MergerStore

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
    /// What was done to personal values.
    package let privacy: PrivacyCounts
    /// SHA-256 over the tickets, whatever their format.
    package let canonical: String

    /// All tickets.
    package var tickets: Int { lines.values.reduce(0, +) }
  }

  /// Writes the delivery into a folder that is new, or is to be replaced.
  ///
  /// - Throws: `Unusable`: `HL6101` where the folder is there already, `HL6102` where it cannot be
  ///   written, `HL6003` where the ledger does not hold what it says, `HL6120` where there is no
  ///   key for hashes, `HL6125` where a delta cannot be told, and complaints about sheets.
  package func run(
    to folder: String, _ order: ExportOrder = ExportOrder(), replacing: Bool = false,
    now: CivilInstant
  ) async throws -> Delivery {
    let plan = try workspace.privacyPlan(order.purpose)
    let keys =
      plan.needsKey ? try KeyRing(contentsOf: order.keys ?? workspace.keyPath) : nil
    let isOpen311 = order.format == .georeport || order.format == .bulk
    let shape = DeliveryShape(
      format: order.format, charset: order.charset, split: order.split,
      compression: order.compression, statuses: isOpen311 ? try workspace.open311Statuses() : [:],
      isDelta: order.since != nil)
    let treatment = TicketTreatment(
      filter: PrivacyFilter(plan: plan, words: try workspace.scanWords(), keys: keys),
      limits: FormatLimits(shape), keepsRows: order.format != .jsonl)
    let gone = try order.since.map { try ledger.tombstones(after: $0) } ?? []
    try DeliveryFolder.prepare(folder, replacing: replacing)
    if plan.isClear { try note(folder, order, now: now) }
    var books = RunningBooks()
    var files = try await write(to: folder, shape, treatment, since: order.since, &books)
    if order.since != nil { files.append(try Self.write(gone, to: folder)) }
    let manifest = DeliveryManifest(
      order: order, shape: shape, books: books, files: files, tombstones: gone.count,
      city: workspace.city, batches: try ledger.batches(), asides: try ledger.asides(ofBatches: []),
      duplicates: try ledger.duplicates())
    files.append(
      try SmallFile.write(manifest.sheet.html, to: DeliveryFolder.sheetName, in: folder))
    let sealed = try DeliveryFolder.seal(folder, files: files, manifest: manifest.json(files))
    return Delivery(
      files: files + sealed, lines: books.books.lines, withheld: books.withheld,
      tombstones: gone.count, findings: books.findings, counts: books.counts,
      privacy: books.privacy, canonical: books.canonical.hex)
  }

  /// Clear text leaves a trace before it leaves.
  private func note(_ folder: String, _ order: ExportOrder, now: CivilInstant) throws {
    let lock = try ledger.lock()
    try ledger.noteDelivery(
      "\(order.purpose?.rawValue ?? "") \(order.format.rawValue) \(Folder.name(of: folder))",
      at: now)
    _ = consume lock
  }

  private func write(
    to folder: String, _ shape: DeliveryShape, _ treatment: TicketTreatment, since: String?,
    _ books: inout RunningBooks
  ) async throws -> [DeliveryFile] {
    switch shape.format {
    case .jsonl:
      var exporter = try JSONLinesExporter(folder: folder, shape: shape)
      return try await write(with: &exporter, treatment, since: since, &books)
    case .csv:
      var exporter = try CSVExporter(folder: folder, shape: shape)
      return try await write(with: &exporter, treatment, since: since, &books)
    case .xml:
      var exporter = try XMLTicketExporter(folder: folder, shape: shape)
      let files = try await write(with: &exporter, treatment, since: since, &books)
      return files + [try SmallFile.write(TicketXSD.text, to: "ticket-1.xsd", in: folder)]
    case .georeport:
      var exporter = try GeoReportExporter(folder: folder, shape: shape)
      return try await write(with: &exporter, treatment, since: since, &books)
    case .bulk:
      var exporter = try BulkExporter(folder: folder, shape: shape)
      return try await write(with: &exporter, treatment, since: since, &books)
    case .postgres:
      var exporter = try PostgresExporter(folder: folder, shape: shape)
      return try await write(with: &exporter, treatment, since: since, &books)
    }
  }

  /// Reads in the order of the segments, treats on all cores, writes in the same order.
  private func write<Exporter: TicketExporter & ~Copyable>(
    with exporter: inout Exporter, _ treatment: TicketTreatment, since: String?,
    _ books: inout RunningBooks
  ) async throws -> [DeliveryFile] {
    var cursor = try ledger.tickets(after: since)
    try await inOrder(
      next: { try cursor.next(1000) }, work: treatment.apply,
      take: { treated in
        if let failure = treated.failure { throw failure }
        for index in treated.lines.indices {
          try exporter.write(
            treated.rows.isEmpty ? TicketRow.empty : treated.rows[index],
            line: treated.text[treated.lines[index]])
        }
        books.add(treated)
      })
    return try exporter.finish()
  }

  private static func write(
    _ tombstones: [Ledger.Tombstone], to folder: String
  ) throws -> DeliveryFile {
    func cell(_ text: String) -> String {
      guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
      let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
      return "\"\(parts.joined(separator: "\"\""))\""
    }
    let rows = tombstones.map { stone in
      ["\(stone.line)/\(stone.legacyNumber)", stone.line, stone.legacyNumber, stone.batch]
        .map(cell).joined(separator: ",") + "\r\n"
    }
    return try SmallFile.write(
      "number,line,legacyNumber,batch\r\n" + rows.joined(), to: "tombstones.csv", in: folder,
      count: rows.count)
  }
}

extension TicketRow {
  /// Stands where an exporter needs the line alone.
  fileprivate static let empty = TicketRow()
}
