import Findings
package import HotlineModel
import MergePolicy
import MergerStore
package import Reports
package import Sheets

/// Decides every line of the register by the workspace's policy: facts in, reasons out.
package struct ClassifyRun {
  private let workspace: Workspace
  private let policy: Policy
  private let protected: ProtectedNumbers
  private let register: Register
  /// What people have ruled, by line.
  private let rulings: [String: PersonRuling]
  private let day: CivilDate?

  /// A run over a workspace's register, with a policy that has been proven.
  ///
  /// - Parameters:
  ///   - workspace: the workspace.
  ///   - day: the day on which lines must be alive and designations must hold; without one all
  ///     lives are meant and the last word counts.
  /// - Throws: `Unusable` with every complaint about register and policy.
  package init(_ workspace: Workspace, asOf day: CivilDate? = nil) throws {
    try self.init(workspace, asOf: day, ledger: nil)
  }

  /// A run that reads rulings from a ledger that is open already.
  init(_ workspace: Workspace, asOf day: CivilDate? = nil, ledger: Ledger?) throws {
    self.workspace = workspace
    self.day = day
    policy = try Policy(folder: workspace.policyFolder, today: workspace.today)
    protected = try workspace.protectedNumbers()
    register = try workspace.register()
    rulings = try ledger?.rulings() ?? workspace.rulings()
  }

  /// Name and content hash of the policy.
  package var policyVersion: String { policy.version }

  /// The decision of every line, in the order of the numbers; without regard to when it lives.
  package func decisions() throws -> [Decision] {
    try policy.decisions(for: register.lines, protected: protected, on: day, rulings: rulings)
  }

  /// Why the named lines, or all, are decided as they are.
  ///
  /// - Parameters:
  ///   - numbers: lines by id or number in any spelling; none for all.
  ///   - isThorough: whether single facts that would change the outcome are looked for.
  /// - Returns: an explanation for each line, in the order of the numbers.
  /// - Throws: `Unusable` with `HL2211` for a line that is not registered.
  package func explanations(
    of numbers: [String], isThorough: Bool = false
  ) throws -> [PolicyExplanation] {
    let lines =
      numbers.isEmpty
      ? register.lines.filter { line in day.map { line.isValid(on: $0) } ?? true }
      : try numbers.map { try register.knownLine($0, workspace, on: day) }
    return try lines.map {
      try policy.explanation(
        for: $0, protected: protected, on: day, ruling: rulings[$0.id], isThorough: isThorough)
    }
  }

  /// The questions that people must answer, each with the lines that wait for it.
  package func questions() throws -> [OpenQuestion] {
    let open = try explanations(of: []).compactMap { explanation in
      explanation.question.map { (question: $0, line: explanation.decision.line) }
    }
    return Dictionary(grouping: open, by: \.question)
      .map { OpenQuestion(question: $0, lines: $1.map(\.line)) }
      .sorted { ($1.lines.count, $0.question.code) < ($0.lines.count, $1.question.code) }
  }

  /// Keeps what the rules decide in the ledger, beside what they decided before.
  ///
  /// - Returns: the lines that are decided otherwise than the last time.
  package func record(by who: String, now: CivilInstant) throws -> [DecisionChange] {
    let records = try register.lines.map { line in
      DecisionRecord(
        try policy.explanation(for: line, protected: protected, on: day), who: who)
    }
    let ledger = try workspace.ledger()
    let lock = try ledger.lock()
    let changes = try ledger.record(records, at: now)
    _ = consume lock
    return changes
  }
}

extension Register {
  /// A line by its id or its number in any spelling, protected ones among them.
  ///
  /// - Throws: `Unusable` with `HL2211` where there is none.
  package func knownLine(
    _ text: String, _ workspace: Workspace, on day: CivilDate? = nil
  ) throws -> LegacyHotline {
    if let line = line(text, home: workspace.home, on: day) { return line }
    throw Unusable(
      .lineUnknown(found: text, register: file, nearest: nearest(to: text, among: lines.map(\.id))),
      at: SourceLocation(file: file))
  }
}

extension Workspace {
  /// What people have ruled, by line; nothing where there is no ledger yet.
  package func rulings() throws -> [String: PersonRuling] {
    hasLedger ? try ledger().rulings() : [:]
  }
}
