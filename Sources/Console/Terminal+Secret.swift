package import Findings
import Glibc

extension Terminal {
  /// Asks for what nobody may see: what is typed while `read` runs is not shown.
  ///
  /// A signal that ends the program gives the terminal its echo back first.
  ///
  /// - Parameters:
  ///   - question: what is asked for, without a colon.
  ///   - read: reads the line from standard input, which is a terminal.
  /// - Throws: what `read` throws.
  package func asksSecretly(_ question: Words, _ read: () throws -> Void) throws {
    Streams.say("\(question.text(in: language))\(words(": ", "："))")
    var silent = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &silent) == 0 else { return try read() }
    unsafe HiddenInput.shown = silent
    silent.c_lflag &= ~tcflag_t(ECHO)
    let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]
    let handlers = signals.map { number in
      signal(number) { received in
        HiddenInput.end()
        unsafe _ = write(STDERR_FILENO, "\n", 1)
        _ = signal(received, SIG_DFL)
        raise(received)
      }
    }
    unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer {
      HiddenInput.end()
      for (number, handler) in zip(signals, handlers) { _ = signal(number, handler) }
      Streams.say("\n")
    }
    try read()
  }
}

/// How the terminal was before it stopped to show what is typed.
private enum HiddenInput {
  nonisolated(unsafe) static var shown = termios()

  /// Shows again what is typed.
  static func end() { unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) }
}
