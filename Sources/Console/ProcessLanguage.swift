package import Findings

extension Language {
  /// The language of everything the process says, chosen once before anything is parsed: help and
  /// usage errors are needed where the arguments cannot be read.
  package static let ofProcess = chosen(
    by: CommandLine.arguments.dropFirst(), environment: Environment.value)

  /// The language asked for by `--lang` before any `--` in the arguments of the program, else by the
  /// environment; a locale that the program does not know, or that is not installed, means English.
  static func chosen(
    by arguments: some Sequence<String>, environment: (String) -> String?
  ) -> Language {
    let before = Array(arguments.prefix { $0 != "--" })
    let asked = before.indices.reversed().lazy.compactMap { index -> Language? in
      let argument = before[index]
      if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) }
      guard argument == "--lang", index + 1 < before.endIndex else { return nil }
      return Language(rawValue: before[index + 1])
    }
    if let asked = asked.first { return asked }
    let names = ["HOTLINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap(environment).first { !$0.isEmpty } ?? ""
    return locale.hasPrefix("zh") ? .chinese : .english
  }
}

/// Words about the program itself - help, usage errors - in the language of the process.
package func words<Words>(_ english: Words, _ chinese: Words) -> Words {
  Language.ofProcess == .chinese ? chinese : english
}
