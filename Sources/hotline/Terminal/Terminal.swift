import Bytes
import Findings
import Glibc
import HotlineModel

/// Where the program's words go: data to standard output, everything else to standard error.
struct Terminal: Sendable {
  /// The language of words; codes, names and keys never change with it.
  let language: Language
  /// Whether nothing but errors is said.
  let isQuiet: Bool
  private let coloursOutput: Bool
  private let coloursErrors: Bool
  /// Whether a person is watching standard error, on a screen where a line can be drawn over.
  let isWatched: Bool
  /// The workspace that a printed command must name to find it; `nil` where it is found without.
  var workspaceToName: String?

  /// How wide standard output is; `nil` where it is not a screen.
  let width: Int?
  /// Whether what does not fit the screen goes to a pager.
  private let isPaged: Bool

  /// A terminal for the given wishes; what they leave open, the process and its
  /// environment decide.
  init(language: Language?, colour: ColourChoice, isQuiet: Bool, isPaged: Bool = true) {
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
  enum Meaning: String {
    case error = "31"
    case attention = "33"
    case good = "32"
    case detail = "2"
  }

  /// Data, to standard output.
  func output(_ text: TerminalText) { Streams.output(text + "\n", isPaged: isPaged) }

  /// Lines of data, to standard output; many at a time.
  func output(lines: some Sequence<TerminalText>) {
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
  func output(document text: String) {
    Streams.output(TerminalText(lines: text), isPaged: isPaged)
  }

  /// Sentences, to standard output, broken where the screen ends.
  ///
  /// - Parameters:
  ///   - lines: the text.
  ///   - indent: how many blanks further lines begin with; by default two more than the first.
  func output(prose lines: some Sequence<TerminalText>, hanging indent: Int? = nil) {
    output(lines: lines.flatMap { Self.wrapped($0, to: width, hanging: indent) })
  }

  /// A JSON document, to standard output.
  func output(json value: JSONValue) {
    Streams.output(TerminalText(json: value.document), isPaged: isPaged)
  }

  /// A document for machines, to standard output, in the envelope that all of them have: what it is,
  /// where it is from, how many findings there were, and the data.
  func output(
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
  func output(bytes: [UInt8]) { Streams.output(bytes: bytes) }

  /// Whether standard output is a screen.
  static var isOutputWatched: Bool { isatty(STDOUT_FILENO) == 1 }

  /// What is happening and what comes next, to standard error.
  func say(_ text: TerminalText) {
    if !isQuiet { complain(text) }
  }

  /// What went wrong, to standard error, whatever was asked.
  func complain(_ text: TerminalText, hanging indent: Int? = nil) {
    let lines = text.lines.flatMap {
      Self.wrapped($0, to: Self.width(of: STDERR_FILENO), hanging: indent)
    }
    Streams.say(lines.joined(separator: "\n") + "\n")
  }

  /// Ends the program: help to standard output, what went wrong to standard error.
  static func leave(saying text: TerminalText, code: Int32) -> Never {
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
  func settle() { Streams.settle() }

  /// Asks a person a question, on standard error; whether the answer is yes.
  func asks(_ question: TerminalText) -> Bool {
    Streams.say(question + " [y/N] ")
    let answer = readLine()?.lowercased() ?? ""
    return ["y", "yes", "是"].contains(answer)
  }

  /// Draws a line over the one before, where a person is watching.
  func redraw(_ text: TerminalText) {
    if isWatched, !isQuiet { Streams.redraw(text) }
  }

  private static func wrapped(
    _ text: TerminalText, to width: Int?, hanging indent: Int? = nil
  ) -> [TerminalText] {
    width.map { WrappedText(text, to: $0, hanging: indent).lines } ?? [text]
  }

  /// A word in its colour, for standard output.
  func painted(_ text: TerminalText, _ meaning: Meaning) -> TerminalText {
    coloursOutput ? TerminalText(text, inColour: meaning.rawValue) : text
  }

  /// A word in its colour, for standard error.
  func paintedError(_ text: TerminalText, _ meaning: Meaning) -> TerminalText {
    coloursErrors ? TerminalText(text, inColour: meaning.rawValue) : text
  }

  /// The words for the language.
  func words<Words>(_ english: Words, _ chinese: Words) -> Words {
    language == .chinese ? chinese : english
  }

  /// How many cells wide the terminal behind a stream is; `nil` where it is not a terminal, or does
  /// not say.
  static func width(of descriptor: Int32) -> Int? { Streams.size(of: descriptor)?.width }
}

/// When colours are used.
enum ColourChoice: String, CaseIterable, Sendable {
  case auto, always, never
}

/// The environment of the process.
enum Environment {
  /// A variable's value.
  static func value(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Where the keys are kept that seal audit trails: outside every workspace.
  static var auditKeys: AuditKeyPlace {
    func named(_ name: String) -> String? { value(name).flatMap { $0.isEmpty ? nil : $0 } }
    if let file = named("HOTLINE_AUDIT_KEY") { return .file(file) }
    let settings = named("XDG_CONFIG_HOME") ?? named("HOME").map { "\($0)/.config" }
    return settings.map { .folder("\($0)/hotline/keys") } ?? .none
  }

  /// The instant the machine's clock shows: the one place that reads a clock.
  static func now() -> CivilInstant {
    CivilInstant(unixSeconds: time(nil))
  }

  /// The time that a file names as the one it was made at: `SOURCE_DATE_EPOCH` where it is set, so that
  /// the same rows give the same bytes.
  static func timeOfFiles() -> CivilInstant {
    value("SOURCE_DATE_EPOCH").flatMap { Int($0) }.map { CivilInstant(unixSeconds: $0) } ?? now()
  }

  /// Whether a person can answer questions: standard input is a terminal.
  static var isInputWatched: Bool { isatty(STDIN_FILENO) == 1 }

  /// Where programs are looked for: the folders of administrators are among them.
  static var programFolders: [String] {
    (value("PATH") ?? "").split(separator: ":").map(String.init) + ["/usr/local/sbin", "/usr/sbin"]
  }

  /// The processor time that the program has used, in seconds.
  static func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  /// The folder the command was started in.
  static func currentFolder() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    guard unsafe getcwd(&buffer, buffer.count) != nil else { return "." }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The path of the running program.
  static func programPath() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    return String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
