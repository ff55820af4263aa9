import Bytes
import HotlineModel
package import Reports

/// Checklists as one sheet that WPS and Excel open, for those who fill them in by hand.
package enum ChecklistCSV {
  /// The columns; the last five are left empty for the reader to fill in.
  package static let columns = [
    "编号", "号码", "热线名称", "责任单位", "核对项", "依据", "前置项", "期限", "结论", "证据", "意见", "填写人", "日期",
  ]

  /// The sheet: a byte order mark, a header, one row for each item, lines that end in CR LF.
  ///
  /// A deadline that cannot be told stands as words. A cell that a spreadsheet would take for a
  /// formula gets an apostrophe in front.
  package static func text(of checklists: [Checklist]) -> String {
    let rows = checklists.flatMap { list in list.items.map { row($0, of: list) } }
    let form = CSVForm(rowEnd: "\r\n", guardsFormulas: true)
    return "\u{FEFF}" + ([columns] + rows).map(form.row).joined()
  }

  private static func row(_ item: ChecklistItem, of list: Checklist) -> [String] {
    [
      item.id, list.line ?? list.kindName, list.name, item.owner, ChecklistForm.task(of: item),
      item.source,
      item.dependsOn.joined(separator: "、"), list.due(of: item), "", "", "", "", "",
    ]
  }
}
