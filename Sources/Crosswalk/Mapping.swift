import Findings
import HotlineModel
package import Reports
import Sheets
import Tickets

/// How one legacy system's records become tickets (字段映射): a folder of sheets, no code.
///
/// `source.csv` says what the files are, `fields.csv` which unified field is filled from which
/// columns and how, `codes/*.csv` how codes go over.
package struct Mapping: Sendable {
  /// The folder's name.
  package let name: String
  /// Name and content hash: `12329-gjj@4be1c0`; stored with every ticket.
  package let version: String
  /// The content hash of all its sheets, of which the version has the beginning.
  package let fingerprint: String
  /// What the files are.
  package private(set) var settings: MappingSettings
  /// What fills each unified field, in the order of the sheet.
  package let rules: [FieldRule]
  /// Which time of a ticket cannot be before which.
  let timeOrder: TimeOrder
  /// Texts that stand for nothing: 无, 不详, `-`.
  let placeholders: Set<String>
  /// The sheet of the fields, for complaints.
  let fieldsSheet: String

  /// Reads a mapping.
  ///
  /// - Parameters:
  ///   - name: the folder within `root`.
  ///   - root: the workspace's `Mappings`.
  ///   - fingerprint: makes a content hash of the sheets' own hashes.
  /// - Throws: `Unusable` with every complaint about the sheets.
  package init(_ name: String, in root: String, fingerprint: (String) -> String) throws {
    try self.init(
      name, folder: "\(root)/sources/\(name)", values: "\(root)/values", fingerprint: fingerprint)
  }

  /// Reads a mapping from wherever its folder lies.
  ///
  /// - Parameters:
  ///   - name: what to call it.
  ///   - folder: its folder.
  ///   - values: the folder of what holds for all mappings.
  ///   - fingerprint: makes a content hash of the sheets' own hashes.
  /// - Throws: `Unusable` with every complaint about the sheets.
  package init(
    _ name: String, folder: String, values: String, fingerprint: (String) -> String
  ) throws {
    self.name = name
    settings = try MappingSettings(contentsOf: "\(folder)/source.csv")
    let sheet = try Sheet(contentsOf: "\(folder)/fields.csv", form: FieldRule.form)
    fieldsSheet = sheet.file
    let nothing = try Sheet(
      contentsOf: "\(values)/placeholders.csv", form: Synonyms.placeholderForm)
    placeholders = Set(nothing.rows.map { $0["value"] })
    let stepSheet = try Sheet(ifPresent: "\(folder)/steps.csv", form: CellStep.form)
    let reading = RuleReading(
      folder: folder, fields: sheet, steps: stepSheet, units: "\(values)/units.csv",
      century: settings.yearsFrom)
    guard reading.complaints.isEmpty else { throw Unusable(reading.complaints) }
    rules = reading.rules
    timeOrder = try TimeOrder(ifPresent: "\(folder)/times.csv")
    let hashes =
      [settings.sha256, sheet.sha256, nothing.sha256]
      + [stepSheet?.sha256, timeOrder.sha256].compactMap(\.self) + reading.tableHashes
    self.fingerprint = fingerprint(hashes.joined())
    version = "\(name)@\(self.fingerprint.prefix(6))"
  }

  /// The mapping for files of one kind, where it reads every kind; elsewhere nobody is asked which
  /// kind a file is.
  package func resolved(for kind: @autoclosure () throws -> FileContainer) rethrows -> Mapping {
    var resolved = self
    try resolved.settings.resolve(for: kind)
    return resolved
  }

  /// The last column that the mapping calls by its place (`#9`); 0 where it calls none so.
  package var lastPlace: Int {
    let names = rules.flatMap(\.sources) + settings.unusedColumns
    return names.filter(ColumnNames.isPlaceName).compactMap { Int($0.dropFirst()) }.max() ?? 0
  }

  /// Whether a row of a file is the row of column names: every column that must be filled is
  /// there, or most of all that the mapping knows.
  package func isHeader(_ cells: [String]) -> Bool {
    let names = Set(cells.map(trimmed))
    var (columns, present, needed, found) = (0, 0, 0, 0)
    for index in rules.indices where rules[index].transform != .constant {
      let isThere = rules[index].sources.contains { names.contains($0) }
      let isNeeded = rules[index].presence == .yes
      columns += 1
      if isThere { present += 1 }
      if isNeeded { needed += 1 }
      if isThere, isNeeded { found += 1 }
    }
    return present * 2 > columns || (needed > 0 && found == needed)
  }
}
