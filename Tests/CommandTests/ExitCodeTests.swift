import Foundation
import TestSupport
import Testing

/// The page of exit codes is what the program does.
@Suite struct `Exit codes` {
  private struct Catalogue: Decodable {
    struct Entry: Decodable {
      let code, severity: String
      let exitCode: Int
    }
    let data: [Entry]
  }

  @Test func `the page names the findings of every code but the usual one`() throws {
    let page = try String(
      contentsOfFile: Shell.root + "/Documentation/Reference/exit-codes.md", encoding: .utf8)
    let listing = try Shell.run("hotline explain --json", in: Shell.root)
    let entries = try JSONDecoder().decode(Catalogue.self, from: Data(listing.output.utf8)).data
    let errors = entries.filter { $0.severity == "error" && $0.exitCode != 65 }
    let expected = Dictionary(grouping: errors, by: \.exitCode).mapValues { Set($0.map(\.code)) }
    var named: [Int: Set<String>] = [:]
    for row in page.matches(of: /(?m)^\| (\d+)[^|]*\|[^|]*\|([^|]*)\|$/) {
      let codes = Set(row.2.matches(of: /HL\d{4}/).map { String($0.0) })
      if let code = Int(row.1), !codes.isEmpty { named[code] = codes }
    }
    #expect(named == expected)
  }

  @Test func `every code that a command ends with has a row`() throws {
    let page = try String(
      contentsOfFile: Shell.root + "/Documentation/Reference/exit-codes.md", encoding: .utf8)
    let commands = Shell.root + "/Sources/hotline/Commands"
    for file in try FileManager.default.contentsOfDirectory(atPath: commands) {
      let text = try String(contentsOfFile: "\(commands)/\(file)", encoding: .utf8)
      for found in text.matches(of: /ExitCode\((\d+)\)/) {
        #expect(page.contains("\n| \(found.1) |"), "\(file): \(found.1)")
      }
    }
  }
}
