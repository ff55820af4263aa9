import CallRouting
import Findings
import HotlineModel
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

@Suite struct NeutralExporterTests {
  @Test func `the plain table read back lands every call where the model does`() throws {
    let folder = try TemporaryFolder()
    let table = try SampleCity.table()
    _ = try NeutralExporter().export(table, to: folder.path)
    let tables = try NeutralExporter().reading(folder: folder.path)
    let calls = try table.probeCalls() + table.probeCalls(under: .down)
    for call in calls {
      let answer = tables.answer(
        .init(dialled: call.dialled, second: call.at.unixSeconds, down: Set([call.set])))
      #expect(answer.landing == call.landing, "\(call.dialled) \(call.at)")
    }
    print("neutral: model and reader agree on \(calls.count) calls")
    #expect(calls.count > 2_000)
  }

  @Test func `a file that was cut off is noticed`() throws {
    let folder = try TemporaryFolder()
    _ = try NeutralExporter().export(SampleCity.table(), to: folder.path)
    _ = try folder.file("routes.csv", "dialled\n12318,12318,x")
    #expect(throws: Unusable.self) { try NeutralExporter().reading(folder: folder.path) }
  }
}
