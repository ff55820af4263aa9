import Findings
package import HotlineModel
import Sheets

/// Who stands for one sheet of a policy, as it was on that day.
package struct PolicySignature: Hashable, Sendable {
  /// The sheet's file name.
  package let sheet: String
  /// What the sheet said: SHA-256 over its cells.
  package let fingerprint: String
  /// Who signed it.
  package let signedBy: String
  /// When.
  package let signedOn: CivilDate
  /// The document by which it was decided.
  package let document: String
  /// Where the row begins; of one that is not written yet, the file alone.
  let place: SourceLocation

  /// The file name of the signatures.
  static let sheetName = "signatures.csv"
  /// The folder of the sheets as they were signed.
  static let copyName = "signed"

  /// What was signed of a folder; `nil` where nobody has signed anything.
  ///
  /// - Throws: `Unusable` with the complaints about `signatures.csv`.
  static func all(in folder: String) throws -> [PolicySignature]? {
    try Sheet(ifPresent: "\(folder)/\(sheetName)", form: form)?.rows
      .compactMap { PolicySignature($0) }
  }

  /// A signature that is not written yet, for a sheet as it is.
  init(
    sheet: String, fingerprint: String, by who: String, on day: CivilDate, document: String,
    in folder: String
  ) {
    self.sheet = sheet
    self.fingerprint = fingerprint
    signedBy = who
    signedOn = day
    self.document = document
    place = SourceLocation(file: "\(folder)/\(Self.sheetName)")
  }

  /// A signature as its row says it; `nil` where the row has no day, which its form refuses.
  init?(_ row: SheetRow) {
    guard let day = row.date("signed_on") else { return nil }
    sheet = row["sheet"]
    fingerprint = row["fingerprint"]
    signedBy = row["signed_by"]
    signedOn = day
    document = row["document"]
    place = row.place
  }

  /// The cells of its row, in the order of the form.
  var cells: [String] { [sheet, fingerprint, signedBy, "\(signedOn)", document] }

  static let form = SheetForm(
    thing: "signature",
    columns: [
      SheetColumn("sheet", "表", .text),
      SheetColumn("fingerprint", "指纹", .text),
      SheetColumn("signed_by", "签认人", .text),
      SheetColumn("signed_on", "签认日期", .date),
      SheetColumn("document", "文件", .optionalText),
    ], key: ["sheet"])
}
