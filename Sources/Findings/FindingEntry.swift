import Synchronization

/// What the catalogue holds of one code: how bad it is, how a run that it stops ends, and its words.
package struct FindingEntry: Sendable {
  /// How bad it is wherever it is found.
  package let severity: Severity
  /// What is found, lower case, no full stop.
  package let message: Words
  /// The harm it does.
  package let why: Words
  /// What to do.
  package let fix: Words
  /// The exit code of a run that could not go on because of it, as `sysexits.h` has them.
  package let exitCode: Int32

  static func error(
    _ english: String, _ chinese: String, why: String, _ whyInChinese: String, fix: String,
    _ fixInChinese: String, exit: Int32 = 65
  ) -> FindingEntry {
    FindingEntry(
      severity: .error, message: Words(english, chinese), why: Words(why, whyInChinese),
      fix: Words(fix, fixInChinese), exitCode: exit)
  }

  static func warning(
    _ english: String, _ chinese: String, why: String, _ whyInChinese: String, fix: String,
    _ fixInChinese: String, exit: Int32 = 65
  ) -> FindingEntry {
    FindingEntry(
      severity: .warning, message: Words(english, chinese), why: Words(why, whyInChinese),
      fix: Words(fix, fixInChinese), exitCode: exit)
  }

  static func note(
    _ english: String, _ chinese: String, why: String, _ whyInChinese: String, fix: String,
    _ fixInChinese: String
  ) -> FindingEntry {
    FindingEntry(
      severity: .note, message: Words(english, chinese), why: Words(why, whyInChinese),
      fix: Words(fix, fixInChinese), exitCode: 65)
  }
}

extension FindingCode {
  /// What the catalogue holds of it.
  package var entry: FindingEntry { Self.catalogue[self] ?? Self.missing }

  /// How bad it is wherever it is found.
  package var severity: Severity { entry.severity }

  /// The names of the facts that a finding of it carries, in the order of its English words.
  package var factNames: [String] {
    Self.factNames.withLock { known in
      if let names = known[self] { return names }
      let texts = [entry.message, entry.why, entry.fix].map(\.english)
      let names = Words(texts.joined(), "").gaps(in: .english)
      known[self] = names
      return names
    }
  }

  /// The names of the codes that a run has met: those of all codes take a short run too long.
  private static let factNames = Mutex<[FindingCode: [String]]>([:])

  private static let catalogue: [FindingCode: FindingEntry] = [
    FindingEntry.reading, FindingEntry.mappings, FindingEntry.policy,
    FindingEntry.policyCases, FindingEntry.routing, FindingEntry.routingSheets,
    FindingEntry.checklists, FindingEntry.store, FindingEntry.batches, FindingEntry.workbooks,
    FindingEntry.legacyWorkbooks, FindingEntry.attachments, FindingEntry.sheets,
    FindingEntry.surveys, FindingEntry.numbers, FindingEntry.measures, FindingEntry.reports,
    FindingEntry.signOff, FindingEntry.cutovers, FindingEntry.feeds,
  ].reduce(into: [:]) { all, area in all.merge(area) { first, _ in first } }

  private static let missing = FindingEntry.error(
    "no words for this code", "这个代码没有文字", why: "", "", fix: "", "")
}
