import Foundation
import TestSupport
import Testing

/// What documents show is what the program does.
@Suite struct `Documents` {
  /// The pages with commands, but for those that need a switch (`LoadingTests`) and the one that
  /// writes the sample data.
  static let pages = MarkdownPage.all.map(\.path).filter { path in
    !LoadingTests.documents.contains(path) && path != "SampleData/README.md"
      && (try? ConsoleBlocks.steps(of: Shell.root + "/" + path).isEmpty) == false
  }

  @Test(arguments: pages)
  func `every console block prints what the document shows`(document: String) throws {
    let folder = try TemporaryFolder()
    for name in ["SampleData", "Mappings"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + name, withDestinationPath: Shell.root + "/" + name)
    }
    let steps = try ConsoleBlocks.steps(of: Shell.root + "/" + document)
      .filter { !$0.command.hasPrefix("make") }
    try #require(!steps.isEmpty)
    var printed = ""
    for step in steps {
      // A here-document ends with a line of its own.
      let script =
        step.command.contains("<<'") ? "{ \(step.script)\n} 2>&1" : step.script + " 2>&1"
      let result = try Shell.run(script, in: folder.path)
      #expect(
        ConsoleBlocks.matches(step.expected, result.output),
        "\(document):\(step.line)\n\(result.output)")
      printed += result.output
    }
    let commands = PrintedSteps.commands(in: printed)
    let faults = try PrintedSteps.faults(of: commands, in: folder.path, after: "")
    #expect(faults.isEmpty, "\(document)\n\(faults.joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("findings.md", "--lang en explain --format md"),
    ("findings.zh.md", "--lang zh explain --format md"),
    ("commands.md", "--lang en help --format md"),
    ("commands.zh.md", "--lang zh help --format md"),
  ])
  func `a reference page has the program's own words`(page: String, command: String) throws {
    let text = try String(
      contentsOfFile: Shell.root + "/Documentation/Reference/\(page)", encoding: .utf8)
    let listing = try Shell.run("hotline \(command)", in: Shell.root)
    #expect(listing.code == 0)
    #expect(text.hasSuffix(listing.output), "write it anew: make reference")
  }
}
