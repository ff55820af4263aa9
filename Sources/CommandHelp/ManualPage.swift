import ArgumentParser
import Console

/// A manual page of a command, for `man`: `hotline-batch-show(1)`.
///
/// In the macros of man(7), whose sections may have names in any language.
package struct ManualPage {
  /// The command.
  package let command: CommandNode

  /// The page of a command.
  package init(command: CommandNode) { self.command = command }

  /// The page's name: `hotline-batch-show`.
  package var name: String { command.path.joined(separator: "-") }

  /// The page.
  package var text: String {
    let usage = CommandUsage(command)
    var lines = [
      // A comment that also divides the pages where several are printed.
      #".\" \#(name).1"#,
      #".TH "\#(name.uppercased())" "1" "\#(Self.date)" "hotline \#(version)" "\#(manual)""#,
      // Neither stretched nor hyphenated: Chinese has few blanks, and options have dashes.
      ".ad l", ".nh",
    ]
    lines += section(words("NAME", "名称"))
    // `whatis` reads this line, and knows no marks in it.
    lines +=
      [#"\#(plain(name)) \-"#] + filled(plain(sentence).split(separator: " ").map(String.init))
    lines += section(words("SYNOPSIS", "用法")) + bold(usage.line)
    if !command.discussion.isEmpty {
      lines += section(words("DESCRIPTION", "说明")) + paragraphs(command.discussion)
    }
    lines += items(
      words("ARGUMENTS", "参数"),
      usage.own.filter { $0.kind == .positional }.map { ($0.synopsis, $0.description) })
    lines += items(
      words("OPTIONS", "选项"),
      usage.own.filter { $0.kind != .positional }.map { ($0.synopsis, $0.description) })
    for (title, commands) in command.groups {
      let title = title.isEmpty ? words("Commands", "子命令") : title
      lines += items(title.uppercased(), commands.map { ($0.name, $0.abstract) })
    }
    for (title, options) in usage.shared {
      lines += items(title.uppercased(), options.map { ($0.synopsis, $0.description) })
    }
    if let example = CommandExamples.line(of: command) {
      lines += section(words("EXAMPLES", "示例")) + [".EX", plain(example), ".EE"]
    }
    lines += section(words("SEE ALSO", "参见")) + related
    return lines.joined(separator: "\n") + "\n"
  }

  /// When the form of the pages changed last: the same program makes the same page every day.
  private static let date = "2026-11-30"
  private var version: String { ExplainedProgram.named.version }
  private var manual: String { words("HotlineMerger manual", "热线归并工具手册") }

  /// What the command does, as the line of a manual: without a full stop.
  private var sentence: String {
    let abstract = command.abstract
    return abstract.hasSuffix(".") || abstract.hasSuffix("。")
      ? String(abstract.dropLast()) : abstract
  }

  private var related: [String] {
    let above = command.path.dropLast().indices.map {
      command.path[...$0].joined(separator: "-")
    }
    let all = above + command.children.map { ManualPage(command: $0).name }
    return all.enumerated().map { index, name in
      let end = index == all.count - 1 ? "" : ","
      return #".BR \#(plain(name)) (1)\#(end)"#
    }
  }

  private func section(_ title: String) -> [String] { [#".SH "\#(plain(title))""#] }

  private func bold(_ text: String) -> [String] { [#"\fB\#(breakable(text))\fR"#] }

  private func items(_ title: String, _ rows: [(String, String)]) -> [String] {
    rows.isEmpty
      ? []
      : section(title)
        + rows.flatMap { name, text in [".TP"] + bold(name) + paragraphs(text) }
  }

  private func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      $0.isEmpty ? [".PP"] : lines(String($0))
    }
  }

  /// Text in lines that end at blanks, in which nothing is a request of the typesetter.
  private func lines(_ text: String) -> [String] {
    filled(text.split(separator: " ").map { breakable(String($0)) })
  }

  private func filled(_ words: [String]) -> [String] {
    words.reduce(into: [String]()) { lines, word in
      if let last = lines.last, Self.size(last) + Self.size(word) < 79 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word.hasPrefix(".") || word.hasPrefix("'") ? #"\&"# + word : word)
      }
    }
  }

  /// The bytes of a text as a typesetter counts them: it spells `中` as `\[u4E2D]`.
  private static func size(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 8) }
  }

  /// Text that may break between Chinese characters.
  private func breakable(_ text: String) -> String {
    WrappedText.breakable(plain(text), with: #"\:"#)
  }

  private func plain(_ text: String) -> String {
    text.replacing("\\", with: #"\e"#).replacing("-", with: #"\-"#)
  }
}
