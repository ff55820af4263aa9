import Crosswalk
import Findings
import HotlineModel
import LocalFiles
import RecordReaders
import Sheets
package import Reports
import Tickets

extension MappingRuns {
  /// What differs between two mappings.
  package struct Compared: Sendable {
    /// The cells of their sheets.
    package let cells: [SheetDifference]
    /// What they make of files.
    package let effects: [MappingEffect]
  }

  /// Compares the sheets of two mappings, and what they make of files.
  ///
  /// - Parameters:
  ///   - name: a mapping of the workspace.
  ///   - other: another one, or the folder of one: an earlier copy, `…/sources/NAME`.
  ///   - files: files to try both on.
  /// - Returns: what differs.
  /// - Throws: `Unusable`: `HL2201` no such mapping, the complaints about one of them, and what makes
  ///   a file unusable.
  package func compare(_ name: String, with other: String, files: [String]) throws -> Compared {
    let first = try workspace.mapping(name)
    let second = try workspace.mapping(inFolder: other)
    let folders = (
      "\(workspace.mappings)/sources/\(name)",
      other.contains("/") ? other : "\(workspace.mappings)/sources/\(other)"
    )
    let line = try workspace.standInLine()
    let effects = try files.map { path in
      var effect = MappingEffect(file: path)
      let before = try outcomes(of: path, by: first, line: line)
      let after = try outcomes(of: path, by: second, line: line)
      for record in Set(before.keys).union(after.keys) {
        effect.take(before[record] ?? nil, after[record] ?? nil)
      }
      return effect
    }
    return Compared(cells: try SheetComparison.differences(folders.0, folders.1), effects: effects)
  }

  /// The tickets of a file by the numbers of their records, `nil` for those that are none.
  private func outcomes(
    of path: String, by mapping: Mapping, line: LegacyHotline
  ) throws -> [Int: Ticket?] {
    var outcomes: [Int: Ticket?] = [:]
    let file = MappedFile(mapping: mapping, line: line, home: workspace.home)
    _ = try file.forEachRecord(of: path) { record, bound in
      let number = record.place.record ?? 0
      switch bound.map(record) {
      case .ticket(let ticket): outcomes[number] = .some(ticket)
      case .unusable, .skipped: outcomes[number] = .some(nil)
      }
      return true
    }
    return outcomes
  }
}

/// The sheets of a mapping's folder, cell by cell.
private enum SheetComparison {
  static func differences(_ before: String, _ after: String) throws -> [SheetDifference] {
    let codes = Set([before, after].flatMap { SheetPath.names(in: $0 + "/codes") })
      .filter { !$0.hasSuffix(".todo.csv") }.sorted().map { "codes/\($0)" }
    return try (["source.csv", "fields.csv", "steps.csv"] + codes).flatMap { sheet in
      try differences(sheet, rows(of: sheet, in: before), rows(of: sheet, in: after))
    }
  }

  private struct Row {
    let name: String
    let cells: [String: String]
    let columns: [String]
  }

  /// The rows by their first cell; where it comes again, with how often.
  ///
  /// Headers may be in either language.
  private static func rows(of sheet: String, in folder: String) throws -> [Row] {
    let path = "\(folder)/\(sheet)"
    guard SheetPath.exists(path) else { return [] }
    let rows = try SheetCells(contentsOf: path).rows
    guard let names = rows.first?.cells else { return [] }
    let form = MappingSheets.form(of: sheet)
    let header = names.map { form?.columnName($0) ?? $0 }
    var seen: [String: Int] = [:]
    return rows.dropFirst().map { row in
      let first = row.cells.first ?? ""
      seen[first, default: 0] += 1
      let count = seen[first, default: 1]
      return Row(
        name: count > 1 ? "\(first) (\(count))" : first,
        cells: Dictionary(zip(header, row.cells)) { $1 }, columns: header)
    }
  }

  private static func differences(
    _ sheet: String, _ before: [Row], _ after: [Row]
  ) -> [SheetDifference] {
    let (old, new) = (named(before), named(after))
    let names = before.map(\.name) + after.map(\.name).filter { old[$0] == nil }
    return names.flatMap { name -> [SheetDifference] in
      guard let left = old[name], let right = new[name] else {
        return [
          SheetDifference(
            sheet: sheet, row: name, column: "", before: old[name].map(text),
            after: new[name].map(text))
        ]
      }
      let columns = left.columns + right.columns.filter { !left.columns.contains($0) }
      return columns.filter { (left.cells[$0] ?? "") != (right.cells[$0] ?? "") }.map { column in
        SheetDifference(
          sheet: sheet, row: name, column: column, before: left.cells[column] ?? "",
          after: right.cells[column] ?? "")
      }
    }
  }

  private static func named(_ rows: [Row]) -> [String: Row] {
    Dictionary(rows.map { ($0.name, $0) }) { $1 }
  }

  private static func text(_ row: Row) -> String {
    row.columns.dropFirst().compactMap { row.cells[$0] }.filter { !$0.isEmpty }
      .joined(separator: ", ")
  }
}

extension Workspace {
  /// A mapping by name, or by the folder that holds it.
  func mapping(inFolder text: String) throws -> Mapping {
    guard text.contains("/") else { return try mapping(text) }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard Folder.isFolder(text), let name = parts.last(where: { !$0.isEmpty }) else {
      throw Unusable(
        .mappingNotFound(found: text, expected: mappingNames.joined(separator: ", ")),
        at: SourceLocation(file: text))
    }
    return try Mapping(name, folder: text, values: "\(mappings)/values") {
      Fingerprint.hex(of: Array($0.utf8))
    }
  }
}
