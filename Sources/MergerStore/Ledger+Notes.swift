package import HotlineModel

extension Ledger {
  /// Enters in the audit trail what a run does to sheets of the workspace, while it does it.
  ///
  /// - Parameters:
  ///   - action: what is done, in one word: `survey.accept`.
  ///   - detail: to what, by whom; nothing personal but the name of who did it.
  ///   - now: when.
  ///   - change: does it; the entry is made only where it succeeds.
  /// - Throws: `Unusable`: `HL6001` where another run is writing, `HL6102` and what `change` throws.
  package func note(
    _ action: String, _ detail: String, at now: CivilInstant, doing change: () throws -> Void
  ) throws {
    try write(at: now) { _, trail in
      trail.note(action, detail)
      try change()
    }
  }
}
