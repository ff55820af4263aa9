import Glibc
import Synchronization

/// The two streams of the process, and what the screen shows of them: the one place that writes.
///
/// What is printed on a screen is held until something else is to be said or the program ends: only
/// then is it known whether it fits, or goes to the pager.
package enum Streams {
  private struct State {
    /// Output that is not written yet.
    var held: [UInt8] = []
    /// Whether a line of progress is on the screen.
    var isLineDrawn = false
  }

  private static let state = Mutex(State())

  /// Writes to standard output; where it is paged, not before it is complete.
  static func output(_ text: TerminalText, isPaged: Bool) {
    state.withLock { state in
      if isPaged { return state.held += text.escaped.utf8 }
      clear(&state)
      write(Array(text.escaped.utf8), to: STDOUT_FILENO)
    }
  }

  /// Writes bytes that are not text to standard output, which is not a screen.
  static func output(bytes: [UInt8]) {
    state.withLock { state in
      settle(&state)
      write(bytes, to: STDOUT_FILENO)
    }
  }

  /// Writes to standard error, behind all that was printed and on a line of its own.
  static func say(_ text: TerminalText) {
    state.withLock { state in
      settle(&state)
      write(Array(text.escaped.utf8), to: STDERR_FILENO)
    }
  }

  /// Draws a line of progress over the one before; an empty one takes it away.
  static func redraw(_ text: TerminalText) {
    state.withLock { state in
      settle(&state)
      write(Array(("\r\u{1B}[K" + text.escaped).utf8), to: STDERR_FILENO)
      state.isLineDrawn = !text.escaped.isEmpty
    }
  }

  /// Prints what is held, in the pager where it is longer than the screen.
  package static func settle() {
    state.withLock { settle(&$0) }
  }

  private static func settle(_ state: inout State) {
    clear(&state)
    guard !state.held.isEmpty else { return }
    let bytes = state.held
    state.held = []
    if let pager = Pager(), isLongerThanScreen(bytes), pager.show(bytes) { return }
    write(bytes, to: STDOUT_FILENO)
  }

  private static func clear(_ state: inout State) {
    guard state.isLineDrawn else { return }
    write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    state.isLineDrawn = false
  }

  /// Whether a text takes more lines than a screen shows above the next prompt.
  private static func isLongerThanScreen(_ bytes: [UInt8]) -> Bool {
    guard let (width, height) = size(of: STDOUT_FILENO) else { return false }
    var lines = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      // Bytes are never fewer than cells, so that only long lines need a closer look.
      lines +=
        line.count <= width
        ? 1 : max(1, (CellWidth.of(String(decoding: line, as: UTF8.self)) + width - 1) / width)
      if lines > height { return true }
    }
    return false
  }

  /// Columns and rows of the terminal behind a stream; `nil` where it is not a terminal, or does not
  /// know its size.
  static func size(of descriptor: Int32) -> (width: Int, height: Int)? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno != EINTR { return fail(errno, on: descriptor) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// What was asked for did not arrive: the program never ends as if it had.
  private static func fail(_ error: Int32, on descriptor: Int32) {
    guard descriptor == STDOUT_FILENO else { return }
    if error == EPIPE {
      // Whoever read has seen enough: end as every program does in a pipe, whatever the parent did
      // with the signal.
      _ = signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    }
    write(
      Array("standard output: \(unsafe String(cString: strerror(error)))\n".utf8),
      to: STDERR_FILENO)
    // sysexits: I/O error.
    exit(74)
  }
}
