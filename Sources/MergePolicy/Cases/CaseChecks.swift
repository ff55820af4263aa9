import DecisionTables
import Findings
import HotlineModel
import Reports

/// Whether a policy answers its signed cases as they say, and whether each rule has one.
struct CaseChecks {
  let graph: DecisionGraph
  let cases: PolicyCases
  /// Where the policy lies.
  let place: SourceLocation
  /// The day of the run, which no signature is later than; `nil` where signatures do not matter.
  let today: CivilDate?
  /// The day of the notice, which no signature is earlier than.
  let notice: CivilDate?

  /// What came of it.
  struct Result {
    var figures: PolicyReport.Cases
    var findings: [Finding] = []
  }

  func run() -> Result {
    var failing: [Failure: [CaseRun.Difference]] = [:]
    var undecided: [Finding] = []
    var covered: Set<String> = []
    var failed = 0
    for asked in cases.all {
      do throws(EvaluationFailure) {
        let run = try CaseRun(asked, among: cases, of: graph)
        if asked.isSigned { covered.formUnion(run.rules.map(\.id)) }
        if !run.differences.isEmpty { failed += 1 }
        for difference in run.differences {
          let failure = Failure(
            rule: difference.rule?.id ?? run.rules.map(\.id).joined(separator: " "),
            column: difference.expected.name, found: difference.found,
            expected: difference.expected.value.description)
          failing[failure, default: []].append(difference)
        }
      } catch {
        failed += 1
        undecided.append(Finding(error, at: asked.place))
      }
    }
    let bare = graph.tables.map { table in
      (table: table, rules: table.rules.filter { !covered.contains($0.id) })
    }.filter { !$0.rules.isEmpty }
    return Result(
      figures: PolicyReport.Cases(
        all: cases.all.count, signed: cases.all.count { $0.isSigned }, failed: failed,
        rulesWithout: bare.reduce(0) { $0 + $1.rules.count }),
      findings: undecided + findings(about: failing) + misdated + missing + unsigned
        + (cases.all.isEmpty ? [] : bare.map(Self.finding)))
  }

  /// One wrong answer of one rule, whichever cases show it.
  private struct Failure: Hashable {
    let rule: String
    let column: String
    let found: String
    let expected: String
  }

  private func findings(about failing: [Failure: [CaseRun.Difference]]) -> [Finding] {
    let ordered = failing.sorted {
      ($1.value.count, $0.key.rule, $0.key.column) < ($0.value.count, $1.key.rule, $1.key.column)
    }
    return ordered.map { failure, differences in
      let named = cases.all.filter { asked in
        differences.contains { asked.expected.map(\.place).contains($0.expected.place) }
      }.map(\.id)
      return Finding(
        .caseFails(
          found: Self.listed(named), rule: failure.rule, column: failure.column,
          value: failure.found, expected: failure.expected),
        at: (differences.first?.rule.map { [SourceLocation($0.place)] } ?? [])
          + differences.prefix(3).map(\.expected.place))
    }
  }

  /// Signatures of cases that are later than today, or earlier than the notice.
  var misdated: [Finding] {
    guard let today else { return [] }
    return cases.all.compactMap(\.signature).flatMap { $0.complaints(on: today, notice: notice) }
  }

  private var missing: [Finding] {
    guard cases.all.isEmpty else { return [] }
    let name = PolicySheets.casesPrefix + ".csv"
    let sheet = SourceLocation(file: "\(place.file)/\(name)")
    return [Finding(.policySheetEmpty(found: name), at: sheet)]
  }

  private var unsigned: [Finding] {
    let open = cases.all.filter { !$0.isSigned }
    guard let first = open.first else { return [] }
    return [Finding(.caseNotSigned(found: Self.listed(open.map(\.id))), at: first.place)]
  }

  private static func finding(
    _ bare: (table: DecisionTable, rules: [DecisionTable.Rule])
  ) -> Finding {
    Finding(
      .ruleWithoutCase(found: listed(bare.rules.map(\.id)), table: bare.table.name),
      at: SourceLocation(bare.rules[0].place))
  }

  /// The first few names, and how many more there are.
  static func listed(_ names: [String]) -> String {
    names.count > 8
      ? names.prefix(6).joined(separator: ", ") + " (+\(names.count - 6))"
      : names.joined(separator: ", ")
  }
}
