import Console

/// What `hotline help` and `--help` show of a command.
package struct HelpScreen {
  private let command: CommandNode
  private let usage: CommandUsage
  /// The cells of a line.
  private let width: Int

  /// The screen of a command in lines of so many cells.
  package init(command: CommandNode, width: Int) {
    self.command = command
    self.width = width
    usage = CommandUsage(command)
  }

  /// The whole screen.
  package var text: String {
    let blocks =
      [wrapped(command.abstract), synopsis, wrapped(command.discussion), example] + arguments
      + commands + [hint] + [shared]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private var synopsis: [String] {
    let head = words("Usage: ", "用法：")
    let indent = CellWidth.of(head)
    let lines = WrappedText.paragraphs(usage.line, width: width - indent)
    return lines.enumerated().map { index, line in
      (index == 0 ? head : String(repeating: " ", count: indent)) + line
    }
  }

  private var example: [String] {
    guard let example = CommandExamples.line(of: command) else { return [] }
    return wrapped(words("Example: ", "示例：") + example)
  }

  private var arguments: [[String]] {
    let own = usage.own
    let positional = own.filter { $0.kind == .positional }
    let named = own.filter { $0.kind != .positional }
    return [
      section(words("Arguments", "参数"), positional.map { ($0.synopsis, $0.description) }),
      section(words("Options", "选项"), named.map { ($0.synopsis, $0.description) }),
    ]
  }

  private var commands: [[String]] {
    command.groups.map { title, commands in
      section(
        title.isEmpty ? words("Commands", "子命令") : title,
        commands.map { child in
          let isDefault = child.type == command.defaultChild?.type
          return (child.name, child.abstract + (isDefault ? words(" (default)", "（默认）") : ""))
        })
    }
  }

  private var hint: [String] {
    guard command.isGroup else { return [] }
    let path = (["hotline", "help"] + command.path.dropFirst()).joined(separator: " ")
    return wrapped(
      words("\(path) COMMAND explains one of them.", "各子命令的说明：\(path) <命令>"))
  }

  private var shared: [String] {
    let sections = usage.shared.map { title, options in
      section(title, options.map { ($0.synopsis, $0.description) })
    }
    return Array(sections.joined(separator: [""]))
  }

  private func section(_ title: String, _ rows: [(String, String)]) -> [String] {
    if rows.isEmpty { return [] }
    let isNarrow = width < 50
    let widest = rows.map { CellWidth.of($0.0) }.filter { $0 <= 26 }.max() ?? 0
    let column = isNarrow ? 4 : min(widest, 26) + 4
    return wrapped(title + words(":", "："))
      + rows.flatMap { name, description in
        let lines = WrappedText.paragraphs(description, width: width - column)
          .map { String(repeating: " ", count: column) + $0 }
        guard !isNarrow, CellWidth.of(name) + 4 <= column, let first = lines.first else {
          return WrappedText.paragraphs(name, width: width - 2).map { "  " + $0 } + lines
        }
        let head = CellWidth.padded("  " + name, to: column)
        return [head + first.dropFirst(column)] + lines.dropFirst()
      }
  }

  private func wrapped(_ text: String) -> [String] {
    text.isEmpty ? [] : WrappedText.paragraphs(text, width: width)
  }
}

/// How a command is written, and what of its options is its own.
package struct CommandUsage {
  package let command: CommandNode
  /// Its own arguments and options.
  package let own: [CommandArgument]
  /// The options it shares, by group.
  package let shared: [(title: String, options: [CommandArgument])]

  /// Sorts a command's options.
  package init(_ command: CommandNode) {
    self.command = command
    let all = command.arguments()
    let titles = Set(all.map(\.title))
    shared = SharedOptions.groups.enumerated().compactMap { index, group in
      let isCommon = index == SharedOptions.groups.count - 1
      let options = group.options.filter { titles.contains($0.title) || isCommon }
      guard isCommon || options.count == group.options.count else { return nil }
      return (group.title, isCommon ? CommandUsage.listed(options) : options)
    }
    let others = Set(shared.flatMap(\.options).map(\.title))
    own = all.filter { !others.contains($0.title) }
  }

  /// The line of usage.
  package var line: String {
    if command.isGroup {
      return "\(command.title) "
        + words("[options] COMMAND …", "[选项] <子命令> …")
    }
    let positional = own.filter { $0.kind == .positional }.map {
      $0.isOptional ? "[\($0.synopsis)]" : $0.synopsis
    }
    let required = own.filter { $0.kind != .positional && !$0.isOptional }.map(\.usage)
    return ([command.title] + positional + required + [words("[options]", "[选项]")])
      .joined(separator: " ")
  }

  /// Options with what the library of commands adds to every command, if they are the common ones.
  package static func listed(_ options: [CommandArgument]) -> [CommandArgument] {
    guard options.contains(where: { $0.title == "--lang" }) else { return options }
    return options + [
      CommandArgument(flag: ["version"], abstract: words("Print the version.", "显示版本。")),
      CommandArgument(flag: ["h", "help"], abstract: words("Explain the command.", "显示命令的说明。")),
    ]
  }
}

extension CommandArgument {
  /// A flag.
  package init(flag names: [String], abstract: String) {
    kind = .flag
    self.names = names.map { Name(kind: $0.count == 1 ? "short" : "long", name: $0) }
    (isOptional, isRepeating) = (true, false)
    (valueName, defaultValue, allValues, completionKind) = (nil, nil, nil, nil)
    self.abstract = abstract
  }
}

extension HelpScreen {
  /// The widest line that is comfortable to read.
  private static let widest = 100

  /// The screen as wide as the terminal; 80 cells where there is none.
  package static func shown(of command: CommandNode) -> String {
    let width = min(Terminal.width(of: 1) ?? 80, widest)
    return HelpScreen(command: command, width: width).text
  }
}
