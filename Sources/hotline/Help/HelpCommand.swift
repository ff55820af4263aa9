import ArgumentParser
import CommandHelp
import CommandOptions
import Console

/// Explains commands; takes the place of the library's own `help`, which knows no common options.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: words("Explain a command.", "说明命令的用法。"))

  @Argument(
    help: words("The command, such as import or batch show.", "命令，例如 import 或 batch show。"),
    completion: .commands)
  var command: [String] = []

  /// How the explanation is written.
  enum Form: String, CaseIterable, ExpressibleByArgument { case text, man, md }

  @Option(
    help: words(
      "How to write it: text; man, a page for man; md, all commands as one page of Markdown.",
      "输出格式：text（文字）、man（手册页）、md（全部命令，一页 Markdown）。"))
  var format: Form = .text

  @Flag(help: words("Explain all commands below it as well.", "一并说明其下的全部子命令。"))
  var all = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = common.terminal
    let walk = CommandLineWalk(command)
    if let word = walk.unknownCommand {
      Terminal.leave(saying: UsageError(unknown: word, in: walk.named).text, code: 64)
    }
    let named = CommandNode.root.descendant(along: command)
    let commands = all ? named.all : [named]
    switch format {
    case .text:
      for command in commands {
        if all { terminal.output(document: "\n== \(command.title) ==\n\n") }
        terminal.output(document: HelpScreen.shown(of: command) + "\n")
      }
    case .md: terminal.output(document: CommandReference.text)
    case .man:
      for command in commands { terminal.output(document: ManualPage(command: command).text) }
    }
  }
}
