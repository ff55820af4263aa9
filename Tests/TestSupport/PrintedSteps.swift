import Foundation
import Glibc
import Synchronization

/// The commands that the program tells its users to run: next steps, whole commands in fixes, and
/// where to read more.
public enum PrintedSteps {
  /// The commands in what a command printed, each once, in their order.
  public static func commands(in text: String) -> [String] {
    var commands: [String] = []
    for line in text.split(separator: "\n") {
      let found: [Substring]
      if let match = line.wholeMatch(
        of: #/(?:Next(?: \([^)]*\))?: |下一步(?:（[^）]*）)?：|      )(hotline .+)/#)
      {
        found = [match.1]
      } else if let match = line.wholeMatch(of: #/  (?:more|详见)[:：] ?(hotline explain HL\d{4})/#) {
        found = [match.1]
      } else if line.prefixMatch(of: #/  (?:fix|办法)[:：]/#) != nil {
        found = line.matches(of: #/`(hotline [^`]+)`/#).map(\.1)
      } else {
        found = []
      }
      for command in found.map(String.init) where !commands.contains(command) {
        commands.append(command)
      }
    }
    return commands
  }

  /// Runs the commands that were printed, one after the other, in the folder in which a user would
  /// paste them.
  ///
  /// - Parameters:
  ///   - commands: what was printed.
  ///   - folder: where it was printed.
  ///   - script: what printed it: a command that names no workspace is run where the script went, or
  ///     with the workspace that it set.
  /// - Returns: what is wrong: each command that ends otherwise than with 0 or 2.
  /// - Throws: where a shell cannot be started.
  public static func faults(
    of commands: [String], in folder: String, after script: String
  ) throws -> [String] {
    let place =
      script.firstMatch(of: #/HOTLINE_WORKSPACE=\S+/#).map { "export \($0.0)" }
      ?? script.firstMatch(of: #/(?:^|\s)(cd \w+)/#).map { String($0.1) } ?? ""
    Count.add(commands.count)
    return try commands.compactMap { command in
      let isNamed = command.hasPrefix("hotline -C ")
      let result = try Shell.run(
        "exec < /dev/null\n\(isNamed ? "" : place)\n\(command)", in: folder)
      guard result.code != 0, result.code != 2 else { return nil }
      return "printed step ends with \(result.code): \(command)\n\(result.errors.prefix(600))"
    }
  }

  /// How many steps ran in this process; said when it ends.
  private enum Count {
    static let total = Atomic<Int>(0)
    static let isAnnounced: Bool = {
      atexit { print("printed next steps run: \(Count.total.load(ordering: .relaxed))") }
      return true
    }()

    static func add(_ count: Int) {
      _ = isAnnounced
      total.add(count, ordering: .relaxed)
    }
  }
}
