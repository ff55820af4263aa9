import Bytes
import TestSupport
import Testing

/// Arguments as a shell reads them back.
@Suite struct `Words for a shell` {
  static let arguments = [
    "plain", "2020.csv", "a b", "it's", "\"quoted\"", "$HOME", "a;b", "全角　空格", "公积金", "", "~",
    "-dash",
    "back\\slash", "a'b\"c", "line\nend", "\u{1B}[2J", "\u{202E}abc", "x\\x41\n", "*", "é’",
  ]

  @Test(arguments: arguments)
  func `bash reads back what was quoted`(argument: String) throws {
    for word in [ShellWord.quoted(argument), coded(argument)] {
      let result = try Shell.run("printf %s \(word)", in: Shell.root)
      #expect(result.output == argument, "\(word)")
    }
  }

  @Test func `what needs no marks gets none, and control characters are never bare`() {
    #expect(ShellWord.quoted("exports/公积金-2020.csv") == "exports/公积金-2020.csv")
    #expect(ShellWord.quoted("a b") == "'a b'")
    #expect(coded("line\nend") == "$'line\\x0Aend'")
    for argument in Self.arguments {
      #expect(!coded(argument).unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }
  }

  private func coded(_ argument: String) -> String {
    ShellWord.quoted(argument) { $0.value < 0x20 || $0.value == 0x202E }
  }
}
