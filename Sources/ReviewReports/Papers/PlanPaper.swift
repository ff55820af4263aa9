import Bytes
import Checklists
import Findings
import HotlineModel
import Reports

/// The plan of one line (归并方案), by GB/T 9704-2012, to be approved.
package struct PlanPaper {
  private let record: LineRecord

  /// The plan of a line.
  package init(_ record: LineRecord) { self.record = record }

  /// The page.
  package var html: String {
    let line = record.line
    let title = "\(line.name)（\(line.id)）归并方案"
    return Page(
      title: title, .paper,
      body: """
        <h1>\(title)</h1>
        \(Paper.unfinished("未批准", notice))
        <h2>一、基本情况</h2>
        <p>\(facts)</p>
        <h2>二、归并方式和依据</h2>
        <p>\(grounds)</p>
        <h2>三、各项安排</h2>
        <p>各项安排及依据见表一。</p>
        \(Paper.table(components))
        <h2>四、实施事项</h2>
        <p>\(tasks)</p>
        \(Paper.table(items))
        <h2>五、批准</h2>
        <p>\(approvals)</p>
        \(Paper.signatures(["责任单位", "市政务服务数据管理部门"]))
        <p class="plain code">\(Paper.origin(record))</p>
        """
    ).html
  }

  private var facts: String {
    let line = record.line
    let unknown = "未摸清"
    let calls = line.monthlyCalls.map { "月均来电\(PageTable.grouped($0))次" } ?? "月均来电\(unknown)"
    let seats = line.seats.map { "座席\($0)个" } ?? "座席\(unknown)"
    let carriers =
      line.carriers.isEmpty ? "接入运营商\(unknown)" : "由\(line.carriers.joined(separator: "、"))接入"
    return "\(line.name)，号码\(line.number.text)，责任单位\(line.owner)；\(calls)，\(seats)，\(carriers)；"
      + "号码现状：\(record.number.status.chineseName)。"
  }

  private var grounds: String {
    let decision = record.decision
    guard decision.mode != .person else {
      return
        "归并方式待定。\(record.reason)\(record.explanation.question.map { "由\($0.decidedBy)决定。" } ?? "")"
    }
    let clauses = decision.path.map(\.clause).filter { !$0.isEmpty }
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let text = clauses.isEmpty ? "" : "依据：\(clauses.joined(separator: "；"))。"
    let byPerson =
      record.explanation.byRules.map { "该方式由人工裁定；按规则应为\($0.mode.chineseName)。" } ?? ""
    return "归并方式为\(decision.mode.chineseName)。理由：\(Paper.sentence(record.reason))\(text)\(byPerson)"
  }

  private var components: PageTable {
    PageTable(
      "表一　各项安排及依据", [("安排", .id), ("内容", .text), ("规则", .id), ("依据", .text)],
      record.components.map { part in
        [
          .text(part.name), .text(part.words), .text(part.rule?.rule ?? "—"),
          .text(part.rule?.clause ?? "—"),
        ]
      })
  }

  private var tasks: String {
    record.status.items.isEmpty
      ? "本热线没有需要实施的事项。" : "共\(record.status.items.count)项，责任单位和期限见表二。"
  }

  private var items: PageTable {
    var table = PageTable(
      "表二　实施事项", [("编号", .id), ("事项", .text), ("应交材料", .text), ("责任单位", .text), ("期限", .text)],
      record.status.items.map { status in
        let item = status.item
        return [
          .text(String(item.id.suffix(2))), .text(item.task), .text(item.evidence),
          .text(item.owner), item.due.map { .text("\($0)") } ?? .text("待定：\(item.dueNote)"),
        ]
      })
    table.widths = [7, 33, 20, 22, 18]
    return table
  }

  /// The item under which a plan is approved.
  private var approval: ItemStatus? { record.status.items.first(where: \.item.approvesPlan) }

  private var approvals: String {
    guard let approval else { return "本热线的清单没有批准方案的事项。" }
    let names = record.signatures(of: approval.item.id)
    let state = "批准本方案的事项\(approval.item.id)现为：\(approval.state.words.chinese)。"
    return names.isEmpty ? state + "尚无签认。" : state + "签认人：\(names)。"
  }

  /// Why the plan is not to be taken for an approved one; none where it is.
  private var notice: [String] {
    if record.decision.mode == .person { return ["归并方式待定：\(record.reason)"] }
    guard let approval, !approval.state.isDone else { return [] }
    return ["批准本方案的事项\(approval.item.id)尚未签认完毕，现为：\(approval.state.words.chinese)。"]
  }
}
