import Charsets
import Crosswalk
import HotlineModel
import RecordReaders

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
    let declared = Charset(rawValue: mapping.settings.charset)
    let mapping = try mapping.settled(onXML: FileKind.of(path) == .xml)
    switch mapping.settings.container {
    case .csv(let delimiter):
      let file = try DeliveredFile(path, expected: .text, declared: declared)
      var reader = try CSVReader.open(
        file,
        dialect: CSVDialect(delimiter: delimiter, headerRows: mapping.settings.headerRows),
        isHeader: mapping.isHeader)
      let bound = try BoundMapping(
        mapping, line: line, header: reader.header, file: path, home: home)
      reader.likeness = bound.likeness(of:)
      while let record = try reader.next(), try body(record, bound) {}
      return bound.findings
    case .xml(let record):
      let file = try DeliveredFile(path, expected: .xml, declared: declared)
      var reader = try XMLReader(file, record: record)
      let bound = BoundMapping(mapping, line: line, home: home)
      while let record = try reader.next(), try body(record, bound) {}
      return bound.findings
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
