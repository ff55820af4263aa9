import Findings
import HotlineModel
package import Reports
import Sheets

extension PolicyQuestion {
  /// A question as its row asks it.
  init(_ row: SheetRow) {
    self.init(
      code: row["code"], words: Words(row["question_en"], row["question_zh"]),
      decidedBy: row["decided_by"], place: row.place(of: "code"))
  }

  /// The questions of a policy, by its folder.
  ///
  /// - Throws: `Unusable` with the complaints about their sheet.
  package static func all(in folder: String) throws -> [PolicyQuestion] {
    try Sheet(contentsOf: "\(folder)/\(PolicySheets.questionsName)", form: form).rows
      .map { PolicyQuestion($0) }
  }

  static let form = SheetForm(
    thing: "question",
    columns: [
      SheetColumn("code", "代码", .text),
      SheetColumn("question_zh", "问题", .text),
      SheetColumn("question_en", "问题（英文）", .text),
      SheetColumn("decided_by", "决定单位", .text),
    ], key: ["code"])
}
