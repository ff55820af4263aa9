package import ArgumentParser
import Console
import FoundationEssentials

/// An argument, option or flag of a command, as the library of commands describes it.
package struct CommandArgument: Decodable, Sendable {
  package enum Kind: String, Decodable, Sendable { case positional, option, flag }

  /// One way of writing an option.
  package struct Name: Decodable, Sendable {
    let kind: String
    let name: String
    /// The name with its dashes.
    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  /// What completes a value.
  package struct Completion: Decodable, Sendable {
    /// The ends of names of files.
    package let extensions: [String]?
    /// The values.
    package let values: [String]?
  }

  package let kind: Kind
  package let names: [Name]?
  package let isOptional: Bool
  package let isRepeating: Bool
  package let valueName: String?
  package let defaultValue: String?
  /// The values that there are, where they are few.
  package let allValues: [String]?
  package let completionKind: [String: Completion]?
  package let abstract: String?

  /// Its spellings, `-m` before `--mapping`.
  package var spellings: [String] {
    (names ?? []).map(\.text).sorted { ($0.count > 2 ? 1 : 0, $0) < ($1.count > 2 ? 1 : 0, $1) }
  }
  /// Its name in messages: the long spelling, or the value's name.
  package var title: String { spellings.last ?? value }
  /// Its value as a placeholder.
  package var value: String { "<\(valueName ?? "value")>" }
  /// How it is written: `-m, --mapping <mapping>`.
  package var synopsis: String {
    switch kind {
    case .positional: isRepeating ? "\(value)..." : value
    case .option: "\(spellings.joined(separator: ", ")) \(value)"
    case .flag: spellings.joined(separator: ", ")
    }
  }
  /// How it is written in a line of usage: `--mapping <mapping>`.
  package var usage: String {
    kind == .option ? "\(title) \(value)" : kind == .flag ? title : synopsis
  }

  /// What it is for, and the values there are if that does not name them.
  package var explanation: String {
    let text = abstract ?? ""
    let named = text.split { !$0.isASCII || !($0.isLetter || $0.isNumber || "-_".contains($0)) }
      .map(String.init)
    guard let all = allValues, !all.allSatisfy(named.contains) else { return text }
    return text
      + words(" One of: \(all.joined(separator: ", ")).", "可选：\(all.joined(separator: "、"))。")
  }

  /// What it is for, its values and what it is by default.
  package var description: String {
    guard kind != .flag, let defaultValue, !defaultValue.isEmpty, defaultValue != "\"\"" else {
      return explanation
    }
    let text = explanation
    let stop = text.last { $0 == "." || $0 == "。" }.map(String.init) ?? ""
    return text.dropLast(stop.count)
      + words(" (default: \(defaultValue))", "（默认：\(defaultValue)）") + stop
  }

  /// What a command can be given, without the help that every command has.
  package static func all(of type: any ParsableArguments.Type) -> [CommandArgument] {
    struct Tool: Decodable {
      struct Command: Decodable { let arguments: [CommandArgument]? }
      let command: Command
    }
    let text = type._dumpHelp()
    let tool = try? JSONDecoder().decode(Tool.self, from: Data(text.utf8))
    return (tool?.command.arguments ?? []).filter { !$0.spellings.contains("--help") }
  }
}

/// Options that several commands share, listed under a heading of their own.
package enum SharedOptions {
  /// The groups, in the order in which they are listed.
  package static let groups: [(title: String, options: [CommandArgument])] =
    ExplainedProgram.named.shared().map { ($0.title, CommandArgument.all(of: $0.options)) }

  /// The options that every command has.
  package static var common: [CommandArgument] { groups.last?.options ?? [] }
}
