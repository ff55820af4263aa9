package import Findings
package import HotlineModel

/// Why a line is decided as it is: what `classify --explain` prints.
package struct PolicyExplanation: Hashable, Sendable {
  /// A fact of the line.
  package struct Fact: Hashable, Sendable {
    /// The fact's name.
    package let name: String
    /// Its value as sheets write it.
    package let value: String
    /// Whether a rule on the path asked about it.
    package let isUsed: Bool

    /// A fact of the line.
    package init(
      name: String, value: String, isUsed: Bool
    ) {
      self.name = name
      self.value = value
      self.isUsed = isUsed
    }
  }

  /// A rule on the mode that would have decided otherwise but for one answer.
  package struct NearMiss: Hashable, Sendable {
    /// The rule: `M18`.
    package let rule: String
    /// The outcome code it gives: `FULL`.
    package let outcome: String
    /// The reason it gives.
    package let reason: String
    /// What it asks about.
    package let column: String
    /// What the line's answer is.
    package let found: String
    /// What the rule asks for, as its sheet writes it.
    package let asked: String
    /// Where the condition stands.
    package let place: SourceLocation

    /// A rule that nearly matched.
    package init(
      rule: String, outcome: String, reason: String, column: String, found: String, asked: String,
      place: SourceLocation
    ) {
      self.rule = rule
      self.outcome = outcome
      self.reason = reason
      self.column = column
      self.found = found
      self.asked = asked
      self.place = place
    }
  }

  /// A single fact that would change the outcome if it were otherwise.
  package struct Flip: Hashable, Sendable {
    /// The fact.
    package let fact: String
    /// What it is.
    package let found: String
    /// What it would have to be.
    package let value: String
    /// What would be decided then, component by component where it differs.
    package let outcome: [String]

    /// A single fact that would change the outcome if it were otherwise.
    package init(fact: String, found: String, value: String, outcome: [String]) {
      self.fact = fact
      self.found = found
      self.value = value
      self.outcome = outcome
    }
  }

  /// The decision, with the rules on its path and their clauses.
  package let decision: Decision
  /// What the rules alone say where a person has ruled; else `nil`.
  package let byRules: Decision?
  /// Documents that were overruled by a higher or later one.
  package let overruled: [RuleHit]
  /// Single facts that would change the outcome; none where nobody asked for them.
  package let flips: [Flip]
  /// What was said of the scope: `IN_SCOPE`, `LISTED_LINK_ONLY`.
  package let scopeReason: String
  /// The facts that the policy may ask for, by name.
  package let facts: [Fact]
  /// What did not match, from top to bottom.
  package let nearMisses: [NearMiss]
  /// What a person must answer; `nil` where a rule decides.
  package let question: PolicyQuestion?

  /// A decision with what it rests on.
  package init(
    decision: Decision, byRules: Decision? = nil, overruled: [RuleHit] = [], flips: [Flip] = [],
    scopeReason: String, facts: [Fact], nearMisses: [NearMiss], question: PolicyQuestion?
  ) {
    self.decision = decision
    self.byRules = byRules
    self.overruled = overruled
    self.flips = flips
    self.scopeReason = scopeReason
    self.facts = facts
    self.nearMisses = nearMisses
    self.question = question
  }

  /// As sure as the weakest rule on the path.
  package var certainty: Certainty { decision.certainty }
}
