package import Sheets

/// The sheets of a survey: what users hand in, and what the workspace keeps in `Surveys`.
package enum SurveySheets {
  /// The units that are asked: `UNITS.csv`.
  package static let units = SheetForm(
    thing: "unit",
    columns: [
      SheetColumn("unit", "单位", .text),
      SheetColumn("deadline", "截止日期", .date),
      SheetColumn("contact", "联系人", .optionalText, absent: ""),
      SheetColumn("phone", "联系电话", .optionalText, absent: ""),
      SheetColumn("lines", "热线", .optionalText, absent: ""),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["unit"])

  /// What was sent: one row for each workbook, the newest of a unit last.
  package static let sent = SheetForm(
    thing: "workbook",
    columns: [
      SheetColumn("survey", "摸底", .text), SheetColumn("unit", "单位", .text),
      SheetColumn("deadline", "截止日期", .date),
      SheetColumn("contact", "联系人", .optionalText), SheetColumn("phone", "联系电话", .optionalText),
      SheetColumn("lines", "预填热线数", .count), SheetColumn("file", "文件", .text),
      SheetColumn("revision", "版本", .text), SheetColumn("at", "时间", .text),
    ])

  /// What came back: one row for each workbook of which answers were accepted.
  package static let received = SheetForm(
    thing: "workbook",
    columns: [
      SheetColumn("survey", "摸底", .text), SheetColumn("unit", "单位", .text),
      SheetColumn("file", "文件", .text), SheetColumn("sha256", "散列值", .text),
      SheetColumn("accepted", "采用", .count), SheetColumn("open", "待处理", .count),
      SheetColumn("unanswered", "未填", .count), SheetColumn("by", "经办人", .text),
      SheetColumn("at", "时间", .text),
    ])

  /// Every answer that somebody accepted or set aside, by whom, when, and from which cell; nothing is
  /// ever taken out.
  package static let answers = SheetForm(
    thing: "answer",
    columns: [
      SheetColumn("survey", "摸底", .text), SheetColumn("unit", "单位", .text),
      SheetColumn("line", "热线", .optionalText), SheetColumn("question", "问题", .text),
      SheetColumn("before", "原值", .optionalText), SheetColumn("answer", "答案", .text),
      SheetColumn("outcome", "结果", .oneOf(["accepted", "set-aside"])),
      SheetColumn("file", "文件", .text), SheetColumn("sheet", "工作表", .text),
      SheetColumn("cell", "单元格", .text), SheetColumn("sha256", "散列值", .text),
      SheetColumn("by", "经办人", .text), SheetColumn("at", "时间", .text),
    ])
}
