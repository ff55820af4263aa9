import Foundation
import TestSupport
import Testing

/// A command that a page names is one that the program has.
@Suite struct `Commands of pages` {
  /// A command of the program's grammar.
  private final class Command: Decodable {
    let commandName: String
    let subcommands: [Command]?
    let arguments: [Argument]?

    struct Argument: Decodable {
      let names: [Name]?
    }

    struct Name: Decodable {
      let kind: String
      let name: String
    }

    /// The options it takes, with their hyphens.
    var options: Set<String> {
      let own = (arguments ?? []).flatMap { $0.names ?? [] }
      return Set(own.map { ($0.kind == "long" ? "--" : "-") + $0.name } + ["--help", "--version"])
    }

    func subcommand(_ name: String) -> Command? {
      subcommands?.first { $0.commandName == name }
    }
  }

  private struct Grammar: Decodable {
    let command: Command
  }

  @Test func `every command and option that a page of users names exists`() throws {
    let dump = try Shell.run("hotline --experimental-dump-help", in: Shell.root)
    let root = try JSONDecoder().decode(Grammar.self, from: Data(dump.output.utf8)).command
    var count = 0
    for page in Pages.english + Pages.chinese {
      let blocks = try ConsoleBlocks.steps(of: Shell.root + "/" + page.path).map(\.command)
      // A key file begins with that line.
      for text in page.code + blocks where text != "hotline audit key" {
        for part in text.split(separator: /&&|[;|]/) {
          let words = part.split(separator: " ").map(String.init)
          guard words.count > 1, words[0] == "hotline" else { continue }
          count += 1
          let fault = Self.fault(of: Array(words.dropFirst()), root)
          #expect(fault == nil, "\(page.path): \(text): \(fault ?? "")")
        }
      }
    }
    #expect(count > 400)
  }

  /// The first word that is not part of the grammar; `nil` where there is none.
  private static func fault(of words: [String], _ root: Command) -> String? {
    var command = root
    var rest = words[...]
    while let word = rest.first {
      if command === root, word == "-C" || word == "--lang" {
        rest = rest.dropFirst(2)
      } else if let next = command.subcommand(word) {
        command = next
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    if let word = rest.first, word.first?.isLowercase == true, command.subcommands != nil {
      return word
    }
    return rest.first { word in
      guard let option = word.prefixMatch(of: /--?[a-zA-Z][a-z-]*/) else { return false }
      return !command.options.contains(String(option.0))
    }
  }
}
