import Bytes
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports
import Sheets

/// The rules in words, what was proven of them, and what waits for a person.
enum PolicyPage {
  static let routes = [PageRoute(.get, "/policies", .users(.look)) { try $0.policies() }]
}

extension PageContext {
  fileprivate func policies() throws -> SiteResponse {
    let user = try user()
    let workspace = user.state.workspace
    return page(
      words("Rules", "规则"),
      body: """
        <h2>\(words("Waiting for a person", "待人工决定"))</h2>\(try section { try questions(user) })
        <h2>\(words("What is proven", "验证结果"))</h2>\(try section { try proofs(user) })
        <h2>\(words("Deadlines of the notice", "通知要求的期限"))</h2>
        \(try section { ListingTable(PolicyListing.deadlines(try workspace.policyDeadlines(), on: now.date)).markup(words("Clauses with deadlines", "有期限的条款"), in: self) })
        <h2>\(words("The rules", "规则内容"))</h2>\(try section { try tables(of: workspace, user.facts.reasons) })
        """)
  }

  /// A part of a page; what makes it impossible is shown in its place.
  func section(_ body: () throws -> Markup) throws -> Markup {
    do {
      return try body()
    } catch let unusable as Unusable {
      return findings(unusable.findings)
    }
  }

  private func questions(_ user: Visitor) throws -> Markup {
    let questions = try user.facts.questions().compactMap { open -> OpenQuestion? in
      let lines = open.lines.filter { user.sees($0.id) }
      return lines.isEmpty ? nil : OpenQuestion(question: open.question, lines: lines)
    }
    var table = ListingTable(PolicyListing.questions(questions))
    table.empty = words("No line waits.", "没有待决定的热线。")
    return table.markup(words("Questions and the lines that wait", "问题及待决定的热线"), in: self)
  }

  private func proofs(_ user: Visitor) throws -> Markup {
    let report = try user.facts.policy()
    let proven: Markup =
      report.isProven
      ? "<b class=\"good\">\(words("proven", "已验证"))</b>"
      : "<b class=\"bad\">\(words("not proven", "未验证"))</b>"
    var known: [(name: String, value: Markup)] = [
      (words("Policy", "规则表"), "\(report.policy)　\(proven)")
    ]
    if let graph = report.graph {
      known += [
        (words("Combinations of facts", "事实组合"), "\(Listing.grouped(graph.combinations))"),
        (words("Hidden guesses", "隐藏的猜测"), "\(graph.hiddenGuesses)"),
        (words("Rules never reached", "走不到的规则"), "\(graph.deadRules)"),
      ]
    }
    known.append(
      (
        words("Invariants broken", "不成立的不变量"),
        "\(report.invariants.count { $0.broken > 0 }) / \(report.invariants.count)"
      ))
    if let cases = report.cases {
      known.append((words("Signed cases", "已签认的用例"), "\(cases.signed) / \(cases.all)"))
    }
    return """
      \(facts(known))\(ListingTable(PolicyListing.tables(of: report)).markup(words("Tables", "各表"), in: self))
      \(findings(report.findings))
      """
  }

  /// The decision tables as their sheets have them, with words for the codes of results.
  private func tables(of workspace: Workspace, _ reasons: ReasonWords) throws -> Markup {
    let names = SheetContents.names(in: workspace.policyFolder).filter { $0.hasPrefix("D") }
    let tables = try names.map { name -> Markup in
      let sheet = try SheetContents(contentsOf: "\(workspace.policyFolder)/\(name)")
      guard let head = sheet.rows.first(where: { $0.cells.first == "name" }) else { return "" }
      let titles = head.cells.dropFirst().map {
        RegisterAddRun.name(ofColumn: $0, in: language)
      }
      let title = sheet.rows.first?.cells.last ?? name
      let rules = sheet.rows.filter { $0.line > head.line && $0.cells.first != "domain" }.map {
        row -> Markup in
        let cells = titles.indices.map { index -> Markup in
          let cell = row.cells.indices.contains(index + 1) ? row.cells[index + 1] : ""
          return "<td>\(data(word(cell, of: head.cells[index + 1], reasons)))</td>"
        }
        return "<tr><th scope=\"row\" class=\"id\">\(row.cells.first ?? "")</th>\(cells)</tr>"
      }
      let heads = titles.map { "<th scope=\"col\">\(data($0))</th>" as Markup }
      return """
        <div class="table" role="region" aria-label="\(title)" tabindex="0"><table><caption>\(data(title)) \(name)</caption>\
        <thead><tr><th scope="col">\(words("Rule", "规则"))</th>\(heads)</tr></thead><tbody>\(Markup(lines: rules))</tbody></table></div>
        """
    }
    return Markup(lines: tables)
  }

  private func word(_ cell: String, of column: String, _ reasons: ReasonWords) -> String {
    if cell == "-" { return words("any", "不限") }
    switch column {
    case "mode": return MergeMode(rawValue: cell).map { words($0.words) } ?? cell
    case "reason": return words(reasons[cell])
    case "certainty": return Certainty(rawValue: cell).map { words($0.words) } ?? cell
    // Values that one rule names are a list, which may be broken.
    case _: return cell.replacing("|", with: words(", ", "、"))
    }
  }
}
