import Crosswalk
package import Findings
import HotlineModel
import LocalFiles
import RecordReaders
package import Reports
import Tickets

/// What can be asked of the workspace's mappings.
package struct MappingRuns {
  let workspace: Workspace

  /// The mappings of a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// Every mapping, those that do not load with their complaints.
  package func list() -> [MappingSummary] {
    workspace.mappingNames.map { name in
      do {
        return try workspace.mapping(name).summary
      } catch let unusable as Unusable {
        return broken(name, unusable.findings)
      } catch {
        return broken(name, [])
      }
    }
  }

  private func broken(_ name: String, _ findings: [Finding]) -> MappingSummary {
    MappingSummary(
      name: name, version: nil, container: "", owner: "", rules: [], complaints: findings)
  }

  /// One mapping.
  ///
  /// - Throws: `Unusable` with `HL2201` or the complaints about it.
  package func show(_ name: String) throws -> MappingSummary { try workspace.mapping(name).summary }

  /// What a mapping does with some files: the findings, and how well it fits each.
  package struct Check: Sendable {
    /// What was found in the sheets and in the files' columns.
    package internal(set) var findings: [Finding] = []
    /// How well it fits, by file in the order given.
    package internal(set) var fits: [(file: String, fit: MappingFit)] = []
  }

  /// Lints a mapping: its sheets, and against files their columns and records.
  ///
  /// - Throws: `Unusable` with `HL2201` or every complaint about the sheets.
  package func check(_ name: String, files: [String]) throws -> Check {
    let mapping = try workspace.mapping(name)
    let sheets = SheetPath.names(in: "\(workspace.mappings)/sources/\(name)/codes")
      .map { String($0.dropLast(4)) }
    var check = Check()
    check.findings = mapping.oddities(codeSheets: sheets)
    for path in files {
      do {
        try checkFile(path, mapping, into: &check)
      } catch let unusable as Unusable {
        check.findings += unusable.findings
      }
    }
    return check
  }

  private func checkFile(_ path: String, _ mapping: Mapping, into check: inout Check) throws {
    let file = MappedFile(
      mapping: mapping, line: try workspace.standInLine(), home: workspace.home)
    var probe: MappingProbe?
    check.findings += try file.forEachRecord(of: path) { record, _ in
      var current =
        probe
        ?? MappingProbe(mapping, line: file.line, header: record.header, home: workspace.home)
      current.take(record)
      probe = current
      return true
    }
    if let probe { check.fits.append((path, probe.fit)) }
  }

  /// What share of each code table's values is known in some files together.
  ///
  /// - Parameters:
  ///   - name: the mapping.
  ///   - files: the files.
  ///   - isWriting: whether the unknown codes are written into lists beside their tables.
  ///   - language: that of the lists' headers.
  /// - Returns: a count a table, and the lists that were written.
  /// - Throws: `Unusable` where a file cannot be used, `HL6102` where a list cannot be written.
  package func coverage(
    _ name: String, files: [String], isWriting: Bool = false, language: Language = .english
  ) throws -> (tables: [CodeCoverage], written: [String]) {
    let file = try workspace.mappedFile(name, line: nil)
    var count = CoverageCount(file.mapping, line: file.line, home: file.home)
    for path in files {
      _ = try file.forEachRecord(of: path) { record, _ in
        count.take(record)
        return true
      }
    }
    var written: [String] = []
    for list in isWriting ? count.openCodes : [] {
      let path = "\(workspace.mappings)/sources/\(name)/\(list.path)"
      try OutputFile.write(list.text(in: language), to: path)
      written.append(path)
    }
    return (count.coverage, written)
  }
}
