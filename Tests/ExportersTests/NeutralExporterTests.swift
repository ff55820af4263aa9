import CallRouting
import HotlineModel
import RoutingSamples
import TestSupport
import Testing

@testable import Exporters

@Suite struct NeutralExporterTests {
  @Test func `the plain table read back lands every call where the model does`() throws {
    let folder = try TemporaryFolder()
    let table = try SampleCity.table()
    _ = try NeutralExporter().export(table, to: folder.path)
    let tables = try NeutralTables(folder: folder.path)
    let calls = try table.probeCalls() + table.probeCalls(under: .down)
    for call in calls {
      let landing = tables.landing(
        dialled: call.dialled, at: call.at.rfc3339, down: Set([call.set]))
      #expect(landing == call.landing, "\(call.dialled) \(call.at)")
    }
    print("neutral: model and reader agree on \(calls.count) calls")
    #expect(calls.count > 2_000)
  }

  @Test func `every interval of every number reads back at both ends`() throws {
    let folder = try TemporaryFolder()
    let table = try SampleCity.table(years: 2021...2022)
    _ = try NeutralExporter().export(table, to: folder.path)
    let tables = try NeutralTables(folder: folder.path)
    let proof = try #require(table.proofSpan)
    var compared = 0
    for route in table.routes {
      let key = route.number.text.filter { $0 != "-" }
      for stretch in try table.timeline(of: route.number, within: proof).stretches {
        for instant in [stretch.span.lowerBound, stretch.span.upperBound.adding(seconds: -1)] {
          let call = try table.trace(dial: key, at: instant, from: .fixed)
          #expect(
            tables.landing(dialled: key, at: instant.rfc3339) == table.landing(of: call),
            "\(key) \(instant)")
          compared += 1
        }
      }
    }
    print("neutral: model and reader agree on \(compared) ends of intervals")
    #expect(compared > 1_000)
  }

  @Test func `a file that was cut off is noticed`() throws {
    let folder = try TemporaryFolder()
    _ = try NeutralExporter().export(SampleCity.table(), to: folder.path)
    _ = try folder.file("routes.csv", "dialled\n12318,12318,x")
    #expect(throws: Unusable.self) { try NeutralTables(folder: folder.path) }
  }
}
