import Charsets
import Crosswalk
package import Findings
package import FoundationEssentials
package import HotlineModel
import LocalFiles
package import RecordReaders
package import Reports
package import Tickets

/// A file that was split into ranges, with all that a process needs to read one of them: nothing that is
/// said here is found out anew.
package struct SplitFile: Codable, Sendable {
  /// What the document is.
  package static let form = "hotline/ranges/1"
  /// What the document is.
  package let schema: String
  /// The build of the program that split it.
  package let program: String
  /// The mapping, its version, the content hash of its sheets, and the line.
  package let mapping: String
  package let version: String
  package let fingerprint: String
  package let line: String
  /// The area of bare numbers.
  package let area: String
  /// What becomes of a number that comes again.
  package let repetition: Repetition
  /// The path, as the user named it, and the name as delivered.
  package let path: String
  package let name: String
  /// Its size in bytes.
  package let size: Int
  let kind: String
  /// The charset it is in.
  package let charset: String
  let isProven: Bool
  let start: CSVStart?
  /// The row of column names.
  package let header: Data
  /// The content hash of the whole file, where it has no ranges.
  package let sum: String
  /// The ranges in the order of the file; none where it is read as a whole.
  package let ranges: [FileRange]

  /// How many parts come of it.
  package var parts: Int { max(1, ranges.count) }

  /// What kind of file it is, as `source.csv` names it.
  package var container: FileContainer { FileKind(rawValue: kind)?.container ?? .csv }

  /// The file, as it was when it was split.
  fileprivate func delivered() throws -> DeliveredFile {
    guard let kind = FileKind(rawValue: kind), let charset = Charset(rawValue: charset) else {
      throw Unusable(
        .rangesUnfit(found: name, reason: "kind and charset are none that are known"),
        at: SourceLocation(file: path))
    }
    return DeliveredFile(path, kind: kind, charset: charset, isProven: isProven, size: size)
  }

  /// The elements that are open where a range ends, the outermost first; none but in XML.
  fileprivate func closing(behind part: Int) -> [String] {
    part + 1 < ranges.count ? ranges[part + 1].ancestors : []
  }
}

extension Workspace {
  /// Splits a file at ends of records.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: the mapping, by name.
  ///   - line: the line its tickets belong to.
  ///   - area: the area of bare numbers; `nil` for the workspace's own.
  ///   - size: how many bytes a range has at least.
  /// - Returns: the ranges.
  /// - Throws: what makes the file unusable, and complaints about sheets.
  package func split(
    _ path: String, mapping name: String, line: String, area: String?, into size: Int
  ) throws -> SplitFile {
    let mapping = try self.mapping(name)
    let legacy = try self.line(line, in: register())
    let home = try areaCode(area)
    let (file, resolved) = try mapping.opened(path, hashing: false)
    var source = try ImportSource.open(
      file, mapping: resolved, line: legacy, home: home, hashing: false,
      pieceSize: min(1 << 19, max(1 << 9, size / 2)))
    let (ranges, start) = try source.split(into: size)
    let sum = ranges.isEmpty ? try RangeSum.of(InputFile(path), in: 0..<file.size) : ""
    return SplitFile(
      schema: SplitFile.form, program: try ProgramBuild.sum(), mapping: name,
      version: mapping.version, fingerprint: mapping.fingerprint, line: legacy.id, area: home.text,
      repetition: mapping.settings.repetition, path: path, name: file.name, size: file.size,
      kind: file.kind.rawValue, charset: file.charset.rawValue,
      isProven: file.isProven, start: start, header: Data(source.headerBytes), sum: sum,
      ranges: ranges)
  }

  fileprivate func areaCode(_ text: String?) throws -> AreaCode {
    guard let text else { return home }
    guard let area = AreaCode(text) else {
      throw Unusable(
        .sheetValueMalformed(found: text, expected: "the area code of a city", example: "0757"),
        at: SourceLocation(file: "--area"))
    }
    return area
  }
}

