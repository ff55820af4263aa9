import Bytes
import Charsets
import Findings
import HotlineModel
package import LocalFiles
import Reports

extension CSVReader {
  /// Opens a file and reads it up to its header, as `opened` does.
  ///
  /// - Throws: `Unusable` with `HL1004` where no row of the first twenty is the header, and with
  ///   `HL1018` where the rows are written in another way than the dialect says; with that alone
  ///   where the header is found then.
  package static func open(
    _ file: DeliveredFile, dialect: CSVDialect, pieceSize: Int = 1 << 19,
    fingerprint: SharedFingerprint? = nil, isHeader: ([String]) -> Bool
  ) throws -> CSVReader {
    do {
      return try opened(
        file, dialect: dialect, pieceSize: pieceSize, fingerprint: fingerprint, isHeader: isHeader)
    } catch let unusable as Unusable where unusable.findings.first?.code == .headerNotFound {
      let other = try OtherSettings(of: file, than: dialect)
      guard !other.findings.isEmpty else { throw unusable }
      let isFound = (try? isHeaderFound(in: other.file, other.dialect, isHeader)) ?? false
      throw Unusable((isFound ? [] : unusable.findings) + other.findings)
    }
  }

  private static func isHeaderFound(
    in file: DeliveredFile, _ dialect: CSVDialect, _ isHeader: ([String]) -> Bool
  ) throws -> Bool {
    let reader = try opened(file, dialect: dialect, isHeader: isHeader)
    return !reader.header.isEmpty
  }
}

/// The settings that the rows of a file ask for, where they are others than the mapping's.
private struct OtherSettings {
  /// The file in the charset that its bytes speak for.
  let file: DeliveredFile
  let dialect: CSVDialect
  private(set) var findings: [Finding] = []

  init(of file: DeliveredFile, than dialect: CSVDialect) throws {
    let found = try DeliveredFile(file.path, declared: nil) { $0 }
    let isOther = try file.isNot(in: found.charset)
    self.file = isOther ? found : file
    let best = SyntaxRanking(try SyntaxSample(of: self.file)).best
    let isSure = best.width > 1 && best.constancy > 0.8
    let (right, mine) = (isSure ? best.syntax : dialect.syntax, dialect.syntax)
    self.dialect = CSVDialect(
      right, headerRows: dialect.headerRows, ignoresTrailing: dialect.ignoresTrailing)
    if isOther { compare("charset", found.charset.rawValue, file.charset.rawValue) }
    compare("delimiter", right.delimiterName, mine.delimiterName)
    if best.quoted > 0 { compare("quote", right.quote.rawValue, mine.quote.rawValue) }
  }

  private mutating func compare(_ setting: String, _ found: String, _ expected: String) {
    guard found != expected else { return }
    findings.append(
      Finding(
        .syntaxOther(setting: setting, found: found, expected: expected),
        at: SourceLocation(file: file.path, line: 1)))
  }
}

extension DeliveredFile {
  /// Whether the charset that the file's bytes speak for is another one than it will be read in.
  fileprivate func isNot(in found: Charset) throws -> Bool {
    if found == charset || (found.edition != nil && charset.edition != nil) { return false }
    let evidence = try CharsetCensus.evidence(of: path, readAs: found)
    // What is ASCII throughout is the same in UTF-8 and in GB18030.
    return evidence.asciiBytes < evidence.bytes || found.transcoder != nil
      || charset.transcoder != nil
  }
}
