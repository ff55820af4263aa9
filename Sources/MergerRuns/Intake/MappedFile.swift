import Bytes
import Charsets
import Crosswalk
import Findings
import HotlineModel
import RecordReaders
import Reports
import Tickets

/// A file read through a mapping: what every look at a file needs, without a ledger.
struct MappedFile {
  let mapping: Mapping
  let line: LegacyHotline
  let home: AreaCode

  /// Hands each record over with the mapping laid over its file, until `body` says no more.
  ///
  /// - Returns: what is to be known of the file's columns.
  /// - Throws: what makes the file unusable, and what `body` throws.
  func forEachRecord(
    of path: String, _ body: (LegacyRecord, BoundMapping) throws -> Bool
  ) throws -> [Finding] {
    var source = try ImportSource.open(path, mapping: mapping, line: line, home: home)
    while let record = try source.nextRecord(), try body(record, source.bound) {}
    return source.bound.findings + source.unnamed()
  }
}

extension Mapping {
  /// Opens a file that is to be read through the mapping: it is looked at once, and the mapping
  /// resolved for what it is.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - extent: how much of it is looked at.
  ///   - isHashed: whether its fingerprint is wanted.
  /// - Returns: the file, and the mapping for what it is.
  /// - Throws: `Unusable` as `DeliveredFile` does, with `HL1003` where it is not what the mapping
  ///   reads.
  func opened(
    _ path: String, lookingAt extent: DeliveredFile.Extent = .whole, hashing isHashed: Bool = true
  ) throws -> (file: DeliveredFile, resolved: Mapping) {
    let declared = Charset(rawValue: settings.charset)
    let file = try DeliveredFile(path, declared: declared, reading: extent, hashing: isHashed) {
      kind in
      let wanted = resolved(for: kind.container ?? .csv).settings.container.kind
      return kind.container == wanted ? kind : wanted.usualKind
    }
    return (file, resolved(for: file.kind.container ?? .csv))
  }

  /// Has a file read once; it is read again only where its beginning told nothing of the rest.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - body: reads it, through the mapping for what it is; what it does counts where it returns.
  /// - Throws: what `opened` and `body` throw.
  func reading(_ path: String, _ body: (DeliveredFile, Mapping) async throws -> Void) async throws {
    let (file, mapping) = try opened(path, lookingAt: .beginning)
    do {
      return try await body(file, mapping)
    } catch is ImportSource.Misread {
    } catch let unusable as Unusable where file.isPresumed && unusable.mayDependOnCharset {
      // In another charset something else may be wrong with it, or nothing.
    }
    let (whole, resolved) = try opened(path)
    try await body(whole, resolved)
  }
}

extension Unusable {
  /// Whether a file that is read in another charset may not be refused for it.
  fileprivate var mayDependOnCharset: Bool {
    !endsTheRun && findings.first?.code != .fileChanged
  }
}

extension FileContainer {
  /// The kind of file that is expected where nobody knows better.
  var usualKind: FileKind {
    switch self {
    case .csv: .text
    case .xml: .xml
    case .workbook: .workbook
    }
  }
}

extension Workspace {
  /// A file to be read through a mapping; without a line's number, as nobody's tickets.
  func mappedFile(_ mapping: String, line: String?) throws -> MappedFile {
    MappedFile(
      mapping: try self.mapping(mapping),
      line: try line.map { try self.line($0, in: register()) } ?? standInLine(), home: home)
  }
}

extension MappingSettings {
  /// How files of separated values are written.
  func dialect(_ syntax: CSVSyntax) -> CSVDialect {
    CSVDialect(syntax, headerRows: headerRows, ignoresTrailing: ignoresTrailing)
  }
}

extension BoundMapping {
  /// What is to be known of columns without a name, those that the mapping knows left out.
  func unnamed(_ columns: [UnnamedColumn]) -> [Finding] {
    columns.filter { isUnknown($0.position) }.compactMap(\.finding)
  }

  /// Whether the mapping does not know a column without a name; those beyond the names it never does.
  private func isUnknown(_ position: Int) -> Bool {
    unknownUnnamed.contains(position) || position >= columnCount
  }

  /// Refuses a file with values in such a column, where the mapping stops at new columns.
  func checkUnnamed(_ columns: [UnnamedColumn]) throws {
    let refusals = columns.filter { isUnknown($0.position) }.compactMap { column in
      column.finding.flatMap { refusal(ofUnnamed: column.position, at: $0.places) }
    }
    guard refusals.isEmpty else { throw Unusable(refusals) }
  }
}