/// The records of a range as tickets, batch by batch.
package struct MappedRange: ~Copyable {
  /// What became of the records so far.
  package struct Counts: Codable, Hashable, Sendable {
    package var read = 0
    package var tickets = 0
    package var quarantined = 0
    package var skipped = 0
    /// Records found behind damage.
    package var recovered = 0
    /// How many records each code has quarantined.
    package var reasons: [String: Int] = [:]
  }

  package private(set) var counts = Counts()
  private var source: ImportSource
  private var notes = FileNotes()
  private let name: String
  private let input: RangeInput?

  /// Opens a range.
  ///
  /// - Parameters:
  ///   - part: the number of the range.
  ///   - file: the file that was split.
  ///   - workspace: has the mapping sheets and the register.
  ///   - path: where the file is now; `nil` where it is where it was.
  ///   - isPiped: whether the bytes of the range are piped into the program.
  /// - Returns: the range, before its first record.
  /// - Throws: `Unusable`: `HL6501` where program, sheets or range are others than those the file was
  ///   split with; `HL1001` where it cannot be read.
  package static func open(
    _ part: Int, of file: SplitFile, in workspace: Workspace, at path: String?, isPiped: Bool
  ) throws -> MappedRange {
    let mapping = try workspace.mapping(file.mapping)
    try file.check(mapping, part)
    let path = path ?? file.path
    let input =
      file.ranges.isEmpty ? nil : RangeInput(path, file.ranges[part], isPiped: isPiped)
    return MappedRange(
      try source(
        part, of: file, at: path, input, mapping: mapping.resolved(for: file.container),
        in: workspace), input, name: file.name)
  }

  private init(_ source: consuming ImportSource, _ input: RangeInput?, name: String) {
    self.source = source
    self.input = input
    self.name = name
  }

  private static func source(
    _ part: Int, of file: SplitFile, at path: String, _ input: RangeInput?, mapping: Mapping,
    in workspace: Workspace
  ) throws -> ImportSource {
    let line = try workspace.line(file.line, in: workspace.register())
    let home = try workspace.areaCode(file.area)
    if let input {
      return try ImportSource.open(
        input, of: file.delivered(), start: file.start, closing: file.closing(behind: part),
        mapping: mapping, line: line, home: home)
    }
    let whole = try InputFile(path)
    guard try RangeSum.of(whole, in: 0..<whole.state.size) == file.sum else {
      throw Self.changed(file.name)
    }
    return try ImportSource.open(path, mapping: mapping, line: line, home: home)
  }

  private static func changed(_ name: String) -> Unusable {
    Unusable(
      .rangesUnfit(found: name, reason: "its bytes are not those that were split"),
      at: SourceLocation(file: name))
  }

  /// The next tickets, with the records that are none; `nil` behind the last ones.
  ///
  /// - Throws: `Unusable`: `HL6501` where the bytes are not those that were split, and what makes the
  ///   file unusable.
  package mutating func next() throws -> TicketBatch? {
    guard let piece = try source.next() else {
      if let input, input.sum.hex != input.range.sum { throw Self.changed(name) }
      return nil
    }
    let (records, _) = piece.decoded()
    let tickets = source.bound.map(records, file: name, batch: "")
    notes.add(FileNotes(tickets, of: records, by: source.bound))
    for outcome in tickets.outcomes {
      counts.read += 1
      switch outcome {
      case .ticket: counts.tickets += 1
      case .skipped: counts.skipped += 1
      case .unusable(let complaint):
        counts.quarantined += 1
        let complaint = tickets.complaints[complaint]
        counts.reasons[complaint.code, default: 0] += 1
        if let found = complaint.findings.first, found.code == .headerInside {
          throw Unusable([found])
        }
      }
    }
    return tickets
  }

  /// What is to be known of the range when all of it is read.
  package mutating func findings() throws -> [Finding] {
    counts.recovered = source.recovered().count
    return try source.notes() + notes.findings
  }
}

extension SplitFile {
  /// Holds program, sheets and range against those the file was split with.
  fileprivate func check(_ mapping: Mapping, _ part: Int) throws {
    func refuse(_ reason: String) -> Unusable {
      Unusable(.rangesUnfit(found: name, reason: reason), at: SourceLocation(file: path))
    }
    guard schema == Self.form else { throw refuse("it is no document \(Self.form)") }
    guard try program == ProgramBuild.sum() else {
      throw refuse("another build of the program split it")
    }
    guard fingerprint == mapping.fingerprint else {
      throw refuse("the sheets of the mapping \(self.mapping) are others")
    }
    guard (0..<parts).contains(part) else { throw refuse("it has no part \(part)") }
  }
}

/// Which build of the program runs.
package enum ProgramBuild {
  /// The content hash of the program's own file.
  package static func sum() throws -> String {
    let file = try InputFile("/proc/self/exe")
    return try RangeSum.of(file, in: 0..<file.state.size)
  }
}
