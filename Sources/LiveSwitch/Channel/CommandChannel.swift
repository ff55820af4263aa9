import Bytes
import Findings

/// Runs commands on the machine of a switch: this one, or another that a prefix such as `ssh` reaches.
package struct CommandChannel: Sendable {
  /// What a command gave back.
  package struct Output: Sendable {
    /// Its exit code; 128 and more where a signal ended it.
    package let code: Int32
    /// What it wrote to standard output.
    package let text: String
    /// What it wrote to standard error.
    package let errors: String
  }

  /// What users call the switch.
  let name: String
  private let prefix: [String]
  private let limit: Duration

  /// A channel to a switch's machine.
  ///
  /// - Parameters:
  ///   - name: what users call the switch.
  ///   - prefix: the words before every command; none for this machine.
  ///   - limit: how long a command may take.
  package init(to name: String, prefix: [String], limit: Duration = .seconds(30)) {
    (self.name, self.prefix, self.limit) = (name, prefix, limit)
  }

  /// Runs a command to its end.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments.
  ///   - input: what it reads from standard input.
  ///   - environment: variables beside those of this program.
  ///   - isHere: whether it runs on this machine whatever the prefix says.
  /// - Returns: what it gave back.
  /// - Throws: `Unusable` with `HL5401` where it cannot be started, does not end in time, or answers
  ///   more than 256 MiB.
  package func run(
    _ command: [String], input: String = "", environment: [String: String] = [:],
    isHere: Bool = false
  ) throws -> Output {
    let words = arguments(of: command, isHere: isHere)
    do {
      return try ChannelProcess(words, environment: environment).output(
        of: Array(input.utf8), within: limit)
    } catch {
      throw unreachable(command, error.words)
    }
  }

  /// As `run`, for a command that must succeed.
  ///
  /// - Throws: `Unusable` with `HL5401`, also where it ends with another code than 0.
  package func succeed(_ command: [String], input: String = "") throws -> String {
    let output = try run(command, input: input)
    guard output.code == 0 else { throw unreachable(command, output.reason) }
    return output.text
  }

  /// What a shell would be given to run a command on the switch's machine: for the staged commands.
  package func line(of command: [String]) -> String {
    arguments(of: command, isHere: false).map(ShellWord.quoted).joined(separator: " ")
  }

  /// Starts a command and leaves it running until the process is ended or dropped.
  func start(_ command: [String]) throws -> ChannelProcess {
    do {
      return try ChannelProcess(arguments(of: command, isHere: false), environment: [:])
    } catch {
      throw unreachable(command, error.words)
    }
  }

  /// Another machine's shell splits words, so that it is given one that it splits as they were.
  private func arguments(of command: [String], isHere: Bool) -> [String] {
    if isHere || prefix.isEmpty { return command }
    return prefix + [command.map(ShellWord.quoted).joined(separator: " ")]
  }

  func unreachable(_ command: [String], _ reason: String) -> Unusable {
    Unusable(
      .switchUnreachable(
        found: name, command: command.prefix(4).joined(separator: " "), reason: reason),
      at: SourceLocation(file: name))
  }
}

extension CommandChannel.Output {
  /// Why the command failed, in its own words.
  var reason: String {
    let said = errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    return said.isEmpty ? "exit code \(code)" : "exit code \(code): \(said.prefix(200))"
  }
}
