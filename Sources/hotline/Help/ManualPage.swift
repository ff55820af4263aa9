import ArgumentParser

/// A manual page of a command, for `man`: `hotline-batch-show(1)`.
///
/// In the macros of man(7), whose sections may have names in any language.
struct ManualPage {
  let command: CommandNode

  /// The page's name: `hotline-batch-show`.
  var name: String { command.path.joined(separator: "-") }

  /// The page.
  var text: String {
    let usage = CommandUsage(command)
    var lines = [
      // Without a date, so that the same program makes the same page.
      #".TH "\#(name.uppercased())" "1" "" "hotline \#(Hotline.configuration.version)" "\#(manual)""#
    ]
    lines += section(words("NAME", "名称"))
    lines.append(#"\#(escaped(name)) \- \#(escaped(sentence))"#)
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
      lines += section(words("EXAMPLES", "示例")) + [".EX", escaped(example), ".EE"]
    }
    lines += section(words("SEE ALSO", "参见")) + [related]
    return lines.joined(separator: "\n") + "\n"
  }

  private var manual: String { words("HotlineMerger manual", "热线归并工具手册") }

  /// What the command does, as the line of a manual: without a full stop.
  private var sentence: String {
    let abstract = command.abstract
    return abstract.hasSuffix(".") || abstract.hasSuffix("。")
      ? String(abstract.dropLast()) : abstract
  }

  private var related: String {
    let above = command.path.dropLast().indices.map {
      command.path[...$0].joined(separator: "-")
    }
    let below = command.children.map { ManualPage(command: $0).name }
    return (above + below).map { #"\fB\#(escaped($0))\fR(1)"# }.joined(separator: ",\n")
  }

  private func section(_ title: String) -> [String] { [#".SH "\#(escaped(title))""#] }

  private func bold(_ text: String) -> [String] { [#"\fB\#(escaped(text))\fR"#] }

  private func items(_ title: String, _ rows: [(String, String)]) -> [String] {
    rows.isEmpty
      ? []
      : section(title)
        + rows.flatMap { name, text in [".TP"] + bold(name) + paragraphs(text) }
  }

  private func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? ".PP" : escaped(String($0))
    }
  }

  /// Text in which nothing is a request of the typesetter; Chinese may break between characters.
  private func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: #"\e"#).replacing("-", with: #"\-"#)
    let line = CellWrap.breakable(plain, with: #"\:"#)
    return line.hasPrefix(".") || line.hasPrefix("'") ? #"\&"# + line : line
  }
}
