package import ArgumentParser

/// The program whose commands are explained: named once, before anything is explained.
package struct ExplainedProgram {
  let command: any ParsableCommand.Type
  let version: String
  private let title: String
  /// Gives the options that several commands share, by their headings; those of every command last.
  let shared: () -> [(title: String, options: any ParsableArguments.Type)]

  /// A program.
  ///
  /// - Parameters:
  ///   - command: its first command.
  ///   - version: its version, as manual pages show it.
  ///   - title: its name with version and commit, as the files that it writes name it.
  ///   - shared: gives the options that several commands share, by their headings; those of every
  ///     command last. Asked only when something is explained.
  package init(
    _ command: any ParsableCommand.Type, version: String, title: String,
    shared: @escaping () -> [(title: String, options: any ParsableArguments.Type)]
  ) {
    self.command = command
    self.version = version
    self.title = title
    self.shared = shared
  }

  /// Written before the first thread is started, and never again.
  nonisolated(unsafe) private static var known: ExplainedProgram?

  /// Names the program.
  package static func name(_ program: ExplainedProgram) { unsafe known = program }

  /// The first command of the program that was named.
  package static var root: any ParsableCommand.Type { named.command }

  /// The program's name with version and commit, as the files that it writes name it.
  package static var title: String { named.title }

  /// The program that was named.
  static var named: ExplainedProgram {
    guard let program = unsafe known else { fatalError("no program is named") }
    return program
  }
}
