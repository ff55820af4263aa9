import Bytes
package import CallRouting
import Findings
package import HotlineModel
import LocalFiles
package import Reports

/// A table that was rendered for a switch: its files are written and do not have their names yet.
///
/// What is read back from them is, byte for byte, what will be published.
package struct SealedSwitch: Sendable {
  private let rendered: RenderedSwitch
  private let exporter: any SwitchExporter
  private let folder: String
  private let files: [SealedTable]
  private let parts: TableParts

  /// Writes what was rendered into files of a folder.
  ///
  /// - Parameters:
  ///   - rendered: what is written.
  ///   - table: the table it was made of.
  ///   - exporter: the exporter that rendered it.
  ///   - folder: where the files will have their names.
  ///   - isPublished: whether they will be published, and must be durable.
  ///   - partSize: how many numbers are read back at once.
  /// - Throws: `Unusable` with `HL6102` where a file cannot be written.
  package init(
    _ rendered: RenderedSwitch, of table: RoutingTable, by exporter: any SwitchExporter,
    in folder: String, isPublished: Bool = true, partSize: Int = 4_000
  ) throws {
    let parts = TableParts(table, size: partSize)
    (self.rendered, self.exporter, self.folder, self.parts) = (rendered, exporter, folder, parts)
    files = try onAllCores(count: rendered.files.count) {
      try SealedTable(rendered.files[$0], in: folder, parts: parts, isDurable: isPublished)
    }
  }

  /// Reads the files back, part by part, and gives each with its routes.
  ///
  /// - Throws: `Unusable` with `HL5302` where a file has not the bytes that were written, or its
  ///   rows are missing or contradict each other.
  @Sendable package func eachPart(
    of table: RoutingTable, _ take: (SwitchReading, [Route]) throws -> Void
  ) throws {
    let files = files
    let areIntact = try onAllCores(count: files.count) { try files[$0].file.isIntact() }
    for (sealed, isIntact) in zip(files, areIntact) where !isIntact {
      throw Unusable(
        .switchDiffers(reason: "it is not what was written"),
        at: SourceLocation(file: sealed.name))
    }
    let byName = Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
    let exporter = exporter
    @Sendable func reading(ofPart part: Int) throws -> SwitchReading {
      let texts = SwitchTexts(
        text: { try byName[$0]?.text(ofPart: part) ?? "" },
        omitted: { byName[$0]?.rows(besidesPart: part) ?? 0 })
      return try exporter.reading(texts)
    }
    // Two are read at once; what a part says is taken before the fault of a later one is thrown.
    for first in stride(from: 0, to: parts.count, by: 2) {
      let readings = try onAllCores(count: min(2, parts.count - first)) { position in
        Result { try reading(ofPart: first + position) }
      }
      for (part, reading) in zip(first..., readings) {
        try take(reading.get(), parts.routes(of: part, in: table))
      }
    }
  }

  /// Gives the files their names, and writes the manifest at the end.
  ///
  /// - Returns: the files, the manifest last.
  /// - Throws: `Unusable` with `HL6102`.
  package func publish() throws -> [DeliveryFile] {
    for sealed in files { try sealed.file.publish() }
    let deliveries = files.map {
      DeliveryFile(name: $0.name, sha256: $0.file.sha256, size: $0.file.size, count: $0.rows)
    }
    var facts = rendered.facts
    facts["schema"] = .string("hotline/\(exporter.name)/1")
    facts["snapshot"] = .string(rendered.snapshot)
    facts["files"] = .array(deliveries.map(\.json))
    let name = "manifest.json"
    let manifest = try OutputFile.write(
      JSONValue.object(facts).document, to: "\(folder)/\(name)")
    return deliveries + [
      DeliveryFile(
        name: name, sha256: manifest.sha256, size: manifest.size, count: files.count)
    ]
  }
}

/// One file of a switch, and in which of its bytes the rows of each part are.
private struct SealedTable: Sendable {
  let name: String
  let file: SealedFile
  let rows: Int
  private let runs: [Run]

  /// Bytes in a row of one part, or of all.
  private struct Run {
    let part: Int?
    var bytes: Range<Int>
    var rows = 0
  }

  init(
    _ rendered: RenderedFile, in folder: String, parts: TableParts, isDurable: Bool
  ) throws {
    let path = "\(folder)/\(rendered.name)"
    try Folder.make(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? folder)
    var output = try OutputFile(path)
    var runs: [Run] = []
    rows = try rendered.emit { text, number in
      let part = number.flatMap(parts.part)
      let start = output.size
      if runs.isEmpty || runs[runs.count - 1].part != part {
        runs.append(Run(part: part, bytes: start..<start))
      }
      try output.write(text)
      runs[runs.count - 1].bytes = runs[runs.count - 1].bytes.lowerBound..<output.size
      runs[runs.count - 1].rows += 1
    }
    file = try output.seal(isDurable: isDurable)
    name = rendered.name
    self.runs = runs
  }

  /// The text of a part, with what belongs to all.
  func text(ofPart part: Int) throws -> String {
    let own = runs.filter { $0.part == nil || $0.part == part }.map(\.bytes)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(own.map(\.count).reduce(0, +))
    for range in own { bytes += try file.bytes(in: range) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How many rows other parts have.
  func rows(besidesPart part: Int) -> Int {
    runs.filter { $0.part != nil && $0.part != part }.map(\.rows).reduce(0, +)
  }
}

/// The parts in which a large table is read back, so that it is never in memory as text: some
/// thousand numbers each, and with each of them the numbers that calls go on to.
private struct TableParts: Sendable {
  let count: Int
  private let size: Int
  private let shared: Set<HotlineNumber>
  /// The first number of every part but the first.
  private let starts: [HotlineNumber]

  init(_ table: RoutingTable, size: Int) {
    let treatments = table.plans.flatMap(\.steps).map(\.treatment)
    shared = Set(treatments.flatMap { [$0.nextNumber, $0.overflow?.to] }.compactMap { $0 })
    starts = stride(from: size, to: table.routes.count, by: size).map { table.routes[$0].number }
    count = starts.count + 1
    self.size = size
  }

  /// The part that has the rows of a number; `nil` for all of them.
  func part(of number: HotlineNumber) -> Int? {
    count == 1 || shared.contains(number) ? nil : starts.partitioningIndex { number < $0 }
  }

  /// The routes of a part, in the order of their numbers.
  func routes(of part: Int, in table: RoutingTable) -> [Route] {
    if count == 1 { return table.routes }
    let own = table.routes[(part * size)..<min((part + 1) * size, table.routes.count)]
    return (own.filter { !shared.contains($0.number) } + shared.compactMap(table.route))
      .sorted { $0.number < $1.number }
  }
}
