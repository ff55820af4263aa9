import Bytes
import Charsets
import Crosswalk
import Findings
import HotlineModel
import LocalFiles
import RecordReaders
import Reports
import Tickets

/// One delivered file with the mapping laid over it: hands out its records piece by piece.
struct ImportSource: ~Copyable {
  /// Some records, on their way to a core that decodes them.
  enum Piece: Sendable {
    case undecoded(UndecodedRecords)
    case decoded(RecordBatch)

    /// The records in UTF-8, and what their bytes show of the charset.
    consuming func decoded() -> (records: RecordBatch, evidence: UTF8Evidence) {
      switch consume self {
      case .undecoded(let records): records.decodedWithEvidence()
      case .decoded(let records): (records, UTF8Evidence())
      }
    }
  }

  /// Most of the file is in another charset than its beginning: it must be looked at as a whole.
  struct Misread: Error {}

  /// The file.
  let file: DeliveredFile
  /// The mapping, laid over its columns.
  let bound: BoundMapping
  /// Bytes of the file that were handed out.
  private(set) var bytesRead = 0
  /// Takes the file's bytes as they are read; `nil` where they were hashed before.
  let fingerprint: SharedFingerprint?
  /// What the bytes show so far of whether the file is UTF-8.
  private var evidence = UTF8Evidence()
  /// How it is written; `nil` in XML.
  private let syntax: CSVSyntax?
  /// Fills empty cells, where the mapping wants that.
  private var fillDown: FillDown?
  // One of the three is there.
  private var separated: CSVReader?
  private var xml: XMLReader?
  private var workbook: WorkbookReader?

  private init(
    _ file: DeliveredFile, _ bound: BoundMapping, syntax: CSVSyntax? = nil,
    separated: consuming CSVReader? = nil, xml: consuming XMLReader? = nil,
    workbook: consuming WorkbookReader? = nil, fingerprint: SharedFingerprint? = nil
  ) {
    self.file = file
    self.bound = bound
    self.fingerprint = fingerprint
    self.syntax = syntax
    self.separated = separated
    self.xml = xml
    self.workbook = workbook
    fillDown = FillDown(bound)
  }

  /// Looks at a file, opens it and lays the mapping over it.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - mapping: how its records become tickets.
  ///   - line: the line they belong to.
  ///   - home: the area of bare numbers.
  ///   - extent: how much of the file is looked at before it is read.
  /// - Returns: the file, up to its first record.
  /// - Throws: what makes the file unusable.
  static func open(
    _ path: String, mapping: Mapping, line: LegacyHotline, home: AreaCode,
    lookingAt extent: DeliveredFile.Extent = .whole
  ) throws -> ImportSource {
    let (file, mapping) = try mapping.opened(path, lookingAt: extent)
    return try open(file, mapping: mapping, line: line, home: home)
  }

  /// Opens a file that was looked at, and lays the mapping over it.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - mapping: how its records become tickets.
  ///   - line: the line they belong to.
  ///   - home: the area of bare numbers.
  ///   - isHashed: whether the fingerprint is wanted of a file that has none.
  ///   - pieceSize: how many bytes are read at once; what comes out does not depend on it.
  /// - Returns: the file, up to its first record.
  /// - Throws: what makes the file unusable.
  static func open(
    _ file: DeliveredFile, mapping: Mapping, line: LegacyHotline, home: AreaCode,
    hashing isHashed: Bool = true, pieceSize: Int = 1 << 19
  ) throws -> ImportSource {
    let path = file.path
    let fingerprint = file.isHashed || !isHashed ? nil : SharedFingerprint()
    switch mapping.settings.container {
    case .csv(let syntax):
      var reader = try CSVReader.open(
        file, dialect: mapping.settings.dialect(syntax), pieceSize: pieceSize,
        fingerprint: fingerprint, isHeader: mapping.isHeader)
      let bound = try BoundMapping(
        mapping, line: line, header: reader.header, file: path, home: home)
      reader.likeness = bound.likeness(of:)
      return ImportSource(
        file, bound, syntax: syntax, separated: reader, fingerprint: fingerprint)
    case .xml(let record):
      let reader = try XMLReader(
        file, record: record, pieceSize: pieceSize, fingerprint: fingerprint)
      let bound = BoundMapping(mapping, line: line, home: home)
      return ImportSource(file, bound, xml: reader, fingerprint: fingerprint)
    case .workbook(let choice):
      var reader = try WorkbookReader.open(
        file, choice: choice, headerRows: mapping.settings.headerRows,
        columnsAtLeast: mapping.lastPlace, isHeader: mapping.isHeader)
      let bound = try BoundMapping(
        mapping, line: line, header: reader.header, file: path, home: home)
      reader.usedColumns = bound.usedColumns
      return ImportSource(file, bound, syntax: WorkbookReader.syntax, workbook: reader)
    }
  }

  /// Opens a range of a file that was split, and lays the mapping over it.
  ///
  /// - Parameters:
  ///   - range: the range, and where it is read from.
  ///   - file: the file, as it was when it was split.
  ///   - start: what its ranges are read with; none in XML.
  ///   - closing: of XML, the elements that are open where the range ends.
  ///   - mapping: how its records become tickets.
  ///   - line: the line they belong to.
  ///   - home: the area of bare numbers.
  /// - Returns: the file, up to the first record of the range.
  /// - Throws: `Unusable` with `HL1001` where it cannot be read.
  static func open(
    _ range: RangeInput, of file: DeliveredFile, start: CSVStart?,
    closing: [String], mapping: Mapping, line: LegacyHotline, home: AreaCode
  ) throws -> ImportSource {
    switch mapping.settings.container {
    case .csv(let syntax):
      let start = start ?? CSVStart(header: [])
      var reader = try CSVReader.opened(
        range, of: file, dialect: mapping.settings.dialect(syntax),
        start: start)
      let bound = try BoundMapping(
        mapping, line: line, header: start.header, file: file.path, home: home)
      reader.likeness = bound.likeness(of:)
      return ImportSource(file, bound, syntax: syntax, separated: reader)
    case .xml(let record):
      let reader = try XMLReader(
        range, of: file, record: record, closing: closing)
      return ImportSource(file, BoundMapping(mapping, line: line, home: home), xml: reader)
    case .workbook:
      return try open(file, mapping: mapping, line: line, home: home)
    }
  }

