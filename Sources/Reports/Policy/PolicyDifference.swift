package import HotlineModel

/// What two policies decide differently, and what differs in their sheets: what `policy diff` prints.
package struct PolicyDifference: Hashable, Sendable {
  /// An output that has another value.
  package struct Output: Hashable, Sendable {
    /// The output: `mode`, `deadline`.
    package let name: String
    /// What the old policy gives.
    package let before: String
    /// What the new policy gives.
    package let after: String

    /// An output that has another value.
    package init(name: String, before: String, after: String) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  /// Facts for which the same outputs change in the same way.
  package struct Region: Hashable, Sendable {
    /// The mode with its reason where the mode changes; else every output that changes.
    package let outputs: [Output]
    /// What changes with the mode, for some or all of the facts.
    package let following: [Output]
    /// The facts, in the words of the old policy's table of modes.
    package let words: [String]
    /// Facts of one such line.
    package let witness: String
    /// How many combinations of facts there are.
    package let count: Int
    /// Whether nothing changes but what tables tell each other, such as `owner_class`.
    package let isIndirect: Bool

    /// Facts for which the same outputs change in the same way.
    package init(
      outputs: [Output], following: [Output], words: [String], witness: String, count: Int,
      isIndirect: Bool
    ) {
      self.outputs = outputs
      self.following = following
      self.words = words
      self.witness = witness
      self.count = count
      self.isIndirect = isIndirect
    }
  }

  /// A row of a sheet that changes what is decided.
  package struct Cause: Hashable, Sendable {
    /// The sheet's file name.
    package let sheet: String
    /// The row.
    package let row: SheetRevision.Row

    /// A row of a sheet that changes what is decided.
    package init(sheet: String, row: SheetRevision.Row) {
      self.sheet = sheet
      self.row = row
    }
  }

  /// What one change of the sheets does to decisions.
  package struct Change: Hashable, Sendable {
    /// The rows that make it, together; none where it could not be traced to rows.
    package let causes: [Cause]
    /// The facts that are decided differently, the most combinations first; after them those for
    /// which only what tables tell each other changes.
    package let regions: [Region]

    /// What one change of the sheets does to decisions.
    package init(causes: [Cause], regions: [Region]) {
      self.causes = causes
      self.regions = regions
    }

    /// How many combinations of facts it makes decided differently.
    package var count: Int { regions.reduce(0) { $0 + ($1.isIndirect ? 0 : $1.count) } }
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
  /// What is decided differently, change by change, the most combinations first.
  package let changes: [Change]
  /// What differs in the sheets, row by row.
  package let sheets: [SheetRevision]
  /// The lines of a register that are decided otherwise; `nil` where none was given.
  package let lines: [Line]?
  /// Whether documents speak differently of single numbers, registered or not.
  package let hasOtherDesignations: Bool
  /// Whether numbers are of another sort, registered or not.
  package let hasOtherNumberClasses: Bool
  /// The sheets that give single numbers other facts: documents on them, and their classes.
  ///
  /// No combination of facts is decided differently for that, but lines may be.
  package let sheetsOfFacts: Set<String>

  /// What two policies decide differently, and what differs in their sheets.
  package init(
    before: String, after: String, combinations: Int, changes: [Change], sheets: [SheetRevision],
    lines: [Line]?, hasOtherDesignations: Bool, hasOtherNumberClasses: Bool,
    sheetsOfFacts: Set<String>
  ) {
    self.before = before
    self.after = after
    self.combinations = combinations
    self.changes = changes
    self.sheets = sheets
    self.lines = lines
    self.hasOtherDesignations = hasOtherDesignations
    self.hasOtherNumberClasses = hasOtherNumberClasses
    self.sheetsOfFacts = sheetsOfFacts
  }

  /// The differences without those of one sheet.
  package func leavingOut(sheet: String) -> PolicyDifference {
    PolicyDifference(
      before: before, after: after, combinations: combinations, changes: changes,
      sheets: sheets.filter { $0.sheet != sheet }, lines: lines,
      hasOtherDesignations: hasOtherDesignations, hasOtherNumberClasses: hasOtherNumberClasses,
      sheetsOfFacts: sheetsOfFacts)
  }

  /// How many combinations of facts are decided otherwise.
  package var changed: Int { changes.map(\.count).sumAtMost }

  /// Whether every line, registered or not, is decided alike by both.
  package var isAlike: Bool {
    changes.isEmpty && (lines ?? []).isEmpty && sheetsOfFacts.isEmpty
  }

  /// Whether the two say the same in every row of their sheets.
  package var isSame: Bool { isAlike && sheets.isEmpty }
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
