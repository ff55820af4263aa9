import Foundation

/// A command of a document's `console` block, and what the document says it prints.
public struct ConsoleStep: Sendable {
  /// The command line, without its prompt.
  public let command: String
  /// The command after all that the document has exported before it.
  public let script: String
  /// The lines that should follow; `…` stands for anything.
  public let expected: [String]
  /// The document's line, from 1.
  public let line: Int
}

/// Reads the `console` blocks of documents: what a document shows, a test runs.
public enum ConsoleBlocks {
  /// The commands of all `console` blocks of a document, in order; what one of them exports holds
  /// for those that follow, as in one terminal.
  public static func steps(of path: String) throws -> [ConsoleStep] {
    var steps: [ConsoleStep] = []
    var exports = ""
    var isInside = false
    for (index, text) in try String(contentsOfFile: path, encoding: .utf8)
      .components(separatedBy: "\n").enumerated()
    {
      if text.hasPrefix("```") {
        isInside = text == "```console"
      } else if isInside, text.hasPrefix("$ ") {
        let command = String(text.dropFirst(2))
        steps.append(
          ConsoleStep(
            command: command, script: exports + command, expected: [], line: index + 1))
        if command.hasPrefix("export ") { exports += command + "\n" }
      } else if isInside, text.hasPrefix("> "), let last = steps.last,
        last.expected.isEmpty, last.command.contains("<<'")
      {
        // What is typed behind a here-document.
        steps.removeLast()
        let more = "\n" + text.dropFirst(2)
        steps.append(
          ConsoleStep(
            command: last.command + more, script: last.script + more, expected: [],
            line: last.line))
      } else if isInside, let last = steps.popLast() {
        steps.append(
          ConsoleStep(
            command: last.command, script: last.script, expected: last.expected + [text],
            line: last.line))
      }
    }
    return steps
  }

  /// Whether what was printed is what was expected: `…` within a line stands for any text, a line
  /// of `…` alone for any lines.
  public static func matches(_ expected: [String], _ printed: String) -> Bool {
    var pattern = "^"
    for line in expected where !(line.isEmpty && line == expected.last) {
      if line.trimmingCharacters(in: .whitespaces) == "…" {
        pattern += "(?:.*\\n)*?"
      } else {
        let parts = line.components(separatedBy: "…")
        pattern +=
          parts.map { NSRegularExpression.escapedPattern(for: $0) }.joined(separator: ".*") + "\\n"
      }
    }
    let whole = printed.isEmpty || printed.hasSuffix("\n") ? printed : printed + "\n"
    return whole.range(of: pattern + "$", options: .regularExpression) != nil
  }
}
