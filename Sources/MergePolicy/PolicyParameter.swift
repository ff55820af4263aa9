package import Findings
package import HotlineModel
import Sheets

/// A number that rules name as `$NAME`, or a word that tables ask for by the name, and who stands
/// for it.
package struct PolicyParameter: Hashable, Sendable {
  /// The name without `$`.
  package let name: String
  /// What it is: `300`, `three_modes`.
  package let value: String
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

  /// The number; `nil` where it is a word.
  package var limit: Int? { Int(value) }

  /// The parameter with a value that is only supposed.
  func supposed(to value: String) -> PolicyParameter {
    PolicyParameter(
      name: name, value: value, signedBy: signedBy, signedOn: signedOn, document: document,
      place: place)
  }

  private init(
    name: String, value: String, signedBy: String, signedOn: CivilDate?, document: String,
    place: SourceLocation
  ) {
    self.name = name
    self.value = value
    self.signedBy = signedBy
    self.signedOn = signedOn
    self.document = document
    self.place = place
  }

  init(_ row: SheetRow) {
    name = row["name"]
    value = row["value"]
    signedBy = row["signed_by"]
    signedOn = row.date("signed_on")
    document = row["document"]
    place = row.place(of: signedBy.isEmpty ? "signed_by" : "signed_on")
  }

  static let form = SheetForm(
    thing: "parameter",
    columns: [
      SheetColumn("name", "名称", .text),
      SheetColumn("value", "取值", .text),
      SheetColumn("signed_by", "签认人", .optionalText),
      SheetColumn("signed_on", "签认日期", .optionalDate),
      SheetColumn("document", "文件", .optionalText),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["name"])
}
