import Findings
import Sheets

/// What all templates share: who may be responsible, and how long a number is announced.
struct ChecklistSettings: Sendable {
  /// How a responsible unit is told.
  enum Owner: String, CaseIterable, Sendable {
    /// The unit that the register names for the line.
    case lineOwner = "line-owner"
    /// The unit of this very name.
    case fixed
  }

  /// The units that templates may name.
  let owners: [String: Owner]
  /// The sheet of the units.
  let ownersFile: String
  /// Working days from the cut-over during which a number that goes stays announced.
  let announcementWindow: Int
  /// So many of a thousand records of a line may be in quarantine; 5 where nothing else is set.
  let quarantinePermille: Int

  /// Reads `owners.csv` and `settings.csv` of a folder.
  ///
  /// - Throws: `Unusable` with the complaints about the sheets.
  init(folder: String) throws {
    ownersFile = "\(folder)/owners.csv"
    let rows = try Sheet(contentsOf: ownersFile, form: Self.ownersForm).rows
    owners = Dictionary(
      rows.compactMap { row in Owner(rawValue: row["kind"]).map { (row["owner"], $0) } },
      uniquingKeysWith: { first, _ in first })
    let settings = try Sheet(contentsOf: "\(folder)/settings.csv", form: Self.settingsForm)
    let values = Dictionary(
      settings.rows.map { ($0["setting"], $0.count("value")) }, uniquingKeysWith: { $1 })
    guard let window = values[Setting.announcementWindow.rawValue] ?? nil else {
      throw Unusable(
        .sheetHeaderMissing(expected: "announcement_window", example: "announcement_window,62,"),
        at: SourceLocation(file: settings.file, line: 2))
    }
    announcementWindow = window
    quarantinePermille = (values[Setting.quarantinePermille.rawValue] ?? nil) ?? 5
  }

  /// What can be set.
  private enum Setting: String, CaseIterable {
    case announcementWindow = "announcement_window"
    case quarantinePermille = "quarantine_permille"
  }

  static let ownersForm = SheetForm(
    thing: "owner",
    columns: [
      SheetColumn("owner", "责任单位", .text),
      SheetColumn("kind", "类别", .oneOf(Owner.allCases.map(\.rawValue))),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["owner"])

  static let settingsForm = SheetForm(
    thing: "setting",
    columns: [
      SheetColumn("setting", "参数", .oneOf(Setting.allCases.map(\.rawValue))),
      SheetColumn("value", "值", .count),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["setting"])
}
