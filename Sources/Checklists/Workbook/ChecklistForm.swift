import HotlineModel
import Reports

/// What a workbook of checklists looks like: its sheets, its columns, and how its rows are known again.
enum ChecklistForm {
  static let guideSheet = "说明"
  static let overviewSheet = "总览"
  static let paperSheet = "证据目录"
  static let idSheet = "_meta"
  /// Sheets without items.
  static let otherSheets = [guideSheet, overviewSheet, paperSheet]

  static let idTitle = "编号"
  static let taskTitle = "核对项"
  static let stateTitle = "状态"
  /// The columns to fill in, in their order.
  static let filledTitles = ["结论", "证据", "意见", "填写人", "日期"]
  /// All columns of a sheet of items.
  static let titles =
    ChecklistCSV.columns.dropLast(filledTitles.count) + [stateTitle] + filledTitles

  /// The first rows of the hidden sheet: which form it has, of which city, made when; the hash of all
  /// that follows.
  static let kind = ["form", "hotline-checklist/2"]

  /// What the cell of the task shows.
  static func task(of item: ChecklistItem) -> String { "\(item.task)（应交：\(item.evidence)）" }

  /// What the cells to fill in show of an entry.
  static func filled(_ entry: ItemEntry?) -> [String] {
    guard let entry else { return Array(repeating: "", count: filledTitles.count) }
    return [
      entry.conclusion?.chinese ?? "", entry.evidence, entry.remark, entry.filledBy,
      entry.day?.description ?? "",
    ]
  }
}
