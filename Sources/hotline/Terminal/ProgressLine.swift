import Glibc
import MergerRuns

/// How far a long run is, on one line that is drawn over; nothing where nobody watches.
final class ProgressLine {
  private let terminal: Terminal
  private var drawn = 0.0

  init(terminal: Terminal) {
    self.terminal = terminal
  }

  /// Draws the line, at most five times a second.
  func show(_ progress: ImportProgress) {
    guard terminal.isWatched else { return }
    var clock = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &clock)
    let now = Double(clock.tv_sec) + Double(clock.tv_nsec) / 1e9
    guard now - drawn >= 0.2 else { return }
    drawn = now
    let share = progress.size > 0 ? progress.bytes * 100 / progress.size : 0
    let bar = String(repeating: "#", count: share / 5).padded(to: 20)
    terminal.redraw(
      "\(progress.file)  [\(bar)]  \(share) %  "
        + terminal.words(
          "\(progress.read) records  \(progress.quarantined) quarantined",
          "\(progress.read) 条  隔离 \(progress.quarantined) 条"))
  }

  /// Takes the line away.
  func clear() {
    if drawn > 0 { terminal.redraw("") }
  }
}

extension String {
  /// The text filled up with `-` for the rest of a bar.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: "-", count: max(0, width - utf8.count))
  }
}
