package import Bytes

/// A file that proves something, as it was copied into the workspace.
package struct EvidenceFile: Hashable, Sendable {
  /// The name it came under, without its folder.
  package let name: String
  /// SHA-256 of its bytes, 64 hexadecimal digits.
  package let sha256: String
  /// Its size in bytes.
  package let size: Int
  /// What it is by its content, such as `pdf`, `png` or `docx`.
  package let type: String

  /// A file that proves something.
  package init(name: String, sha256: String, size: Int, type: String) {
    self.name = name
    self.sha256 = sha256
    self.size = size
    self.type = type
  }

  /// The file for machines.
  package var json: JSONValue {
    [
      "name": .string(name), "sha256": .string(sha256), "size": .int(size), "type": .string(type),
    ]
  }

  /// What its copy in the folder of evidence is called.
  package var copyName: String { "\(sha256).\(type)" }

  /// The file as an entry of the ledger names it: hash, size, type and name, joined by blanks.
  package var text: String { "\(sha256) \(size) \(type) \(name)" }

  /// Reads what `text` wrote; `nil` where it is anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].utf8.count == 64, let size = Int(parts[1]), !parts[3].isEmpty
    else { return nil }
    self.init(name: String(parts[3]), sha256: String(parts[0]), size: size, type: String(parts[2]))
  }
}

/// A file of evidence with what it is evidence of.
package struct NamedEvidence: Hashable, Sendable {
  /// The item, such as `12329-08`, or the line whose number was announced.
  package let owner: String
  /// The file.
  package let file: EvidenceFile

  /// A file of evidence with what it is evidence of.
  package init(_ file: EvidenceFile, of owner: String) {
    self.owner = owner
    self.file = file
  }
}
