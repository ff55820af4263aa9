import Findings
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import CallRouting

@Suite struct SnapshotTests {
  @Test func `a table that was kept comes back whole`() throws {
    let table = try SampleCity.table()
    let kept = try RoutingTable(canonicalText: table.canonicalText, file: "table.txt")
    #expect(kept.canonicalText == table.canonicalText)
    #expect(try table.changes(to: kept).isEmpty)
    #expect(try kept.checked().allSatisfy(\.isPassed))
  }

  @Test func `a text that was changed is not taken`() throws {
    let text = try SampleCity.table().canonicalText
    let faults = [
      String(text.dropLast(40)), text.replacing("forward\t12345", with: "forward\tx"),
      text.replacing("calendar\t", with: "calendar\tx"), text + "route\n",
    ]
    for fault in faults {
      #expect(fault != text)
      #expect {
        try RoutingTable(canonicalText: fault, file: "table.txt")
      } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.snapshotDamaged] }
    }
  }

  @Test func `a line that is taken out shows as calls that end otherwise, to the minute`() throws {
    let table = try SampleCity.table()
    let fewer = RoutingTable(
      home: table.home, routes: table.routes.filter { $0.number.text != "12366" },
      plans: table.plans, targetSets: table.targetSets, announcements: table.announcements,
      unroutedLines: table.unroutedLines, calendar: table.calendar, protected: table.protected)
    let changes = try fewer.changes(to: table)
    #expect(Set(changes.map(\.number.text)) == ["12366"])
    #expect(changes.map(\.after).contains("answeredBySubCenter S-12366"))
    let cutover = try SampleCity.at("2021-11-25 02:00")
    let spans = changes.filter { $0.before == "noRoute" }.flatMap(\.spans)
    #expect(merged(spans).contains { $0.contains(cutover) })
    let unexplained = try ChangesExplained(loaded: fewer, explained: [:]).report(on: table)
    #expect(!unexplained.isPassed)
    #expect(Set(unexplained.witnesses.map(\.finding.code)) == [.changeUnexplained])
    let number = try #require(table.routes.first { $0.number.text == "12366" }).number
    let explained = try ChangesExplained(loaded: fewer, explained: [number: "12366-06"])
      .report(on: table)
    #expect(explained.isPassed)
  }
}

@Suite struct TableComparisonTests {
  /// Numbers of equal rows are left out, and those of one shape are compared once: the changes are
  /// those of comparing every number by itself.
  @Test func `tables are compared number by number, whichever way is shorter`() throws {
    var random = SeededRandom(state: 11)
    let sample = try SampleCity.table(years: 2021...2022)
    var pairs = [(sample, sample)]
    for lines in [3, 9, 20] {
      let table = try GeneratedCity.table(lines: lines, using: &random)
      pairs += [(sample, table), (table, try GeneratedCity.table(lines: lines, using: &random))]
      pairs.append((table, try changed(table, using: &random)))
    }
    var found = 0
    for (before, after) in pairs + pairs.map({ ($1, $0) }) {
      let spans = [before, after].compactMap(\.proofSpan)
      let span =
        try #require(spans.map(\.lowerBound).min())..<#require(spans.map(\.upperBound).min())
      var comparison = TableComparison(before: before, after: after, span: span)
      for number in Set((before.routes + after.routes).map(\.number)).sorted() {
        let (short, whole) = try (
          comparison.changes(of: number), comparison.comparedChanges(of: number)
        )
        #expect(short.map(\.before) == whole.map(\.before), "\(number)")
        #expect(short.map(\.after) == whole.map(\.after), "\(number)")
        #expect(short.map(\.spans) == whole.map(\.spans), "\(number)")
        found += whole.count
      }
    }
    #expect(found > 100)
  }

  /// The same table with some of its routes, another ring time, and other hours of one set.
  private func changed(
    _ table: RoutingTable, using random: inout SeededRandom
  ) throws -> RoutingTable {
    let other = try #require(
      table.targetSets.filter { $0.kind == .subCenter }.randomElement(using: &random))
    return RoutingTable(
      home: table.home,
      routes: table.routes.filter { _ in Int.random(in: 0...4, using: &random) > 0 },
      plans: table.plans,
      targetSets: table.targetSets.map { set in
        set.id == other.id
          ? TargetSet(
            id: set.id, number: set.number, kind: set.kind, hours: .always, members: [],
            place: set.place) : set
      }, announcements: table.announcements, unroutedLines: [], calendar: table.calendar,
      protected: table.protected)
  }
}

@Suite struct SeatTests {
  /// Offered load and seats for 95 in 100 within 15 s of calls of 240 s, reckoned with whole
  /// factorials in exact fractions by another program.
  @Test(arguments: [(1.0, 4), (5.0, 10), (10.0, 16), (45.0, 56)])
  func `seats are those of the exact formula`(load: Double, seats: Int) {
    let found = ErlangC.seats(erlangs: load, percent: 95, within: 15, handling: 240)
    #expect(found == seats, "\(load)")
  }

  @Test func `one seat fewer misses the promise and more calls need more seats`() {
    var before = 0
    for load in 1...60 {
      let seats = ErlangC.seats(erlangs: Double(load), percent: 95, within: 15, handling: 240)
      #expect(seats > load)
      #expect(seats >= before)
      before = seats
    }
  }

  @Test func `R14 names the hours in which two seats are too few`() throws {
    let table = try SampleCity.table()
    var basis = CheckBasis()
    basis.parameters = try CheckParameters(contentsOf: SampleCity.folder + "/checks.csv")
    let profile = try CheckBasis.profile(contentsOf: SampleCity.folder + "/hour-profile.csv")
    basis.traffic = CheckBasis.Traffic(
      monthlyCalls: ["12366": 29_500, "12345": 86_000], seats: ["S-12366": 2, "Q-12345": 500],
      workdays: profile.workdays, restdays: profile.restdays)
    let check = SeatsSuffice(traffic: basis.traffic, parameters: basis.parameters)
    let report = try check.report(on: table)
    #expect(report.isPassed)
    #expect(!report.witnesses.isEmpty)
    for witness in report.witnesses {
      #expect(witness.finding.code == .seatsShort)
      #expect(witness.finding.facts["found"] == "S-12366")
      #expect(witness.intervals.allSatisfy { (9..<17).contains($0.lowerBound.secondOfDay / 3600) })
    }
    let none = SeatsSuffice(traffic: nil, parameters: basis.parameters)
    #expect(try none.report(on: table).outcome == "not-examined")
  }
}
