package import MergerRuns
package import Reports
package import Sheets

/// Which lines a user sees on the pages: all of them (市), or those of a district (区).
package enum DistrictScope: Hashable, Sendable {
  /// All lines, and what concerns the city as a whole.
  case city
  /// The lines of the divisions whose codes begin like this one, such as `440604`.
  case district(String)
  /// None: the sheet of districts does not have the user's unit.
  case unknown

  /// Whether a line is seen, by the code of its division.
  package func contains(division: String) -> Bool {
    switch self {
    case .city: true
    case .district(let code): division.hasPrefix(code)
    case .unknown: false
    }
  }
}

/// The sheet that says which units work for a district: `access/districts.csv`.
///
/// Source: 佛山市方案 2021-10-09 三(一)2: 市、区两级 12345 平台。
package struct Districts: Hashable, Sendable {
  private let divisions: [String: String]

  /// What `districts.csv` looks like.
  package static let form = SheetForm(
    thing: "unit",
    columns: [
      SheetColumn("unit", "单位", .text), SheetColumn("division", "行政区划", .optionalText),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["unit"])

  /// Reads the sheet of a workspace; without one, or with one that has no row, all units are the
  /// city's.
  ///
  /// - Throws: `Unusable` with the complaints about the sheet.
  package init(_ workspace: Workspace) throws {
    let path = "\(workspace.mappings)/access/districts.csv"
    guard SheetContents.exists(path) else {
      divisions = [:]
      return
    }
    let rows = try Sheet(contentsOf: path, form: Self.form).rows
    divisions = Dictionary(rows.map { ($0["unit"], $0["division"]) }) { first, _ in first }
  }

  /// What a user sees: a unit without a division is the city's, and one that the sheet does not have
  /// sees nothing.
  package func scope(of user: Account) -> DistrictScope {
    if divisions.isEmpty { return .city }
    guard let division = divisions[user.unit] else { return .unknown }
    return division.isEmpty ? .city : .district(division)
  }
}
