import Console

/// All commands on one page of Markdown: `Documentation/Reference/commands.md`.
package enum CommandReference {
  /// The page, from its table of contents on.
  package static var text: String {
    let root = CommandNode.root
    let contents = root.groups.flatMap { title, commands in
      ["", "**\(title)**", ""]
        + commands.map { "- [`\($0.name)`](#\($0.path.joined(separator: "-"))) \($0.abstract)" }
    }
    let shared = SharedOptions.groups.flatMap { title, options in
      ["", "## \(title)", ""] + table(CommandUsage.listed(options))
    }
    let commands = root.children.flatMap(\.all).flatMap(entry)
    return (contents.dropFirst() + shared + commands).joined(separator: "\n") + "\n"
  }

  private static func entry(_ command: CommandNode) -> [String] {
    let usage = CommandUsage(command)
    var lines = ["", String(repeating: "#", count: command.path.count) + " \(command.title)", ""]
    lines += [command.abstract, "", "```", usage.line, "```"]
    if let meant = command.defaultChild {
      lines += [
        "",
        words("Without a command: `\(meant.title)`.", "不写子命令时，执行 `\(meant.title)`。"),
      ]
    }
    if !command.discussion.isEmpty { lines += ["", paragraphs(command.discussion)] }
    if !usage.own.isEmpty { lines += [""] + table(usage.own) }
    let others = usage.shared.dropLast().map(\.title)
    if !others.isEmpty {
      lines += [
        "", words("Also: ", "另有：") + others.joined(separator: words(", ", "、")) + words(".", "。"),
      ]
    }
    if let example = CommandExamples.line(of: command) {
      lines += ["", words("Example:", "示例："), "", "```", example, "```"]
    }
    return lines
  }

  private static func table(_ arguments: [CommandArgument]) -> [String] {
    [words("| argument | meaning |", "| 参数 | 含义 |"), "|---|---|"]
      + arguments.map { argument in
        let name = argument.synopsis.replacing("|", with: #"\|"#)
        return "| `\(name)` | \(cell(argument.description)) |"
      }
  }

  /// Placeholders such as `<映射>` would be taken for elements of HTML.
  private static func cell(_ text: String) -> String {
    text.replacing("|", with: #"\|"#).replacing("<", with: "&lt;").replacing("*", with: #"\*"#)
  }

  private static func paragraphs(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // Command lines below one another remain lines.
    return lines.map { cell(String($0)) }.joined(separator: lines.contains("") ? "\n" : "  \n")
  }
}
