package import Findings
import HotlineModel

/// What could be proven of a policy: what `policy check` prints.
package struct PolicyReport: Hashable, Sendable {
  /// What was found out about one table.
  package struct Table: Hashable, Sendable {
    /// The table's name.
    package let name: String
    /// How many rules it has.
    package let rules: Int
    /// How many facts or outputs it asks for.
    package let inputs: Int
    /// How many regions of facts were looked at.
    package let regions: Int
    /// Regions that no rule answers.
    package let gaps: Int
    /// Sets of rules that answer together.
    package let overlaps: Int
    /// Whether everything was looked at.
    package let isExhaustive: Bool

    /// A table with what was found out about it.
    package init(
      name: String, rules: Int, inputs: Int, regions: Int, gaps: Int, overlaps: Int,
      isExhaustive: Bool
    ) {
      self.name = name
      self.rules = rules
      self.inputs = inputs
      self.regions = regions
      self.gaps = gaps
      self.overlaps = overlaps
      self.isExhaustive = isExhaustive
    }
  }

  /// What was found out about one invariant.
  package struct Invariant: Hashable, Sendable {
    /// Its name within the policy.
    package let id: String
    /// For how many combinations of facts it says something.
    package let cases: Int
    /// For how many of them it does not hold.
    package let broken: Int

    /// An invariant with what was found out about it.
    package init(id: String, cases: Int, broken: Int) {
      self.id = id
      self.cases = cases
      self.broken = broken
    }
  }

  /// What was found out about all tables together.
  package struct Graph: Hashable, Sendable {
    /// How many combinations of facts there are, as far as rules can tell them apart; the largest
    /// number where there are more.
    package let combinations: Int
    /// How many were compared with one fact unknown and known.
    package let unknownTests: Int
    /// How many states were looked at: what it took to prove it.
    package let states: Int
    /// Rules that answer although an unknown fact could change the answer.
    package let hiddenGuesses: Int
    /// Rules that ask a person although no value of the unknown fact changes the answer.
    package let needlessQuestions: Int
    /// Rules that no facts lead to.
    package let deadRules: Int
    /// Whether everything was looked at.
    package let isExhaustive: Bool

    /// What was found out about all tables together.
    package init(
      combinations: Int, unknownTests: Int, states: Int, hiddenGuesses: Int,
      needlessQuestions: Int, deadRules: Int, isExhaustive: Bool
    ) {
      self.combinations = combinations
      self.unknownTests = unknownTests
      self.states = states
      self.hiddenGuesses = hiddenGuesses
      self.needlessQuestions = needlessQuestions
      self.deadRules = deadRules
      self.isExhaustive = isExhaustive
    }
  }

  /// What became of the policy's signed cases.
  package struct Cases: Hashable, Sendable {
    /// How many cases there are.
    package let all: Int
    /// How many of them somebody stands for.
    package let signed: Int
    /// How many are answered otherwise than they say, or not at all.
    package let failed: Int
    /// How many rules no signed case reaches.
    package let rulesWithout: Int

    /// What became of the policy's signed cases.
    package init(all: Int, signed: Int, failed: Int, rulesWithout: Int) {
      self.all = all
      self.signed = signed
      self.failed = failed
      self.rulesWithout = rulesWithout
    }
  }

  /// Name and content hash of the policy.
  package let policy: String
  /// The tables in the order in which they are asked.
  package let tables: [Table]
  /// All tables together; `nil` where a table keeps them from being looked at.
  package let graph: Graph?
  /// The invariants in the order of their sheet.
  package let invariants: [Invariant]
  /// The signed cases; `nil` where a table keeps them from being asked.
  package let cases: Cases?
  /// Everything found, the worst first.
  package let findings: [Finding]

  /// What could be proven of a policy.
  package init(
    policy: String, tables: [Table], graph: Graph?, invariants: [Invariant], cases: Cases?,
    findings: [Finding]
  ) {
    self.policy = policy
    self.tables = tables
    self.graph = graph
    self.invariants = invariants
    self.cases = cases
    self.findings = findings
  }

  /// For how many combinations of facts invariants say something, all added up; the largest number
  /// where there are more.
  package var casesOfInvariants: Int { invariants.map(\.cases).sumAtMost }

  /// What keeps the policy from being used or signed: everything that is wrong with it but for
  /// signatures.
  package var refusals: [Finding] { findings.refusals }

  /// Whether all was looked at and nothing stands against the policy but signatures.
  package var isProven: Bool { refusals.isEmpty }
}
