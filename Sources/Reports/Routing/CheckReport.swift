package import Findings
package import HotlineModel

/// What a check has examined and found.
package struct CheckReport: Hashable, Sendable {
  /// How much was examined.
  package struct Count: Hashable, Sendable {
    /// How many.
    package let value: Int
    /// Of what.
    package let what: Words

    /// How much was examined.
    package init(_ value: Int, _ english: String, _ chinese: String) {
      self.value = value
      what = Words(english, chinese)
    }
  }

  /// One case that speaks against the table.
  package struct Witness: Hashable, Sendable {
    /// The number, in canonical spelling; empty where the fault is not one number's.
    package let number: String
    /// When; none where the fault has no time.
    package let intervals: [Range<CivilInstant>]
    /// Where from; `nil` where it makes no difference.
    package let origin: CallTrace.Origin?
    /// What is wrong, where the sheets say so, and what to do.
    package let finding: Finding

    /// One case that speaks against the table.
    package init(
      number: String, intervals: [Range<CivilInstant>] = [], origin: CallTrace.Origin? = nil,
      finding: Finding
    ) {
      self.number = number
      self.intervals = intervals
      self.origin = origin
      self.finding = finding
    }
  }

  /// What the check is called: `R01`.
  package let id: String
  /// What the check asks, in a few words.
  package let title: Words
  /// How much was examined.
  package let examined: [Count]
  /// The cases that speak against the table, in the order of their numbers.
  package let witnesses: [Witness]

  /// What was not examined because nobody gave it; empty where all was.
  package let missing: [Words]

  /// What a check has examined and found.
  package init(
    id: String, title: Words, examined: [Count], witnesses: [Witness], missing: [Words] = []
  ) {
    self.id = id
    self.title = title
    self.examined = examined
    self.witnesses = witnesses
    self.missing = missing
  }

  /// How it went: `passed`, `failed`, or `not-examined` where what it needs was not given.
  package var outcome: String {
    if !isPassed { return "failed" }
    return examined.isEmpty && !missing.isEmpty ? "not-examined" : "passed"
  }

  /// Whether nothing speaks against the table that makes it unusable.
  package var isPassed: Bool { !witnesses.contains { $0.finding.severity == .error } }

  /// How much was examined, in words: `14 numbers, 55 forms, 812 form × interval`.
  package func examined(in language: Language) -> String {
    let counts = examined.map { "\($0.value) \($0.what.text(in: language))" }
    let left = missing.map { part in
      language == .english ? "not examined: no \(part.english)" : "未检查：没有\(part.chinese)"
    }
    return (counts + left).joined(separator: language == .english ? ", " : "，")
  }
}
