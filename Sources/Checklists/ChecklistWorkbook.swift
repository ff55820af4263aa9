package import HotlineModel
package import Reports
package import Workbooks

/// Checklists as a workbook that is filled in and printed: explanations, an overview, one sheet for
/// each mode, the papers, and a hidden sheet with what the items were when it was written.
package struct ChecklistWorkbook {
  private let checklists: [Checklist]
  private let city: String
  private let created: CivilInstant
  /// A hash of a text, in hexadecimal digits.
  private let hash: (String) -> String

  /// A workbook of checklists.
  ///
  /// - Parameters:
  ///   - checklists: the checklists, in the order of their lines.
  ///   - city: the city's name, for the heading.
  ///   - created: when it is written; an item is late where its day was before.
  ///   - hash: a hash of a text, in hexadecimal digits.
  package init(
    _ checklists: [Checklist], city: String, created: CivilInstant,
    hash: @escaping (String) -> String
  ) {
    self.checklists = checklists
    self.city = city
    self.created = created
    self.hash = hash
  }

  /// What the workbook holds.
  package var draft: WorkbookDraft {
    WorkbookDraft(
      title: "\(city)热线归并核对清单", author: "", created: created,
      sheets: [explanations, overview] + modes.map(items) + [papers, meta])
  }

  /// The modes that lines have, in the order of the policy documents.
  private var modes: [MergeMode] {
    MergeMode.allCases.filter { mode in checklists.contains { $0.mode == mode } }
  }

  private var explanations: SheetDraft {
    let lines = [
      "\(city)热线归并核对清单", "导出时间：\(created)", "版本：\(revision.prefix(12))", "",
      "一、每种归并方式一张工作表，每个核对项一行。只填写黄色表头的各列，其余各列已锁定。",
      "二、“结论”从下拉列表中选择：通过、不通过、不适用、待定。结论为不通过、不适用的，在“意见”中说明理由。",
      "三、“证据”填写材料的名称或文号；材料本身列入“证据目录”。",
      "四、期限已过而结论不是通过、不适用的，“期限”显示为红色并标“逾期”；结论为不通过的显示为红色，通过的显示为绿色。",
      "五、请勿增删行、列和工作表，勿改动编号；可以筛选。",
      "六、按 A4 横向打印，每页重复表头。",
    ]
    var sheet = SheetDraft(
      name: "说明", columns: [ColumnDraft("", width: 110)], rows: lines.map { [.text($0)] })
    sheet.isProtected = true
    return sheet
  }

  private var overview: SheetDraft {
    var sheet = SheetDraft(
      name: "总览",
      columns: ["归并方式", "热线数", "核对项数", "已定期限", "期限待定", "导出时已过期限"].enumerated().map {
        place, header in
        ColumnDraft(header, place == 0 ? .text : .number, width: 16)
      },
      rows: modes.map { mode in
        let lists = checklists.filter { $0.mode == mode }
        let days = lists.flatMap(\.items).map(\.due)
        let counts = [
          lists.count, days.count, days.count { $0 != nil }, days.count { $0 == nil },
          days.count { $0.map { $0 < created.date } ?? false },
        ]
        return [.text(mode.chineseName)] + counts.map { .count($0) }
      })
    sheet.isProtected = true
    return sheet
  }

  private func items(of mode: MergeMode) -> SheetDraft {
    let widths = [17, 13, 18, 16, 36, 14, 17, 18]
    let headers = ChecklistCSV.columns
    var sheet = SheetDraft(
      name: mode.chineseName,
      columns: zip(headers, widths).map { ColumnDraft($0, $0 == "期限" ? .date : .text, width: $1) }
        + [
          ColumnDraft(
            "结论", width: 8, isOpen: true, check: .choices(["通过", "不通过", "不适用", "待定"])),
          ColumnDraft("证据", width: 16, isOpen: true),
          ColumnDraft("意见", width: 16, isOpen: true),
          ColumnDraft("填写人", width: 8, isOpen: true),
          ColumnDraft(
            "日期", .date, width: 11, isOpen: true, check: .dates(from: created.date)),
        ],
      rows: checklists.filter { $0.mode == mode }.flatMap { list in
        list.items.map { Self.row($0, of: list) + Array(repeating: .empty, count: 5) }
      })
    sheet.isProtected = true
    sheet.hasFilter = true
    sheet.frozenColumns = 1
    sheet.highlights = [
      Highlight(
        columns: ["期限"],
        where: #"AND(ISNUMBER({期限}),{期限}<TODAY(),{结论}<>"通过",{结论}<>"不适用")"#, .red, word: "逾期"),
      Highlight(columns: ["结论"], where: #"{结论}="不通过""#, .red, word: ""),
      Highlight(columns: ["结论"], where: #"{结论}="通过""#, .green, word: ""),
    ]
    return sheet
  }

  private static func row(_ item: ChecklistItem, of list: Checklist) -> [CellDraft] {
    [
      .text(item.id), .text(list.line), .text(list.name), .text(item.owner),
      .text("\(item.task)（应交：\(item.evidence)）"), .text(item.source),
      .text(item.dependsOn.joined(separator: "、")),
      item.due.map { .date($0) } ?? .text("待定：\(item.dueNote)"),
    ]
  }

  private var papers: SheetDraft {
    var sheet = SheetDraft(
      name: "证据目录",
      columns: [
        ColumnDraft("编号", width: 17), ColumnDraft("热线名称", width: 24),
        ColumnDraft("应交材料", width: 36),
        ColumnDraft("材料名称或文号", width: 36, isOpen: true),
        ColumnDraft("份数", .number, width: 8, isOpen: true, check: .counts(0...9999)),
        ColumnDraft("存放位置", width: 24, isOpen: true),
      ],
      rows: checklists.flatMap { list in
        list.items.map { item in
          [
            .text(item.id), .text(list.name), .text(item.evidence), .empty, .empty, .empty,
          ]
        }
      })
    sheet.isProtected = true
    sheet.hasFilter = true
    return sheet
  }

  /// What the items were: whoever reads the workbook back sees what has changed since.
  private var meta: SheetDraft {
    let head = [
      ["form", "hotline-checklist/1"], ["city", city], ["created", created.rfc3339],
      ["revision", revision],
    ]
    var sheet = SheetDraft(
      name: "_meta", columns: [ColumnDraft("key"), ColumnDraft("value"), ColumnDraft("hash")],
      rows: (head + hashes.map { ["item", $0.id, $0.hash] }).map { $0.map { .text($0) } })
    sheet.isHidden = true
    sheet.isProtected = true
    return sheet
  }

  private var hashes: [(id: String, hash: String)] {
    checklists.flatMap { list in
      list.items.map { item in
        let parts =
          [
            item.id, list.line, list.name, list.mode.rawValue, item.owner, item.task,
            item.evidence, item.source, item.due?.description ?? "", item.dueNote,
          ] + item.dependsOn
        return (item.id, String(hash(parts.joined(separator: "\u{1F}")).prefix(16)))
      }
    }
  }

  /// The hash of all items.
  private var revision: String {
    hash(hashes.map { "\($0.id) \($0.hash)" }.joined(separator: "\n"))
  }
}
