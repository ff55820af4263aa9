import ArgumentParser

/// A command as help, usage errors, manuals and completion see it.
struct CommandNode {
  /// The command.
  let type: any ParsableCommand.Type
  /// Its words on the command line, from `hotline` on.
  let path: [String]

  /// The program itself.
  static var root: CommandNode { CommandNode(type: Hotline.self, path: ["hotline"]) }

  /// The last of its words.
  var name: String { path.last ?? "" }
  /// Its words, with a blank between.
  var title: String { path.joined(separator: " ") }
  /// What it does, in a sentence.
  var abstract: String { type.configuration.abstract }
  /// What else there is to know, in paragraphs.
  var discussion: String { type.configuration.discussion }
  /// The commands below it.
  var children: [CommandNode] { type.configuration.subcommands.map(child) }
  /// Whether there are commands below it.
  var isGroup: Bool { !type.configuration.subcommands.isEmpty }
  /// The command below it that is meant where none is named.
  var defaultChild: CommandNode? { type.configuration.defaultSubcommand.map(child) }

  /// The commands below it as they are grouped; one group without a title where they are not.
  var groups: [(title: String, commands: [CommandNode])] {
    let rest = type.configuration.ungroupedSubcommands.map(child)
    return (rest.isEmpty ? [] : [("", rest)])
      + type.configuration.groupedSubcommands.map { ($0.name, $0.subcommands.map(child)) }
  }

  /// This command and all below it, each before those below it.
  var all: [CommandNode] { [self] + children.flatMap(\.all) }

  /// What it can be given, without the options that every command has; a group takes nothing itself.
  func arguments() -> [CommandArgument] { isGroup ? [] : CommandArgument.all(of: type) }

  /// The command of a name or alias below it.
  func child(named name: String) -> CommandNode? {
    children.first { $0.name == name || $0.type.configuration.aliases.contains(name) }
  }

  /// The node of a command somewhere below it.
  func node(of type: any ParsableCommand.Type) -> CommandNode? {
    self.type == type ? self : children.lazy.compactMap { $0.node(of: type) }.first
  }

  private func child(_ type: any ParsableCommand.Type) -> CommandNode {
    CommandNode(type: type, path: path + [type.configuration.commandName ?? ""])
  }
}
