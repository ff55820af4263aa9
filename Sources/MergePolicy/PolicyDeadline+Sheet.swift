import Findings
import HotlineModel
import Reports
import Sheets

extension PolicyDeadline {
  static let form = SheetForm(
    thing: "deadline",
    columns: [
      SheetColumn("clause", "条款", .text),
      SheetColumn("due", "完成时间", .text),
      SheetColumn("issued", "发文日期", .date),
      SheetColumn("task", "任务", .text),
      SheetColumn("task_en", "任务（英文）", .text),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["clause"])

  /// The deadlines of a sheet's rows.
  ///
  /// - Throws: `Unusable` with `HL2007` for each that is neither a day nor `continuous`.
  static func all(of rows: [SheetRow]) throws -> [PolicyDeadline] {
    let malformed = rows.filter { $0["due"] != "continuous" && $0.date("due") == nil }
    guard malformed.isEmpty else {
      throw Unusable(
        malformed.map { row in
          Finding(
            .sheetValueMalformed(
              found: row["due"], expected: "a day or continuous", example: "2021-10-31"),
            at: row.place(of: "due"))
        })
    }
    return rows.compactMap { row in
      row.date("issued").map { issued in
        PolicyDeadline(
          clause: row["clause"], due: row.date("due"), issued: issued,
          task: Words(row["task_en"], row["task"]), place: row.place(of: "clause"))
      }
    }
  }
}
