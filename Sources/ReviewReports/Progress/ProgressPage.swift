import Bytes
import Findings
import HotlineModel
import MergerStore
import Reports

/// The progress page for the head of the office: one sheet of A4.
package struct ProgressPage {
  private let report: ProgressReport
  private let tables: ProgressTables

  /// The page of a report.
  package init(_ report: ProgressReport) {
    self.report = report
    tables = ProgressTables(report)
  }

  /// The page.
  package var html: String {
    Page(
      title: "\(report.city)热线归并进展\(report.day)", .report,
      body: """
        <header><h1>\(report.city)政务服务便民热线归并进展</h1>
        <p>期限按\("\(report.day)")计；\(report.head.map { "登记和签认截至\($0.words)" } ?? "台账尚无记录")</p></header>
        \(figures)
        <h2>归并决定与核对事项</h2>
        \(beside(modeChart, table(tables.modes), "modes"))
        <h2>数据移交与逾期事项</h2>
        \(beside(table(tables.data), late))
        <h2>签认进度</h2>
        \(signed)
        <h2>割接与公告期</h2>
        \(cutovers)
        <h2>办理效能</h2>
        \(rates)
        """
    ).html
  }

  private func table(_ table: PageTable) -> Markup {
    var table = table
    table.isCaptioned = false
    return table.markup
  }

  private func beside(_ left: Markup, _ right: Markup, _ widths: String = "") -> Markup {
    "<div class=\"side \(widths)\"><div>\n\(left)\n</div><div>\n\(right)\n</div></div>"
  }

  private var figures: Markup {
    func figure(_ name: String, _ value: String, _ note: String, isBad: Bool = false) -> Markup {
      "<li\(isBad ? " class=\"bad\"" : "" as Markup)>\(name)<b>\(value)</b>\(note)</li>"
    }
    let percent = report.items > 0 ? report.doneItems * 100 / report.items : 0
    let (next, past) = (report.coming.first, report.cutovers.count - report.coming.count)
    return """
      <ul class="figures">
      \(figure("已决定的热线", "\(report.decided)/\(report.lines)", "待定\(report.lines - report.decided)条"))
      \(figure("已办结的事项", "\(report.doneItems)/\(report.items)", "占\(percent)%"))
      \(figure("逾期事项", "\(report.late)", report.late > 0 ? "须督办" : "没有逾期", isBad: report.late > 0))
      \(figure("已导入的工单", PageTable.grouped(report.data.tickets), "\(report.data.lines)条热线"))
      \(figure("下一次割接", next.map { "\($0.at.date)" } ?? "未定", "已过割接时间\(past)条"))
      </ul>
      """
  }

  private var modeChart: Markup {
    guard report.items > 0 else { return "<p>登记表中没有要归并的热线。</p>" }
    return Charts.bars(
      "各归并方式的核对事项按状态",
      report.modes.filter { !$0.items.isEmpty }.map { mode in
        (
          name: mode.name,
          parts: tables.states.map { state in
            Charts.Part(
              style: state.rawValue, name: state.words.chinese, count: mode.items[state] ?? 0)
          }
        )
      })
  }

  private var late: Markup {
    guard report.late > 0 else { return "<p>没有逾期事项。</p>" }
    return """
      \(table(tables.units(isWhole: false)))
      <p class="note">共\(report.late)项逾期；由几个单位共同负责的事项，各单位都计入。</p>
      """
  }

  private var signed: Markup {
    guard report.done.count > 0 else {
      return "<p>还没有事项签认完毕，共\(report.items)项。</p>"
    }
    var points = report.done
    if let last = points.last, last.day < report.day { points.append((report.day, last.count)) }
    if let first = points.first { points.insert((first.day.adding(days: -1), 0), at: 0) }
    return beside(
      Charts.burnUp("签认完毕的核对事项逐日累计", points, of: report.items),
      table(tables.done(isWhole: false)))
  }

  private var cutovers: Markup {
    let shown = tables.shownCutovers
    guard !shown.isEmpty else {
      let note =
        report.cutovers.isEmpty ? "还没有安排割接。" : "\(report.cutovers.count)条热线的割接时间和公告期都已过。"
      return "<p>\(note)</p>"
    }
    let rest = report.cutovers.count - shown.count
    return """
      <div class="side late"><div>
      \(Charts.gantt(
        "割接与公告期",
        shown.map { Charts.Span(name: $0.line, begins: $0.at.date, ends: $0.windowEnd) },
        today: report.day))
      </div><div>
      \(table(tables.cutovers(isWhole: false)))
      \(rest > 0 ? "<p class=\"note\">另有\(rest)条热线的割接未列出。</p>" : "" as Markup)
      </div></div>
      """
  }

  private var rates: Markup {
    guard let rates = tables.rates, let table = report.rates else {
      return "<p>没有可以统计的工单。</p>"
    }
    let counted = table.groups.reduce(0) { $0 + $1.tickets }
    let index = table.indexVersion == nil ? "权重没有签字，不公布指数。" : ""
    return """
      \(self.table(rates))
      <p class="note">统计工单\(PageTable.grouped(counted))张；分母、剔除、不明、不涉及相加等于工单数。\(index)</p>
      """
  }
}
