import Findings
import Foundation
import HotlineModel
import Measures
import Reports
import TestSupport
import Testing
import Tickets

@Suite struct `Rates` {
  private static let snapshot = CivilDate(year: 2022, month: 6, day: 30) ?? CivilDate(dayNumber: 0)

  /// The answer to a condition for a ticket: yes, no or unknown.
  private func answer(_ condition: String, _ values: [String: String]) throws -> String {
    let rates = """
      response,甲,\(condition),all,,依据,
      closing,乙,all,all,,依据,
      solving,丙,all,all,,依据,
      satisfaction,丁,all,all,,依据,
      """
    let definitions = try MeasureSamples(rates: rates).definitions()
    let counts = try #require(
      Self.table([MeasureSamples.ticket(values)], definitions).groups.first?.counts.first)
    if counts.unknown > 0 { return "unknown" }
    return counts.outside > 0 ? "no" : "yes"
  }

  static func table(
    _ tickets: [TicketRow], _ definitions: MeasureDefinitions,
    by groupings: [MeasureTable.Grouping] = MeasureTable.Grouping.allCases
  ) -> MeasureTable {
    let scope = MeasureScope(snapshot: snapshot)
    var counter = MeasureCounter(definitions, scope)
    for ticket in tickets { counter.add(ticket) }
    return counter.cells.table(by: groupings, definitions, scope)
  }

  private static let answers: [(String, [String: String], String)] = [
    ("accepted", ["status.state": "pending"], "no"),
    ("accepted", ["status.state": ""], "unknown"),
    ("dispatched", ["dispatch.dispatchedAt": "2022-06-30T23:00:00+08:00"], "yes"),
    ("dispatched", ["dispatch.dispatchedAt": "2022-07-01"], "no"),
    ("dispatched", [:], "unknown"),
    ("asked", ["followUp.contacted": "false"], "yes"), ("asked", [:], "no"),
    ("contacted", ["followUp.contacted": "true"], "yes"),
    ("contacted", ["followUp.contacted": "false"], "no"), ("contacted", [:], "unknown"),
    ("closed", ["handling.closedAt": "2022-06-30T23:59:59+08:00"], "yes"),
    ("closed", ["handling.closedAt": "2022-07-01T00:00:00+08:00", "status.state": "closed"], "no"),
    ("closed", ["status.state": "followed-up"], "yes"), ("closed", [:], "no"),
    ("closed", ["status.state": ""], "unknown"),
    ("solved", ["followUp.solved": "true", "handling.result": "unsolved"], "yes"),
    ("solved", ["handling.result": "partly-solved"], "no"), ("solved", [:], "unknown"),
    ("not-solved", ["handling.result": "solved"], "no"),
    ("not-solved", ["handling.result": "refused"], "yes"), ("not-solved", [:], "unknown"),
    ("solved-or-explained", ["handling.result": "explained"], "yes"),
    ("solved-or-explained", ["handling.result": "unsolved"], "no"),
    ("solved-or-explained", ["followUp.solved": "false"], "yes"),
    ("rated", ["followUp.satisfaction": "very-dissatisfied"], "yes"), ("rated", [:], "no"),
    ("satisfied", ["followUp.satisfaction": "basically-satisfied"], "yes"),
    ("satisfied", ["followUp.satisfaction": "dissatisfied"], "no"), ("satisfied", [:], "unknown"),
    ("returned", ["handling.returns": #"[{"unit":"甲"}]"#], "yes"), ("returned", [:], "no"),
    ("extended", ["limits.extensions": #"[{"reason":"甲"}]"#], "yes"),
    ("void", ["status.state": "void"], "yes"),
    ("mediation", ["matter.tags": #"["夜间","行政调解"]"#], "yes"),
    ("mediation", ["matter.tags": #"["行政调解员"]"#], "no"),
    ("mediation", ["matter.tags": #"["a\",\"行政调解\",\"b"]"#], "no"),
    ("enforcement", ["matter.tags": #"["执法办案"]"#], "yes"),
    ("unreasonable", ["matter.tags": #"["不合理诉求","x"]"#], "yes"),
  ]

  @Test(arguments: answers)
  func `conditions are answered by what the ticket says`(
    condition: String, values: [String: String], expected: String
  ) throws {
    #expect(try answer(condition, values) == expected)
  }

  private static let marks: [(String, String, [String: String], Bool)] = [
    ("matter.category", "调解", ["matter.category": "调解"], true),
    ("matter.category", "调解", ["matter.category": "调解类"], false),
    ("matter.categoryPath", "调解", ["matter.categoryPath": #"["司法","调解"]"#], true),
    ("extension.values", "是否调解=是", ["extension.values": #"[{"name":"是否调解","value":"是"}]"#], true),
    ("extension.values", "是否调解=是", ["extension.values": #"[{"name":"是否调解","value":"否"}]"#], false),
  ]

  @Test(arguments: marks)
  func `a mark looks at the field that it names`(
    field: String, value: String, values: [String: String], expected: Bool
  ) throws {
    let definitions = try MeasureSamples(matters: "mediation,\(field),\(value),依据,").definitions()
    let rated = values.merging(["followUp.satisfaction": "satisfied"]) { $1 }
    let counts = Self.table([MeasureSamples.ticket(rated)], definitions).groups[0].counts[3]
    #expect(counts.excluded == (expected ? 1 : 0))
  }

  @Test(arguments: ["measures.md", "measures.zh.md"])
  func `the reference page defines every condition`(page: String) throws {
    let text = try String(
      contentsOfFile: "\(Shell.root)/Documentation/Reference/\(page)", encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
    for condition in Condition.allCases {
      #expect(rows.contains { $0.contains("`\(condition.rawValue)`") })
    }
  }

  @Test func `the position of a condition is that among all`() {
    #expect(Condition.allCases.map(Condition.index) == Array(Condition.allCases.indices))
  }

  /// No dispatch is known, and the ticket is open: what fails counts before what is unknown.
  @Test(arguments: ["dispatched|closed", "closed|dispatched"])
  func `of several conditions one that fails decides, known or unknown the others`(
    conditions: String
  ) throws {
    #expect(try answer(conditions, [:]) == "no")
    #expect(try answer(conditions, ["status.state": "closed"]) == "unknown")
    #expect(
      try answer(
        conditions, ["status.state": "closed", "dispatch.dispatchedAt": "2021-10-09"]) == "yes")
  }

  @Test func `a rate out of no ticket is none, and the index with it`() throws {
    let table = Self.table([MeasureSamples.ticket()], try Self.signed())
    #expect(table.rows.map(\.value) == [nil, "0.00", nil, nil, nil, nil])
  }

  @Test func `the index is the weighted mean of the rates as they are printed`() throws {
    let closed = ["handling.closedAt": "2021-10-08T11:00:00+08:00", "followUp.contacted": "true"]
    let tickets = [
      ["handling.result": "solved", "followUp.satisfaction": "satisfied"],
      ["handling.result": "explained", "followUp.satisfaction": "basically-satisfied"],
      ["handling.result": "explained", "followUp.satisfaction": "dissatisfied"],
    ].map { MeasureSamples.ticket(closed.merging($0) { $1 }) }
    let table = Self.table(tickets + [MeasureSamples.ticket()], try Self.signed())
    let rows = table.rows.prefix(4) + table.rows.suffix(1)
    // 100, 3 of 4, 1 of 3, 1.80 of 3; 0.1 * 100 + 0.2 * 75 + 0.3 * 33.33 + 0.4 * 60 = 58.999.
    #expect(rows.map(\.value) == ["100.00", "75.00", "33.33", "60.00", "59.00"])
    #expect(table.groups[0].counts[3].numeratorText(isWeighted: true) == "1.80")
  }

  @Test func `without signatures there are rates, but no index`() throws {
    let definitions = try MeasureSamples().definitions()
    #expect(definitions.weights.unsigned?.code == .weightsUnsigned)
    let table = Self.table([MeasureSamples.ticket()], definitions)
    #expect(table.indexVersion == nil)
    #expect(!table.rows.contains { $0.rate == nil })
    #expect(table.rows.contains { $0.value != nil })
    #expect(try Self.signed().weights.unsigned == nil)
  }

  private static let levels = """
    level,very-satisfied,100,甲,2022-01-01,文号,依据,
    level,satisfied,100,甲,2022-01-01,文号,依据,
    level,basically-satisfied,80,甲,2022-01-01,文号,依据,
    level,dissatisfied,0,甲,2022-01-01,文号,依据,
    level,very-dissatisfied,0,甲,2022-01-01,文号,依据,
    """
  private static let index = """
    index,response,10,甲,2022-01-01,文号,依据,
    index,closing,20,甲,2022-01-01,文号,依据,
    index,solving,30,甲,2022-01-01,文号,依据,
    index,satisfaction,40,甲,2022-01-01,文号,依据,
    """

  static func signed(index: String = Self.index, levels: String = Self.levels) throws
    -> MeasureDefinitions
  {
    try MeasureSamples(weights: index + "\n" + levels).definitions()
  }

  @Test(arguments: [
    ("closing,20", "closing,21", FindingCode.weightsSumOff),
    ("closing,20", "closing,99999999999999", .weightsSumOff),
    ("index,closing,20,甲", "index,closing,20,", .signatureHalf),
    ("index,closing,20,甲,2022-01-01,文号", "index,closing,20,甲,2022-01-01,", .signatureHalf),
    ("dissatisfied,0", "dissatisfied,90", .levelsDisordered),
    ("very-satisfied,100", "very-satisfied,101", .levelsDisordered),
    ("level,very-dissatisfied", "level,awful", .sheetValueUnknown),
  ])
  func `weights that make no sense are refused`(old: String, new: String, code: FindingCode) {
    #expect {
      try Self.signed(
        index: Self.index.replacing(old, with: new, maxReplacements: 1),
        levels: Self.levels.replacing(old, with: new, maxReplacements: 1))
    } throws: { ($0 as? Unusable)?.findings.first?.code == code }
  }

  @Test(arguments: [
    (
      "response,甲,all,all,void", "response,甲,satisfied-by-weight,all,void",
      FindingCode.conditionMisplaced
    ),
    (
      "response,甲,all,all,void", "response,甲,all,satisfied-by-weight|closed,void",
      .conditionMisplaced
    ),
    ("response,甲,all,all,void", "response,甲,all,all,closed", .conditionMisplaced),
    ("response,甲,all,all,void", "response,甲,all,nothing,void", .sheetValueUnknown),
    ("response,甲,all,all,void", "respond,甲,all,all,void", .measureRowMissing),
    (
      "response,甲,all,all,void", "response,甲,all,all,void,依据,\nindex,戊,all,all,",
      .sheetValueMalformed
    ),
  ])
  func `rates that make no sense are refused`(old: String, new: String, code: FindingCode) {
    let rates = """
      response,甲,all,all,void,依据,
      closing,乙,all,all,,依据,
      solving,丙,all,all,,依据,
      satisfaction,丁,all,all,,依据,
      """
    #expect {
      try MeasureSamples(rates: rates.replacing(old, with: new)).definitions()
    } throws: { ($0 as? Unusable)?.findings.first?.code == code }
  }

  @Test(arguments: [
    ("mediation,workflow.events,调解,依据,", FindingCode.sheetValueUnknown),
    ("response,matter.tags,签收,依据,", .sheetValueUnknown),
    ("mediation,extension.values,是否调解,依据,", .sheetValueMalformed),
    ("mediation,matter.title,调解,依据,", .sheetValueUnknown),
  ])
  func `marks that make no sense are refused`(row: String, code: FindingCode) {
    #expect {
      try MeasureSamples(matters: row).definitions()
    } throws: { ($0 as? Unusable)?.findings.first?.code == code }
  }

  @Test func `a definition has another version where its meaning is another`() throws {
    let usual = try MeasureSamples().definitions().versions
    #expect(Set(usual).count == usual.count)
    func changed(_ other: MeasureDefinitions) -> [Bool] {
      zip(usual, other.versions).map { $0 != $1 }
    }
    let same = try MeasureSamples(matters: "response,workflow.events,签收,别的依据,备注").definitions()
    // response, closing, solving, satisfaction, on-time, index
    #expect(changed(same) == [false, false, false, true, false, true])
    let limits = try MeasureSamples(deadlines: "closing,*,*,*,,,5,working-day,依据,").definitions()
    #expect(changed(limits) == [false, false, false, false, true, false])
    #expect(changed(try Self.signed()) == [false, false, false, false, false, true])
  }

  // MARK: - Any tickets

  /// Tickets that differ in everything that conditions ask for.
  private static func tickets(_ count: Int, seed: UInt64) -> [TicketRow] {
    var random = SeededRandom(state: seed)
    func pick(_ values: [String]) -> String { values.randomElement(using: &random) ?? "" }
    return (0..<count).map { _ in
      let day = pick(["2021-09-30", "2021-10-08", "2021-12-31", "2022-01-04", "2022-07-02"])
      return MeasureSamples.ticket(
        [
          "call.receivedAt": pick(["", day, day + "T10:00:00+08:00"]),
          "matter.type": pick(TicketField.matterType.codes ?? []),
          "matter.urgency": pick(["", "urgent"]),
          "dispatch.unit": pick(["", "甲", "乙"]),
          "handling.closedAt": pick(["", day + "T12:00:00+08:00", "2022-05-05"]),
          "handling.result": pick(["", "solved", "explained", "unsolved"]),
          "handling.returns": pick(["", #"[{"unit":"甲"},{"unit":"乙"}]"#]),
          "limits.extensions": pick(["", #"[{"dueAt":"2022-05-06"}]"#]),
          "followUp.contacted": pick(["", "true", "false"]),
          "followUp.satisfaction": pick([""] + (TicketField.followUpSatisfaction.codes ?? [])),
          "matter.tags": pick(["", #"["行政调解"]"#]),
          "status.state": pick([""] + (TicketField.statusState.codes ?? [])),
        ], line: pick(["12329", "12345"]))
    }
  }

  @Test(arguments: 1...20)
  func `a ticket more changes its own cell alone`(seed: UInt64) throws {
    let definitions = try Self.signed()
    let tickets = Self.tickets(60, seed: seed)
    let before = Self.table(Array(tickets.dropLast()), definitions)
    let after = Self.table(tickets, definitions)
    let own = Self.table(Array(tickets.suffix(1)), definitions).groups.first
    for group in after.groups {
      #expect(
        group.counts.allSatisfy {
          $0.denominator + $0.excluded + $0.unknown + $0.outside == group.tickets
        })
      let earlier = before.groups.first { $0.values == group.values }
      if group.values == own?.values {
        #expect(group.tickets == (earlier?.tickets ?? 0) + 1)
      } else {
        #expect(group == earlier)
      }
    }
    #expect(after.groups.count - before.groups.count <= 1)
  }

  @Test(arguments: 1...5)
  func `parts that are counted apart add up, in any order`(seed: UInt64) throws {
    let definitions = try Self.signed()
    let scope = MeasureScope(snapshot: Self.snapshot)
    let tickets = Self.tickets(200, seed: seed)
    var cells = MeasureCells(definitions)
    for part in [tickets[120...], tickets[..<50], tickets[50..<120]] {
      var counter = MeasureCounter(definitions, scope)
      for ticket in part { counter.add(ticket) }
      cells += counter.cells
    }
    #expect(
      cells.table(by: [.unit, .month], definitions, scope)
        == Self.table(tickets, definitions, by: [.unit, .month]))
  }

  @Test func `only the line and the months asked for are counted`() throws {
    let definitions = try MeasureSamples().definitions()
    let tickets = Self.tickets(300, seed: 7)
    let scope = MeasureScope(
      line: "12345", from: "2021-10", to: "2021-12", snapshot: Self.snapshot)
    var counter = MeasureCounter(definitions, scope)
    for ticket in tickets { counter.add(ticket) }
    let expected = Self.table(tickets, definitions).groups.filter {
      $0.values[0] == "12345" && $0.values[2] != "-" && $0.values[2] >= "2021-10"
        && $0.values[2] <= "2021-12"
    }
    #expect(!expected.isEmpty)
    #expect(
      counter.cells.table(by: MeasureTable.Grouping.allCases, definitions, scope).groups == expected
    )
  }
}
