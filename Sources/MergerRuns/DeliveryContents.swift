import Exporters
import FoundationEssentials
import HotlineModel
import LocalFiles

/// What a manifest says of the tickets of a delivery, held against the tickets themselves.
struct DeliveryContents {
  let folder: String

  private struct Manifest: Decodable {
    struct File: Decodable {
      let name: String
      let size: Int
      let sha256: String
      let count: Int
    }
    struct Total: Decodable {
      let line: String
      let month: String
      let type: String
      let status: String
      let tickets: Int
    }
    let format: String
    let charset: String
    let statuses: [String: String]
    let tickets: Int
    let canonical: String
    let files: [File]
    let ticketFiles: [String]
    let totals: [Total]
  }

  /// What does not fit; nothing where the delivery is of another kind than tickets.
  func findings() throws -> [Finding] {
    let path = "\(folder)/\(DeliveryFolder.manifestName)"
    guard Folder.exists(path) else { return [] }
    let bytes = Data(try InputFile.bytes(of: path))
    struct Kind: Decodable { let schema: String }
    let decoder = JSONDecoder()
    guard let kind = try? decoder.decode(Kind.self, from: bytes) else {
      return [wrong(path, "the manifest", "what is no manifest")]
    }
    guard kind.schema == DeliveryManifest.schema else { return [] }
    guard let manifest = try? decoder.decode(Manifest.self, from: bytes),
      let format = TicketFormat(rawValue: manifest.format),
      let charset = DeliveryCharset(rawValue: manifest.charset)
    else { return [wrong(path, "the manifest", "what is no manifest of tickets")] }
    let shape = DeliveryShape(format: format, charset: charset, statuses: manifest.statuses)
    do {
      return try compare(manifest, shape, path)
    } catch let unusable as Unusable {
      return unusable.findings
    }
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
            .deliveryValueUnknown, at: SourceLocation(file: paths[file], record: counts[file]),
            ["field": field.rawValue, "number": ticket.string(.legacyNumber)]))
      }
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
    let totals = manifest.totals.map {
      DeliveryBooks.Total(
        line: $0.line, month: $0.month, type: $0.type, status: $0.status, tickets: $0.tickets)
    }
    if totals != books.rows {
      findings.append(wrong(path, "\(totals.count) control totals", "others"))
    }
    return findings
  }

  private func wrong(_ path: String, _ said: String, _ found: String) -> Finding {
    Finding(
      .deliveryTotalsDiffer, at: SourceLocation(file: path), ["expected": said, "found": found])
  }
}
