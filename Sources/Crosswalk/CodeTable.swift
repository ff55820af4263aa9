import HotlineModel
import Sheets

/// How the codes of a legacy system go over (代码对照表): a sheet of pairs.
struct CodeTable: Sendable {
  let name: String
  let file: String
  let sha256: String
  /// The unified codes by the legacy ones.
  let pairs: [String: String]

  /// Reads a table; `unified` are the codes the field may hold, `nil` for any text.
  init(_ name: String, contentsOf path: String, unified codes: [String]?) throws {
    let form = SheetForm(
      thing: "code",
      columns: [
        SheetColumn("legacy", "原代码", .text),
        SheetColumn("unified", "统一代码", codes.map { .oneOf($0) } ?? .text),
        SheetColumn("note", "备注", .optionalText, absent: ""),
      ], key: ["legacy"])
    let sheet = try Sheet(contentsOf: path, form: form)
    self.name = name
    file = path
    sha256 = sheet.sha256
    pairs = Dictionary(uniqueKeysWithValues: sheet.rows.map { ($0["legacy"], $0["unified"]) })
  }

  /// The unified code for a legacy one.
  subscript(legacy: String) -> String? { pairs[legacy] }
}
