import Foundation
import TestSupport
import Testing

/// What documents show is what the program does.
@Suite struct `Documents` {
  @Test(arguments: [
    "README.md", "README.zh.md", "Documentation/Tutorials/first-import.md",
    "Documentation/Tutorials/a-file-from-a-spreadsheet.md",
    "Documentation/Tutorials/a-managers-hour.md",
  ])
  func `every console block prints what the document shows`(document: String) throws {
    let folder = try TemporaryFolder()
    for name in ["SampleData", "Mappings"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + name, withDestinationPath: Shell.root + "/" + name)
    }
    let steps = try ConsoleBlocks.steps(of: Shell.root + "/" + document)
      .filter { !$0.command.hasPrefix("make") }
    try #require(!steps.isEmpty)
    for step in steps {
      let result = try Shell.run(step.command + " 2>&1", in: folder.path)
      #expect(
        ConsoleBlocks.matches(step.expected, result.output),
        "\(document):\(step.line)\n\(result.output)")
    }
  }

  @Test func `the reference of findings lists every code with the program's words`() throws {
    let page = try String(
      contentsOfFile: Shell.root + "/Documentation/Reference/findings.md", encoding: .utf8)
    let listing = try Shell.run("hotline explain --format md", in: Shell.root)
    #expect(listing.code == 0)
    #expect(page.contains(listing.output), "write it anew: make reference")
  }
}
