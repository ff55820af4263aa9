@testable import DecisionTables
import Findings
import HotlineModel
@testable import MergePolicy
import Reports
import Sheets
import Testing

@Suite struct `The policy of Foshan as it is shipped` {
  let policy: Policy

  init() throws {
    policy = try PolicyCopy().policy()
  }

  @Test func `each table answers every combination of facts exactly once`() {
    #expect(
      policy.graph.tables.map(\.name) == [
        "number_kind", "number_question", "scope", "owner_class", "volume", "mode", "disposition",
      ])
    for table in policy.graph.tables {
      let proof = table.proof()
      #expect(proof.isPartition, "\(table.name)")
      #expect(proof.unreached.isEmpty, "\(table.name)")
    }
  }

  @Test func `the tables together are proven, or the tables that make them large are named`() throws
  {
    func checks(_ budget: ProofBudget) throws -> GraphChecks {
      let sheets = try PolicySheets(folder: shippedFolder)
      return GraphChecks(
        graph: policy.graph, invariants: try sheets.invariants(of: policy.graph),
        place: SourceLocation(file: "p"), budget: budget)
    }
    let proven = try checks(ProofBudget()).run()
    #expect(proven.findings.isEmpty)
    #expect(proven.graph?.combinations == 32_168_005_632)
    #expect(proven.graph?.unknownTests == 251_408_282_112)
    let unproven = try checks(ProofBudget(states: 500)).run()
    #expect(unproven.graph?.isExhaustive == false)
    #expect(unproven.invariants.isEmpty)
    #expect(unproven.findings.map(\.code) == [.graphNotProven])
    #expect(unproven.findings.first?.facts["tables"]?.contains("mode (") == true)
    for budget in [ProofBudget(words: 1_000), ProofBudget(time: .zero)] {
      #expect(try checks(budget).run().findings.map(\.code).contains(.graphNotProven))
    }
  }

  @Test func `a row that no line can reach any more needs attention`() throws {
    let copy = try PolicyCopy([
      "D1_number_kind.csv": [
        (",not_administrative,党群", ",other,党群"), (",not_administrative,公安", ",other,公安"),
      ]
    ])
    let dead = try PolicyAnalysis(copy.path, budget: nil, today: PolicyCopy.today).report().findings
      .filter { $0.code == .ruleNeverMatches }
    #expect(dead.map { $0.facts["found"] } == ["S14", "M22"])
    #expect(dead.map(\.severity) == [.warning, .warning])
  }

  /// Every cell of every table, words and counts alike: one value more, or one value less.
  @Test func `whoever widens or narrows one cell opens an overlap or a gap`() {
    var mutants = 0
    for table in policy.graph.tables {
      for (row, rule) in table.rules.enumerated() {
        for (column, condition) in rule.conditions.enumerated() {
          if case .text = table.inputs[column].domain { continue }
          let codes = table.codes(ofInput: column)
          for code in codes {
            let isWanted = condition.matches(code.value)
            let wanted = codes.filter { condition.matches($0.value) != ($0 == code) }
            guard !wanted.isEmpty else { continue }
            let proof = table.replacing(row, column, with: .oneOf(wanted.map(\.piece)))
              .proof(limit: 1)
            mutants += 1
            let isCaught = isWanted ? !proof.gaps.isEmpty : !proof.overlaps.isEmpty
            #expect(isCaught, "\(rule.id) \(table.inputs[column].name) \(wanted)")
          }
        }
      }
    }
    print("\(mutants) mutants of single cells, all caught")
    #expect(mutants == 1930)
  }

  /// The same for the column of numbers, which is open text: one number more, or one less.
  @Test func `whoever moves one number from one kind to another is found out`() throws {
    let table = try #require(policy.graph.table(giving: "number_kind"))
    let numbers = table.elementaryCodes(ofInput: 0).filter { $0 != DecisionTable.anyOtherText }
    #expect(numbers.count == 18)
    for (row, rule) in table.rules.enumerated() {
      for number in numbers {
        let changed: Condition.Test
        switch rule.conditions[0].test {
        case .any: continue
        case .oneOf(let pieces): changed = .oneOf(pieces.toggling(number))
        case .noneOf(let pieces): changed = .noneOf(pieces.toggling(number))
        }
        let proof = table.replacing(row, 0, with: changed).proof()
        let isWanted = rule.conditions[0].matches(number)
        let witness = isWanted ? proof.gaps.first?.witness : proof.overlaps.first?.region.witness
        #expect(witness == [NamedValue("number", number)], "\(rule.id) \(number)")
      }
    }
  }

  @Test func `each mark of certainty in the sheets is known`() {
    for rule in policy.graph.tables.flatMap(\.rules) {
      #expect(Certainty(mark: rule.notes["certainty"] ?? "") != nil, "\(rule.id)")
    }
  }

  @Test(arguments: [
    ("certain", Certainty.certain), ("certain-that-banned", .certain),
    ("certain(if annex loaded)", .certain), ("certain-53", .criterion),
    ("certain-53(criterion)", .criterion),
    ("certain-53(to be checked against full text)", .criterion),
    ("certain-linkage", .inference), ("inference", .inference), ("assumption", .assumption),
    ("threshold is an assumption", .assumption), ("gap-in-seed", .gap),
    ("certain(禅南顺) assumption(高明三水/镇街)", .assumption),
  ])
  func `a mark says how sure a rule is, of several the weakest`(mark: String, certainty: Certainty)
  {
    #expect(Certainty(mark: mark) == certainty)
  }

  @Test(arguments: ["", "sure", "certain?", "(certain)", "certain perhaps"])
  func `what is no mark is not taken for one`(mark: String) {
    #expect(Certainty(mark: mark) == nil)
  }

  @Test func `the shipped limits are signed by nobody, so the shipped policy does not run`() throws
  {
    let all = try PolicyCopy(isSigned: false).findings()
    #expect(all.filter { $0.code != .parameterUnsigned }.map(\.code) == [.policyUnsigned])
    // Its sheets are signed as they are, but for the limits: those are each city's own.
    let today = try #require(CivilDate("2026-12-31"))
    let shipped = try PolicyAnalysis(shippedFolder, budget: nil, today: today).report().findings
    #expect(
      shipped.filter { $0.code != .parameterUnsigned }.compactMap { $0.facts["found"] }
        == ["parameters.csv"])
    let findings = all.filter { $0.code == .parameterUnsigned }
    #expect(findings.map { $0.facts["found"] } == ["LOW", "HIGH", "DEPT_BUILT", "DUAL_LINES"])
    #expect(findings.map { $0.facts["expected"] } == ["volume", "volume", "owner_class", "mode"])
    #expect(findings.map { $0.places.map(\.line) } == [[2], [3], [4], [5]])
    #expect(findings.allSatisfy { $0.places.map(\.field) == ["signed_by"] })
  }

  @Test func `every question has its words in both languages and somebody to decide`() {
    for question in policy.questions {
      for language in Language.allCases { #expect(!question.words.text(in: language).isEmpty) }
      #expect(question.decidedBy.contains("市政务服务数据管理局"), "\(question.code)")
    }
  }

  @Test func `the list of protected numbers and the sheets agree`() throws {
    let root = shippedFolder + "/../.."
    let protected = try ProtectedNumbers(contentsOf: root + "/numbering/protected.csv")
    #expect(
      protected.sorted == ["110", "119", "120", "122", "12110", "12119", "12395", "95110"])
    for number in protected.sorted {
      let reach = policy.graph.reach(limiting: ["number": [.word(number)]])
      #expect(reach.values["mode"] == [.word("EXCLUDED_EMERGENCY")], "\(number)")
    }
  }

  @Test func `the shipped calendar reads`() throws {
    let calendar = try WorkingCalendar(
      contentsOf: shippedFolder + "/../../calendar/working-days.csv")
    #expect(calendar.years == 2007...2026)
  }
}

extension ElementaryCode {
  /// The code as an alternative of a condition.
  fileprivate var piece: Condition.Piece {
    switch value {
    case .word(let word): .word(word)
    case .number: .span(span ?? .all)
    case .null: .null
    }
  }
}

extension [Condition.Piece] {
  /// The pieces with a word added, or taken out where it was among them.
  fileprivate func toggling(_ value: FactValue) -> [Condition.Piece] {
    let piece = Condition.Piece.word(value.description)
    return contains(piece) ? filter { $0 != piece } : self + [piece]
  }
}

extension DecisionTable {
  /// The table with one condition replaced.
  fileprivate func replacing(_ row: Int, _ column: Int, with test: Condition.Test) -> DecisionTable
  {
    var rules = rules
    var conditions = rules[row].conditions
    conditions[column] = Condition(text: "mutant", test: test, place: conditions[column].place)
    rules[row] = Rule(
      id: rules[row].id, conditions: conditions, outputs: rules[row].outputs,
      notes: rules[row].notes, place: rules[row].place)
    return DecisionTable(
      name: name, label: label, hit: hit, inputs: inputs, outputs: outputs, notes: notes,
      order: order, rules: rules, parameters: parameters, place: place)
  }
}
