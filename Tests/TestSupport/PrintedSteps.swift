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

  /// Runs the commands that were printed, one behind the other, in the folder in which a user would
  /// paste them.
  ///
  /// - Returns: what is wrong: each command that ends otherwise than with 0 or 2.
  public static func faults(of commands: [String], in folder: String) throws -> [String] {
    Count.add(commands.count)
    return try commands.compactMap { command in
      let result = try Shell.run("exec < /dev/null\n\(command)", in: folder)
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
