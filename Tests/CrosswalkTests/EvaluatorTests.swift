import Foundation
import HotlineModel
import TestSupport
import Testing
import Tickets

@testable import Crosswalk

/// The evaluator on bytes against the rules on texts, operation by operation.
@Suite struct `The evaluator` {
  /// Pieces of which cells are made besides a scenario's own values.
  static let pieces = [
    "", "无", "-", "A1", " ", "\u{3000}", "\u{A0}", "\u{200B}", "\t", "\n", "\"", "\\", "\u{1}",
    "\u{7F}", "，", "张", "𠮷", "é", "e\u{301}", "1", "0", "E+", "/", "\u{FEFF}", "\u{2028}", "<",
    "\r", "=\"", "\"", "'", "&nbsp;", "\u{200E}", "\u{202D}", "\u{FE0F}", "\u{AD}", "\u{1F}", "\0",
    "\u{C}", "----", "合计", "共 3 条",
  ]

  @Test(arguments: EvaluatorScenario.all)
  func `makes of every record what the rules on texts make of it`(scenario: EvaluatorScenario)
    throws
  {
    let fixture = try MappingFixture(scenario)
    let header = scenario.header
    let bound = try BoundMapping(
      fixture.mapping, line: fixture.line, header: header, file: "a.csv", home: fixture.home)
    let oracle = TextMapping(
      fixture.mapping, line: fixture.line, header: header, home: fixture.home)
    try compare(scenario, fixture, by: bound, oracle) { _ in header }
  }

  @Test(arguments: EvaluatorScenario.all.filter { $0.settings.isEmpty })
  func `makes the same of records that have fields of their own`(scenario: EvaluatorScenario)
    throws
  {
    let fixture = try MappingFixture(scenario)
    let bound = BoundMapping(fixture.mapping, line: fixture.line, home: fixture.home)
    let oracle = TextMapping(fixture.mapping, line: fixture.line, header: nil, home: fixture.home)
    try compare(scenario, fixture, by: bound, oracle) { random in
      scenario.header.filter { _ in random.next(12) > 0 }
    }
  }

  /// Evaluates random records in one batch and one by one, and compares both with the oracle.
  private func compare(
    _ scenario: EvaluatorScenario, _ fixture: MappingFixture, by bound: BoundMapping,
    _ oracle: TextMapping, header: (inout SeededRandom) -> [String]
  ) throws {
    var random = SeededRandom(state: Self.seed)
    var batch = RecordBatch(file: "a.csv", offset: 0, headers: [scenario.header], bytes: [])
    var records: [LegacyRecord] = []
    for number in 1...Self.records {
      let header = header(&random)
      var fields = header.map { name in
        random.next(3) > 0
          ? scenario.good(name, number) : Self.cell(scenario.values, &random)
      }
      if random.next(40) == 0 { fields.append(random.next(4) == 0 ? "x" : "") }
      if random.next(80) == 0 { fields = header }
      let record = fixture.record(header, fields, number: number)
      records.append(record)
      batch.append(record)
    }
    let found = bound.map(batch, file: "a.csv", batch: "B0001")
    #expect(found.outcomes.count == records.count)
    var (tickets, refused) = (0, 0)
    for (index, record) in records.enumerated() {
      let expected = oracle.map(record)
      switch expected {
      case .ticket: tickets += 1
      case .unusable: refused += 1
      case .skipped: break
      }
      let account = "\(scenario.name) \(record.header) \(record.fields)"
      try Self.expect(Self.outcome(index, of: found), expected, account)
      try Self.expectCounted(index, of: found, account)
      if index % 16 == 0 { try Self.expect(bound.map(record), expected, account) }
    }
    // A scenario that makes only tickets, or none, compares nothing.
    #expect(tickets > records.count / 10 && refused > records.count / 100, "\(scenario.name)")
  }

  private static func expect(
    _ found: BoundMapping.Mapped, _ expected: BoundMapping.Mapped, _ account: String
  ) throws {
    switch (found, expected) {
    case (.ticket(let left), .ticket(let right)):
      #expect(left == right && left.packedContent == right.packedContent, "\(account)")
    case (.unusable(let left), .unusable(let right)): #expect(left == right, "\(account)")
    case (.skipped, .skipped): break
    default: Issue.record("\(account): \(found) instead of \(expected)")
    }
  }

  /// What a ticket is counted by is found where the evaluator has noted it.
  private static func expectCounted(
    _ index: Int, of batch: TicketBatch, _ account: String
  ) throws {
    guard case .ticket(let place) = batch.outcomes[index] else { return }
    let counted = try #require(place.counted, "\(account)")
    var (known, found): ([UInt8], [UInt8]) = ([], [1])
    PackedTicket.appendTotals(in: counted, of: batch.text, to: &known)
    PackedTicket.totals(ofContent: place.content, of: batch.text, into: &found)
    #expect(known == found, "\(account)")
  }

  private static func outcome(_ index: Int, of batch: TicketBatch) -> BoundMapping.Mapped {
    switch batch.outcomes[index] {
    case .skipped: return .skipped
    case .unusable(let complaint): return .unusable(batch.complaints[complaint].findings)
    case .ticket(let place):
      var row = TicketRow()
      let isRead = row.read(
        packed: batch.text, head: 0..<batch.headCount, ticket: place.ticket)
      #expect(isRead)
      #expect(Array(batch.text[place.content]) == row.ticket.packedContent)
      return .ticket(row.ticket)
    }
  }

  private static func cell(_ values: [String], _ random: inout SeededRandom) -> String {
    var cell = values.isEmpty || random.next(5) == 0 ? "" : values[random.next(values.count)]
    while random.next(3) == 0 {
      let piece = pieces[random.next(pieces.count)]
      switch random.next(3) {
      case 0: cell = piece + cell
      case 1: cell += piece
      default: cell = piece
      }
    }
    return cell
  }

  /// How many records of each scenario, and from which seed; a campaign sets more.
  private static let records = number("EVALUATOR_RECORDS") ?? 500
  private static let seed = UInt64(number("EVALUATOR_SEED") ?? 42)

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }
}

extension SeededRandom {
  /// The next number below a bound.
  fileprivate mutating func next(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
