package import Findings
import FoundationEssentials
import HotlineModel
import LocalFiles
package import MergerRuns
package import Reports

/// The result of a job: a folder with `province.json` that names the deliveries, their files and parts.
package struct ProvinceJob: Sendable {
  /// A delivery: the files of one city, line and mapping.
  package struct Delivery: Codable, Sendable {
    /// The city, the line and the mapping with the content hash of its sheets.
    package let city: String
    package let line: String
    package let mapping: String
    package let fingerprint: String
    let files: [File]
    /// The area that bare numbers were read for.
    package var area: String { files.first?.split.area ?? "" }
    /// What became of the records, by the names of the books.
    package let books: [String: Int]
  }

  struct File: Codable, Sendable {
    let sha256: String
    let split: SplitFile
    let parts: [Part]
  }

  struct Part: Codable, Sendable {
    /// The path below the folder of the job.
    let path: String
    let sha256: String
  }

  private struct Document: Codable {
    let schema: String
    let deliveries: [Delivery]
  }

  /// What the document is.
  private static let form = "hotline/province/1"

  private let folder: String
  /// The deliveries, in the order of the job's sheet.
  package let deliveries: [Delivery]

  /// Reads the result of a job.
  ///
  /// - Throws: `Unusable`: `HL1001` where there is none, `HL6502` where it is none.
  package init(_ folder: String) throws {
    let path = "\(folder)/province.json"
    let bytes = Data(try InputFile.bytes(of: path))
    guard let document = try? JSONDecoder().decode(Document.self, from: bytes),
      document.schema == Self.form
    else {
      throw Unusable(
        .partUnfit(found: "province.json", reason: "it is no document \(Self.form)"),
        at: SourceLocation(file: path))
    }
    self.folder = folder
    deliveries = document.deliveries
  }

  /// The delivery that is meant.
  ///
  /// - Throws: `Unusable` with `HL6502` where several are, or none is.
  package func delivery(city: String?, line: String?) throws -> Delivery {
    let meant = deliveries.filter { delivery in
      (city == nil || city == delivery.city) && (line == nil || line == delivery.line)
    }
    guard meant.count == 1 else {
      let names = deliveries.map { "\($0.city) \($0.line) \($0.mapping)" }
      throw Unusable(
        .partUnfit(
          found: "province.json",
          reason: "--city and --line name \(meant.count) of its deliveries, not one: "
            + names.joined(separator: ", ")),
        at: SourceLocation(file: "\(folder)/province.json"))
    }
    return meant[0]
  }

  /// The files of a delivery, ready to be taken in; each part is held against its hash first.
  ///
  /// - Throws: `Unusable` with `HL6502` where a part is missing or not the one that was made.
  package func files(of delivery: Delivery) throws -> [MappedDelivery] {
    var findings: [Finding] = []
    for file in delivery.files {
      for part in file.parts {
        let path = "\(folder)/\(part.path)"
        let found = try? Fingerprint.hex(ofFile: path)
        guard found != part.sha256 else { continue }
        findings.append(
          Finding(
            .partUnfit(
              found: file.split.name,
              reason: found == nil ? "\(part.path) is not there" : "\(part.path) has other bytes"),
            at: SourceLocation(file: path)))
      }
    }
    guard findings.isEmpty else { throw Unusable(findings) }
    return delivery.files.map { file in
      let paths = file.parts.map { "\(folder)/\($0.path)" }
      return MappedDelivery(
        ExportFile(
          name: file.split.name, sha256: file.sha256, size: file.split.size,
          charset: file.split.charset),
        path: file.split.path, container: file.split.container, header: Array(file.split.header)
      ) {
        let batches = PartBatches(paths)
        return { try batches.next() }
      }
    }
  }

  /// Where the ledger counts otherwise than the job.
  ///
  /// Of a ledger that held tickets before, accepted, updated and unchanged are those that the job
  /// accepted.
  package func differences(_ delivery: Delivery, _ found: Reconciliation) -> [Finding] {
    let counts: [(String, Int)] = [
      ("read", found.read),
      ("accepted", found[.accepted] + found[.updated] + found[.unchanged]),
      ("superseded", found[.superseded]), ("duplicate", found[.duplicate]),
      ("quarantined", found[.quarantined]), ("skipped", found[.skipped]),
    ]
    return counts.compactMap { name, count in
      let expected = delivery.books[name] ?? 0
      guard expected != count else { return nil }
      return Finding(
        .adoptionDiffers(outcome: name, expected: expected, found: count),
        at: SourceLocation(file: "\(folder)/province.json"))
    }
  }
}

/// The batches of the parts of a file, one behind the other.
private final class PartBatches {
  private var paths: [String]
  private var reader: PartReader?

  init(_ paths: [String]) {
    self.paths = paths.reversed()
  }

  func next() throws -> [UInt8]? {
    while true {
      if let batch = try reader?.next() { return batch }
      guard let path = paths.popLast() else { return nil }
      reader = try PartReader.open(path)
    }
  }
}
