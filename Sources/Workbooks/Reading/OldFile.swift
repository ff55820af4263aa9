package import Findings
import LocalFiles

/// What a binary file of an old office program is, as far as its table of contents shows.
///
/// None of them is read; what matters is how the sender gets out of it.
package enum OldFile: Hashable, Sendable {
  /// A workbook of the kind `.xlsx` (or a document) that is encrypted under a password.
  case encrypted
  /// A binary workbook (`.xls`), or one of WPS (`.et`), which has the same form.
  case workbook
  /// A binary workbook with a password.
  case lockedWorkbook
  /// A text document (`.doc`, `.wps`).
  case document
  /// A presentation (`.ppt`, `.dps`).
  case presentation
  /// Something else in the same container, or one that is damaged.
  case other

  /// What begins every compound file.
  private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
  /// What begins a binary workbook that is not in a compound file: Excel 2 to 4.
  private static let bareWorkbooks: [[UInt8]] = [
    [0x09, 0x00, 0x04, 0x00], [0x09, 0x02, 0x06, 0x00], [0x09, 0x04, 0x06, 0x00],
    [0x09, 0x08, 0x10, 0x00], [0x09, 0x08, 0x08, 0x00],
  ]

  /// Looks at a file.
  ///
  /// - Returns: what it is; `nil` where it is not a binary file of an old office program.
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package static func of(_ path: String) throws -> OldFile? {
    let head = try InputFile(path).read(upTo: 512)
    if bareWorkbooks.contains(where: { head.starts(with: $0) }) { return .workbook }
    guard head.starts(with: signature) else { return nil }
    var folder = try CompoundFile(path)
    try folder.readStreams()
    let streams = folder.streams
    if streams["EncryptedPackage"] != nil || streams["EncryptionInfo"] != nil { return .encrypted }
    if let stream = streams["Workbook"] ?? streams["Book"] {
      return try folder.isLocked(stream) ? .lockedWorkbook : .workbook
    }
    if streams["WordDocument"] != nil { return .document }
    if streams["PowerPoint Document"] != nil { return .presentation }
    return .other
  }

  /// Why it is not read, and what to do.
  package var refusal: FindingKind {
    switch self {
    case .encrypted, .lockedWorkbook: .workbookLocked
    case .workbook: .workbookForeign(found: "a binary workbook (.xls or .et)")
    case .document: .workbookForeign(found: "a text document")
    case .presentation: .workbookForeign(found: "a presentation")
    case .other: .workbookForeign(found: "a binary file of an old office program")
    }
  }
}
