package import HotlineModel

/// What two policies decide differently: what `policy diff` prints.
package struct PolicyDifference: Hashable, Sendable {
  /// Facts that are decided otherwise, all in the same way.
  package struct Region: Hashable, Sendable {
    /// What the old policy decides, component by component, where they differ.
    package let before: [String]
    /// What the new policy decides there.
    package let after: [String]
    /// The facts, in the words of the old policy's table of modes.
    package let words: [String]
    /// Facts of one such line.
    package let witness: String
    /// How many combinations of facts there are.
    package let count: Int

    /// Facts that are decided otherwise, all in the same way.
    package init(
      before: [String], after: [String], words: [String], witness: String, count: Int
    ) {
      self.before = before
      self.after = after
      self.words = words
      self.witness = witness
      self.count = count
    }
  }

  /// A registered line that is decided otherwise.
  package struct Line: Hashable, Sendable {
    /// What the old policy decides.
    package let before: Decision
    /// What the new policy decides.
    package let after: Decision

    /// A registered line that is decided otherwise.
    package init(before: Decision, after: Decision) {
      self.before = before
      self.after = after
    }
  }

  /// Name and content hash of the old policy.
  package let before: String
  /// Name and content hash of the new policy.
  package let after: String
  /// How many combinations of facts were decided by both.
  package let combinations: Int
  /// What differs, the most combinations first.
  package let regions: [Region]
  /// The lines of a register that are decided otherwise; `nil` where none was given.
  package let lines: [Line]?

  /// What two policies decide differently.
  package init(
    before: String, after: String, combinations: Int, regions: [Region], lines: [Line]?
  ) {
    self.before = before
    self.after = after
    self.combinations = combinations
    self.regions = regions
    self.lines = lines
  }

  /// How many combinations of facts are decided otherwise.
  package var changed: Int { regions.map(\.count).sumAtMost }
}

/// What becomes of the register when a limit is moved: a row of what `policy sweep` prints.
package struct SweepStep: Hashable, Sendable {
  /// The limit.
  package let value: Int
  /// How many lines there are of each mode.
  package let modes: [MergeMode: Int]
  /// The lines that are decided otherwise than with the limit as it stands.
  package let changed: [String]

  /// What becomes of the register with one limit.
  package init(value: Int, modes: [MergeMode: Int], changed: [String]) {
    self.value = value
    self.modes = modes
    self.changed = changed
  }
}

extension [Int] {
  /// The sum; the largest number where it is larger.
  package var sumAtMost: Int {
    reduce(0) { sum, count in
      let (next, isTooLarge) = sum.addingReportingOverflow(count)
      return isTooLarge ? .max : next
    }
  }
}
