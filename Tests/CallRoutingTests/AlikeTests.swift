import Findings
import HotlineModel
import Reports
import RoutingSamples
import Testing

@testable import CallRouting

/// What is worked out once for many numbers is what each would have been given by itself.
@Suite struct AlikeTests {
  private let place = SourceLocation(file: "phases.csv", line: 2)

  private func table(_ routes: [(String, plan: String)]) throws -> RoutingTable {
    let platform = try HotlineNumber(parsing: "12345", home: SampleCity.home)
    let period = Period(from: try SampleCity.at("2021-11-25 02:00"), until: nil)
    let sample = try SampleCity.table()
    return RoutingTable(
      home: try SampleCity.home,
      routes: try routes.map { text, plan in
        Route(
          number: try HotlineNumber(parsing: text, home: SampleCity.home),
          phases: [
            RoutePhase(
              line: text, name: "", mode: .dualNumber, kind: .serving, period: period, plan: plan,
              place: place)
          ])
      },
      plans: [
        RoutePlan(id: "main", steps: [.init(.answer(set: "Q-12345"))]),
        RoutePlan(id: "as", steps: [.init(.serve(as: platform))]),
      ], targetSets: sample.targetSets, announcements: [], bystanders: [],
      calendar: sample.calendar, protected: sample.protected)
  }

  @Test func `numbers with the same stages are alike, one that calls go on to is like itself`()
    throws
  {
    let table = try table([
      ("12345", "main"), ("12318", "as"), ("12319", "as"), ("12329", "main"), ("12330", "main"),
    ])
    #expect(
      table.routes.map(\.number.text) == ["12318", "12319", "12329", "12330", "12345"])
    #expect(table.firstAlike == [0, 0, 2, 2, 4])
    var asked: [String] = []
    let answers = table.answers { route in
      asked.append(route.number.text)
      return asked.count
    }
    #expect(asked == ["12318", "12329", "12345"])
    #expect(answers == [1, 1, 2, 2, 3])
  }

  @Test func `alike numbers of the sample city have one timeline`() throws {
    let table = try SampleCity.table()
    let span = try #require(table.proofSpan)
    #expect(Set(table.firstAlike).count < table.routes.count)
    for (route, first) in zip(table.routes, table.firstAlike) {
      #expect(
        try table.timeline(of: route.number, within: span)
          == table.timeline(of: table.routes[first].number, within: span))
    }
  }

  @Test func `a fault of numbers that are alike is told of each, with its own number and place`()
    throws
  {
    let table = try table([("12318", "as"), ("12319", "as"), ("12320", "nothing")])
    let report = try EveryCallIsServed().report(on: table)
    #expect(report.witnesses.map(\.number) == ["12318", "12319", "12320"])
    #expect(report.witnesses.map { $0.finding.facts["line"] } == ["12318", "12319", "12320"])
  }

  @Test func `forms that begin a text, or begin with it, are those that comparing all finds`() {
    let digits = ["1", "11", "110", "12", "122", "0757", "0757110", "+86", "0086757", "07571"]
    let index = PrefixIndex(digits.shuffled() + ["11"])
    for text in digits + ["1101", "2", "", "075", "07572", "+8", "122345"] {
      let begin = digits.filter(text.hasPrefix).sorted { $0.utf8.count < $1.utf8.count }
      #expect(index.prefixes(of: text) == begin, "\(text)")
      #expect(
        index.hasForm(beginningWith: text) == digits.contains { $0.hasPrefix(text) }, "\(text)")
    }
  }
}
