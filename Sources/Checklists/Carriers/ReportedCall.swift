import Findings
package import HotlineModel
package import Reports
import Sheets

/// A probe call that somebody made from a real telephone, and where it landed: the sheet
/// `probe-calls.csv`.
package struct ReportedCall: Sendable {
  /// The line, as it is written: its id, or its number in any spelling.
  package let line: String
  /// The network from which the call was made, one of `carriers.csv`.
  package let carrier: String
  /// What was dialled.
  package let dialled: String
  /// When.
  package let at: CivilInstant
  /// The instant whose plan the call tried; that of the call where the sheet names none.
  ///
  /// A trial before the cut-over tries a plan that is not in force.
  package let planned: CivilInstant
  /// Where the caller was.
  package let origin: CallTrace.Origin
  /// The target set whose desk answered, or `released` or `nobody`.
  package let landed: String

  /// Reads the calls.
  ///
  /// - Parameters:
  ///   - path: the sheet.
  ///   - carriers: the carriers that may be named.
  /// - Returns: the calls, in the order of the sheet.
  /// - Throws: `Unusable` with the complaints about the sheet; `HL2006` for an unknown carrier,
  ///   `HL2007` for a time that cannot be read.
  package static func all(in path: String, of carriers: [String]) throws -> [ReportedCall] {
    let sheet = try Sheet(contentsOf: path, form: form)
    try CarrierSheets.check(sheet.rows, of: carriers)
    var complaints: [Finding] = []
    let calls = sheet.rows.compactMap { row -> ReportedCall? in
      guard let at = instant(row, "at", &complaints) else { return nil }
      return ReportedCall(
        line: row["line"], carrier: row["carrier"], dialled: row["dialled"], at: at,
        planned: row["planned_at"].isEmpty ? at : instant(row, "planned_at", &complaints) ?? at,
        origin: CallTrace.Origin(rawValue: row["from"]) ?? .mobile, landed: row["landed"])
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return calls
  }

  private static func instant(
    _ row: SheetRow, _ column: String, _ complaints: inout [Finding]
  ) -> CivilInstant? {
    if let instant = CivilInstant(row[column]) { return instant }
    complaints.append(
      Finding(
        .sheetValueMalformed(
          found: row[column], expected: "an instant", example: "2021-11-25 02:30"),
        at: row.place(of: column)))
    return nil
  }

  static let form = SheetForm(
    thing: "call",
    columns: [
      SheetColumn("line", "热线", .text),
      SheetColumn("carrier", "运营商", .text),
      SheetColumn("dialled", "所拨号码", .text),
      SheetColumn("at", "拨打时间", .text),
      SheetColumn("from", "拨打地", .oneOf(["mobile", "fixed", "outside"])),
      SheetColumn("planned_at", "方案时刻", .optionalText, absent: ""),
      SheetColumn("landed", "接听方", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["line", "carrier", "dialled", "at"])
}
