import DecisionTables
import Findings
import HotlineModel
import Sheets

extension Finding {
  /// A complaint of the decision engine as a finding.
  init(_ complaint: TableComplaint) {
    self.init(complaint.kind.finding, at: complaint.places.map { SourceLocation($0) })
  }

  /// Why a line could not be decided, as a finding at the rule and at the line.
  init(_ failure: EvaluationFailure, line: LegacyHotline) {
    self.init(failure, at: line.place)
  }

  /// Why facts could not be decided, as a finding where they stand and at the rule.
  init(_ failure: EvaluationFailure, at asked: SourceLocation) {
    switch failure {
    case .factMissing(let table, let fact, let place):
      self.init(.factNotGiven(column: fact, table: table), at: [asked, SourceLocation(place)])
    case .factOutside(let table, let fact, let domain, let place):
      let expected = domain.listed
      self.init(
        .factOutsideDomain(
          column: fact.name, found: fact.value.description, table: table,
          nearest: nearest(to: fact.value.description, among: expected),
          expected: expected.joined(separator: ", ")), at: [asked, SourceLocation(place)])
    case .noRule(let table, let facts, let place):
      self.init(
        .noRuleMatches(table: table, found: facts.listed), at: [asked, SourceLocation(place)])
    case .severalRules(let table, let rules, let facts, let places):
      self.init(
        .severalRulesMatch(
          table: table, found: "\(rules.joined(separator: ", ")) (\(facts.listed))"),
        at: [asked] + places.map { SourceLocation($0) })
    }
  }
}

extension [NamedValue] {
  /// `scope in, annex full`, as findings show facts.
  var listed: String { map { "\($0.name) \($0.value)" }.joined(separator: ", ") }
}

extension FactDomain {
  /// The values one by one, or what there is to say of them.
  var listed: [String] {
    if case .words(let words) = self { words } else { [description] }
  }
}

extension TableComplaint.Kind {
  fileprivate var finding: FindingKind {
    switch self {
    case .cellEmpty(let column): .conditionEmpty(column: column)
    case .valueUnknown(let column, let found, let expected):
      .conditionValueUnknown(
        found: found, column: column, nearest: nearest(to: found, among: expected),
        expected: expected.joined(separator: ", "))
    case .outputUnknown(let column, let found, let expected):
      .outputValueUnknown(
        found: found, column: column, nearest: nearest(to: found, among: expected),
        expected: expected.joined(separator: ", "))
    case .intervalMalformed(let column, let found):
      .intervalMalformed(found: found, column: column)
    case .intervalOutside(let column, let found, let expected):
      .intervalOutside(column: column, found: found, expected: expected)
    case .parameterUnknown(let found, let expected):
      .parameterUnknown(found: found, nearest: nearest(to: found, among: expected))
    case .ruleTwice(let id): .ruleTwice(found: id)
    case .domainMalformed(let column, let found): .domainMalformed(found: found, column: column)
    case .hitPolicyUnknown(let found, let expected):
      .hitPolicyUnknown(found: found, expected: expected.joined(separator: ", "))
    case .roleUnknown(let found, let expected):
      .columnRoleUnknown(found: found, expected: expected.joined(separator: ", "))
    case .columnTwice(let name): .tableColumnTwice(found: name)
    case .nothingToDecide(let table, let missing): .tableWithout(table: table, found: missing)
    case .tableTwice(let name): .tableTwice(found: name)
    case .cycle(let tables): .tablesInCircle(found: tables.joined(separator: ", "))
    case .outputTwice(let name): .outputTwice(found: name)
    case .valueNotAccepted(let column, let found, let expected):
      .valueNotAccepted(column: column, found: found, expected: expected)
    }
  }
}

extension FindingKind {
  /// A fact that is none of those there are.
  static func factUnknown(_ found: String, among names: [String]) -> FindingKind {
    .factUnknown(
      found: found, nearest: nearest(to: found, among: names),
      expected: names.joined(separator: ", "))
  }

  /// A mark of certainty that is none of those there are.
  static func certaintyUnknown(_ found: String, among marks: [String]) -> FindingKind {
    .certaintyUnknown(
      found: found, nearest: nearest(to: found, among: marks),
      expected: marks.joined(separator: ", "))
  }
}
