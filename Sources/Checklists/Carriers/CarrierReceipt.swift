package import HotlineModel
import Sheets

/// What one carrier has answered to one line's order: the sheet `carrier-receipts.csv`.
///
/// Each carrier loads routing data of its own; a cut-over is complete only when all have confirmed.
package struct CarrierReceipt: Sendable {
  /// The line, as it is written: its id, or its number in any spelling.
  package let line: String
  /// The carrier, one of `carriers.csv`.
  package let carrier: String
  /// The day of the cut-over for which the carrier was asked.
  package let cutover: CivilDate
  /// The day on which it confirmed; `nil` while it has not.
  package let confirmed: CivilDate?

  /// Reads the receipts.
  ///
  /// - Parameters:
  ///   - path: the sheet.
  ///   - carriers: the carriers that may be named.
  /// - Returns: the receipts, in the order of the sheet.
  /// - Throws: `Unusable` with the complaints about the sheet; `HL2006` for an unknown carrier.
  package static func all(in path: String, of carriers: [String]) throws -> [CarrierReceipt] {
    let sheet = try Sheet(contentsOf: path, form: form)
    try CarrierSheets.check(sheet.rows, of: carriers)
    return sheet.rows.compactMap { row in
      row.date("cutover").map {
        CarrierReceipt(
          line: row["line"], carrier: row["carrier"], cutover: $0,
          confirmed: row.date("confirmed_on"))
      }
    }
  }

  static let form = SheetForm(
    thing: "receipt",
    columns: [
      SheetColumn("line", "热线", .text),
      SheetColumn("carrier", "运营商", .text),
      SheetColumn("cutover", "割接日", .date),
      SheetColumn("confirmed_on", "确认日期", .optionalDate),
      SheetColumn("receipt", "回执", .optionalText, absent: ""),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["line", "carrier"])
}
