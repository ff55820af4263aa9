import Foundation

/// A folder under `Tests/Cases`: a command, and what it prints and how it ends.
public struct GoldenCase: Sendable, CustomStringConvertible {
  /// The folder's name below `Tests/Cases`: `import/html-named-csv`.
  public let name: String

  /// All cases, in the order of their names.
  public static var all: [GoldenCase] {
    let root = Shell.root + "/Tests/Cases"
    let paths = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
    return paths.filter { $0.hasSuffix("/cmd") }.sorted().map {
      GoldenCase(name: String($0.dropLast("/cmd".count)))
    }
  }

  /// The folder's name.
  public var description: String { name }

  private var folder: String { Shell.root + "/Tests/Cases/" + name }

  /// Runs the command in a folder of its own and returns what differs from what is expected; then
  /// runs each next step that it printed, which must end with 0 or 2.
  ///
  /// With `UPDATE=1` in the environment the expectation is written anew instead.
  public func differences() throws -> [String] {
    let own = try TemporaryFolder()
    let prelude = try String(
      contentsOfFile: Shell.root + "/Tests/Cases/prelude.sh", encoding: .utf8)
    let command = try String(contentsOfFile: folder + "/cmd", encoding: .utf8)
    let settings = "CASE='\(folder)'\nSIGNED='\(try SignedPolicy.folder())'\n"
    let result = try Shell.run(settings + prelude + "\n" + command, in: own.path)
    let found = [
      "expected.out": plain(result.output, own), "expected.err": plain(result.errors, own),
      "expected.code": "\(result.code)\n",
    ]
    var differences: [String] = []
    for (file, text) in found.sorted(by: { $0.key < $1.key }) {
      let path = folder + "/" + file
      if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        continue
      }
      // A file that is not there is an expectation that somebody forgot, not an empty one.
      guard FileManager.default.fileExists(atPath: path) else {
        differences.append("\(file) is not there: make golden")
        continue
      }
      let expected = try String(contentsOfFile: path, encoding: .utf8)
      if expected != text { differences.append(Self.difference(file, expected, text)) }
    }
    let steps = PrintedSteps.commands(in: result.output + "\n" + result.errors)
    return differences + (try PrintedSteps.faults(of: steps, in: own.path, after: command))
  }

  /// Takes out what is different in every run: folders, and when a batch began.
  private func plain(_ text: String, _ own: TemporaryFolder) -> String {
    text.replacingOccurrences(of: own.path, with: "TMP")
      .replacingOccurrences(of: Shell.root, with: "ROOT")
      .replacingOccurrences(
        of: #""started": "[^"]*""#, with: #""started": "…""#, options: .regularExpression)
  }

  private static func difference(_ file: String, _ expected: String, _ found: String) -> String {
    let left = expected.components(separatedBy: "\n")
    let right = found.components(separatedBy: "\n")
    let change = right.difference(from: left)
    let lines = change.map { step in
      switch step {
      case .insert(let offset, let line, _): "+ \(offset + 1): \(line)"
      case .remove(let offset, let line, _): "- \(offset + 1): \(line)"
      }
    }
    return ([file] + lines.prefix(20)).joined(separator: "\n")
  }
}
