import CallRouting
import Findings
import Foundation
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

  @Test(arguments: ["\u{1}", "\u{1B}", "\u{FFFE}"])
  func `a text with a character that XML cannot hold is refused`(character: String) throws {
    let folder = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: SampleCity.folder) {
      var sheet = try String(contentsOfFile: SampleCity.folder + "/" + name, encoding: .utf8)
      if name == "announcements.csv" { sheet.replace("已", with: "已" + character) }
      _ = try folder.file(name, sheet)
    }
    let table = try SampleCity.table(sheets: folder.path)
    let refusal = #expect(throws: Unusable.self) { try NeutralExporter().render(table) }
    #expect(refusal?.findings.map(\.code).first == .switchCannotSay)
  }

  @Test func `a file that was cut off is noticed`() throws {
    let folder = try TemporaryFolder()
    _ = try NeutralExporter().export(SampleCity.table(), to: folder.path)
    _ = try folder.file("routes.csv", "dialled\n12318,12318,x")
    #expect(throws: Unusable.self) { try NeutralExporter().reading(folder: folder.path) }
  }
}
