/// How far the words of a command line can be followed through the commands.
package struct CommandLineWalk {
  /// The command they name, which may be a group.
  package private(set) var named = CommandNode.root
  /// The command they mean: where a group means one of its own if none is named, that one.
  package var command: CommandNode { named.defaultChild ?? named }
  /// A word where the name of a command was expected.
  package private(set) var unknownCommand: String?
  /// A name of an option that the command does not have.
  package private(set) var unknownOption: String?
  /// The names of the options that were given, as they were written.
  package private(set) var options: [String] = []
  /// The values that belong to no option.
  package private(set) var values: [String] = []
  /// The option whose value comes next.
  package private(set) var pending: CommandArgument?

  /// Follows words up to what they do not explain; common options may come before the command.
  package init(_ words: [String]) {
    var known = knownOptions()
    var isEnded = false
    for word in words {
      if pending != nil {
        pending = nil
      } else if word == "--", !isEnded {
        isEnded = true
      } else if !isEnded, word.hasPrefix("-"), word.count > 1 {
        note(option: word, among: known)
      } else if named.isGroup {
        guard let child = named.child(named: word) else {
          unknownCommand = unknownCommand ?? word
          return
        }
        named = child
        known = knownOptions()
      } else {
        values.append(word)
      }
    }
    let spellings = Set(knownOptions().flatMap(\.spellings)).union(Self.builtIn)
    unknownOption = options.first { !spellings.contains($0) }
  }

  private mutating func note(option word: String, among known: [CommandArgument]) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    // `-qz` is `-q -z`.
    let names =
      name.hasPrefix("--") || name.count == 2 ? [name] : name.dropFirst().map { "-\($0)" }
    options += names
    let last = known.first { $0.spellings.contains(names.last ?? "") }
    if last?.kind == .option, parts.count == 1 { pending = last }
  }

  private func knownOptions() -> [CommandArgument] {
    let own = command.arguments()
    return (own.isEmpty ? SharedOptions.common : own)
      .filter { $0.kind != .positional }
  }

  private static let builtIn: Set = [
    "-h", "--help", "--version", "--generate-completion-script", "--experimental-dump-help",
  ]

  /// Whether a group is named, nothing of it, and at most common options.
  package var isGroupAlone: Bool {
    command.isGroup && unknownCommand == nil && unknownOption == nil && pending == nil
  }

  /// What the command needs and was not given.
  package var missing: [CommandArgument] {
    let arguments = command.arguments()
    let positional = arguments.filter { $0.kind == .positional }.dropFirst(values.count)
    let named = arguments.filter { $0.kind == .option }.filter {
      Set($0.spellings).isDisjoint(with: options)
    }
    return (positional + named).filter { !$0.isOptional }
  }
}
