import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import SampleCity
import TestSupport
import Testing

/// What a new workspace holds, and what commands need besides it.
@Suite struct `A new workspace` {
  private func workspace(_ folder: TemporaryFolder, _ language: Language) throws -> Workspace {
    let path = folder.path + "/" + language.rawValue
    try InitRun(
      folder: path, mappings: Shell.root + "/Mappings", city: "示例市", area: "0757",
      language: language
    ).run()
    return try Workspace(path, today: SampleWorkspace.now.date)
  }

  @Test(arguments: Language.allCases)
  func `every sheet begins with a byte order mark and loads`(language: Language) throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder, language)
    let files = FileManager.default.enumerator(atPath: workspace.folder)?.allObjects as? [String]
    let sheets = (files ?? []).filter { $0.hasSuffix(".csv") && !$0.contains("/samples/") }
    #expect(sheets.count > 80)
    for sheet in sheets {
      let bytes = FileManager.default.contents(atPath: "\(workspace.folder)/\(sheet)") ?? Data()
      #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]), "\(sheet)")
    }
    let checks = DoctorRun(folder: workspace.folder).run(now: SampleWorkspace.now)
    for name in ["register", "protected numbers", "calendar", "mappings"] {
      #expect(checks.first { $0.name.english == name }?.state == .ok, "\(name)")
    }
    #expect(MappingRuns(workspace).list().allSatisfy { $0.version != nil })
  }

  @Test func `a byte order mark does not make another version of a mapping`() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder, .english)
    let before = MappingRuns(workspace).list().map(\.version)
    let path = workspace.folder + "/Mappings/sources/12318-culture/fields.csv"
    let bytes = try #require(FileManager.default.contents(atPath: path))
    try bytes.dropFirst(3).write(to: URL(fileURLWithPath: path))
    #expect(MappingRuns(workspace).list().map(\.version) == before)
  }

  @Test func `what a probe lacks is told with its packages`() throws {
    let finding = try #require(RouteRun.missingProbeTools(in: []))
    #expect(finding.code == .probeToolMissing)
    #expect(finding.facts["packages"]?.hasPrefix("kamailio ") == true)
    #expect(finding.facts["packages"]?.hasSuffix("sip-tester sqlite3") == true)
  }
}
