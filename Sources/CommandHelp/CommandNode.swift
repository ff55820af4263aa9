package import ArgumentParser

/// A command as help, usage errors, manuals and completion see it.
package struct CommandNode {
  /// The command.
  package let type: any ParsableCommand.Type
  /// Its words on the command line, from `hotline` on.
  package let path: [String]

  /// The program itself.
  package static var root: CommandNode {
    CommandNode(
      type: ExplainedProgram.named.command,
      path: [ExplainedProgram.named.command.configuration.commandName ?? ""])
  }

  /// The last of its words.
  package var name: String { path.last ?? "" }
  /// Its words, with a blank between.
  package var title: String { path.joined(separator: " ") }
  /// What it does, in a sentence.
  package var abstract: String { type.configuration.abstract }
  /// What else there is to know, in paragraphs.
  package var discussion: String { type.configuration.discussion }
  /// The commands below it.
  package var children: [CommandNode] { type.configuration.subcommands.map(child) }
  /// Whether there are commands below it.
  package var isGroup: Bool { !type.configuration.subcommands.isEmpty }
  /// The command below it that is meant where none is named.
  package var defaultChild: CommandNode? { type.configuration.defaultSubcommand.map(child) }

  /// The commands below it as they are grouped; one group without a title where they are not.
  package var groups: [(title: String, commands: [CommandNode])] {
    let rest = type.configuration.ungroupedSubcommands.map(child)
    return (rest.isEmpty ? [] : [("", rest)])
      + type.configuration.groupedSubcommands.map { ($0.name, $0.subcommands.map(child)) }
  }

  /// This command and all below it, each before those below it.
  package var all: [CommandNode] { [self] + children.flatMap(\.all) }

  /// What it can be given, without the options that every command has; a group takes nothing itself.
  package func arguments() -> [CommandArgument] { isGroup ? [] : CommandArgument.all(of: type) }

  /// The command of a name or alias below it.
  package func child(named name: String) -> CommandNode? {
    children.first { $0.name == name || $0.type.configuration.aliases.contains(name) }
  }

  /// The node of a command somewhere below it.
  package func node(of type: any ParsableCommand.Type) -> CommandNode? {
    self.type == type ? self : children.lazy.compactMap { $0.node(of: type) }.first
  }

  private func child(_ type: any ParsableCommand.Type) -> CommandNode {
    CommandNode(type: type, path: path + [type.configuration.commandName ?? ""])
  }
}

extension CommandNode {
  /// The command that some words name, as far as they name one.
  package func descendant(along words: [String]) -> CommandNode {
    guard let word = words.first, let child = child(named: word) else { return self }
    return child.descendant(along: Array(words.dropFirst()))
  }
}
