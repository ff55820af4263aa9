import Foundation

/// A real terminal: tmux, with a server and a size of its own.
public struct Screen: Sendable {
  /// What was on the screen at the end, and what had scrolled off above; lines that the terminal had
  /// to break are whole.
  public let lines: [String]
  /// Every byte that reached the terminal, as text.
  public let raw: String
  /// How the command ended; `nil` where it did not.
  public let code: Int?

  /// Runs a command of bash in a terminal.
  ///
  /// - Parameters:
  ///   - command: the command.
  ///   - folder: where it runs.
  ///   - columns: the terminal's width.
  ///   - rows: its height.
  ///   - keys: keys to press, as tmux names them, once the screen shows one of `waitFor`.
  ///   - waitFor: a regular expression for the last line before `keys` are pressed.
  /// - Returns: what the screen showed.
  /// - Throws: where tmux could not be started.
  public static func show(
    _ command: String, in folder: String, columns: Int, rows: Int = 24, keys: [String] = [],
    waitFor: String = "^:|END"
  ) throws -> Screen {
    let own = try TemporaryFolder()
    _ = try own.file("tmux.conf", "set -g history-limit 50000\nset -g status off\n")
    // The command waits until its output is being recorded.
    _ = try own.file(
      "command.sh",
      """
      export LC_ALL=C.UTF-8
      export XDG_CONFIG_HOME='\(folder)/.config'
      unset PAGER HOTLINE_PAGER LESS
      while [ ! -e '\(own.path)/go' ]; do sleep 0.02; done
      cd '\(folder)'
      \(command)
      echo "code=$?"
      sleep 300
      """)
    let result = try Shell.run(
      """
      export LC_ALL=C.UTF-8 TMUX_TMPDIR="$PWD"
      unset TMUX
      t() { tmux -L own -f tmux.conf "$@"; }
      trap 't kill-server 2> /dev/null' EXIT
      t new-session -d -x \(columns) -y \(rows) 'bash command.sh'
      t pipe-pane -o 'cat > raw'
      touch go
      shows() { t capture-pane -p -J -S - | grep -Eq "$1"; }
      waits() { for _ in $(seq 1200); do shows "$1" && return; sleep 0.05; done; }
      \(keys.isEmpty ? "" : "waits '\(waitFor)'; t send-keys \(keys.joined(separator: " "))")
      waits '^code='
      sleep 0.1
      t capture-pane -p -J -S - > screen
      """, in: own.path)
    guard result.code == 0 else { throw CocoaError(.fileReadUnknown) }
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(own.path)/\(name)", encoding: .utf8)
    }
    var lines = try text("screen").components(separatedBy: "\n").map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    let end = lines.lastIndex { $0.hasPrefix("code=") }
    let code = end.flatMap { Int(lines[$0].dropFirst("code=".count)) }
    if let end { lines.removeSubrange(end...) }
    return Screen(lines: lines, raw: try text("raw"), code: code)
  }
}
