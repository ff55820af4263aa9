import ArgumentParser
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

extension CommandNode {
  /// The command that some words name, as far as they name one.
  func descendant(along words: [String]) -> CommandNode {
    guard let word = words.first, let child = child(named: word) else { return self }
    return child.descendant(along: Array(words.dropFirst()))
  }
}

extension HelpScreen {
  /// The widest line that is comfortable to read.
  private static let widest = 100

  /// The screen as wide as the terminal; 80 cells where there is none.
  static func shown(of command: CommandNode) -> String {
    let width = min(Terminal.width(of: 1) ?? 80, widest)
    return HelpScreen(command: command, width: width).text
  }
}
