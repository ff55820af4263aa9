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
  /// Whether a person is watching standard error.
  let isWatched: Bool

  /// A terminal for the given wishes; what they leave open, the process and its environment decide.
  init(language: Language?, colour: ColourChoice, isQuiet: Bool) {
    self.language = language ?? .ofProcess
    self.isQuiet = isQuiet
    isWatched = isatty(STDERR_FILENO) == 1
    let allowed =
      (Environment.value("NO_COLOR") ?? "").isEmpty && Environment.value("TERM") != "dumb"
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
  func output(_ text: TerminalText) { Self.write(text + "\n", to: STDOUT_FILENO) }

  /// Lines of data, to standard output; many at a time.
  func output(lines: some Sequence<TerminalText>) {
    var text: TerminalText = ""
    for line in lines {
      text = text + line + "\n"
      if text.escaped.utf8.count < 1 << 16 { continue }
      Self.write(text, to: STDOUT_FILENO)
      text = ""
    }
    Self.write(text, to: STDOUT_FILENO)
  }

  /// A document of several lines that ends as it ends, to standard output.
  func output(document text: String) { Self.write(TerminalText(lines: text), to: STDOUT_FILENO) }

  /// A JSON document, to standard output.
  func output(json value: JSONValue) {
    Self.write(TerminalText(json: value.document), to: STDOUT_FILENO)
  }

  /// A document for machines, to standard output: what it is, where it is from, how many findings
  /// there were, and the data.
  func output(
    _ data: JSONValue, schema: String, workspace: String? = nil,
    members: [String: JSONValue] = [:]
  ) {
    var document = members
    document["schema"] = .string(schema)
    document["workspace"] = workspace.map(JSONValue.string)
    document["data"] = data
    document["findings"] = members["findings"] ?? .counts(of: [])
    output(json: .object(document))
  }

  /// What is happening and what comes next, to standard error.
  func say(_ text: TerminalText) {
    if !isQuiet { Self.write(text + "\n", to: STDERR_FILENO) }
  }

  /// What went wrong, to standard error, whatever was asked.
  func complain(_ text: TerminalText) { Self.write(text + "\n", to: STDERR_FILENO) }

  /// Ends the program: help to standard output, what went wrong to standard error.
  static func leave(saying text: TerminalText, code: Int32) -> Never {
    if !text.escaped.isEmpty { write(text + "\n", to: code == 0 ? STDOUT_FILENO : STDERR_FILENO) }
    exit(code)
  }

  /// Asks a person a question, on standard error; whether the answer is yes.
  func asks(_ question: TerminalText) -> Bool {
    Self.write(question + " [y/N] ", to: STDERR_FILENO)
    let answer = readLine()?.lowercased() ?? ""
    return ["y", "yes", "是"].contains(answer)
  }

  /// Draws a line over the one before, where a person is watching.
  func redraw(_ text: TerminalText) {
    if isWatched, !isQuiet { Self.write("\r\u{1B}[K" + text, to: STDERR_FILENO) }
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
  static func width(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  private static func write(_ text: TerminalText, to descriptor: Int32) {
    var bytes = Array(text.escaped.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno != EINTR {
        // What was asked for did not arrive: never end as if it had (sysexits: I/O error).
        if descriptor == STDOUT_FILENO {
          write("standard output: \(unsafe String(cString: strerror(errno)))\n", to: STDERR_FILENO)
          exit(74)
        }
        return
      }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
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

  /// Whether a person can answer questions: standard input is a terminal.
  static var isInputWatched: Bool { isatty(STDIN_FILENO) == 1 }

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
