import Charsets
import Crosswalk
import Findings
import HotlineModel
import RecordReaders
import Tickets

/// One delivered file with the mapping laid over it: hands out its records piece by piece.
struct ImportSource: ~Copyable {
  /// Some records, on their way to a core that decodes them.
  enum Piece: Sendable {
    case separated(UndecodedRecords)
    case xml(RecordBatch)

    /// The records in UTF-8.
    consuming func decoded() -> RecordBatch {
      switch consume self {
      case .separated(let records): records.decoded()
      case .xml(let records): records
      }
    }
  }

  private let path: String
  /// The file.
  let file: ExportFile
  /// The mapping, laid over its columns.
  let bound: BoundMapping
  /// Bytes of the file that were handed out.
  private(set) var bytesRead = 0
  // One of the two is there.
  private var separated: CSVReader?
  private var xml: XMLReader?

  private init(
    _ path: String, _ file: ExportFile, _ bound: BoundMapping, separated: consuming CSVReader?,
    xml: consuming XMLReader?
  ) {
    self.path = path
    self.file = file
    self.bound = bound
    self.separated = separated
    self.xml = xml
  }

  /// Looks at a file, opens it and lays the mapping over it.
  static func open(
    _ path: String, mapping: Mapping, line: LegacyHotline, home: AreaCode
  ) async throws -> ImportSource {
    let mapping = try mapping.resolved(forXML: FileKind.of(path) == .xml)
    let declared = Charset(rawValue: mapping.settings.charset)
    switch mapping.settings.container {
    case .csv(let delimiter):
      let file = try await DeliveredFile.looked(at: path, expected: .text, declared: declared)
      var reader = try CSVReader.open(
        file,
        dialect: mapping.settings.dialect(delimiter: delimiter),
        isHeader: mapping.isHeader)
      let bound = try BoundMapping(
        mapping, line: line, header: reader.header, file: path, home: home)
      reader.likeness = bound.likeness(of:)
      return ImportSource(path, file.export, bound, separated: reader, xml: nil)
    case .xml(let record):
      let file = try await DeliveredFile.looked(at: path, expected: .xml, declared: declared)
      let reader = try XMLReader(file, record: record)
      let bound = BoundMapping(mapping, line: line, home: home)
      return ImportSource(path, file.export, bound, separated: nil, xml: reader)
    }
  }

  /// Records found within what a damaged record would have taken for its own.
  mutating func recovered() -> PlaceCount {
    separated?.recovered ?? xml?.recovered ?? PlaceCount()
  }

  /// What is to be known of the file when all of it is read.
  mutating func notes() -> [Finding] {
    let blank = separated?.blankRows ?? 0
    let place = SourceLocation(file: path)
    return [
      blank == 0 ? nil : Finding(.blankRows(found: blank), at: place),
      recovered().finding { count, _ in .recordsRecovered(count: count) },
      separated?.strayMarks.finding { count, _ in .quoteStray(count: count) },
      (separated?.recordLines ?? xml?.recordLines)?.finding(FindingKind.recordQuoted),
    ].compactMap { $0 } + bound.unnamed(separated?.unnamedColumns ?? [])
  }

  /// The next records, `nil` behind the last ones.
  mutating func next() throws -> Piece? {
    if let records = try separated?.nextRecords() {
      bytesRead = records.end
      if let unnamed = separated?.unnamedColumns, !unnamed.isEmpty {
        try bound.checkUnnamed(unnamed)
      }
      return .separated(records)
    }
    if let records = try xml?.nextRecords() {
      bytesRead = records.records.last?.offset ?? bytesRead
      return .xml(records)
    }
    return nil
  }
}
