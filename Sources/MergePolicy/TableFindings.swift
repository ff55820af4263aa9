import DecisionTables
import Findings
import HotlineModel
import Sheets

extension Finding {
  /// A complaint of the decision engine as a finding.
  init(_ complaint: TableComplaint) {
    let (code, facts) = complaint.kind.codeAndFacts
    self.init(code, at: complaint.places.map { SourceLocation($0) }, facts)
  }

  /// Why a line could not be decided, as a finding at the rule and at the line.
  init(_ failure: EvaluationFailure, line: LegacyHotline) {
    switch failure {
    case .factMissing(let table, let fact, let place):
      self.init(
        .factNotGiven, at: [line.place, SourceLocation(place)], ["column": fact, "table": table])
    case .factOutside(let table, let fact, let domain, let place):
      let expected = domain.listed
      self.init(
        .factOutsideDomain, at: [line.place, SourceLocation(place)],
        [
          "column": fact.name, "found": fact.value.description, "table": table,
          "nearest": nearest(to: fact.value.description, among: expected),
          "expected": expected.joined(separator: ", "),
        ])
    case .noRule(let table, let facts, let place):
      self.init(
        .noRuleMatches, at: [line.place, SourceLocation(place)],
        ["table": table, "found": facts.listed])
    case .severalRules(let table, let rules, let facts, let places):
      self.init(
        .severalRulesMatch, at: [line.place] + places.map { SourceLocation($0) },
        ["table": table, "found": "\(rules.joined(separator: ", ")) (\(facts.listed))"])
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
  fileprivate var codeAndFacts: (FindingCode, [String: String]) {
    switch self {
    case .cellEmpty(let column): (.conditionEmpty, ["column": column])
    case .valueUnknown(let column, let found, let expected):
      (.conditionValueUnknown, choice(found, expected, column: column))
    case .outputUnknown(let column, let found, let expected):
      (.outputValueUnknown, choice(found, expected, column: column))
    case .intervalMalformed(let column, let found):
      (.intervalMalformed, ["column": column, "found": found])
    case .intervalOutside(let column, let found, let expected):
      (.intervalOutside, ["column": column, "found": found, "expected": expected])
    case .parameterUnknown(let found, let expected): (.parameterUnknown, choice(found, expected))
    case .ruleTwice(let id): (.ruleTwice, ["found": id])
    case .domainMalformed(let column, let found):
      (.domainMalformed, ["column": column, "found": found])
    case .hitPolicyUnknown(let found, let expected): (.hitPolicyUnknown, choice(found, expected))
    case .roleUnknown(let found, let expected): (.columnRoleUnknown, choice(found, expected))
    case .columnTwice(let name): (.tableColumnTwice, ["found": name])
    case .nothingToDecide(let table, let missing):
      (.tableWithout, ["table": table, "found": missing])
    case .tableTwice(let name): (.tableTwice, ["found": name])
    case .cycle(let tables): (.tablesInCircle, ["found": tables.joined(separator: ", ")])
    case .outputTwice(let name): (.outputTwice, ["found": name])
    case .valueNotAccepted(let column, let found, let expected):
      (.valueNotAccepted, ["column": column, "found": found, "expected": expected])
    }
  }
}

/// The facts of a finding about a value that is none of the expected ones.
func choice(_ found: String, _ expected: [String], column: String = "") -> [String: String] {
  [
    "found": found, "column": column, "nearest": nearest(to: found, among: expected),
    "expected": expected.joined(separator: ", "),
  ]
}
