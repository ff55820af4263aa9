package import Findings
package import HotlineModel

/// What a check has examined and found.
package struct CheckReport: Hashable, Sendable {
  /// How much was examined.
  package struct Count: Hashable, Sendable {
    /// How many.
    package let value: Int
    /// Of what.
    package let english: String
    /// Of what, in Chinese.
    package let chinese: String

    /// How much was examined.
    package init(_ value: Int, _ english: String, _ chinese: String) {
      self.value = value
      self.english = english
      self.chinese = chinese
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
  /// What the check asks, in both languages.
  package let english: String
  /// What the check asks, in Chinese.
  package let chinese: String
  /// How much was examined.
  package let examined: [Count]
  /// The cases that speak against the table, in the order of their numbers.
  package let witnesses: [Witness]

  /// What was not examined because nobody gave it, in both languages; empty where all was.
  package let missing: [Missing]

  /// Something a check would have needed and was not given.
  package struct Missing: Hashable, Sendable {
    /// What it is.
    package let english: String
    /// What it is, in Chinese.
    package let chinese: String

    /// Something that was not given.
    package init(_ english: String, _ chinese: String) {
      self.english = english
      self.chinese = chinese
    }
  }

  /// What a check has examined and found.
  package init(
    id: String, english: String, chinese: String, examined: [Count], witnesses: [Witness],
    missing: [Missing] = []
  ) {
    self.id = id
    self.english = english
    self.chinese = chinese
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

  /// What the check asks, in a few words.
  package func title(in language: Language) -> String {
    language == .english ? english : chinese
  }

  /// How much was examined, in words: `14 numbers, 55 forms, 812 form × interval`.
  package func examined(in language: Language) -> String {
    let counts = examined.map { count in
      language == .english ? "\(count.value) \(count.english)" : "\(count.value) \(count.chinese)"
    }
    let left = missing.map { part in
      language == .english ? "not examined: no \(part.english)" : "未检查：没有\(part.chinese)"
    }
    return (counts + left).joined(separator: language == .english ? ", " : "，")
  }
}
