package import Findings
package import HotlineModel
import LocalFiles
import RecordReaders
import Reports
import Sheets

/// Adds a line to the register, and leaves the rest of its file as it is.
package struct RegisterAddRun {
  private let workspace: Workspace
  private let register: Register
  private let file: SheetFile

  /// A line that was added.
  package struct Added: Sendable {
    /// The line, as the register has it now.
    package let line: LegacyHotline
    /// The register's file.
    package let file: String
    /// Values that nobody named and that have no word for unknown, by column.
    package let assumed: [(column: String, value: String)]
    /// Columns of which nobody knows anything yet.
    package let unknown: [String]
  }

  /// A run over a workspace's register.
  ///
  /// - Throws: `Unusable` with the complaints about the register, and `HL6102` where it is a link:
  ///   a new file in its place would leave the other one as it was.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    register = try workspace.register()
    guard !Folder.isLink(register.file) else {
      throw Unusable(
        .outputUnwritable(found: register.file, reason: "it is a link to another file"),
        at: SourceLocation(file: register.file))
    }
    file = try SheetFile(register.file)
  }

  /// What a column of the register is called in a language.
  package static func name(ofColumn key: String, in language: Language) -> String {
    Register.form.name(ofColumn: key, in: language) ?? key
  }

  /// Adds a line.
  ///
  /// - Parameters:
  ///   - text: its number, in any spelling.
  ///   - values: what is known of it, by the names of columns in either language.
  /// - Returns: the line, and what is not known of it.
  /// - Throws: `Unusable`, and the file is as it was: `HL2101`–`HL2105` and `HL2212` for a number that
  ///   cannot be a line, `HL2008` for one that is registered for the same days, `HL2001` and `HL2003`
  ///   for columns that the form or the file does not have, `HL2005`–`HL2007` for values, `HL1006`
  ///   where another program has changed the file meanwhile, `HL6102`.
  package func add(_ text: String, values: [(column: String, value: String)]) throws -> Added {
    let number = try number(text)
    var row = try named(values)
    row["number"] = number.text
    let completed = Self.completed(row)
    try check(completed.row, number)
    let line = try write(completed.row, as: number)
    return Added(
      line: line, file: register.file, assumed: completed.assumed, unknown: completed.unknown)
  }

  /// What a row of the register is made of.
  package struct CompletedRow {
    /// The values by the keys of columns.
    package internal(set) var row: [String: String]
    /// Values that nobody named and that have no word for unknown.
    var assumed: [(column: String, value: String)] = []
    /// Columns of which nobody knows anything yet.
    var unknown: [String] = []
  }

  /// A row with what holds of a line of which nobody says anything else, the rest unknown.
  package static func completed(_ row: [String: String]) -> CompletedRow {
    var completed = CompletedRow(row: row)
    for (column, value) in usual where row[column] == nil {
      completed.row[column] = value
      completed.assumed.append((column, value))
    }
    for column in Register.form.columns where completed.row[column.name] == nil {
      if column.accepts("unknown"), !column.accepts("") {
        completed.row[column.name] = "unknown"
        completed.unknown.append(column.name)
      }
    }
    return completed
  }

  /// What holds of a line of which nobody says anything else.
  private static let usual = [
    ("lifecycle", "live"), ("annex", "none"), ("retain", "silent"), ("hours", "24h"),
  ]

  private func number(_ text: String) throws -> HotlineNumber {
    let place = SourceLocation(file: register.file)
    do {
      let number = try HotlineNumber(parsing: text, home: workspace.home)
      if try workspace.protectedNumbers().contains(number) {
        throw Unusable(.lineProtected(found: number.text), at: place)
      }
      if let area = number.area, area != workspace.home,
        [.shortCode, .regional].contains(number.kind)
      {
        throw Unusable(
          .shortCodeElsewhere(found: number.text, expected: workspace.home.text), at: place)
      }
      return number
    } catch let failure as NumberFailure {
      throw Unusable([Finding(numberFailure: failure, found: text, at: place)])
    }
  }

  /// The values by the keys of their columns.
  private func named(_ values: [(column: String, value: String)]) throws -> [String: String] {
    var row: [String: String] = [:]
    var complaints: [Finding] = []
    let names = Register.form.columns.map(\.name)
    for (text, value) in values {
      guard let key = Register.form.columnName(text), key != "number" else {
        complaints.append(
          Finding(
            .sheetColumnUnknown(
              found: text, nearest: nearest(to: text, among: names),
              expected: names.dropFirst().joined(separator: ", ")),
            at: SourceLocation(file: register.file)))
        continue
      }
      row[key] = value
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return row
  }

  private func check(_ row: [String: String], _ number: HotlineNumber) throws {
    let keys = file.header.compactMap(Register.form.columnName)
    var complaints = Register.form.columns.flatMap { column in
      let place = SourceLocation(file: register.file, field: column.name)
      guard keys.contains(column.name) else {
        return row[column.name].map { _ in
          [Finding(.sheetColumnMissing(expected: column.name), at: place)]
        } ?? []
      }
      return column.complaints(about: row[column.name] ?? "", at: place)
    }
    let period = Period(
      first: row["valid_from"].flatMap { CivilDate($0) },
      last: row["valid_to"].flatMap { CivilDate($0) })
    for other in register.lines
    where other.number == number
      && Period(first: other.validFrom, last: other.validTo).overlaps(period)
    {
      complaints.append(
        Finding(.sheetKeyTwice(found: number.text, thing: "number at one time"), at: other.place))
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }

  /// Writes the register anew, once it has been read back with the line in it.
  private func write(_ row: [String: String], as number: HotlineNumber) throws -> LegacyHotline {
    let cells = file.header.map { name in
      Register.form.columnName(name).flatMap { row[$0] } ?? ""
    }
    let place = SourceLocation(file: register.file)
    let bytes = try file.edited(adding: [cells])
    let after = try workspace.readBack(register: bytes).register
    let known = Set(register.lines.map(\.id))
    guard after.lines.count == register.lines.count + 1,
      let line = after.lines.first(where: { !known.contains($0.id) }), line.number == number
    else { throw Unusable(.unexpected(reason: "register"), at: place) }
    guard try file.isUnchanged() else { throw Unusable(.fileChanged, at: place) }
    var output = try OutputFile(register.file, mode: Folder.mode(ofFile: register.file) ?? 0o644)
    try output.write(bytes)
    _ = try output.commit()
    return line
  }
}
