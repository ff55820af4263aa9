import Bytes
import Findings
import HotlineModel
import LocalFiles
import MergerStore
import Reports
import Sheets
import TicketExporters

/// What is written beside the tickets, for machines and for people.
struct DeliveryManifest {
  let order: ExportOrder
  let shape: DeliveryShape
  let books: RunningBooks
  /// The files so far: tickets and what belongs to them.
  let files: [DeliveryFile]
  let city: String
  let base: DeliveryBase?
  let head: LedgerHead
  let tombstones: Int
  let batches: [Batch]
  let notLoaded: [String: ControlTotals.NotLoaded]
  let duplicates: [String: Int]
  /// The day of the delivery.
  let date: CivilDate
  /// The register's lines, in the order of their numbers; none where it cannot be read.
  let register: [LegacyHotline]

  init(
    order: ExportOrder, shape: DeliveryShape, books: RunningBooks, files: [DeliveryFile],
    workspace: Workspace, date: CivilDate, base: DeliveryBase?, moment: borrowing LedgerMoment,
    sources: SourceNames
  ) {
    self.order = order
    self.shape = shape
    self.books = books
    self.files = files
    city = workspace.city
    self.date = date
    register = (try? workspace.register().lines) ?? []
    self.base = base
    head = moment.head
    tombstones = moment.tombstones.count
    batches = moment.batches.map(sources.shown)
    notLoaded = moment.notLoaded
    duplicates = moment.duplicates
  }

  static let schema = "hotline/export.tickets/2"

  /// The books of each line that anything is known of.
  private var lines: [HandOverSheet.Line] {
    let tickets = books.books.lines
    let names = Set(tickets.keys).union(notLoaded.keys).union(duplicates.keys)
    let known = register.map(\.id)
    let ordered = known.filter(names.contains) + names.subtracting(known).sorted()
    return ordered.map { line in
      let registered = register.first { $0.id == line }
      return HandOverSheet.Line(
        line: line, name: registered?.name ?? "", owner: registered?.owner ?? "",
        tickets: tickets[line] ?? 0, quarantined: notLoaded[line]?.quarantined ?? 0,
        waived: notLoaded[line]?.waived ?? 0, duplicates: duplicates[line] ?? 0)
    }
  }

  /// The hand-over sheet.
  var sheet: HandOverSheet {
    HandOverSheet(
      city: city, date: date, purpose: order.purpose, format: shape.format.rawValue,
      base: base.map { "\($0.sequence)" + ($0.batch.map { "（\($0)）" } ?? "") } ?? "",
      head: head.text, canonical: books.canonical.hex, lines: lines,
      totals: books.books.rows, withheld: books.withheld, tombstones: tombstones,
      batches: batches, files: files, privacy: books.privacy,
      formulas: isForSpreadsheets ? (books.formulas, shape.guardsFormulas) : nil)
  }

  private var isForSpreadsheets: Bool { shape.format == .csv || shape.format == .bulk }

  /// The manifest, with all files beside it.
  func json(_ files: [DeliveryFile]) -> JSONValue {
    [
      "schema": .string(Self.schema),
      "format": .string(shape.format.rawValue),
      "charset": .string(shape.charset.rawValue),
      "statuses": .object(shape.statuses.mapValues { .string($0) }),
      "purpose": .optional(order.purpose?.rawValue),
      "since": .optional(base?.batch),
      "sinceSequence": base.map { .int($0.sequence) } ?? .null,
      "sequence": .int(head.sequence),
      "audit": [
        "sequence": .int(head.sequence), "hash": .string(head.hash), "head": .string(head.text),
      ],
      "tickets": .int(books.books.tickets),
      "canonical": .string(books.canonical.hex),
      "files": .array(files.map(\.json)),
      "ticketFiles": .array(ticketFiles.map { .string($0) }),
      "lines": .object(
        Dictionary(
          uniqueKeysWithValues: lines.map { line in
            (
              line.line,
              [
                "tickets": .int(line.tickets), "quarantined": .int(line.quarantined),
                "waived": .int(line.waived), "duplicates": .int(line.duplicates),
              ]
            )
          })),
      "totals": .array(books.books.rows.map(\.json)),
      "withheld": .int(books.withheld),
      "formulas": .int(books.formulas),
      "spreadsheetSafe": .bool(shape.guardsFormulas),
      "tombstones": .int(tombstones),
      "findings": .object(
        Dictionary(uniqueKeysWithValues: books.counts.map { ($0.rawValue, .int($1)) })),
      "privacy": books.privacy.json,
      "batches": .array(batches.map(\.json)),
      "mappings": .array(Set(batches.map(\.mapping)).sorted().map { .string($0) }),
    ]
  }

  /// The files that hold tickets, in their order.
  private var ticketFiles: [String] { files.map(\.name).filter(Self.holdsTickets) }

  /// Whether a file of a delivery holds tickets, by its name.
  static func holdsTickets(_ name: String) -> Bool {
    name.hasPrefix("tickets") || name.hasPrefix("requests")
  }
}

/// What every delivery of tickets holds beside them.
enum DeliveryFolder {
  /// Writes the manifest, and the list of all hashes in the form that `sha256sum -c` reads.
  static func seal(
    _ folder: String, files: [DeliveryFile], manifest: JSONValue
  ) throws -> [DeliveryFile] {
    let entry = try SmallFile.write(
      manifest.document, to: manifestName, in: folder, count: files.count)
    let hashed = (files + [entry]).sorted { $0.name < $1.name }
    let sums = hashed.map { "\($0.sha256)  \($0.name)\n" }.joined()
    return [entry, try SmallFile.write(sums, to: sumsName, in: folder, count: hashed.count)]
  }

  /// A line `hash  name` of the list: 64 hexadecimal digits, two blanks, a name without folders.
  static func entry(_ line: Substring) -> (sha256: String, name: String)? {
    let hash = line.prefix(64)
    let rest = line.dropFirst(64)
    let isHash =
      hash.utf8.count == 64
      && hash.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard isHash, rest.hasPrefix("  "), rest.count > 2, !rest.contains("/") else { return nil }
    return (String(hash), String(rest.dropFirst(2)))
  }

  static let manifestName = "manifest.json"
  static let sumsName = "SHA256SUMS"
  static let sheetName = "hand-over.html"
}
