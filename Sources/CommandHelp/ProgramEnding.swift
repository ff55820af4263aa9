package import ArgumentParser
import Console

/// How the program ends where the library of commands ends it: with help, or with what is wrong.
package enum ProgramEnding {
  /// Ends the program.
  ///
  /// - Parameters:
  ///   - error: what the library, or a command, threw.
  ///   - arguments: the words of the command line.
  ///   - running: the command that was running, if any.
  package static func leave(
    with error: any Error, arguments: [String], running: (any ParsableCommand.Type)?
  ) -> Never {
    let program = ExplainedProgram.named.command
    let code = program.exitCode(for: error).rawValue
    guard let complaint = ParserComplaint(error, running: running) else {
      leave(saying: program.fullMessage(for: error), repeating: arguments, code: code)
    }
    // What is wrong was printed as a finding.
    if complaint.kind == "userValidationError", complaint.objection == nil {
      Terminal.leave(saying: "", code: code)
    }
    if complaint.kind == "helpRequested" {
      explain(CommandNode.root.node(of: complaint.command) ?? .root)
    }
    // Versions and scripts are answers, not errors.
    if code == 0 {
      leave(saying: program.fullMessage(for: error), repeating: arguments, code: code)
    }
    let walk = CommandLineWalk(arguments)
    // A group and common options alone: the library knows those only of the commands below it.
    if complaint.kind == "unknownOption", walk.isGroupAlone { explain(walk.named) }
    let usage = UsageError(
      complaint, on: walk, message: program.message(for: error))
    Terminal.leave(saying: usage.text, code: code)
  }

  private static func explain(_ command: CommandNode) -> Never {
    Terminal.leave(saying: TerminalText(lines: HelpScreen.shown(of: command)), code: 0)
  }

  /// Ends the program with words of the library, in which arguments are escaped: those may be names
  /// of files.
  private static func leave(saying text: String, repeating arguments: [String], code: Int32)
    -> Never
  {
    let values =
      arguments
      + arguments.compactMap { $0.split(separator: "=", maxSplits: 1).last }.map(String.init)
    Terminal.leave(saying: TerminalText(lines: text, repeating: values), code: code)
  }
}
