import Findings
import HotlineModel
import Reports
import RoutingSamples
import Testing

@testable import CallRouting

/// Routes that end calls in the same way share a shape, and what is cached per shape is what each
/// route would have been given by itself.
@Suite struct RouteShapeTests {
  private let place = SourceLocation(file: "phases.csv", line: 2)

  private func route(
    _ number: String, _ plan: String, from: String = "2021-11-25 02:00", name: String = ""
  ) throws -> Route {
    let period = Period(from: try SampleCity.at(from), until: nil)
    return Route(
      number: try HotlineNumber(parsing: number, home: SampleCity.home),
      phases: [
        RoutePhase(
          line: number, name: name, mode: .dualNumber, kind: .serving, period: period, plan: plan,
          place: place)
      ])
  }

  private func table(_ routes: [Route]) throws -> RoutingTable {
    let platform = try HotlineNumber(parsing: "12345", home: SampleCity.home)
    let sample = try SampleCity.table()
    return RoutingTable(
      home: try SampleCity.home, routes: routes,
      plans: [
        RoutePlan(id: "main", steps: [.init(.answer(set: "Q-12345"))]),
        RoutePlan(id: "as", steps: [.init(.serve(as: platform))]),
      ], targetSets: sample.targetSets, announcements: [], unroutedLines: [],
      calendar: sample.calendar, protected: sample.protected)
  }

  @Test func `numbers with the same stages share a shape, one that calls go on to shares none`()
    throws
  {
    let table = try table([
      route("12345", "main"), route("12318", "as"), route("12319", "as", name: "other"),
      route("12329", "main"), route("12330", "main"),
    ])
    #expect(
      table.routes.map(\.number.text) == ["12318", "12319", "12329", "12330", "12345"])
    #expect(table.routes.map(\.shape.id) == [0, 0, 1, 1, nil])
    var asked: [String] = []
    let values = table.perShape { route in
      asked.append(route.number.text)
      return asked.count
    }
    #expect(asked == ["12318", "12329", "12345"])
    #expect(values == [1, 1, 2, 2, 3])
  }

  @Test func `a stage that begins a second later, or has another plan, has a shape of its own`()
    throws
  {
    let table = try table([
      route("12318", "as"), route("12319", "as", from: "2021-11-25 02:00:01"),
      route("12329", "main"), route("12330", "as"),
    ])
    #expect(table.routes.map(\.shape.id) == [0, 1, 2, 0])
  }

  @Test func `a protected number shares no shape`() throws {
    let table = try table([route("110", "as"), route("12318", "as"), route("12319", "as")])
    #expect(table.routes.map(\.shape.id) == [nil, 0, 0])
  }

  @Test func `one line that has a number twice has another shape than two lines in turn`()
    throws
  {
    let (first, second) = (Period(first: nil, last: day(10)), Period(first: day(11), last: nil))
    func route(_ number: String, _ lines: [String]) throws -> Route {
      Route(
        number: try HotlineNumber(parsing: number, home: SampleCity.home),
        phases: zip(lines, [first, second]).map { line, period in
          RoutePhase(
            line: line, name: "", mode: .dualNumber, kind: .serving, period: period, plan: "main",
            place: place)
        })
    }
    let table = try table([
      route("12318", ["12318", "12318"]), route("12319", ["12319", "12319@2"]),
      route("12329", ["12329", "12329@2"]),
    ])
    #expect(table.routes.map(\.shape.id) == [0, 1, 1])
    #expect(table.routes[2].phases.map(\.line) == ["12329", "12329@2"])
  }

  private func day(_ day: Int) -> CivilDate? { CivilDate(year: 2021, month: 12, day: day) }

  @Test func `a route keeps its phases, whatever shape it shares`() throws {
    let table = try SampleCity.table()
    for route in table.routes {
      let apart = Route(number: route.number, phases: route.phases, carriers: route.carriers)
      #expect(apart.phases.elementsEqual(route.phases))
      #expect(apart.shape.id == nil)
    }
  }

  @Test func `numbers of one shape of the sample city have one timeline`() throws {
    let table = try SampleCity.table()
    let span = try #require(table.proofSpan)
    let shared = Dictionary(grouping: table.routes.filter { $0.shape.id != nil }, by: \.shape.id)
    #expect(shared.values.contains { $0.count > 1 })
    for routes in shared.values {
      let timelines = try routes.map { try table.timeline(of: $0.number, within: span) }
      #expect(timelines.allSatisfy { $0 == timelines[0] })
    }
  }

  @Test func `a fault of numbers of one shape is told of each, with its own number and place`()
    throws
  {
    let table = try table([
      route("12318", "as"), route("12319", "as"), route("12320", "nothing"),
    ])
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
