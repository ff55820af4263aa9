import Findings
import FoundationEssentials
import LocalFiles
package import MergerRuns

/// What the job and the program tell each other: one line of JSON each.
package enum RangesDocument {
  /// A document as a line, its end included.
  package static func line(of document: some Encodable) -> [UInt8] {
    bytes(of: document) + [UInt8(ascii: "\n")]
  }

  static func bytes(of document: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(document)).map(Array.init) ?? []
  }

  /// A file that was split, as `split` printed it.
  ///
  /// - Throws: `Unusable`: `HL1001` where it cannot be read, `HL6501` where it is no such document.
  package static func file(_ path: String) throws -> SplitFile {
    let bytes = Data(try InputFile.bytes(of: path))
    guard let file = try? JSONDecoder().decode(SplitFile.self, from: bytes),
      file.schema == SplitFile.form
    else {
      throw Unusable(
        .rangesUnfit(
          found: Folder.name(of: path), reason: "it is no document \(SplitFile.form)"),
        at: SourceLocation(file: path))
    }
    return file
  }
}
