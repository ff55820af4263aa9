import Findings
import HotlineModel
import MergerStore
import Sheets

extension Workspace {
  /// The decision of every line, in the order of the numbers; without regard to when it lives.
  ///
  /// What is decided is kept beside the ledger, and read by later runs as long as everything is the
  /// same that it follows from: the sheets, the rulings, the day and the program. It saves the proof
  /// of the policy, which is most of what a short command does. What goes to a switch or to the
  /// platform is decided anew each time.
  ///
  /// - Parameter program: version and commit of the program; without them all is decided anew.
  /// - Returns: the decisions.
  /// - Throws: `Unusable` with every complaint about register and policy.
  func decisions(keptBy program: String?) throws -> [Decision] {
    guard let program else { return try ClassifyRun(self).decisions() }
    func kept() -> KeptTexts? {
      self.kept("decisions", form: 1, by: program, rulings: rulings)
    }
    let before = kept()
    if let texts = before?.read(), let decisions = try decisions(texts) { return decisions }
    let decisions = try ClassifyRun(self).decisions()
    // Sheets that were changed while they were read belong to neither basis.
    if let before, let texts = texts(of: decisions), before.basis == kept()?.basis {
      before.keep(texts)
    }
    return decisions
  }

  /// The decisions as texts; `nil` where a rule stands outside of the workspace.
  private func texts(of decisions: [Decision]) -> [String]? {
    var texts: [String] = []
    for decision in decisions {
      texts += [
        decision.line.id, decision.mode.rawValue, decision.number.rawValue,
        decision.seats.rawValue, decision.callPath.rawValue, decision.tickets.rawValue,
        decision.knowledge.rawValue, decision.roundTheClock.rawValue, decision.deadline,
        decision.template, decision.reason, decision.policy, "\(decision.path.count)",
      ]
      for hit in decision.path {
        // Places are named from the workspace: the next run may reach it by another path.
        guard hit.place.file.hasPrefix(folder + "/") else { return nil }
        texts += [
          hit.table, hit.rule, hit.clause, hit.mark, hit.certainty.rawValue,
          String(hit.place.file.dropFirst(folder.count + 1)), hit.place.sheet ?? "",
          hit.place.line.map(String.init) ?? "", hit.place.column.map(String.init) ?? "",
          hit.place.field ?? "",
        ]
      }
    }
    return texts
  }

  /// The decisions that texts say; `nil` where they are not those of the register's lines.
  private func decisions(_ texts: [String]) throws -> [Decision]? {
    var rest = texts[...]
    func next() -> String? { rest.popFirst() }
    var decisions: [Decision] = []
    for line in try register().lines {
      guard next() == line.id, let mode = next().flatMap(MergeMode.init),
        let number = next().flatMap(NumberDisposition.init),
        let seats = next().flatMap(SeatsDisposition.init),
        let callPath = next().flatMap(CallPath.init),
        let tickets = next().flatMap(TicketsDisposition.init),
        let knowledge = next().flatMap(KnowledgeDisposition.init),
        let roundTheClock = next().flatMap(RoundTheClock.init), let deadline = next(),
        let template = next(), let reason = next(), let policy = next(),
        let hits = next().flatMap(Int.init)
      else { return nil }
      var path: [RuleHit] = []
      for _ in 0..<hits {
        guard let table = next(), let rule = next(), let clause = next(), let mark = next(),
          let certainty = next().flatMap(Certainty.init), let file = next(), let sheet = next(),
          let row = next(), let column = next(), let field = next()
        else { return nil }
        path.append(
          RuleHit(
            table: table, rule: rule, clause: clause, mark: mark, certainty: certainty,
            place: SourceLocation(
              file: "\(folder)/\(file)", sheet: sheet.isEmpty ? nil : sheet, line: Int(row),
              column: Int(column), field: field.isEmpty ? nil : field)))
      }
      decisions.append(
        Decision(
          line: line, mode: mode, number: number, seats: seats, callPath: callPath,
          tickets: tickets, knowledge: knowledge, roundTheClock: roundTheClock,
          deadline: deadline, template: template, reason: reason, path: path, policy: policy))
    }
    return rest.isEmpty ? decisions : nil
  }
}
