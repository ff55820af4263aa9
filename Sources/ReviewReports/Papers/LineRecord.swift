import Checklists
package import Findings
package import HotlineModel
package import MergerRuns
package import MergerStore
package import Reports
package import ReviewRuns

/// Everything about one line that its papers and its folder of evidence need.
package struct LineRecord {
  package let city: String
  package let day: CivilDate
  /// How far the ledger had come; `nil` where there is none.
  package let head: LedgerHead?
  /// The decision with what it rests on.
  package let explanation: PolicyExplanation
  /// The reason of the decision in words.
  package let reason: String
  /// The checklist with its states.
  package let status: ChecklistStatus
  /// What is signed of each item, by its id.
  package let signed: [String: SignedItem]
  /// What has become of the number, and what was found on the way.
  package let number: NumberEntry
  package let findings: [Finding]

  package var decision: Decision { explanation.decision }
  package var line: LegacyHotline { decision.line }
  /// The items that are neither signed nor signed as not applicable.
  package var open: [ItemStatus] { status.items.filter { !$0.state.isDone } }

  /// Gathers it.
  ///
  /// - Parameters:
  ///   - text: the line, by its id or number in any spelling.
  ///   - workspace: the workspace.
  ///   - day: the day against which deadlines and windows are held.
  /// - Throws: `Unusable`: `HL2211` for a line that is not registered, and the complaints about
  ///   policy, routing sheets and templates.
  package init(_ text: String, in workspace: Workspace, on day: CivilDate) throws {
    let line = try workspace.register().knownLine(text, workspace)
    city = workspace.city
    self.day = day
    let ledger = workspace.hasLedger ? try workspace.ledger() : nil
    head = try ledger?.auditHead().nonEmpty
    explanation = try ClassifyRun(workspace).explanations(of: [line.id])[0]
    let code = explanation.decision.reason
    reason = Self.withoutCode(ReasonWords(workspace)[code].chinese, code)
    let (status, items) = try ChecklistRun(workspace).signedItems(of: line.id, on: day)
    self.status = status
    signed = Dictionary(items.map { ($0.content.item, $0) }) { first, _ in first }
    let ledgerEntry = try NumberRun(workspace, on: day).entry(of: line.id)
    number = ledgerEntry.entry
    findings = ledgerEntry.findings
  }

  /// The rule that decided a component: the mode by the table of modes, the others by that of
  /// dispositions.
  package func rule(ofMode isMode: Bool) -> RuleHit? {
    let table = isMode ? "mode" : "disposition"
    return decision.path.last { $0.table == table } ?? decision.path.last
  }

  /// The components of the decision, each as papers write it with the rule behind it.
  package var components: [(name: String, code: String, words: String, rule: RuleHit?)] {
    let parts = [
      ("归并方式", decision.mode.rawValue, decision.mode.chineseName),
      ("号码", decision.number.rawValue, decision.number.words.chinese),
      ("座席", decision.seats.rawValue, decision.seats.words.chinese),
      ("来电", decision.callPath.rawValue, decision.callPath.words.chinese),
      ("工单", decision.tickets.rawValue, decision.tickets.words.chinese),
      ("知识库", decision.knowledge.rawValue, decision.knowledge.words.chinese),
      ("全天受理", decision.roundTheClock.rawValue, decision.roundTheClock.words.chinese),
      ("完成期限", decision.deadline, decision.deadlineWords.chinese),
    ]
    return parts.enumerated().map { index, part in
      (part.0, part.1, Self.withoutCode(part.2, part.1), rule(ofMode: index == 0))
    }
  }

  /// `取消号码（cancel）` without what is only for machines.
  private static func withoutCode(_ words: String, _ code: String) -> String {
    words.replacing("（\(code)）", with: "")
  }

  /// Who has signed an item as it is now, as papers write it.
  package func signatures(of item: String) -> String {
    guard let signOff = signed[item]?.signOff else { return "" }
    return signOff.current.map { signature in
      let day = CivilInstant(signature.at)?.date.description ?? ""
      return "\(signature.person)（\(signature.unit)，\(signature.role.chineseName)）\(day)"
    }.joined(separator: "；")
  }
}

extension LedgerHead {
  /// The head, or `nil` of a ledger in which nothing was entered.
  var nonEmpty: LedgerHead? { sequence > 0 ? self : nil }
}
