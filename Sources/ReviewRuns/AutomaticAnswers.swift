import Findings
import HotlineModel
import MergePolicy
import MergerRuns
import MergerStore
import Reports
import Sheets

/// Answers what the toolkit can answer of a line: from the ledger, the sheets, the survey, the routes.
///
/// Each source is read when the first line asks for it, once; what cannot be read answers nothing and
/// says why, so that one unreadable sheet does not hide all other answers.
final class AutomaticAnswers {
  private let workspace: Workspace
  /// So many of a thousand records may be in quarantine.
  private let permille: Int
  private let today: CivilDate
  private lazy var units = Result { try SurveyListRun(workspace).units(on: today) }
  private lazy var counts = Result { try handedOver() }
  private lazy var books = Result { try batches() }
  private lazy var holdings = Result { try workspace.ledger().holdings() }
  private lazy var routes = Result { try RouteRun(workspace) }
  /// R19 is of other lines: one that has a route does not wait for theirs.
  private lazy var failedChecks = Result {
    try routes.get().check().filter { !$0.isPassed && $0.id != "R19" }.map(\.id)
  }
  private lazy var carriers = Result { try CarrierAnswers(workspace) }
  private lazy var openTickets = Result { try OpenTickets(workspace.ledger()).lines }

  init(_ workspace: Workspace, quarantinePermille: Int, today: CivilDate) {
    self.workspace = workspace
    permille = quarantinePermille
    self.today = today
  }

  /// The answers to some questions about a line.
  func answers(
    to checks: [AutomaticCheck], about decision: Decision, cutover: CivilDate?
  ) -> [AutomaticAnswer] {
    checks.map { check in
      do {
        let (outcome, reason) = try answer(to: check, about: decision, cutover: cutover)
        return AutomaticAnswer(check, outcome, reason)
      } catch {
        return AutomaticAnswer(check, .open, Self.reason(of: error))
      }
    }
  }

  static func reason(of error: any Error) -> Words {
    guard let finding = (error as? Unusable)?.findings.first else {
      return Words("it cannot be read", "无法读取")
    }
    let place = finding.places.first.map { "\($0.file)\($0.line.map { ":\($0)" } ?? "")" }
    return Words(
      "\(finding.code.rawValue): \(finding.message(in: .english))\(place.map { ", \($0)" } ?? "")",
      "\(finding.code.rawValue)：\(finding.message(in: .chinese))\(place.map { "，\($0)" } ?? "")")
  }

  /// An answer, and why it is so.
  typealias Answer = (AutomaticAnswer.Outcome, Words)

  private func answer(
    to check: AutomaticCheck, about decision: Decision, cutover: CivilDate?
  ) throws -> Answer {
    let line = decision.line
    switch check {
    case .surveyAnswered: return try survey(of: line.owner)
    case .decisionFirm: return firmness(of: decision)
    case .countsAgree: return try agreement(of: line.id)
    case .quarantineTolerated: return try quarantine(of: line.id)
    case .routesPass: return try routing(of: line)
    case .lastDelivery: return try lastDelivery(of: line.id, cutover: cutover)
    case .carriersConfirmed:
      return try carriers.get().confirmation(of: line, cutover: cutover, on: today)
    case .probeCallsLanded:
      return try carriers.get().landings(of: line, cutover: cutover, by: routes.get(), on: today)
    case .openTicketsAssigned: return try backlog(of: line.id)
    case .linesDecided, .linesMerged:
      return (.open, Words("a question about the city", "这是针对全市的核对"))
    }
  }

  private func survey(of owner: String) throws -> Answer {
    guard let unit = try units.get().last(where: { $0.unit == owner }) else {
      return (.open, Words("no survey was sent to \(owner)", "没有向\(owner)发过摸底表"))
    }
    let open = unit.open + unit.unanswered
    switch unit.state {
    case .answered:
      return (.yes, Words("answered by \(unit.unit)", "\(unit.unit)已填报"))
    case .partial:
      return (.open, Words("\(open) answers are still open", "还有 \(open) 处没有填报或采用"))
    case .waiting:
      return (.open, Words("due on \(unit.deadline)", "截止 \(unit.deadline)，还没有填报"))
    case .late:
      return (.no, Words("\(unit.daysLate) days late", "逾期 \(unit.daysLate) 天未报"))
    }
  }

