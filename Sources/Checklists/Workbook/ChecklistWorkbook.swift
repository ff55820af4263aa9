import Findings
package import HotlineModel
package import Reports
package import Workbooks

/// Checklists as a workbook that is filled in and printed: explanations, an overview, sheets of items,
/// the papers, and a hidden sheet with what the items were when it was written.
package struct ChecklistWorkbook {
  private let checklists: [ChecklistStatus]
  private let division: ChecklistDivision
  private let city: String
  private let created: CivilInstant
  private let ids: ChecklistIDs
  /// A hash of a text, in hexadecimal digits.
  private let hash: (String) -> String

  /// A workbook of checklists.
  ///
  /// - Parameters:
  ///   - checklists: the checklists with the state of each item, in the order of their lines.
  ///   - division: how the sheets are divided.
  ///   - city: the city's name, for the heading.
  ///   - created: when it is written.
  ///   - hash: a hash of a text, in hexadecimal digits.
  package init(
    _ checklists: [ChecklistStatus], by division: ChecklistDivision = .mode, city: String,
    created: CivilInstant, hash: @escaping (String) -> String
  ) {
    self.checklists = checklists
    self.division = division
    self.city = city
    self.created = created
    self.hash = hash
    ids = ChecklistIDs(
      city: city, created: created.rfc3339,
      rows: checklists.flatMap { list in
        list.items.map { ChecklistIDs.Row($0, in: list.checklist, hash: hash) }
      })
  }

  /// What the workbook holds.
  package var draft: WorkbookDraft {
    WorkbookDraft(
      title: "\(city)热线归并核对清单", author: "", created: created,
      sheets: [explanations, overview] + itemSheets + [papers, meta])
  }

  /// The items with their lists, in order.
  private var items: [(list: Checklist, status: ItemStatus)] {
    checklists.flatMap { list in list.items.map { (list.checklist, $0) } }
  }

  /// The ways in which lines are merged, in the order of the policy documents, and then the city.
  private var kinds: [String] {
    let lists = checklists.map(\.checklist)
    let modes = MergeMode.allCases.filter { mode in lists.contains { $0.mode == mode } }
    return modes.map(\.chineseName) + lists.filter { $0.line == nil }.map(\.kindName)
  }

  /// The sheets of items; modes in the order of the policy documents and the city behind them, units
  /// and lines as they come.
  private var itemSheets: [SheetDraft] {
    var taken = Set((ChecklistForm.otherSheets + [ChecklistForm.idSheet]).map { $0.lowercased() })
    var names: [String] = division == .mode ? kinds : []
    var groups: [String: [(Checklist, ItemStatus)]] = [:]
    for (list, status) in items {
      let name = group(of: status.item, in: list)
      if groups[name] == nil, !names.contains(name) { names.append(name) }
      groups[name, default: []].append((list, status))
    }
    return names.map { name in
      sheet(named: SheetName.allowed(name, among: &taken), of: groups[name] ?? [])
    }
  }

  private func group(of item: ChecklistItem, in list: Checklist) -> String {
    switch division {
    case .mode: list.kindName
    case .owner: item.owners.first ?? item.owner
    case .line: list.line ?? list.kindName
    }
  }

  private var explanations: SheetDraft {
    let lines = [
      "\(city)热线归并核对清单", "导出时间：\(created)", "版本：\(ids.revision(hash).prefix(12))", "",
      "一、每个核对项一行。只填写黄色表头的各列，其余各列已锁定；已登记的内容已预填。",
      "二、“结论”从下拉列表中选择：通过、不通过、不适用、待定。结论为不通过、不适用的，在“意见”中说明理由。",
      "三、“证据”填写材料的名称或文号；材料本身列入“证据目录”。",
      "四、期限已过而结论不是通过、不适用的，“期限”显示为红色并标“逾期”；结论为不通过的显示为红色，通过的显示为绿色。",
      "五、请勿增删行、列和工作表，勿改动编号；可以筛选、排序。导出之后别人又改过的项，交回时逐行拒收并说明由谁改动。",
      "六、按 A4 横向打印，每页重复表头。",
    ]
    var sheet = SheetDraft(
      name: ChecklistForm.guideSheet, columns: [ColumnDraft("", width: 110)],
      rows: lines.map { [.text($0)] })
    sheet.isProtected = true
    return sheet
  }

  private var overview: SheetDraft {
    let states = ItemState.allCases
    let headers = ["归并方式", "热线数", "核对项数"] + states.map(\.words.chinese) + ["期限待定", "逾期"]
    var sheet = SheetDraft(
      name: ChecklistForm.overviewSheet,
      columns: headers.enumerated().map { place, header in
        ColumnDraft(header, place == 0 ? .text : .number, width: place == 0 ? 16 : 10)
      },
      rows: kinds.map { kind in
        let lists = checklists.filter { $0.checklist.kindName == kind }
        let all = lists.flatMap(\.items)
        let ofLines = lists.filter { $0.checklist.line != nil }
        // What a notice wants of the city continuously has no day, and waits for none.
        let undated = ofLines.flatMap(\.items).count { $0.item.due == nil }
        let counts =
          [ofLines.count, all.count] + states.map { state in all.count { $0.state == state } }
          + [undated, all.count(where: \.isLate)]
        return [.text(kind)] + counts.map { .count($0) }
      })
    sheet.isProtected = true
    return sheet
  }

  private func sheet(named name: String, of items: [(Checklist, ItemStatus)]) -> SheetDraft {
    let widths = [17, 13, 18, 16, 36, 14, 17, 18, 10, 8, 16, 16, 8, 11]
    let columns = zip(ChecklistForm.titles, widths).map { title, width in
      let isOpen = ChecklistForm.filledTitles.contains(title)
      let check: CellCheck? =
        switch title {
        case "结论": .choices(ItemConclusion.allCases.map(\.chinese))
        case "日期": .dates()
        default: nil
        }
      return ColumnDraft(
        title, ["期限", "日期"].contains(title) ? .date : .text, width: width, isOpen: isOpen,
        check: check)
    }
    var sheet = SheetDraft(
      name: name, columns: columns, rows: items.map { Self.row($1, of: $0) })
    sheet.isProtected = true
    sheet.hasFilter = true
    sheet.frozenColumns = 1
    sheet.highlights = [
      Highlight(
        columns: ["期限"],
        where:
          #"AND(ISNUMBER({期限}),{期限}<TODAY(),{结论}<>"通过",{结论}<>"不适用",{状态}<>"已签认")"#, .red,
        word: "逾期"),
      Highlight(columns: ["结论"], where: #"{结论}="不通过""#, .red, word: ""),
      Highlight(columns: ["结论"], where: #"{结论}="通过""#, .green, word: ""),
    ]
    return sheet
  }

  private static func row(_ status: ItemStatus, of list: Checklist) -> [CellDraft] {
    let item = status.item
    let entry = status.entry?.entry
    let filled = ChecklistForm.filled(entry).dropLast().map { text -> CellDraft in
      text.isEmpty ? .empty : .text(text)
    }
    return [
      .text(item.id), .text(list.line ?? list.kindName), .text(list.name), .text(item.owner),
      .text(ChecklistForm.task(of: item)), .text(item.source),
      .text(item.dependsOn.joined(separator: "、")),
      item.due.map { .date($0) } ?? .text(list.due(of: item)),
      .text(status.state.words.chinese),
    ] + filled + [entry?.day.map { .date($0) } ?? .empty]
  }

  private var papers: SheetDraft {
    var sheet = SheetDraft(
      name: ChecklistForm.paperSheet,
      columns: [
        ColumnDraft("编号", width: 17), ColumnDraft("热线名称", width: 24),
        ColumnDraft("应交材料", width: 36), ColumnDraft("已存文件", width: 36),
        ColumnDraft("文件校验值", width: 18),
        ColumnDraft("材料名称或文号", width: 36, isOpen: true),
        ColumnDraft("份数", .number, width: 8, isOpen: true, check: .counts(0...9999)),
        ColumnDraft("存放位置", width: 24, isOpen: true),
      ],
      rows: items.map { list, status in
        let files = status.entry?.entry.files ?? []
        let kept = [files.map(\.name), files.map { String($0.sha256.prefix(16)) }]
          .map { $0.isEmpty ? CellDraft.empty : .text($0.joined(separator: "；")) }
        return [.text(status.item.id), .text(list.name), .text(status.item.evidence)] + kept
          + [.empty, .empty, .empty]
      })
    sheet.isProtected = true
    sheet.hasFilter = true
    return sheet
  }

  /// What the items were: whoever reads the workbook back sees what has changed since.
  private var meta: SheetDraft {
    var sheet = SheetDraft(
      name: ChecklistForm.idSheet,
      columns: ["key", "value", "item", "entry", "filled"].map { ColumnDraft($0) },
      rows: ids.cells(hash).map { $0.map { .text($0) } })
    sheet.isHidden = true
    sheet.isProtected = true
    return sheet
  }
}
