import Foundation
import SwitchExporters
import TestSupport
import Testing

/// What a probe needs on the machine that runs it.
@Suite struct `Probe tools` {
  @Test func `a program is looked for in the folders given, and its package is named`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("sipp", "")
    let tools = ProbeTool.all(in: [folder.path])
    let packages = Dictionary(uniqueKeysWithValues: tools.map { ($0.name, $0.debianPackage) })
    #expect(
      packages == [
        "kamailio": "kamailio", "kamcmd": "kamailio", "sipp": "sip-tester", "sqlite3": "sqlite3",
        "db_sqlite.so": "kamailio-sqlite-modules",
      ])
    let installed = tools.filter(\.isInstalled).map(\.name)
    #expect(installed.contains("sipp") && !installed.contains("kamailio"))
  }
}
