package import HotlineModel
import Sheets

/// A limit that rules name as `$NAME`, and who stands for it.
package struct PolicyParameter: Hashable, Sendable {
  /// The name without `$`.
  package let name: String
  /// The limit.
  package let value: Int
  /// Who signed it; empty where nobody has.
  package let signedBy: String
  /// When it was signed.
  package let signedOn: CivilDate?
  /// The document that sets it.
  package let document: String
  /// Where the signature stands, or is missing.
  package let place: SourceLocation

  /// Whether somebody stands for the limit: a name and a day.
  package var isSigned: Bool { !signedBy.isEmpty && signedOn != nil }

  init?(_ row: SheetRow) {
    guard let value = row.count("value") else { return nil }
    name = row["name"]
    self.value = value
    signedBy = row["signed_by"]
    signedOn = row.date("signed_on")
    document = row["document"]
    place = row.place(of: signedBy.isEmpty ? "signed_by" : "signed_on")
  }

  static let form = SheetForm(
    thing: "parameter",
    columns: [
      SheetColumn("name", "名称", .text),
      SheetColumn("value", "取值", .count),
      SheetColumn("signed_by", "签认人", .optionalText),
      SheetColumn("signed_on", "签认日期", .optionalDate),
      SheetColumn("document", "文件", .optionalText),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["name"])
}
