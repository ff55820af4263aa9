import Findings
import HotlineModel
import Reports
import Sheets

extension PolicyQuestion {
  /// A question as its row asks it.
  init(_ row: SheetRow) {
    self.init(
      code: row["code"], words: Words(row["question_en"], row["question_zh"]),
      decidedBy: row["decided_by"], place: row.place(of: "code"))
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
