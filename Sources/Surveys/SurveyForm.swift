import Findings
package import HotlineModel
package import Workbooks

/// The workbook that a unit gets.
package struct SurveyForm {
  /// The survey and the rows that the unit is to fill in.
  package let ids: SurveyIDs
  /// Until when the unit is to answer.
  package let deadline: CivilDate
  /// Who sends it: the city.
  let sender: String
  /// When it was made.
  let created: CivilInstant

  /// The workbook of a unit.
  package init(ids: SurveyIDs, deadline: CivilDate, sender: String, created: CivilInstant) {
    self.ids = ids
    self.deadline = deadline
    self.sender = sender
    self.created = created
  }

  static let guideSheet = "说明"
  static let unitSheet = "单位"
  static let lineSheet = "热线"
  /// The name of the hidden sheet.
  package static let idSheet = "_ids"
  /// The sheets that are read when a workbook comes back.
  package static let sheets = [lineSheet, unitSheet, idSheet]
  /// The header of the column with the ids of rows.
  static let idTitle = "编号"
  /// The header of the column with the unit's name.
  static let unitTitle = "填报单位"
  /// How many rows there are for lines that the register does not know.
  package static let spareRows = 20

  /// The workbook.
  package var draft: WorkbookDraft {
    WorkbookDraft(
      title: "政务热线摸底表  \(ids.unit)", author: sender, created: created, language: .chinese,
      sheets: [guide, unit, lines, hidden])
  }

  private var guide: SheetDraft {
    var sheet = SheetDraft(
      name: Self.guideSheet,
      columns: [
        ColumnDraft("栏目", width: 18), ColumnDraft("填写说明", width: 76),
        ColumnDraft("可填内容", width: 64), ColumnDraft("必填", width: 6),
      ],
      rows: (SurveyQuestion.ofUnits + SurveyQuestion.ofLines).map { question in
        [
          .text(question.title.chinese), .text(question.explanation.chinese),
          .text(FactWords.text(question.expected, in: .chinese)),
          .text(question.isRequired ? "是" : "否"),
        ]
      },
      preamble: [
        "\(sender)政务热线摸底表（\(ids.survey)）", "填报单位：\(ids.unit)    截止日期：\(deadline)",
        "一、“单位”表每个单位填一行；“热线”表每条热线填一行，已登记的热线已预填，请逐格核对，有误的直接改。",
        "二、没有列出的热线请填在编号以字母 N 开头的空行里；本单位没有热线的，在“单位”表“有无热线”选“没有”。",
        "三、不清楚的填“未知”，确实没有的填“无”；空白表示没有回答，不会按“未知”或“无”处理。",
        "四、请勿改动表头和“编号”列，不要插入列，也不要复制整行；删掉一行不等于停用热线。",
        "五、号码按文本填写，日期写作 2021-10-09；填好后保存为 .xlsx 交回，文件名可以改。",
      ].map { [.text($0)] })
    sheet.isProtected = true
    return sheet
  }

  private var unit: SheetDraft {
    var sheet = SheetDraft(
      name: Self.unitSheet,
      columns: [ColumnDraft(Self.unitTitle, width: 30)]
        + SurveyQuestion.ofUnits.map(Self.column),
      rows: [[.text(ids.unit)] + SurveyQuestion.ofUnits.map { _ in .empty }])
    sheet.isProtected = true
    return sheet
  }

  private var lines: SheetDraft {
    let questions = SurveyQuestion.ofLines
    var sheet = SheetDraft(
      name: Self.lineSheet,
      columns: [ColumnDraft(Self.idTitle, width: 6)] + questions.map(Self.column),
      rows: ids.rows.map { row in
        [.text(row.id)] + questions.map { Self.cell($0, $0.shown(row.entered[$0.key])) }
      })
    sheet.isProtected = true
    sheet.hasFilter = true
    sheet.frozenColumns = 3
    sheet.pagesWide = 4
    // A row is in use where it has a number.
    let required = questions.filter { $0.isRequired && $0.unlessNone == nil }
    let open = required.map { "{\($0.title.chinese)}=\"\"" }.joined(separator: ",")
    sheet.highlights = [
      Highlight(
        columns: [Self.idTitle], where: "AND({\(questions[0].title.chinese)}<>\"\",OR(\(open)))",
        .yellow, word: "未填完")
    ]
    return sheet
  }

  private var hidden: SheetDraft {
    var sheet = SheetDraft(
      name: Self.idSheet, columns: [], rows: ids.cells.map { $0.map { .text($0) } })
    sheet.isHidden = true
    sheet.isProtected = true
    return sheet
  }

  private static func cell(_ question: SurveyQuestion, _ shown: String) -> CellDraft {
    if shown.isEmpty { return .empty }
    switch question.kind {
    case .count: return Int(shown).map(CellDraft.count) ?? .text(shown)
    case .date: return CivilDate(shown).map(CellDraft.date) ?? .text(shown)
    default: return .text(shown)
    }
  }

  private static func column(_ question: SurveyQuestion) -> ColumnDraft {
    let words = question.words
    var column = ColumnDraft(
      question.title.chinese, note: question.explanation.chinese, width: 14, isOpen: true)
    switch question.kind {
    case .count:
      column.kind = .number
      column.check = .counts(0...999_999_999, orWords: words)
    case .date:
      column.kind = .date
      column.check = .dates(orWords: words)
    case .choice(let choices): column.check = .choices(choices.map(\.chinese) + words)
    case .text, .hours: column.width = 24
    default: break
    }
    return column
  }
}
