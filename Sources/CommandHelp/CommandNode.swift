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
  /// The commands below it that are shown; others are not for people.
  package var children: [CommandNode] { everyChild.filter { $0.isShown } }
  private var everyChild: [CommandNode] { type.configuration.subcommands.map(child) }
  private var isShown: Bool { type.configuration.shouldDisplay }
  /// Whether there are commands below it.
  package var isGroup: Bool { !type.configuration.subcommands.isEmpty }
  /// The command below it that is meant where none is named.
  package var defaultChild: CommandNode? { type.configuration.defaultSubcommand.map(child) }

  /// The commands below it as they are grouped; one group without a title where they are not.
  package var groups: [(title: String, commands: [CommandNode])] {
    let rest = type.configuration.ungroupedSubcommands.map(child)
      .filter { $0.isShown }
    return (rest.isEmpty ? [] : [("", rest)])
      + type.configuration.groupedSubcommands.map { ($0.name, $0.subcommands.map(child)) }
  }

  /// This command and all below it that are shown, each before those below it.
  package var all: [CommandNode] { [self] + children.flatMap(\.all) }

  /// The same, with those that are not shown.
  package var everyOne: [CommandNode] { [self] + everyChild.flatMap { $0.everyOne } }

  /// What it can be given, without the options that every command has; a group takes nothing itself.
  package func arguments() -> [CommandArgument] { isGroup ? [] : CommandArgument.all(of: type) }

  /// The command of a name or alias below it.
  package func child(named name: String) -> CommandNode? {
    everyChild.first { $0.name == name || $0.type.configuration.aliases.contains(name) }
  }

  /// The node of a command somewhere below it.
  package func node(of type: any ParsableCommand.Type) -> CommandNode? {
    self.type == type ? self : everyChild.lazy.compactMap { $0.node(of: type) }.first
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
