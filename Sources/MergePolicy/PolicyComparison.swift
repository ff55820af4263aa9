import DecisionTables
import Findings
package import HotlineModel
package import Reports
import Sheets

extension Policy {
  /// What another policy decides differently, over all facts and for the lines of a register, and
  /// what differs in its sheets.
  ///
  /// - Throws: `Unusable` where the two cannot be asked with the same facts, or are too large to be
  ///   gone through (`HL3220`), and what `decision(for:protected:on:ruling:)` throws.
  package func difference(
    to other: Policy, lines: [LegacyHotline]?, protected: ProtectedNumbers
  ) throws -> PolicyDifference {
    let revisions = sheets.revisions(to: other.sheets)
    let causes = PolicyCauses(from: self, to: other, revisions)
    let found = try graphDifference(to: other, causes)
    let changed = try lines?.compactMap { line -> PolicyDifference.Line? in
      let before = try decision(for: line, protected: protected)
      let after = try other.decision(for: line, protected: protected)
      return before.isLike(after) && before.certainty == after.certainty
        ? nil : PolicyDifference.Line(before: before, after: after)
    }
    let designations = revisions.map(\.sheet)
      .filter { $0.hasPrefix(PolicySheets.designationsPrefix) }
    let hasOtherClasses = Set(classes.rules.rules) != Set(other.classes.rules.rules)
    return PolicyDifference(
      before: version, after: other.version, combinations: found.combinations,
      changes: ChangedRegions(
        found, causes,
        parameters: Set(words.keys).union(other.words.keys.flatMap { [$0, $0 + "'"] })
      ).changes, sheets: revisions, lines: changed,
      hasOtherDesignations: !designations.isEmpty, hasOtherNumberClasses: hasOtherClasses,
      sheetsOfFacts: Set(designations + (hasOtherClasses ? [PolicySheets.classesName] : [])))
  }

  private func graphDifference(to other: Policy, _ causes: PolicyCauses) throws -> GraphDifference {
    let given = causes.outputs(affectedIn: graph).intersection(
      causes.outputs(affectedIn: other.graph))
    let telling = PolicyOutput.mostTelling.map(\.rawValue)
    // What nothing that differs leads to is alike. The mode names the regions in any case.
    let outputs =
      [telling[0]] + telling.dropFirst().filter(given.contains)
      + given.subtracting(telling).sorted() + causes.outputs
    let found: GraphDifference?
    do throws(TablesUnusable) {
      found = try causes.graph(of: self, isNew: false).difference(
        to: causes.graph(of: other, isNew: true), in: outputs, holding: words,
        otherHolding: other.words)
    } catch {
      throw Unusable(error.complaints.map { Finding($0) })
    }
    guard let found, found.isExhaustive else {
      throw Unusable(.graphNotProven(tables: ""), at: SourceLocation(file: other.folder))
    }
    return found
  }

  /// The parameters that tables ask for as if they were facts.
  private var words: [String: FactValue] { sheets.words(of: graph) }
}

extension PolicyOutput {
  /// The outputs as differences tell them: the mode and its reason first.
  fileprivate static var mostTelling: [PolicyOutput] {
    [mode, reason] + allCases.filter { $0 != mode && $0 != reason }
  }
}

extension PolicySheets {
  /// What differs in the sheets of another folder, signatures among them, in the order of the names.
  fileprivate func revisions(to other: PolicySheets) -> [SheetRevision] {
    let (before, after) = (allContents, other.allContents)
    return Set(before.keys).union(after.keys).sorted().compactMap { name in
      guard let old = before[name] else {
        return SheetRevision(sheet: name, kind: .added, rows: [])
      }
      guard let new = after[name] else {
        return SheetRevision(sheet: name, kind: .removed, rows: [])
      }
      return SheetRevision(of: name, before: old, after: new)
    }
  }
}

extension Decision {
  /// Whether another decision comes to the same, by whichever rules.
  package func isLike(_ other: Decision) -> Bool {
    mode == other.mode && number == other.number && seats == other.seats
      && callPath == other.callPath && tickets == other.tickets && knowledge == other.knowledge
      && roundTheClock == other.roundTheClock && deadline == other.deadline
      && template == other.template && reason == other.reason
  }
}
