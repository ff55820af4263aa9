import Bytes
import HotlineModel
import MergerRuns
import MergerStore
import Reports

/// The audit trail, the newest entries first.
enum AuditPage {
  static let routes = [
    PageRoute(.get, "/audit", .users(.look), isOfCity: true) { try $0.audit() }
  ]
}

extension PageContext {
  fileprivate func audit() throws -> SiteResponse {
    let user = try user()
    let query = request.query
    let before = Int(query["before"])
    let ledger = try user.state.workspace.ledger()
    let entries = try ledger.newestAuditEntries(
      RowPage.size, before: before, action: query["action"])
    let controls = FormControls(context: self)
    let rows = entries.map { entry -> Markup in
      """
      <tr><th scope="row" class="number">\(entry.sequence)</th><td class="id">\(CivilInstant(entry.at)?.description ?? entry.at)</td>\
      <td class="id">\(entry.action)</td><td>\(data(entry.detail))</td><td class="id">\(String(entry.hash.prefix(12)))</td></tr>
      """
    }
    let older: Markup =
      entries.count == RowPage.size
      ? entries.last.map { last in
        let address = "?" + query.encoded(replacing: ["before": "\(last.sequence)"])
        return "<p>\(link(address, "\(words("Older", "更早"))"))</p>"
      } ?? "" : ""
    let title = words("Entries, the newest first", "记录，最新的在前")
    return page(
      words("Audit trail", "操作日志"),
      body: """
        <p>\(words("Each entry's hash covers the one before; `hotline ledger check` proves the chain.", "每条记录的哈希涵盖前一条；hotline ledger check 核验整条链。"))</p>
        \(controls.filter("/audit", [
          controls.text("action", words("Action", "操作"), value: query["action"], hint: words("such as signature, user, import", "如 signature、user、import"))
        ]))
        <div class="table" role="region" aria-label="\(title)" tabindex="0"><table><caption>\(title)</caption><thead><tr>\
        <th scope="col" class="number">\(words("No.", "序号"))</th><th scope="col">\(words("At", "时间"))</th>\
        <th scope="col">\(words("Action", "操作"))</th><th scope="col">\(words("Of what, by whom", "内容"))</th>\
        <th scope="col">\(words("Hash", "哈希"))</th></tr></thead><tbody>\(Markup(lines: rows))</tbody></table></div>\(older)
        """)
  }
}
