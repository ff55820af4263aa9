import ArgumentParser
import CommandHelp
import Console

/// What the word being typed on a command line can become.
///
/// The shell's scripts ask for it with all words before it and the word itself. The answer is lines:
/// a candidate, a tab and what it means; or `:files`, `:folders` where the shell knows better.
package struct Candidates {
  /// The first argument of a question.
  package static let request = "---candidates"

  /// Answers a question; whatever goes wrong, nothing but candidates is printed.
  package static func print(for words: some Sequence<String>) {
    let candidates = Candidates(words: joined(Array(words))).lines()
    Terminal(language: nil, colour: .never, isQuiet: true)
      .output(
        lines: candidates.map { line in
          line.split(separator: "\t", maxSplits: 1).map { "\($0)" as TerminalText }
            .joined(separator: "\t")
        })
  }

  /// The words before the one being typed.
  private let before: [String]
  /// What is typed of it.
  private let typed: String
  private let walk: CommandLineWalk

  private init(words: [String]) {
    typed = words.last ?? ""
    before = Array(words.dropLast())
    walk = CommandLineWalk(before)
  }

  /// `--mapping` `=` `123`, as bash splits it, as one word.
  private static func joined(_ words: [String]) -> [String] {
    var result: [String] = []
    var isOpen = false
    for word in words {
      if word == "=" || isOpen, let last = result.last {
        result[result.count - 1] = last + word
        isOpen = word == "="
      } else {
        result.append(word)
      }
    }
    return result
  }

  private func lines() -> [String] {
    if walk.unknownCommand != nil { return [] }
    if let option = walk.pending { return values(of: option, typed: typed) }
    if before.contains("--") { return positional() }
    if typed.hasPrefix("--"), let sign = typed.firstIndex(of: "=") {
      let name = String(typed[..<sign])
      guard let option = options.first(where: { $0.spellings.contains(name) }) else { return [] }
      return values(of: option, typed: String(typed[typed.index(after: sign)...]))
    }
    if typed.hasPrefix("-") {
      let names = options.flatMap { option in
        option.spellings.filter { option.isRepeating || !walk.options.contains($0) }
          .map { "\($0)\t\(option.abstract ?? "")" }
      }
      return matching(names, typed: typed)
    }
    if walk.named.isGroup {
      return matching(
        walk.named.children.map { "\($0.name)\t\($0.abstract)" }, typed: typed)
    }
    return positional()
  }

  private var arguments: [CommandArgument] { walk.command.arguments() }

  private var options: [CommandArgument] {
    (walk.command.isGroup ? SharedOptions.common : arguments)
      .filter { $0.kind != .positional }
  }

  private func positional() -> [String] {
    let all = arguments.filter { $0.kind == .positional }
    let argument = walk.values.count < all.count ? all[walk.values.count] : all.last
    guard let argument, walk.values.count < all.count || argument.isRepeating else { return [] }
    return values(of: argument, typed: typed)
  }

  private func values(of argument: CommandArgument, typed: String) -> [String] {
    if let values = argument.allValues { return matching(values, typed: typed) }
    guard let (kind, details) = argument.completionKind?.first else { return [] }
    switch kind {
    case "list": return matching(details.values ?? [], typed: typed)
    case "directory": return [Self.folders]
    case "custom":
      let known = matching(asked(for: argument), typed: typed)
      // A policy or a delivery may also be named by its path.
      return known.isEmpty && typed.contains("/") ? [Self.files] : known
    default: return [Self.files]
    }
  }

  private static let files = ":files"
  private static let folders = ":folders"

  private func matching(_ candidates: [String], typed: String) -> [String] {
    candidates.filter { $0.hasPrefix(typed) }
  }

  /// What an argument declares itself, by the library's own question.
  private func asked(for argument: CommandArgument) -> [String] {
    let positional = arguments.filter { $0.kind == .positional }
    let index = positional.firstIndex { $0.valueName == argument.valueName } ?? 0
    let name = argument.kind == .positional ? "positional@\(index)" : argument.title
    let words = before + [typed]
    let question =
      ["---completion"] + walk.command.path.dropFirst()
      + ["--", name, "\(words.count - 1)", "\(typed.count)"] + words
    let program = ExplainedProgram.root
    do {
      _ = try program.parseAsRoot(question)
      return []
    } catch {
      // Anything but a list of names is a complaint that nobody asked for.
      guard program.exitCode(for: error).isSuccess else { return [] }
      return program.message(for: error).split(separator: "\n").map(String.init)
    }
  }
}
