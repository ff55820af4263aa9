import DecisionTables
import Findings
import Reports

/// Edits of the sheets beside the tables: what guards the answers must be guarded itself.
extension PolicyMutator {
  /// Each number one more and one less, each word another that tables know.
  func parameters(_ note: Note) {
    for parameter in sheets.parameters {
      let others = parameter.limit.map { ["\($0 - 1)", "\($0 + 1)"] } ?? otherWords(parameter)
      for value in others {
        note(
          PolicyMutation.Survivor(
            kind: .parameters, table: PolicySheets.parametersName, rule: parameter.name,
            column: "value", found: parameter.value, value: value),
          notices([parameter.name: value]) ? .case : guarded(PolicySheets.parametersName))
      }
    }
  }

  /// The other words of a parameter that tables ask for as a fact.
  private func otherWords(_ parameter: PolicyParameter) -> [String] {
    let domains = (graph.facts[parameter.name] ?? []).map(\.domain)
    guard case .words(let words)? = FactDomain.union(domains) else { return [] }
    return words.filter { $0 != parameter.value }
  }

  /// Whether a signed case is answered otherwise with another value of a parameter.
  private func notices(_ supposed: [String: String]) -> Bool {
    guard let other = try? sheets.supposing(supposed), let graph = try? other.graph(),
      let cases = try? other.cases(of: graph)
    else { return true }
    return cases.all.contains { asked in
      guard asked.isSigned else { return false }
      return (try? CaseRun(asked, among: cases, of: graph)).map { !$0.differences.isEmpty } ?? true
    }
  }

  /// Each invariant deleted, and each of its demands.
  func invariants(_ note: Note) {
    for invariant in invariants {
      let name = PolicySheets.invariantsName
      let id = invariant.invariant.id
      let demands = invariant.invariant.must.count > 1 ? invariant.invariant.must : []
      for (column, found) in [("", "")] + demands.map({ ($0.name, $0.condition.text) }) {
        note(
          PolicyMutation.Survivor(
            kind: .invariants, table: name, rule: id, column: column, found: found,
            value: "deleted"), guarded(name))
      }
    }
  }

  /// Each signed case deleted, and each of its answers left open.
  func cases(_ note: Note) {
    for asked in cases.all where asked.isSigned {
      let name = asked.place.file.split(separator: "/").last.map(String.init) ?? ""
      let answers = asked.expected.map { ($0.name, $0.value.description) }
      for (column, found) in [("", "")] + answers {
        note(
          PolicyMutation.Survivor(
            kind: .cases, table: name, rule: asked.id, column: column, found: found,
            value: column.isEmpty ? "deleted" : "-"), guarded(name))
      }
    }
  }

  /// Who notices a change of a sheet that nothing else looks at.
  private func guarded(_ sheet: String) -> PolicyMutation.Guard {
    sheets.isSigned(sheet) ? .signature : .nobody
  }
}
