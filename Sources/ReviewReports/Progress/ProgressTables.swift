import Findings
import HotlineModel
package import MergerStore
import Reports

/// The tables of the progress page: what each chart shows in figures, and each sheet of the workbook.
package struct ProgressTables {
  let report: ProgressReport

  /// The tables of a report.
  package init(_ report: ProgressReport) { self.report = report }

  /// How many units and cut-overs a page has room for; the others are counted in a row of their own.
  private static let unitsOnPage = 6, cutoversOnPage = 7, daysOnPage = 3

  /// States that occur, in the order in which bars show them.
  var states: [ItemState] { Self.order.filter { report.items($0) > 0 } }

  private static let order: [ItemState] = [
    .signed, .notApplicable, .needsSignature, .needsNewSignature, .needsEvidence, .underWay,
    .notStarted, .blocked, .failed,
  ]

  /// Lines and items by mode and state.
  package var modes: PageTable {
    let columns: [(String, PageTable.Kind)] =
      [("归并方式", .id), ("热线", .number), ("事项", .number)]
      + states.map { ($0.words.chinese, .number) } + [("逾期", .number)]
    func row(_ name: String, _ modes: [ProgressReport.Mode]) -> [PageTable.Cell] {
      let counts = states.map { state in modes.reduce(0) { $0 + ($1.items[state] ?? 0) } }
      let late = modes.reduce(0) { $0 + $1.late }
      return [
        .text(name), .count(modes.reduce(0) { $0 + $1.lines }), .count(counts.reduce(0, +)),
      ] + counts.map { .count($0) } + [late > 0 ? .toned("\(late)", .bad) : .count(0)]
    }
    return PageTable(
      "各归并方式的热线与事项", columns, report.modes.map { row($0.name, [$0]) },
      total: row("合计", report.modes))
  }

  /// What was handed over.
  package var data: PageTable {
    let data = report.data
    func batches(_ state: BatchState) -> Int { data.batches[state.rawValue] ?? 0 }
    let left = batches(.interrupted) + batches(.open)
    return PageTable(
      "数据移交", [("内容", .text), ("数量", .number)],
      [
        [.text("已导入工单的热线（条）"), .count(data.lines)],
        [.text("工单（张）"), .count(data.tickets)],
        [.text("已完成的导入批次（个）"), .count(batches(.closed))],
        [.text("未完成的导入批次（个）"), left > 0 ? .toned("\(left)", .look) : .count(0)],
        [.text("读入的记录（条）"), .count(data.records)],
        [
          .text("隔离区待处理的记录（条）"),
          data.quarantined > 0 ? .toned(PageTable.grouped(data.quarantined), .look) : .count(0),
        ],
        [.text("交接数量一致的热线（条）"), .count(data.agreeing)],
        [
          .text("交接数量不一致的热线（条）"),
          data.differing > 0 ? .toned("\(data.differing)", .bad) : .count(0),
        ],
        [.text("尚未核对交接数量的热线（条）"), .count(data.unanswered)],
      ])
  }

  /// Late items by unit.
  ///
  /// - Parameter isWhole: whether all units are listed, as in the workbook.
  /// - Returns: the table.
  package func units(isWhole: Bool) -> PageTable {
    let shown = isWhole ? report.units[...] : report.units.prefix(Self.unitsOnPage)
    let rest = report.units.dropFirst(shown.count)
    var rows = shown.map { unit -> [PageTable.Cell] in
      [
        .text(unit.name), .toned("\(unit.late)", .bad), unit.worst.map { .count($0) } ?? .none,
        .count(unit.failed),
      ]
    }
    if !rest.isEmpty {
      rows.append([
        .text("其余\(rest.count)个单位"), .count(rest.reduce(0) { $0 + $1.late }),
        rest.compactMap(\.worst).max().map { .count($0) } ?? .none,
        .count(rest.reduce(0) { $0 + $1.failed }),
      ])
    }
    return PageTable(
      "逾期事项（按责任单位）",
      [("责任单位", .text), ("逾期", .number), ("最长（工作日）", .number), ("不通过", .number)], rows)
  }

  /// What was signed by the end of which day.
  package func done(isWhole: Bool) -> PageTable {
    var before = 0
    let rows = report.done.map { day, count -> [PageTable.Cell] in
      defer { before = count }
      return [.day(day), .count(count - before), .count(count)]
    }
    return PageTable(
      "签认进度", [("日期", .id), ("当日签认", .number), ("累计", .number)],
      isWhole ? rows : rows.suffix(Self.daysOnPage))
  }

  /// The cut-overs that a page shows: the next ones, and the latest ones whose windows are open.
  var shownCutovers: [ProgressReport.Cutover] {
    let coming = report.coming.prefix(Self.cutoversOnPage)
    let open = report.cutovers.filter {
      $0.at.date < report.day && ($0.windowEnd ?? $0.at.date) > report.day
    }
    return open.suffix(max(0, Self.cutoversOnPage - coming.count)) + coming
  }

  /// The cut-overs with their windows.
  package func cutovers(isWhole: Bool) -> PageTable {
    let shown = isWhole ? report.cutovers : shownCutovers
    let mode: [(String, PageTable.Kind)] = isWhole ? [("归并方式", .id)] : []
    return PageTable(
      "割接与公告期",
      [("号码", .id), ("热线名称", .text)] + mode
        + [("割接时间", .id), ("公告期满", .id), ("割接条件", .id)],
      shown.map { cutover in
        let readiness: PageTable.Cell =
          switch cutover.obstacles {
          case 0: .toned("具备", .good)
          case .some(let count):
            .toned("差\(count)项", cutover.at.date < report.day ? .bad : .look)
          case nil: .none
          }
        let mode: PageTable.Cell = cutover.mode.map { .text($0.chineseName) } ?? .none
        return [.text(cutover.line), .text(cutover.name)] + (isWhole ? [mode] : []) + [
          .time(cutover.at),
          cutover.windowEnd.map { .day($0) } ?? .text(cutover.mode == .fullMerge ? "未定" : "号码保留"),
          readiness,
        ]
      })
  }

  /// The rates with all numbers behind them.
  package var rates: PageTable? {
    report.rates.map { RateTables.detail("办理效能", $0, titles: []) }
  }

  /// All tables, as the workbook has them.
  package var all: [PageTable] {
    [modes, data, units(isWhole: true), done(isWhole: true), cutovers(isWhole: true)]
      + [rates].compactMap(\.self)
  }
}

extension LedgerHead {
  /// The newest audit entry, as pages name it.
  package var words: String { "台账审计记录第\(sequence)条，哈希\(hash.prefix(16))" }
}
