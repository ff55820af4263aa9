import Findings
import TestSupport
import Testing

/// A command that the catalogue of findings tells to run is one that can be run as it stands.
@Suite struct `Commands of the catalogue` {
  @Test func `every whole command of a fix is complete`() throws {
    let folder = try TemporaryFolder()
    let fixes = FindingCode.allCases.flatMap { code in
      Language.allCases.map { code.entry.fix.text(in: $0) }
    }
    let commands = Set(
      fixes.flatMap { $0.matches(of: #/`(hotline [^`{‹]+)`/#).map { String($0.1) } })
    #expect(commands.count > 5)
    for command in commands.sorted() {
      // Without a workspace most of them end otherwise than well, but not for how they were called.
      let result = try Shell.run("exec < /dev/null\n\(command)", in: folder.path)
      #expect(result.code != 64, "\(command)\n\(result.errors)")
    }
  }
}
