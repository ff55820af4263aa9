import ArgumentParser
import Console
import FoundationEssentials

/// An argument, option or flag of a command, as the library of commands describes it.
struct CommandArgument: Decodable, Sendable {
  enum Kind: String, Decodable, Sendable { case positional, option, flag }

  /// One way of writing an option.
  struct Name: Decodable, Sendable {
    let kind: String
    let name: String
    /// The name with its dashes.
    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  /// What completes a value.
  struct Completion: Decodable, Sendable {
    let extensions: [String]?
    let values: [String]?
  }

  let kind: Kind
  let names: [Name]?
  let isOptional: Bool
  let isRepeating: Bool
  let valueName: String?
  let defaultValue: String?
  /// The values that there are, where they are few.
  let allValues: [String]?
  let completionKind: [String: Completion]?
  let abstract: String?

  /// Its spellings, `-m` before `--mapping`.
  var spellings: [String] {
    (names ?? []).map(\.text).sorted { ($0.count > 2 ? 1 : 0, $0) < ($1.count > 2 ? 1 : 0, $1) }
  }
  /// Its name in messages: the long spelling, or the value's name.
  var title: String { spellings.last ?? value }
  /// Its value as a placeholder.
  var value: String { "<\(valueName ?? "value")>" }
  /// How it is written: `-m, --mapping <mapping>`.
  var synopsis: String {
    switch kind {
    case .positional: isRepeating ? "\(value)..." : value
    case .option: "\(spellings.joined(separator: ", ")) \(value)"
    case .flag: spellings.joined(separator: ", ")
    }
  }
  /// How it is written in a line of usage: `--mapping <mapping>`.
  var usage: String {
    kind == .option ? "\(title) \(value)" : kind == .flag ? title : synopsis
  }

  /// What it is for, and the values there are if that does not name them.
  var explanation: String {
    let text = abstract ?? ""
    let named = text.split { !$0.isASCII || !($0.isLetter || $0.isNumber || "-_".contains($0)) }
      .map(String.init)
    guard let all = allValues, !all.allSatisfy(named.contains) else { return text }
    return text
      + words(" One of: \(all.joined(separator: ", ")).", "可选：\(all.joined(separator: "、"))。")
  }

  /// What it is for, its values and what it is by default.
  var description: String {
    guard kind != .flag, let defaultValue, !defaultValue.isEmpty, defaultValue != "\"\"" else {
      return explanation
    }
    let text = explanation
    let stop = text.last { $0 == "." || $0 == "。" }.map(String.init) ?? ""
    return text.dropLast(stop.count)
      + words(" (default: \(defaultValue))", "（默认：\(defaultValue)）") + stop
  }

  /// What a command can be given, without the help that every command has.
  static func all(of type: any ParsableArguments.Type) -> [CommandArgument] {
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
enum SharedOptions {
  /// The groups, in the order in which they are listed.
  static let groups: [(title: String, options: [CommandArgument])] = [
    (words("Listing", "列表输出"), CommandArgument.all(of: ListingOptions.self)),
    (words("Personal data in clear", "查看明文"), CommandArgument.all(of: ClearOptions.self)),
    (words("Common options", "通用选项"), common),
  ]

  /// The options that every command has.
  static let common = CommandArgument.all(of: CommonOptions.self)
}
