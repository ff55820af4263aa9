package import HotlineModel

/// What was decided of one line at one time: an entry of its history that is never rewritten.
package struct DecisionRecord: Hashable, Sendable {
  /// Who decided.
  package enum Kind: String, CaseIterable, Sendable {
    /// The rules.
    case rules
    /// A person.
    case ruling
    /// A person who took a ruling back.
    case withdrawal
  }

  /// The line.
  package let line: String
  /// Who decided.
  package let kind: Kind
  /// How the line is merged.
  package let mode: MergeMode
  /// The components by name, sorted; of a ruling only those that the person named.
  package let components: [String]
  /// The reason or question of the rules, or the person's own words.
  package let reason: String
  /// The rules on the path: `K3 O2 S13 V3 M13 P05`.
  package let rules: String
  /// The clauses they rest on.
  package let clauses: String
  /// The facts that were used, as name=value.
  package let facts: String
  /// How sure it is; empty for a person.
  package let certainty: String
  /// Name and content hash of the policy.
  package let policy: String
  /// Who asked for the decision, or made it.
  package let who: String
  /// The document behind a ruling.
  package let document: String

  /// What was decided of one line.
  package init(
    line: String, kind: Kind, mode: MergeMode, components: [String], reason: String, rules: String,
    clauses: String, facts: String, certainty: String, policy: String, who: String,
    document: String
  ) {
    self.line = line
    self.kind = kind
    self.mode = mode
    self.components = components
    self.reason = reason
    self.rules = rules
    self.clauses = clauses
    self.facts = facts
    self.certainty = certainty
    self.policy = policy
    self.who = who
    self.document = document
  }

  /// The value of a component; `nil` where it is not named.
  package func component(_ name: String) -> String? {
    components.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  /// Whether another record says the same, whoever asked for it and by whichever policy.
  package func saysTheSame(as other: DecisionRecord) -> Bool {
    kind == other.kind && mode == other.mode && components == other.components
      && reason == other.reason && rules == other.rules && facts == other.facts
      && certainty == other.certainty
  }
}

extension DecisionRecord {
  /// What the rules decide, as the history keeps it.
  package init(_ explanation: PolicyExplanation, who: String) {
    let decision = explanation.decision
    self.init(
      line: decision.line.id, kind: .rules, mode: decision.mode,
      components: [
        "calls=" + decision.callPath.rawValue, "deadline=" + decision.deadline,
        "knowledge=" + decision.knowledge.rawValue, "number=" + decision.number.rawValue,
        "roundTheClock=" + decision.roundTheClock.rawValue, "seats=" + decision.seats.rawValue,
        "template=" + decision.template, "tickets=" + decision.tickets.rawValue,
      ],
      reason: decision.reason, rules: decision.path.map(\.rule).joined(separator: " "),
      clauses: decision.path.map(\.clause).filter { !$0.isEmpty }.joined(separator: "; "),
      facts: explanation.facts.filter(\.isUsed).map { "\($0.name)=\($0.value)" }
        .joined(separator: " "),
      certainty: decision.certainty.rawValue, policy: decision.policy, who: who, document: "")
  }
}

/// An entry of a line's history with its time.
package struct DatedDecision: Hashable, Sendable {
  /// What was decided.
  package let record: DecisionRecord
  /// When, RFC 3339.
  package let at: String

  /// What was decided, and when.
  package init(record: DecisionRecord, at: String) {
    self.record = record
    self.at = at
  }
}

/// A line that is decided otherwise than the last time, or for the first time.
package struct DecisionChange: Hashable, Sendable {
  /// What was decided before; `nil` the first time.
  package let before: DecisionRecord?
  /// What is decided now.
  package let after: DecisionRecord

  /// A line that is decided otherwise than the last time.
  package init(before: DecisionRecord?, after: DecisionRecord) {
    self.before = before
    self.after = after
  }
}
