import CallRouting
import Findings
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

/// A table of more rules than a switch should load is not made.
@Suite struct DroutingLimitTests {
  /// A city of so many lines that have desks of their own in two spans of every working day.
  private func city(lines: Int) throws -> RoutingTable {
    let table = try SampleCity.table()
    let sample = try #require(table.routes.first { $0.number.text == "12366" })
    let routes = try (0..<lines).map { index in
      Route(
        number: try HotlineNumber(parsing: "0757-\(82_000_000 + index)", home: table.home),
        phases: sample.phases)
    }
    return RoutingTable(
      home: table.home, routes: table.routes + routes, plans: table.plans,
      targetSets: table.targetSets, announcements: table.announcements, unroutedLines: [],
      calendar: table.calendar, protected: table.protected)
  }

  @Test func `rules are counted before they are made`() throws {
    let table = try city(lines: 0)
    let rows = try DroutingRows(table)
    var count = 0
    rows.eachRule { _, _ in count += 1 }
    #expect(count == rows.ruleCount)
    // The sample leaves some times to nobody; only those are counted too high.
    let expected = DroutingRows.expectedRules(of: table)
    #expect((count...count + table.routes.count * 12).contains(expected))
  }

  @Test func `a city of a hundred lines with desks of their own is refused`() throws {
    let table = try city(lines: 100)
    let refused = #expect(throws: Unusable.self) { try DroutingExporter().render(table) }
    #expect(refused?.findings.map(\.code) == [.tooManyRules])
    #expect((refused?.findings.first?.facts["found"]).flatMap(Int.init) ?? 0 > DroutingRows.limit)
    let fields = try FieldsFit(DroutingExporter()).report(on: table)
    #expect(fields.witnesses.map(\.finding.code) == [.tooManyRules])
    let readsBack = try ReadsBack(DroutingExporter()) { _, _ in throw try #require(refused) }
      .report(on: table)
    #expect(!readsBack.isPassed)
    #expect(try KamailioExporter().rendering(of: table).get().files.count > 1)
  }
}
