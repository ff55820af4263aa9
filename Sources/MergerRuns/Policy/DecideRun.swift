import Findings
package import HotlineModel
import MergePolicy
import MergerStore
package import Reports
import Sheets

/// Keeps what a person rules of a line, beside what the rules say of it.
package struct DecideRun {
  private let workspace: Workspace
  private let register: Register

  /// A run over a workspace's register.
  ///
  /// - Throws: `Unusable` with the complaints about the register.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    register = try workspace.register()
  }

  /// Keeps a ruling; it stands until the next one, or until it is taken back.
  ///
  /// - Returns: what follows for the line, with what the rules say beside it.
  /// - Throws: `Unusable`: `HL2212` for a protected number, `HL2211` for one not registered, and
  ///   what `ClassifyRun` throws.
  package func rule(
    _ text: String, now: CivilInstant, _ ruling: (LegacyHotline) -> PersonRuling
  ) throws -> PolicyExplanation {
    let line = try workspace.line(text, in: register)
    let classify = try ClassifyRun(workspace)
    guard let said = try classify.explanations(of: [line.id]).first,
      (said.byRules ?? said.decision).mode != .protected
    else {
      throw Unusable(.lineProtected(found: line.number.text), at: line.place)
    }
    try keep(DecisionRecord(ruling(line), policy: classify.policyVersion), now: now)
    return try ClassifyRun(workspace).explanations(of: [line.id])[0]
  }

  /// Takes the ruling on a line back; the rules decide again.
  ///
  /// - Throws: `Unusable` with `HL3406` where there is none, and what `rule` throws.
  package func withdraw(
    _ text: String, because: String, by who: String, now: CivilInstant
  ) throws -> PolicyExplanation {
    let line = try workspace.line(text, in: register)
    let ledger = try workspace.ledger()
    // Before the ruling is looked up, so that nobody changes it in between.
    let lock = try ledger.lock()
    guard let standing = try workspace.rulings()[line.id] else {
      throw Unusable(.rulingMissing(found: line.id), at: line.place)
    }
    let record = DecisionRecord(
      line: line.id, kind: .withdrawal, mode: standing.mode, components: [], reason: because,
      rules: "", clauses: "", facts: "", certainty: "",
      policy: try ClassifyRun(workspace).policyVersion, who: who, document: standing.document)
    try ledger.rule(record, at: now)
    _ = consume lock
    return try ClassifyRun(workspace).explanations(of: [line.id])[0]
  }

  /// Everything that was ever decided of a line, the oldest first.
  ///
  /// - Throws: `Unusable` with `HL2211` for a line that is not registered.
  package func history(of text: String) throws -> [DatedDecision] {
    let line = try register.knownLine(text, workspace)
    return workspace.hasLedger ? try workspace.ledger().decisions(of: line.id) : []
  }

  private func keep(_ record: DecisionRecord, now: CivilInstant) throws {
    let ledger = try workspace.ledger()
    let lock = try ledger.lock()
    try ledger.rule(record, at: now)
    _ = consume lock
  }
}

extension DecisionRecord {
  /// A ruling as the history keeps it.
  fileprivate init(_ ruling: PersonRuling, policy: String) {
    self.init(
      line: ruling.line, kind: .ruling, mode: ruling.mode,
      components: [
        ruling.callPath.map { "calls=" + $0.rawValue },
        ruling.number.map { "number=" + $0.rawValue }, ruling.seats.map { "seats=" + $0.rawValue },
      ].compactMap { $0 },
      reason: ruling.because, rules: "", clauses: "", facts: "", certainty: "", policy: policy,
      who: ruling.who, document: ruling.document)
  }
}
