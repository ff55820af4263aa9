/// Something a person should know: what was found, where, why it matters, how to mend it.
///
/// A finding carries facts, not prose; the words come from the entry of its code.
package struct Finding: Hashable, Sendable {
  /// What kind of thing was found; never changes its meaning.
  package let code: FindingCode
  /// The places; the first is the primary one.
  package let places: [SourceLocation]
  /// The values that the words leave room for, by the name of the gap.
  ///
  /// Values that may be personal are masked before they come here.
  package let facts: [String: String]

  /// A finding at one or more places.
  package init(_ kind: FindingKind, at places: [SourceLocation]) {
    let (code, facts) = kind.codeAndFacts
    self.code = code
    self.places = places
    self.facts = Dictionary(uniqueKeysWithValues: zip(code.factNames, facts))
  }

  /// A finding at one place.
  package init(_ kind: FindingKind, at place: SourceLocation) { self.init(kind, at: [place]) }

  /// How bad it is.
  package var severity: Severity { code.severity }

  /// What was found, in one line.
  package func message(in language: Language) -> String {
    code.entry.message.filled(with: facts(in: language), in: language)
  }

  /// What harm it does.
  package func why(in language: Language) -> String {
    code.entry.why.filled(with: facts(in: language), in: language)
  }

  /// What to do about it.
  package func fix(in language: Language) -> String {
    code.entry.fix.filled(with: facts(in: language), in: language)
  }

  private func facts(in language: Language) -> [String: String] {
    guard language != .english else { return facts }
    return Dictionary(
      uniqueKeysWithValues: facts.map { name, fact in
        (name, FactWords.text(fact, named: name, of: code, in: language))
      })
  }
}

/// How bad a finding is.
package enum Severity: String, CaseIterable, Comparable, Sendable {
  /// Worth knowing.
  case note
  /// Usable but suspicious.
  case warning
  /// The row, sheet or table cannot be used.
  case error

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  /// The severity as people read it.
  package var words: Words {
    switch self {
    case .note: Words(rawValue, "提示")
    case .warning: Words(rawValue, "警告")
    case .error: Words(rawValue, "错误")
    }
  }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// The languages the program speaks.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh"
}

/// The run cannot go on: a file, sheet, policy or table as a whole is unusable.
///
/// Carries every finding that was made, so that a user mends them all in one go.
package struct Unusable: Error, Sendable {
  /// What was found; never empty.
  package let findings: [Finding]

  /// An unusable thing with all that was found in it.
  package init(_ findings: [Finding]) {
    self.findings = findings
  }

  /// An unusable thing with one finding.
  package init(_ kind: FindingKind, at place: SourceLocation) {
    self.findings = [Finding(kind, at: place)]
  }
}
