import Findings
import Sheets

/// The carriers that load routes of their own: the sheet `carriers.csv`.
package enum CarrierSheets {
  /// The carriers, in the order of the sheet.
  ///
  /// - Throws: `Unusable` with the complaints about the sheet.
  package static func carriers(in path: String) throws -> [String] {
    try Sheet(contentsOf: path, form: form).rows.map { $0["carrier"] }
  }

  /// Complains about every row that names a carrier which is not in `carriers.csv`.
  static func check(_ rows: [SheetRow], of carriers: [String]) throws {
    let complaints = rows.filter { !carriers.contains($0["carrier"]) }.map { row in
      Finding(
        .sheetValueUnknown(
          found: row["carrier"], column: "carrier",
          nearest: nearest(to: row["carrier"], among: carriers),
          expected: carriers.joined(separator: ", ")), at: row.place(of: "carrier"))
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }

  static let form = SheetForm(
    thing: "carrier",
    columns: [
      SheetColumn("carrier", "运营商", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["carrier"])
}
