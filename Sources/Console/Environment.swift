import Glibc

/// The environment of the process.
package enum Environment {
  /// A variable's value.
  package static func value(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Whether a person can answer questions: standard input is a terminal.
  package static var isInputWatched: Bool { isatty(STDIN_FILENO) == 1 }
}
