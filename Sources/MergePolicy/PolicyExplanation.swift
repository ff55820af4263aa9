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
  }

  /// The decision, with the rules on its path and their clauses.
  package let decision: Decision
  /// What was said of the scope: `IN_SCOPE`, `LISTED_LINK_ONLY`.
  package let scopeReason: String
  /// The facts that the policy may ask for, by name.
  package let facts: [Fact]
  /// What did not match, from top to bottom.
  package let nearMisses: [NearMiss]
  /// What a person must answer; `nil` where a rule decides.
  package let question: PolicyQuestion?

  /// As sure as the weakest rule on the path.
  package var certainty: Certainty { decision.certainty }
}
