import HotlineModel

/// What would notice a slip of the hand in a policy: what `policy mutate` prints.
package struct PolicyMutation: Hashable, Sendable {
  /// What an edit changes.
  package enum Kind: String, CaseIterable, Sendable {
    /// An answer that decides, or leads to what decides.
    case decisions
    /// An answer that only says why: a reason, or the question to a person.
    case words
    /// What a rule asks for.
    case conditions
    /// A rule deleted, or written twice.
    case rules
    /// The value of a parameter.
    case parameters
    /// An invariant deleted, or one of its demands.
    case invariants
    /// A case deleted, or one of its answers left open.
    case cases
  }

  /// What notices an edit; each edit counts under the first that does.
  package enum Guard: String, CaseIterable, Sendable {
    /// An invariant that does not hold any more.
    case invariant
    /// A signed case that is answered otherwise.
    case `case`
    /// A gap, an overlap, a guess, or what no rule may touch.
    case proof
    /// A signature that no longer fits its sheet.
    case signature
    /// Nobody.
    case nobody
  }

  /// An edit that nobody would notice.
  package struct Survivor: Hashable, Sendable {
    /// What it changes.
    package let kind: Kind
    /// The table or sheet.
    package let table: String
    /// The rule or row.
    package let rule: String
    /// The column; empty where a whole row is changed.
    package let column: String
    /// What stands there.
    package let found: String
    /// What would stand there.
    package let value: String

    /// An edit that nobody would notice.
    package init(
      kind: Kind, table: String, rule: String, column: String, found: String, value: String
    ) {
      self.kind = kind
      self.table = table
      self.rule = rule
      self.column = column
      self.found = found
      self.value = value
    }
  }

  /// Name and content hash of the policy.
  package let policy: String
  /// How many edits each guard notices, by kind.
  package let counts: [Kind: [Guard: Int]]
  /// The edits that nobody would notice, in the order of the tables.
  package let survivors: [Survivor]

  /// What would notice the edits of a policy.
  package init(policy: String, counts: [Kind: [Guard: Int]], survivors: [Survivor]) {
    self.policy = policy
    self.counts = counts
    self.survivors = survivors
  }

  /// How many edits of a kind were tried.
  package func edits(_ kind: Kind) -> Int { (counts[kind] ?? [:]).values.reduce(0, +) }

  /// How many of them something notices.
  package func noticed(_ kind: Kind) -> Int { edits(kind) - (counts[kind]?[.nobody] ?? 0) }
}
