import Findings
import FoundationEssentials
import HotlineModel
import LocalFiles
import Reports
import TicketExporters
import Tickets

/// What a manifest says of the tickets of a delivery, held against the tickets themselves.
struct DeliveryContents {
  let folder: String
  /// The hashes of the files, by name, as the list beside them says.
  let hashes: [String: String]

  private struct Manifest: Decodable {
    let format: String
    let charset: String
    let statuses: [String: String]
    let tickets: Int
    let tombstones: Int
    let canonical: String
    let files: [DeliveryFile]
    let ticketFiles: [String]
    let totals: [DeliveryBooks.Total]
    /// A manifest of an earlier program does not say it.
    let spreadsheetSafe: Bool?
  }

  /// What does not fit.
  func findings() throws -> [Finding] {
    let path = "\(folder)/\(DeliveryFolder.manifestName)"
    let bytes = Data(try InputFile.bytes(of: path))
    struct Kind: Decodable { let schema: String }
    let decoder = JSONDecoder()
    guard let kind = try? decoder.decode(Kind.self, from: bytes) else {
      return [wrong(path, "the manifest", "what is no manifest")]
    }
    guard kind.schema == DeliveryManifest.schema,
      let manifest = try? decoder.decode(Manifest.self, from: bytes),
      let format = TicketFormat(rawValue: manifest.format),
      let charset = DeliveryCharset(rawValue: manifest.charset)
    else { return [wrong(path, "the manifest", "what is no manifest of tickets")] }
    let disagreements = disagreements(of: manifest, path)
    guard disagreements.isEmpty else { return disagreements }
    let shape = DeliveryShape(
      format: format, charset: charset, statuses: manifest.statuses,
      guardsFormulas: manifest.spreadsheetSafe ?? false)
    do {
      return try compare(manifest, shape, path)
    } catch let unusable as Unusable {
      return unusable.findings
    }
  }

  /// Files of which manifest and list say different things.
  private func disagreements(of manifest: Manifest, _ path: String) -> [Finding] {
    func finding(_ name: String, _ reason: String) -> Finding {
      Finding(.manifestDisagrees(found: name, reason: reason), at: SourceLocation(file: path))
    }
    var findings: [Finding] = []
    var unnamed = hashes
    unnamed[DeliveryFolder.manifestName] = nil
    for file in manifest.files {
      guard let listed = unnamed.removeValue(forKey: file.name) else {
        findings.append(finding(file.name, "the manifest alone names it"))
        continue
      }
      if listed != file.sha256 {
        findings.append(finding(file.name, "its SHA-256 differs"))
      } else if Folder.size(ofFile: "\(folder)/\(file.name)") != file.size {
        findings.append(finding(file.name, "it is not of \(file.size) bytes"))
      }
    }
    findings += unnamed.keys.sorted().map { finding($0, "the list alone names it") }
    let holding = manifest.files.map(\.name).filter(DeliveryManifest.holdsTickets)
    if manifest.ticketFiles != holding {
      findings.append(
        finding("ticketFiles", "files of tickets are \(holding.joined(separator: ", "))"))
    }
    return findings
  }

  private func compare(
    _ manifest: Manifest, _ shape: DeliveryShape, _ path: String
  ) throws -> [Finding] {
    var books = DeliveryBooks()
    var canonical = CanonicalHash()
    var counts = [Int](repeating: 0, count: manifest.ticketFiles.count)
    var findings: [Finding] = []
    var line: [UInt8] = []
    let paths = manifest.ticketFiles.map { "\(folder)/\($0)" }
    try TicketFiles(paths, shape: shape).forEachTicket { ticket, file in
      counts[file] += 1
      books.add(ticket)
      line.removeAll(keepingCapacity: true)
      ticket.appendLine(to: &line)
      canonical.add(CanonicalHash.digest(of: line[...]))
      if findings.count < 20, let field = ticket.misfit {
        findings.append(
          Finding(
            .deliveryValueUnknown(field: field.rawValue, number: ticket.string(.legacyNumber)),
            at: SourceLocation(file: paths[file], record: counts[file])))
      }
    }
    let stones = "\(folder)/\(TombstoneFile.name)"
    let tombstones =
      hashes[TombstoneFile.name] == nil
      ? 0 : try TombstoneFile.count(in: stones, guardsFormulas: shape.guardsFormulas)
    if tombstones != manifest.tombstones {
      findings.append(
        wrong(path, "\(manifest.tombstones) tombstones", "\(tombstones) in \(TombstoneFile.name)"))
    }
    if books.tickets + tombstones == 0 {
      findings.append(
        Finding(
          .deliveryEmpty(found: "its files hold no ticket and no tombstone"),
          at: SourceLocation(file: folder)))
    }
    if books.tickets != manifest.tickets {
      findings.append(wrong(path, "\(manifest.tickets) tickets", "\(books.tickets)"))
    }
    if canonical.hex != manifest.canonical {
      findings.append(wrong(path, "the hash \(manifest.canonical)", canonical.hex))
    }
    for (name, count) in zip(manifest.ticketFiles, counts) {
      let listed = manifest.files.first { $0.name == name }?.count
      if listed != count {
        findings.append(wrong(path, "\(listed ?? 0) tickets in \(name)", "\(count)"))
      }
    }
    if manifest.totals != books.rows {
      findings.append(wrong(path, "\(manifest.totals.count) control totals", "others"))
    }
    return findings
  }

  private func wrong(_ path: String, _ said: String, _ found: String) -> Finding {
    Finding(.deliveryTotalsDiffer(expected: said, found: found), at: SourceLocation(file: path))
  }
}
