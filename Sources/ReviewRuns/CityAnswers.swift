import Checklists
import Findings
import HotlineModel
import MergerRuns
import MergerStore
import Reports

/// Answers what the toolkit can answer of the city as a whole: what its lines come to.
struct CityAnswers {
  private let workspace: Workspace
  private let decisions: [Decision]
  private let today: CivilDate

  /// Answers about a city with these decisions on its lines.
  init(_ workspace: Workspace, decisions: [Decision], today: CivilDate) {
    self.workspace = workspace
    self.decisions = decisions
    self.today = today
  }

  /// The answers to some questions about the city.
  func answers(to checks: [AutomaticCheck]) -> [AutomaticAnswer] {
    checks.map { check in
      do {
        let (outcome, reason) = try check == .linesDecided ? decided : merged()
        return AutomaticAnswer(check, outcome, reason)
      } catch {
        return AutomaticAnswer(check, .open, AutomaticAnswers.reason(of: error))
      }
    }
  }

  private typealias Answer = (AutomaticAnswer.Outcome, Words)

  private var undecided: [String] { decisions.filter { $0.mode == .person }.map(\.line.id) }

  private var decided: Answer {
    let open = undecided
    guard open.isEmpty else {
      return (
        .open,
        Words(
          "\(open.count) of \(decisions.count) lines wait for a person: \(Self.list(open).english)",
          "\(decisions.count) 条热线中 \(open.count) 条待人决定：\(Self.list(open).chinese)")
      )
    }
    return (.yes, Words("all \(decisions.count) lines", "共 \(decisions.count) 条热线"))
  }

  /// By the number ledger: a line is merged from the day on which its calls reach 12345.
  private func merged() throws -> Answer {
    let events = workspace.hasLedger ? try workspace.ledger().numberEvents() : [:]
    var (count, late, open): (Int, [String], [String]) = (0, [], undecided)
    for decision in decisions where decision.mode.changesRouting {
      let line = decision.line
      let own = events[line.id, default: []].map(\.event).filter { $0.life == line.validFrom }
      let history = NumberHistory(own, initial: NumberStatus(initiallyOf: line))
      if history.status == .notOpened { continue }
      count += 1
      let isMerged = ![.inUse, .announced].contains(history.status)
      // What was merged before the ledger began has no day, and is not late.
      let day = isMerged ? history.forwarded : today
      if let deadline = CivilDate(decision.deadline), let day, day > deadline {
        late.append(line.id)
      } else if !isMerged {
        open.append(line.id)
      }
    }
    if !late.isEmpty {
      let names = Self.list(late)
      return (
        .no,
        Words(
          "\(late.count) of \(count) lines are late: \(names.english)",
          "\(count) 条热线中 \(late.count) 条逾期：\(names.chinese)")
      )
    }
    guard open.isEmpty else {
      let names = Self.list(open)
      return (
        .open,
        Words(
          "\(open.count) lines are not merged yet: \(names.english)",
          "还有 \(open.count) 条热线没有归并：\(names.chinese)")
      )
    }
    return (.yes, Words("all \(count) lines", "共 \(count) 条热线"))
  }

  /// The first five of some lines.
  private static func list(_ lines: [String]) -> Words {
    let more = lines.count > 5
    return Words(
      lines.prefix(5).joined(separator: ", ") + (more ? " …" : ""),
      lines.prefix(5).joined(separator: "、") + (more ? "……" : ""))
  }
}
