import Foundation
import TestSupport
import Testing

/// The page by which operations load the tables runs as it stands, with a real switch.
@Suite(
  .enabled(
    if: ["/usr/sbin/kamailio", "/usr/bin/sipp", "/usr/sbin/kamcmd", "/usr/bin/sqlite3"]
      .allSatisfy { FileManager.default.isExecutableFile(atPath: $0) },
    "kamailio, sip-tester and sqlite3 are not installed"))
struct LoadingTests {
  static let documents = [
    "Documentation/HowTo/cut-over.md", "Documentation/HowTo/cut-over.zh.md",
  ]

  @Test(arguments: documents)
  func `every step of loading into Kamailio prints what the page shows`(document: String) throws {
    let folder = try TemporaryFolder()
    for name in ["SampleData", "Mappings"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + name, withDestinationPath: Shell.root + "/" + name)
    }
    let steps = try ConsoleBlocks.steps(of: Shell.root + "/" + document)
    try #require(steps.count > 20)
    // Ports of this test's own, away from those of other tests on the machine.
    let place = Int(ProcessInfo.processInfo.processIdentifier) % 70
    let port = (document == Self.documents[0] ? 10_000 : 19_000) + place * 128
    defer {
      _ = try? Shell.run("kill -KILL $(cat pid) $(ps -o pid= --ppid $(cat pid))", in: folder.path)
    }
    for step in steps {
      let command = step.script.replacingOccurrences(of: "27100", with: "\(port)")
        .replacingOccurrences(of: "27101", with: "\(port + 1)")
        .replacingOccurrences(of: "27200", with: "\(port + 64)")
      _ = try folder.file("step.sh", command + "\n")
      // A process of Foundation inherits blocked signals, and Kamailio's timers are signals.
      let result = try Shell.run(
        "python3 -c 'import os, signal; signal.pthread_sigmask(signal.SIG_SETMASK, []); "
          + "os.execvp(\"bash\", [\"bash\", \"step.sh\"])' 2>&1", in: folder.path)
      #expect(
        ConsoleBlocks.matches(step.expected, result.output),
        "\(document):\(step.line)\n\(result.output)")
    }
  }
}