  /// A sheet that nobody signed decides nothing: what is decided rests on no open assumption.
  private func firmness(of decision: Decision) -> Answer {
    decision.mode == .person
      ? (.open, Words("it waits for a person", "待人决定"))
      : (.yes, Words("by \(decision.policy)", "依据 \(decision.policy)"))
  }

  private func agreement(of line: String) throws -> Answer {
    let rows = try counts.get().filter { $0.line == line }
    guard !rows.isEmpty else {
      return (
        .open,
        Words("no counts of it in \(Self.countsName)", "\(Self.countsName) 里没有这条热线的交接数量")
      )
    }
    let wrong = rows.filter { $0.difference != 0 }
    let found = wrong.map { "\($0.expected) ≠ \($0.expected - $0.difference)" }
      .joined(separator: ", ")
    return wrong.isEmpty
      ? (.yes, Words("\(rows.count) counts agree", "\(rows.count) 个数量一致"))
      : (.no, Words("handed over and held: \(found)", "交接数与实有数：\(found)"))
  }

  private func quarantine(of line: String) throws -> Answer {
    let files = try books.get().filter { $0.line == line && $0.state == "closed" }
      .flatMap(\.files)
    let read = files.map(\.reconciliation.read).reduce(0, +)
    guard read > 0 else { return (.open, Words("nothing is imported", "还没有导入")) }
    let kept = try holdings.get()[line]?.quarantined ?? 0
    let isFine = kept * 1000 <= read * permille
    return (
      isFine ? .yes : .no,
      Words(
        "\(kept) of \(read) records are in quarantine; \(permille) ‰ may be",
        "\(read) 条记录中 \(kept) 条在隔离区，容许千分之 \(permille)")
    )
  }

  private func routing(of line: LegacyHotline) throws -> Answer {
    guard try routes.get().routes.contains(where: { $0.number == line.number }) else {
      return (.open, Words("no route is planned", "还没有安排路由"))
    }
    let failed = try failedChecks.get()
    return failed.isEmpty
      ? (.yes, Words("all checks pass", "各项检查全部通过"))
      : (
        .no,
        Words(
          "\(failed.joined(separator: ", ")) fails", "\(failed.joined(separator: "、")) 没有通过")
      )
  }

  private func lastDelivery(of line: String, cutover: CivilDate?) throws -> Answer {
    guard let cutover else { return (.open, Words("no cut-over is planned", "割接日未定")) }
    let last = try books.get().last { $0.line == line && $0.state == "closed" }
    guard let last else { return (.open, Words("nothing is imported", "还没有导入")) }
    let day = String(last.started.prefix(10))
    guard let imported = CivilDate(day), imported >= cutover else {
      return (
        .open,
        Words(
          "the last one came on \(day), the cut-over is on \(cutover)",
          "最后一批在 \(day)，割接日是 \(cutover)")
      )
    }
    let (outcome, reason) = try agreement(of: line)
    guard outcome == .yes else { return (outcome, reason) }
    return (.yes, Words("\(last.name) on \(day)", "\(day) 导入 \(last.name)"))
  }

  private func backlog(of line: String) throws -> Answer {
    guard try books.get().contains(where: { $0.line == line && $0.state == "closed" }) else {
      return (.open, Words("nothing is imported", "还没有导入"))
    }
    let count = try openTickets.get()[line] ?? OpenTickets.Count()
    return count.unassigned == 0
      ? (
        .yes,
        Words("\(count.open) open tickets, each with a unit", "\(count.open) 件未办结工单均有承办单位")
      )
      : (
        .no,
        Words(
          "\(count.unassigned) of \(count.open) open tickets have no unit",
          "\(count.open) 件未办结工单中有 \(count.unassigned) 件没有承办单位")
      )
  }

  /// The sheet of counts that were handed over, below the workspace.
  static let countsName = "Mappings/checklists/handed-over.csv"

  private func handedOver() throws -> [ReconciledRow] {
    let path = "\(workspace.folder)/\(Self.countsName)"
    guard workspace.hasLedger, SheetContents.exists(path) else { return [] }
    let run = try ReconcileRun(workspace)
    return try run.against(path, totals: run.totals(batches: []))
  }

  private func batches() throws -> [Batch] {
    workspace.hasLedger ? try workspace.ledger().batches() : []
  }
}
