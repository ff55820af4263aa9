package import Findings
import LocalFiles

/// Checks without the ledger whether a delivery is whole: its files, and the tickets in them.
package struct VerifyDeliveryRun {
  private let folder: String

  /// A check of the delivery in a folder.
  package init(folder: String) {
    self.folder = folder
  }

  /// What does not fit; nothing where the delivery is as it was made.
  ///
  /// - Returns: findings in the order of the files' names: `HL6110` a file that is listed and not
  ///   there, `HL6111` one whose bytes are others, `HL6112` one that no list names, `HL6113` a
  ///   list that cannot be read, `HL6130` no manifest; where there is none of these, `HL6131` a
  ///   file of which manifest and list say different things; then `HL6114` a file that does not
  ///   hold what its format says, `HL6115` a count or hash of the manifest that is not the
  ///   tickets' own, `HL6116` a value that the schema of tickets does not know, `HL6132` no
  ///   ticket and no tombstone.
  /// - Throws: `Unusable` with `HL1001` where there is no such delivery.
  package func run() throws -> [Finding] {
    let listed = "\(folder)/\(DeliveryFolder.sumsName)"
    let text = String(decoding: try InputFile.bytes(of: listed), as: UTF8.self)
    var findings: [Finding] = []
    var hashes: [String: String] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !(line.isEmpty && index > 0) {
      let place = SourceLocation(file: listed, line: index + 1)
      guard let entry = DeliveryFolder.entry(line), hashes[entry.name] == nil else {
        findings.append(Finding(.deliveryListMalformed(found: "\(line.prefix(80))"), at: place))
        continue
      }
      hashes[entry.name] = entry.sha256
      findings += try check(entry, listedAt: place)
    }
    let others = Folder.names(in: folder, withHidden: true)
      .filter { hashes[$0] == nil && $0 != DeliveryFolder.sumsName }
    findings += others.map { name in
      Finding(.deliveryFileUnlisted(found: name), at: SourceLocation(file: "\(folder)/\(name)"))
    }
    if hashes[DeliveryFolder.manifestName] == nil {
      findings.append(
        Finding(
          .manifestMissing(found: DeliveryFolder.manifestName), at: SourceLocation(file: folder)))
    }
    return findings.isEmpty
      ? try DeliveryContents(folder: folder, hashes: hashes).findings() : findings
  }

  private func check(
    _ entry: (sha256: String, name: String), listedAt place: SourceLocation
  ) throws -> [Finding] {
    let path = "\(folder)/\(entry.name)"
    guard Folder.exists(path) else {
      return [Finding(.deliveryFileMissing(found: entry.name), at: place)]
    }
    let sha256 = try Fingerprint.hex(ofFile: path)
    guard sha256 != entry.sha256 else { return [] }
    return [
      Finding(
        .deliveryFileDiffers(name: entry.name, found: sha256, expected: entry.sha256),
        at: [SourceLocation(file: path), place])
    ]
  }
}
