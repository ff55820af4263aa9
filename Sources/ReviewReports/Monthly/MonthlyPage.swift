import Bytes
import HotlineModel
import MergerStore
import Reports

/// The monthly report (通报): the rates on the first pages, all numbers behind them in the annexes.
package struct MonthlyPage {
  private let report: MonthlyReport

  /// The page of a report.
  package init(_ report: MonthlyReport) { self.report = report }

  /// The tables of the report: the whole, by line, by unit, then what is behind each rate.
  package var tables: [PageTable] {
    [
      RateTables.detail("全市", report.total, titles: []),
      RateTables.overview("各热线", report.lines, title: "热线", names: report.names),
      RateTables.overview("各承办单位", report.units, title: "承办单位"),
      RateTables.detail("附表一　各热线指标明细", report.lines, titles: ["热线"]),
      RateTables.detail("附表二　各承办单位指标明细", report.units, titles: ["承办单位"]),
    ]
  }

  /// The page.
  package var html: String {
    let tables = tables
    let parts = report.month.split(separator: "-")
    let month = "\(parts.first ?? "")年\(parts.last.flatMap { Int($0) } ?? 0)月"
    return Page(
      title: "\(report.city)办理情况通报\(report.month)", .report,
      body: """
        <header><h1>\(report.city)政务服务便民热线办理情况通报</h1>
        <p>\(month)来电的工单；以\("\(report.total.snapshot)")结束时的情况判断；\
        \(report.head?.words ?? "台账尚无记录")</p></header>
        \(report.tickets == 0 ? "<p>本月没有工单，各项指标无从统计。</p>" : figures(tables))
        <h2>指标口径</h2>
        \(meanings)
        \(report.tickets == 0 ? "" : annexes(tables))
        """
    ).html
  }

  private func figures(_ tables: [PageTable]) -> Markup {
    let groups = report.total.groups
    let (returns, extensions) = (
      groups.reduce(0) { $0 + $1.returns }, groups.reduce(0) { $0 + $1.extensions }
    )
    return """
      <h2>全市</h2>
      <p>工单\(PageTable.grouped(report.tickets))张，退单\(PageTable.grouped(returns))次，\
      延期\(PageTable.grouped(extensions))次。\(index)</p>
      \(bare(tables[0]))
      <h2>各热线</h2>
      \(bare(tables[1]))
      <h2>各承办单位</h2>
      \(bare(tables[2]))
      """
  }

  private var index: String {
    guard report.total.indexVersion == nil else { return "" }
    return "指数的权重没有签字，不公布办理效能指数。"
  }

  private func annexes(_ tables: [PageTable]) -> Markup {
    """
    <h2 class="break">\(tables[3].caption)</h2>
    \(bare(tables[3]))
    <h2>\(tables[4].caption)</h2>
    \(bare(tables[4]))
    """
  }

  private func bare(_ table: PageTable) -> Markup {
    var table = table
    table.isCaptioned = false
    return table.markup
  }

  private var meanings: Markup {
    let table = PageTable(
      "指标口径", [("指标", .id), ("分母", .text), ("分子", .text), ("剔除", .text), ("依据", .text)],
      report.meanings.map { meaning in
        [
          .text(meaning.label), .text(meaning.base), .text(meaning.counted),
          .text(meaning.excluded), .text(meaning.source),
        ]
      })
    let outside = [
      report.total.later > 0 ? "另有\(report.total.later)张工单是截至日之后的来电，未计入。" : "",
      report.total.undated > 0 ? "\(report.total.undated)张工单没有来电时间，未计入。" : "",
    ].joined()
    return """
      \(bare(table))
      <p class="note">剔除的工单不计入分母；不明指工单没有写明是否符合条件，不涉及指指标不针对这些工单。\
      分母、剔除、不明、不涉及相加等于工单数。定义不同的指标不得比较。\(outside)</p>
      """
  }
}
