package import HotlineModel
import LocalFiles

/// Checks without the ledger whether every file of a delivery is there, whole and as listed.
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
  ///   list that cannot be read.
  /// - Throws: `Unusable` with `HL1001` where there is no such delivery.
  package func run() throws -> [Finding] {
    let listed = "\(folder)/\(DeliveryFolder.sumsName)"
    let text = String(decoding: try InputFile.bytes(of: listed), as: UTF8.self)
    var findings: [Finding] = []
    var names: Set<String> = [DeliveryFolder.sumsName]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !(line.isEmpty && index > 0) {
      let place = SourceLocation(file: listed, line: index + 1)
      guard let entry = Self.entry(line) else {
        findings.append(Finding(.deliveryListMalformed, at: place, ["found": "\(line.prefix(80))"]))
        continue
      }
      names.insert(entry.name)
      findings += try check(entry, listedAt: place)
    }
    let others = Folder.names(in: folder).filter { !names.contains($0) }
    return findings
      + others.map { name in
        Finding(
          .deliveryFileUnlisted, at: SourceLocation(file: "\(folder)/\(name)"), ["found": name])
      }
  }

  private func check(
    _ entry: (sha256: String, name: String), listedAt place: SourceLocation
  ) throws -> [Finding] {
    let path = "\(folder)/\(entry.name)"
    guard Folder.exists(path) else {
      return [Finding(.deliveryFileMissing, at: place, ["found": entry.name])]
    }
    let file = try InputFile(path)
    var fingerprint = Fingerprint()
    while true {
      let piece = try file.read(upTo: 1 << 20)
      if piece.isEmpty { break }
      fingerprint.update(piece)
    }
    guard fingerprint.hex != entry.sha256 else { return [] }
    return [
      Finding(
        .deliveryFileDiffers, at: [SourceLocation(file: path), place],
        ["found": fingerprint.hex, "expected": entry.sha256, "name": entry.name])
    ]
  }

  /// A line `hash  name`: 64 hexadecimal digits, two blanks, a name without folders.
  private static func entry(_ line: Substring) -> (sha256: String, name: String)? {
    let hash = line.prefix(64)
    let rest = line.dropFirst(64)
    let isHash =
      hash.utf8.count == 64
      && hash.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard isHash, rest.hasPrefix("  "), rest.count > 2, !rest.contains("/") else { return nil }
    return (String(hash), String(rest.dropFirst(2)))
  }
}
