import Bytes
package import Findings

/// What a user may do next: a command that runs as it is printed, words where the user must choose
/// something first, or a command with words.
package struct NextStep {
  /// Who does it; `nil` where it is whoever ran the command.
  var role: Words?
  /// What is done.
  var words: Words?
  /// What follows `hotline` in the command; empty where there is nothing to run yet.
  var arguments: [String] = []

  /// A command.
  package init(_ arguments: String..., words: Words? = nil) {
    self.arguments = arguments
    self.words = words
  }

  /// A command of a list of arguments.
  package init(arguments: [String], words: Words? = nil, role: Words? = nil) {
    self.arguments = arguments
    self.words = words
    self.role = role
  }

  /// Something that is not done with a command, or not before the user has chosen something.
  package init(words: Words, role: Words? = nil) {
    self.words = words
    self.role = role
  }

  /// A path as an argument that does not pass for an option.
  package static func path(_ path: String) -> String { path.hasPrefix("-") ? "./\(path)" : path }

  /// The option that names a mapping.
  package static func mapping(_ name: String) -> [String] {
    name.hasPrefix("-") ? ["--mapping=\(name)"] : ["-m", name]
  }

  /// An option with a value that does not pass for another option.
  package static func option(_ name: String, _ value: String) -> [String] {
    value.hasPrefix("-") ? ["\(name)=\(value)"] : [name, value]
  }

  /// The command for a shell: quoted where needed, and with `-C` where the workspace would not be
  /// found without it.
  package static func command(_ arguments: [String], on terminal: Terminal) -> String {
    let named = terminal.workspaceToName.map { ["-C", path($0)] } ?? []
    return (["hotline"] + named + arguments)
      .map { ShellWord.quoted($0) { !TerminalText.isHarmless($0) } }.joined(separator: " ")
  }
}

extension Terminal {
  /// Prints next steps, to standard error; each command has a line of its own.
  package func next(_ steps: NextStep...) { next(steps) }

  /// Prints next steps, to standard error; each command has a line of its own.
  package func next(_ steps: [NextStep]) {
    for step in steps {
      let role = step.role.map { words(" (\($0.english))", "（\($0.chinese)）") } ?? ""
      let head = words("Next\(role): ", "下一步\(role)：")
      let command = step.arguments.isEmpty ? nil : NextStep.command(step.arguments, on: self)
      guard let text = step.words?.text(in: language) else {
        if let command { say("\(head)\(command)") }
        continue
      }
      say("\(head)\(text)")
      if let command { say("      \(command)") }
    }
  }
}
