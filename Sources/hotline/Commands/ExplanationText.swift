import Bytes
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

/// One decision as a person reads it.
struct ExplanationText {
  private let explanation: PolicyExplanation
  private let late: LateCutover?
  private let reasons: ReasonWords
  private let terminal: Terminal

  init(
    _ explanation: PolicyExplanation, late: LateCutover? = nil, reasons: ReasonWords,
    terminal: Terminal
  ) {
    self.explanation = explanation
    self.late = late
    self.reasons = reasons
    self.terminal = terminal
  }

  /// Prints the decision; further lines of a field begin below its value.
  func print() {
    let line = explanation.decision.line
    terminal.output(prose: ["\(line.id)  \(line.name)  \(line.owner)"])
    terminal.output(prose: fields, hanging: 2 + Self.labelWidth + 1)
  }

  private static let labelWidth = 10

  private var fields: [TerminalText] {
    var lines: [TerminalText] = []
    func add(_ english: String, _ chinese: String, _ value: String) {
      let label = CellWidth.padded(terminal.words(english, chinese), to: Self.labelWidth)
      lines.append("  \(label) \(value)")
    }
    addDecision(add)
    addGrounds(add)
    addAlternatives(add)
    return lines
  }

  private typealias Add = (_ english: String, _ chinese: String, _ value: String) -> Void

  private func text(_ words: Words) -> String { words.text(in: terminal.language) }

  /// A mode with the name that policy documents use, in both languages.
  private func text(of mode: MergeMode) -> String {
    terminal.words("\(mode.rawValue) \(mode.chineseName)", mode.words.chinese)
  }

  private func addDecision(_ add: Add) {
    let decision = explanation.decision
    add("decision", "决定", "\(text(of: decision.mode))  \(text(reasons[decision.reason]))")
    add("number", "号码", text(decision.number.words))
    add("seats", "座席", text(decision.seats.words))
    add("calls", "来电", text(decision.callPath.words))
    add("tickets", "工单", text(decision.tickets.words))
    add("knowledge", "知识库", text(decision.knowledge.words))
    add("7x24", "7×24", text(decision.roundTheClock.words))
    add(
      "deadline", "期限",
      "\(text(decision.deadlineWords))  \(terminal.words("checklist", "清单")) \(decision.template)")
    if let late {
      add("late", "逾期", "\(terminal.words("cut-over", "割接")) \(late.cutover)")
    }
  }

  private func addGrounds(_ add: Add) {
    let decision = explanation.decision
    for hit in decision.path {
      let mark = terminal.words(hit.mark, hit.certainty.words.chinese)
      let parts = ["\(hit.table)/\(hit.rule)", hit.clause, "[\(mark)]", "\(hit.place)"]
      add("rule", "规则", parts.filter { !$0.isEmpty }.joined(separator: "  "))
    }
    add("certainty", "把握", "\(text(decision.certainty.words))  \(decision.policy)")
    func facts(_ isUsed: Bool) -> String {
      explanation.facts.filter { $0.isUsed == isUsed }.map { "\($0.name)=\($0.value)" }
        .joined(separator: " ")
    }
    add("facts used", "用到", facts(true))
    let unused = facts(false)
    if !unused.isEmpty { add("not used", "未用到", unused) }
  }

  private func addAlternatives(_ add: Add) {
    // A rule for lines out of scope nearly matches every line in scope, which explains little.
    for miss in explanation.nearMisses.filter({ $0.column != "scope" }).prefix(12) {
      add(
        "not met", "未满足",
        "\(miss.rule) \(miss.outcome) \(miss.reason)\(terminal.words(": ", "："))\(miss.column) = "
          + "\(miss.found)\(terminal.words(", asks for ", "，要求 "))\(miss.asked)")
    }
    for hit in explanation.overruled {
      add("overruled", "被取代", "\(hit.rule)  \(hit.clause)  \(hit.place)")
    }
    for flip in explanation.flips {
      add(
        "would flip", "若改为",
        "\(flip.fact) = \(flip.value) "
          + terminal.words("(now \(flip.found)): ", "（现为 \(flip.found)）：")
          + flip.outcome.joined(separator: terminal.words(", ", "，")))
    }
    if let rules = explanation.byRules {
      add("by rules", "按规则", "\(text(of: rules.mode))  \(text(reasons[rules.reason]))")
    }
    if let question = explanation.question {
      add("question", "待定问题", "\(question.code)  \(text(question.words))  → \(question.decidedBy)")
    }
  }
}
