import Exporters
package import HotlineModel
import LocalFiles
import MergerStore

/// Hands the ticket history over in the unified format, with a manifest that lets anybody count.
package struct ExportTicketsRun {
  private let ledger: Ledger

  /// A run over a workspace's ledger, with personal fields masked.
  package init(_ workspace: Workspace) throws {
    ledger = try workspace.ledger()
  }

  /// What was handed over.
  package struct Delivery: Sendable {
    /// The files, then the manifest and the list of hashes.
    package let files: [DeliveryFile]
    /// Tickets by line.
    package let lines: [String: Int]

    /// All tickets.
    package var tickets: Int { lines.values.reduce(0, +) }
  }

  /// Writes the delivery into a folder that is new, or is to be replaced.
  ///
  /// - Throws: `Unusable`: `HL6101` where the folder is there already, `HL6102` where it cannot be
  ///   written, `HL6003` where the ledger does not hold what it says.
  package func run(to folder: String, replacing: Bool = false) throws -> Delivery {
    try DeliveryFolder.prepare(folder, replacing: replacing)
    var exporter = try JSONLinesExporter(folder: folder)
    var lines: [String: Int] = [:]
    try ledger.forEachTicket { stored in
      try exporter.write(stored.ticket.masked, stored.provenance)
      lines[stored.ticket.line, default: 0] += 1
    }
    let files = try exporter.finish()
    let manifest: JSONValue = [
      "schema": "hotline/export.tickets/1",
      "files": .array(files.map(\.json)),
      "tickets": .int(lines.values.reduce(0, +)),
      "lines": .object(lines.mapValues { .int($0) }),
      "batches": .array(try ledger.batches().map(\.json)),
      "quarantined": .int(try ledger.holdings().values.map(\.quarantined).reduce(0, +)),
      "masked": true,
    ]
    let sealed = try DeliveryFolder.seal(folder, files: files, manifest: manifest)
    return Delivery(files: files + sealed, lines: lines)
  }
}

/// Folders of deliveries: new, or replaced because the user said so.
enum DeliveryFolder {
  /// Makes the folder, or empties it of the files of an earlier delivery.
  static func prepare(_ folder: String, replacing: Bool) throws {
    if Folder.exists(folder), !Folder.names(in: folder).isEmpty, !replacing {
      throw Unusable(.outputExists, at: SourceLocation(file: folder), ["found": folder])
    }
    try Folder.make(folder)
  }

  /// Writes the manifest, and the list of all hashes in the form that `sha256sum -c` reads.
  static func seal(
    _ folder: String, files: [DeliveryFile], manifest: JSONValue
  ) throws -> [DeliveryFile] {
    let entry = try write(manifest.document, to: manifestName, in: folder, count: files.count)
    let hashed = (files + [entry]).sorted { $0.name < $1.name }
    let sums = hashed.map { "\($0.sha256)  \($0.name)\n" }.joined()
    return [entry, try write(sums, to: sumsName, in: folder, count: hashed.count)]
  }

  static let manifestName = "manifest.json"
  static let sumsName = "SHA256SUMS"

  private static func write(
    _ text: String, to name: String, in folder: String, count: Int
  ) throws -> DeliveryFile {
    var file = try OutputFile("\(folder)/\(name)")
    try file.write(text)
    return DeliveryFile(
      name: name, sha256: try file.commit(), size: text.utf8.count, count: count)
  }
}
