package import Console

/// What is wrong with a command line: what was found, how to correct it, where to read more.
package struct UsageError {
  /// What was found.
  private let found: TerminalText
  /// How to correct it, in lines.
  private let remedy: [TerminalText]
  /// The command to read about.
  private let command: CommandNode

  /// What a complaint of the library of commands means.
  ///
  /// An unknown command or option comes first: the library objects to what is missing before it.
  ///
  /// - Parameters:
  ///   - complaint: the complaint.
  ///   - walk: how far the command line can be followed.
  ///   - message: the library's own message.
  package init(_ complaint: ParserComplaint, on walk: CommandLineWalk, message: String) {
    if let word = walk.unknownCommand {
      self.init(unknown: word, in: walk.named)
    } else if let name = walk.unknownOption {
      self.init(unknownOption: name, of: walk.command)
    } else {
      let command = CommandNode.root.node(of: complaint.command) ?? walk.command
      let argument = command.argument(of: complaint, message: message)
      let details = Details(
        complaint: complaint, argument: argument, missing: walk.missing, message: message)
      self.init(found: details.found, remedy: details.remedy, command: command)
    }
  }

  /// An unknown command.
  ///
  /// - Parameters:
  ///   - word: what was given as its name.
  ///   - group: where it was looked for.
  package init(unknown word: String, in group: CommandNode) {
    self.init(
      found: words("\(group.title) has no command “\(word)”", "\(group.title) 没有子命令“\(word)”"),
      remedy: Self.didYouMean(word, among: group.children.map(\.name)), command: group)
  }

  private init(unknownOption name: String, of command: CommandNode) {
    let names =
      (command.arguments() + SharedOptions.common)
      .flatMap(\.spellings) + ["--help", "--version"]
    self.init(
      found: words("\(command.title) has no option \(name)", "\(command.title) 没有选项 \(name)"),
      remedy: name.count > 2 ? Self.didYouMean(name, among: names) : [], command: command)
  }

  private init(found: TerminalText, remedy: [TerminalText], command: CommandNode) {
    self.found = found
    self.remedy = remedy
    self.command = command
  }

  /// The whole, for standard error.
  package var text: TerminalText {
    let path = (["hotline", "help"] + command.path.dropFirst()).joined(separator: " ")
    let more: TerminalText = words("See \(path)", "详见 \(path)")
    let head: TerminalText = words("error: \(found)", "错误：\(found)")
    return ([head] + (remedy + [more]).map { "  \($0)" }).joined(separator: "\n")
  }

  private static func didYouMean(_ word: String, among names: [String]) -> [TerminalText] {
    guard let name = Suggestion.nearest(to: word, among: names) else { return [] }
    return [words("Did you mean \(name)?", "是否要用 \(name)？")]
  }
}

/// What a complaint about an argument means, by the library's own names of its kinds.
private struct Details {
  package let complaint: ParserComplaint
  /// What it is about.
  package let argument: CommandArgument?
  /// What the command needs and was not given.
  package let missing: [CommandArgument]
  /// The library's own message.
  package let message: String

  private var name: String { complaint.options.first ?? argument?.title ?? "" }
  private var value: String { complaint.values.first ?? "" }
  private var needed: [CommandArgument] {
    missing.isEmpty ? [argument].compactMap(\.self) : missing
  }

  package var found: TerminalText {
    switch complaint.kind {
    case "userValidationError": return "\(complaint.objection ?? message)"
    case "noValue":
      let names = needed.map(\.usage)
      return words(
        "missing \(names.joined(separator: ", "))", "缺少 \(names.joined(separator: "、"))")
    case "missingValueForOption", "missingValueOrUnknownCompositeOption", "unknownOption":
      return words("\(name) needs a value", "\(name) 后面缺少值")
    case "unexpectedValueForOption":
      return words("\(name) takes no value: “\(value)”", "\(name) 不带值：“\(value)”")
    case "unexpectedExtraValues":
      let all = complaint.values.map { "“\($0)”" }.joined(separator: words(", ", "、"))
      return words("too many arguments: \(all)", "多余的参数：\(all)")
    case "unableToParseValue":
      if let objection = complaint.objection {
        let what = objection.hasPrefix(value) ? name : "\(name) \(value)"
        return words("\(what): \(objection)", "\(what)：\(objection)")
      }
      return words("\(name): “\(value)” cannot be used", "\(name)：“\(value)”不能用")
    case "duplicateExclusiveValues":
      return words("options exclude each other: \(message)", "选项互相排斥：\(message)")
    case "invalidOption", "nonAlphanumericShortOption":
      return words("not an option: \(value)", "不是选项：\(value)")
    default: return "\(message)"
    }
  }

  package var remedy: [TerminalText] {
    switch complaint.kind {
    case "noValue": needed.flatMap(explained)
    case "missingValueForOption", "missingValueOrUnknownCompositeOption", "unknownOption":
      argument.map(explained) ?? []
    case "unexpectedValueForOption": [words("Leave the value out.", "请去掉这个值。")]
    case "unexpectedExtraValues":
      [words("Leave them out, or quote a value with blanks.", "请去掉；值中有空格的，须加引号。")]
    case "unableToParseValue": complaint.objection == nil ? argument.map(explained) ?? [] : []
    case "invalidOption", "nonAlphanumericShortOption":
      [words("Write -- before values that begin with a dash.", "值以短横线开头的，前面加 --。")]
    default: []
    }
  }

  private func explained(_ argument: CommandArgument) -> [TerminalText] {
    let width = min(Terminal.width(of: 2) ?? 80, 100) - 2
    return ["\(argument.usage)"]
      + WrappedText.paragraphs(argument.explanation, width: width - 4).map { "    \($0)" }
  }
}

extension CommandNode {
  /// What of a command a complaint is about: by the option's name, else by the library's words, which
  /// quote how it is written.
  fileprivate func argument(of complaint: ParserComplaint, message: String) -> CommandArgument? {
    let all = arguments() + SharedOptions.common
    if let name = complaint.options.first {
      return all.first { $0.spellings.contains(name) }
    }
    return all.first { message.contains("'\($0.kind == .positional ? $0.value : $0.title)") }
  }
}
