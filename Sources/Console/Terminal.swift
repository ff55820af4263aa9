package import Bytes
package import Findings
import Glibc

/// Where the program's words go: data to standard output, everything else to standard error.
package struct Terminal: Sendable {
  /// The language of words; codes, names and keys never change with it.
  package let language: Language
  /// Whether nothing but errors is said.
  let isQuiet: Bool
  private let coloursOutput: Bool
  private let coloursErrors: Bool
  /// Whether a person is watching standard error, on a screen where a line can be drawn over.
  package let isWatched: Bool
  /// The workspace that a printed command must name to find it; `nil` where it is found without.
  package var workspaceToName: String?

  /// How wide standard output is; `nil` where it is not a screen.
  package let width: Int?
  /// Whether what does not fit the screen goes to a pager.
  private let isPaged: Bool

  /// A terminal for the given wishes; what they leave open, the process and its
  /// environment decide.
  package init(language: Language?, colour: ColourChoice, isQuiet: Bool, isPaged: Bool = true) {
    self.language = language ?? .ofProcess
    self.isQuiet = isQuiet
    width = Self.width(of: STDOUT_FILENO)
    // A dumb terminal cannot go back in a line, clear a screen or show a colour.
    let isDumb = Environment.value("TERM") == "dumb"
    isWatched = isatty(STDERR_FILENO) == 1 && !isDumb
    self.isPaged = isPaged && width != nil && !isDumb && Pager() != nil
    let allowed = (Environment.value("NO_COLOR") ?? "").isEmpty && !isDumb
    switch colour {
    case .always: (coloursOutput, coloursErrors) = (true, true)
    case .never: (coloursOutput, coloursErrors) = (false, false)
    case .auto:
      coloursOutput = allowed && isatty(STDOUT_FILENO) == 1
      coloursErrors = allowed && isWatched
    }
  }

  /// The four meanings a colour may have; a word always stands beside it.
  package enum Meaning: String {
    case error = "31"
    case attention = "33"
    case good = "32"
    case detail = "2"
  }

  /// Data, to standard output.
  package func output(_ text: TerminalText) { Streams.output(text + "\n", isPaged: isPaged) }

  /// Lines of data, to standard output; many at a time.
  package func output(lines: some Sequence<TerminalText>) {
    var text: TerminalText = ""
    for line in lines {
      text = text + line + "\n"
      if text.escaped.utf8.count < 1 << 16 { continue }
      Streams.output(text, isPaged: isPaged)
      text = ""
    }
    Streams.output(text, isPaged: isPaged)
  }

  /// A document of several lines that ends as it ends, to standard output.
  package func output(document text: String) {
    Streams.output(TerminalText(lines: text), isPaged: isPaged)
  }

  /// Sentences, to standard output, broken where the screen ends.
  ///
  /// - Parameters:
  ///   - lines: the text.
  ///   - indent: how many blanks further lines begin with; by default two more than the first.
  package func output(prose lines: some Sequence<TerminalText>, hanging indent: Int? = nil) {
    output(lines: lines.flatMap { Self.wrapped($0, to: width, hanging: indent) })
  }

  /// A JSON document, to standard output.
  package func output(json value: JSONValue) {
    Streams.output(TerminalText(json: value.document), isPaged: isPaged)
  }

  /// A document for machines, to standard output, in the envelope that all of them have: what it is,
  /// where it is from, how many findings there were, and the data.
  package func output(
    _ data: JSONValue, schema: String, workspace: String? = nil, findings: [Finding] = [],
    members: [String: JSONValue] = [:]
  ) {
    var document = members
    document["schema"] = .string(schema)
    document["workspace"] = .optional(workspace)
    document["data"] = data
    document["findings"] = .counts(of: findings)
    document["reported"] = .array(findings.map(\.json))
    output(json: .object(document))
  }

  /// Bytes that are not text, to standard output.
  package func output(bytes: [UInt8]) { Streams.output(bytes: bytes) }

  /// Whether standard output is a screen.
  package static var isOutputWatched: Bool { isatty(STDOUT_FILENO) == 1 }

  /// What is happening and what comes next, to standard error.
  package func say(_ text: TerminalText) {
    if !isQuiet { complain(text) }
  }

  /// What went wrong, to standard error, whatever was asked.
  package func complain(_ text: TerminalText, hanging indent: Int? = nil) {
    let lines = text.lines.flatMap {
      Self.wrapped($0, to: Self.width(of: STDERR_FILENO), hanging: indent)
    }
    Streams.say(lines.joined(separator: "\n") + "\n")
  }

  /// Ends the program: help to standard output, what went wrong to standard error.
  package static func leave(saying text: TerminalText, code: Int32) -> Never {
    if text.escaped.isEmpty {
      Streams.settle()
    } else if code == 0 {
      Streams.output(text + "\n", isPaged: false)
    } else {
      Streams.say(text + "\n")
    }
    exit(code)
  }

  /// Prints what is held for the pager, before the program waits for something.
  package func settle() { Streams.settle() }

  /// Asks a person a question, on standard error; whether the answer is yes.
  package func asks(_ question: TerminalText) -> Bool {
    Streams.say(question + " [y/N] ")
    let answer = readLine()?.lowercased() ?? ""
    return ["y", "yes", "是"].contains(answer)
  }

  /// Asks a person to type a word, on standard error; whether it is the one that is meant.
  package func asks(for word: String, _ question: TerminalText) -> Bool {
    Streams.say(question + " ")
    return readLine() == word
  }

  /// Draws a line over the one before, where a person is watching.
  package func redraw(_ text: TerminalText) {
    if isWatched, !isQuiet { Streams.redraw(text) }
  }

  private static func wrapped(
    _ text: TerminalText, to width: Int?, hanging indent: Int? = nil
  ) -> [TerminalText] {
    width.map { WrappedText(text, to: $0, hanging: indent).lines } ?? [text]
  }

  /// A word in its colour, for standard output.
  package func painted(_ text: TerminalText, _ meaning: Meaning) -> TerminalText {
    coloursOutput ? TerminalText(text, inColour: meaning.rawValue) : text
  }

  /// A word in its colour, for standard error.
  package func paintedError(_ text: TerminalText, _ meaning: Meaning) -> TerminalText {
    coloursErrors ? TerminalText(text, inColour: meaning.rawValue) : text
  }

  /// The words for the language.
  package func words<Words>(_ english: Words, _ chinese: Words) -> Words {
    language == .chinese ? chinese : english
  }

  /// How many cells wide the terminal behind a stream is; `nil` where it is not a terminal, or does
  /// not say.
  package static func width(of descriptor: Int32) -> Int? { Streams.size(of: descriptor)?.width }
}

/// When colours are used.
package enum ColourChoice: String, CaseIterable, Sendable {
  case auto, always, never
}
