import Foundation
import TestSupport
import Testing

/// What the program prints in Chinese is Chinese, but for what has a name of its own.
@Suite struct `Output in Chinese` {
  @Test func `no line of a Chinese case has two Latin words in a row, but identifiers`() throws {
    var lines = 0
    for golden in GoldenCase.all where golden.name.hasPrefix("chinese/") {
      for file in ["expected.out", "expected.err"] {
        let path = Shell.root + "/Tests/Cases/\(golden.name)/\(file)"
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
          lines += 1
          #expect(LatinWords.run(in: String(line)) == nil, "\(golden.name)/\(file): \(line)")
        }
      }
    }
    #expect(lines > 400)
    print("\(lines) lines of output in Chinese checked")
  }

  @Test(arguments: [
    ("受阻于  blocked by", "blocked by"), ("原因：date is empty", "date is"),
    ("热线  方式（full-merge）  csv", nil), ("办法：执行 hotline quarantine export B0007，再导入", nil),
    ("用到  annex=none lifecycle=live", nil), ("表 `not in the table` 里", nil),
  ])
  func `two words in a row are found, identifiers are not`(line: String, expected: String?) {
    #expect(LatinWords.run(in: line) == expected)
  }
}

/// Latin words that are not names of commands, files, codes, columns or rules.
private enum LatinWords {
  /// The first two words in a row, with one blank between them.
  static func run(in line: String) -> String? {
    // What is quoted is somebody's own; a command is written as it is typed.
    let text = line.replacing(/`[^`]*`|“[^”]*”|hotline [^，。；：、（）]*/, with: "·")
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    for (left, right) in zip(words, words.dropFirst()) {
      let (head, tail) = (latinEnd(of: left), latinStart(of: right))
      if let head, let tail { return "\(head) \(tail)" }
    }
    return nil
  }

  /// The word with which a token ends, `date` of `原因：date`.
  private static func latinEnd(of token: Substring) -> String? {
    isWord(token.reversed().prefix { $0.isASCII }.reversed())
  }

  private static func latinStart(of token: Substring) -> String? {
    isWord(Array(token.prefix { $0.isASCII }))
  }

  /// A word of letters; codes have digits, signs or capitals alone.
  private static func isWord(_ characters: [Character]) -> String? {
    let word = String(characters).trimmingCharacters(in: CharacterSet(charactersIn: ".,:;()[]"))
    let isPlain = word.count > 1 && word.allSatisfy { $0.isLetter && $0.isASCII }
    return isPlain && word != word.uppercased() ? word : nil
  }
}