  /// Reads the file to its end, and says where reading may begin anew; nothing of workbooks, and of
  /// files in which empty cells stand for what is above them.
  ///
  /// - Parameter size: how many bytes a range has at least.
  /// - Returns: the ranges, and what those of separated values are read with.
  /// - Throws: what makes the file unusable.
  mutating func split(into size: Int) throws -> (ranges: [FileRange], start: CSVStart?) {
    guard workbook == nil, fillDown == nil else { return ([], nil) }
    var list = try RangeList(of: file.path, size: size)
    try separated?.split(into: &list)
    try xml?.split(into: &list)
    return (try list.finished(), separated?.start)
  }

  /// Notes what the bytes of records show of the charset; pieces come in their order.
  ///
  /// - Throws: `Misread` where they may be in another one than the file is read in.
  mutating func add(_ found: UTF8Evidence) throws {
    evidence.add(found)
    if file.isPresumed, evidence.isOpen { throw Misread() }
  }

  /// Of XML, in which damage is rare, the first damaged byte asks for a look at the whole.
  private mutating func checkXML() throws {
    if file.isPresumed, xml?.isSound == false { throw Misread() }
  }

  /// The file as the ledger names it, when all of it is read.
  ///
  /// - Throws: `Misread` where it is in another charset than it was read in; `Unusable` with `HL1006`
  ///   where it was changed meanwhile.
  mutating func export() throws -> ExportFile {
    if let rest = separated?.evidence { try add(rest) }
    try checkXML()
    if file.isPresumed, !evidence.isUTF8 { throw Misread() }
    return try file.export(hashedBy: fingerprint)
  }

  /// Records found within what a damaged record would have taken for its own.
  mutating func recovered() -> PlaceCount {
    separated?.recovered ?? xml?.recovered ?? PlaceCount()
  }

  /// What is to be known of the file when all of it is read.
  mutating func notes() throws -> [Finding] {
    let blank = separated?.blankRows ?? workbook?.blankRows ?? 0
    let isEmpty = separated?.isWithoutRecords ?? workbook?.isWithoutRecords ?? false
    let place = SourceLocation(file: file.path)
    return try [
      blank == 0 ? nil : Finding(.blankRows(found: blank), at: place),
      isEmpty ? Finding(.recordsMissing, at: place) : nil,
      recovered().finding { count, _ in .recordsRecovered(count: count) },
      separated?.strayMarks.finding { count, _ in .quoteStray(count: count) },
      separated?.keptEscapes.finding { count, _ in .escapeKept(count: count) },
      (separated?.recordLines ?? xml?.recordLines)?.finding(FindingKind.recordQuoted),
    ].compactMap { $0 } + unnamed() + (workbook?.notes() ?? [])
  }

  /// What is to be known of columns without a name when all of the file is read.
  mutating func unnamed() -> [Finding] { bound.unnamed(unnamedColumns) }

  private var unnamedColumns: [UnnamedColumn] {
    mutating get { separated?.unnamedColumns ?? workbook?.unnamedColumns ?? [] }
  }

  /// What stands above the file's records; `nil` where it cannot be written again.
  mutating func header(of export: ExportFile) -> DeliveredHeader? {
    let bytes = headerBytes
    guard syntax == nil || !bytes.isEmpty else { return nil }
    // Records of a workbook are kept in UTF-8, whatever its own charset.
    let charset = workbook == nil ? file.charset.kept : .utf8
    return DeliveredHeader(
      sha256: export.sha256, name: export.name, charset: charset.rawValue, syntax: syntax,
      bytes: bytes)
  }

  /// The row of column names, in the charset that records are kept in.
  var headerBytes: [UInt8] {
    mutating get { separated?.headerBytes ?? workbook?.headerBytes ?? [] }
  }

  /// The next record, `nil` behind the last one.
  mutating func nextRecord() throws -> LegacyRecord? {
    if xml != nil { return try xml?.next() }
    guard let record = try separated?.next() ?? workbook?.next() else { return nil }
    guard fillDown != nil else { return record }
    var records = RecordBatch(record)
    fillDown?.fill(&records)
    return records.legacyRecord(0)
  }

  /// The next records, `nil` behind the last ones.
  mutating func next() throws -> Piece? {
    if let records = try separated?.nextRecords() {
      bytesRead = records.end
      if let unnamed = separated?.unnamedColumns, !unnamed.isEmpty {
        try bound.checkUnnamed(unnamed)
      }
      guard fillDown != nil else { return .undecoded(records) }
      var (decoded, found) = records.decodedWithEvidence()
      try add(found)
      fillDown?.fill(&decoded)
      return .decoded(decoded)
    }
    if var records = try workbook?.nextRecords() {
      bytesRead = workbook?.bytesRead ?? 0
      if !unnamedColumns.isEmpty { try bound.checkUnnamed(unnamedColumns) }
      fillDown?.fill(&records)
      return .decoded(records)
    }
    if let records = try xml?.nextRecords() {
      try checkXML()
      bytesRead = records.records.last?.offset ?? bytesRead
      return .decoded(records)
    }
    return nil
  }
}
