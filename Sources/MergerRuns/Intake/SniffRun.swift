import Bytes
import Crosswalk
import Findings
import HotlineModel
import LocalFiles
import RecordReaders
package import Reports
import Tickets

/// Tells what files are before anything is taken in; writes nothing.
package struct SniffRun {
  private let workspace: Workspace
  private let synonyms: Synonyms
  private let mappings: [Mapping]
  private let standIn: LegacyHotline

  /// A run over a workspace's mappings; those that do not load are left out, `mapping check` says
  /// why.
  ///
  /// - Throws: `Unusable` with the complaints about the sheets of synonyms.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    synonyms = try Synonyms(in: workspace.mappings)
    mappings = workspace.mappingNames.compactMap { try? workspace.mapping($0) }
    standIn = try workspace.standInLine()
  }

  /// What one file is.
  ///
  /// - Throws: `Unusable`: `HL1001`–`HL1004`, `HL1501`–`HL1503`.
  package func run(
    _ path: String, progress: (RunProgress) -> Void = { _ in }
  ) throws -> FileProfile {
    let sniffed = try FileSniffer(path) { name in
      synonyms.target(of: name) != nil || mappings.contains { $0.knowsColumn(name) }
    }
    var survey = ColumnSurvey(
      header: sniffed.header, placeholders: synonyms.placeholders, home: workspace.home)
    var probes = mappings.map { $0.resolved(for: sniffed.layout.container) }
      .filter { $0.settings.reads(sniffed.layout) }.map { mapping in
        MappingProbe(mapping, line: standIn, header: sniffed.header, home: workspace.home)
      }
    var damaged = 0
    let findings = try sniffed.forEachRecord { record in
      if record.damage != nil { damaged += 1 }
      if survey.looksAtNext {
        for index in probes.indices { probes[index].take(record) }
      }
      survey.take(record)
      if survey.records.isMultiple(of: 1000) {
        progress(RunProgress(file: sniffed.file.name, records: survey.records))
      }
    }
    let fits = probes.map(\.fit).filter { $0.found * 2 >= $0.columns }.sorted(by: Self.fitsBetter)
    return FileProfile(
      file: try sniffed.file.export(), charset: sniffed.evidence, layout: sniffed.layout,
      records: survey.records, damaged: damaged, sampled: survey.sampled,
      columns: survey.profiles(synonyms), fits: fits, findings: findings)
  }

  private static func fitsBetter(_ left: MappingFit, _ right: MappingFit) -> Bool {
    func rank(_ fit: MappingFit) -> (Int, Double, Double) {
      (
        fit.missing.count, -Double(fit.clean) / Double(max(1, fit.sampled)),
        -Double(fit.found) / Double(max(1, fit.columns))
      )
    }
    return rank(left) < rank(right) || (rank(left) == rank(right) && left.mapping < right.mapping)
  }
}

extension Workspace {
  /// The names of the mappings, sorted.
  package var mappingNames: [String] {
    Folder.names(in: "\(mappings)/sources").filter { Folder.isFolder("\(mappings)/sources/\($0)") }
  }

  /// A line for trying mappings out where nobody has named one; no ticket of it is kept.
  func standInLine() throws -> LegacyHotline {
    let place = SourceLocation(file: folder)
    guard let number = try? HotlineNumber(parsing: HotlineNumber.platformCode, home: home) else {
      throw Unusable(.unexpected(reason: "12345 is no number"), at: place)
    }
    return LegacyHotline(
      id: number.text, number: number, name: "", owner: "", facts: [:], monthlyCalls: nil,
      seats: nil, hours: .always, carriers: [], division: "", validFrom: nil, validTo: nil,
      place: place)
  }
}

extension MappingSettings {
  /// Whether the mapping reads files written this way.
  func reads(_ layout: FileLayout) -> Bool {
    switch (container, layout) {
    case (.csv(let syntax), .separated(let found)): syntax.hasDelimiter(of: found.syntax)
    case (.xml(let record), .xml(let found)): record == found
    case (.workbook, .workbook): true
    default: false
    }
  }
}
