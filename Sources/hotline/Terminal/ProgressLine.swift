import Glibc
import MergerRuns

/// How far a long run is: one line that is drawn over where a person watches, else a plain line
/// every ten seconds.
final class ProgressLine {
  private let terminal: Terminal
  private let begun = ProgressLine.seconds()
  private var shown = 0.0
  private var isDrawn = false

  init(terminal: Terminal) {
    self.terminal = terminal
    shown = terminal.isWatched ? 0 : begun
  }

  /// Tells how far the run is, at most five times a second.
  func show(_ progress: ImportProgress) {
    let now = Self.seconds()
    guard now - shown >= (terminal.isWatched ? 0.2 : 10) else { return }
    shown = now
    if terminal.isWatched {
      terminal.redraw(line(progress, at: now))
      isDrawn = true
    } else {
      terminal.say(line(progress, at: now))
    }
  }

  private func line(_ progress: ImportProgress, at now: Double) -> TerminalText {
    let share = progress.size > 0 ? progress.bytes * 100 / progress.size : 0
    let done = String(repeating: "#", count: share / 5)
    let bar = done + String(repeating: "-", count: 20 - done.utf8.count)
    let rate = Int(Double(progress.read) / max(0.001, now - begun))
    let left = share > 0 ? Int((now - begun) * Double(100 - share) / Double(share)) : 0
    let clock = "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60)"
    let bytes = "\(Self.megabytes(progress.bytes)) / \(Self.megabytes(progress.size)) MB"
    let records = Listing.grouped(String(progress.read))
    let speed = Listing.grouped(String(rate))
    let kept = Listing.grouped(String(progress.quarantined))
    return "\(progress.file)  [\(bar)]  \(share) %  "
      + terminal.words(
        "\(records) records  \(bytes)  \(speed)/s  \(clock) left  \(kept) quarantined",
        "\(records) 条  \(bytes)  每秒 \(speed) 条  剩 \(clock)  隔离 \(kept) 条")
  }

  /// Millions of bytes with one decimal.
  private static func megabytes(_ bytes: Int) -> String {
    "\(Listing.grouped(String(bytes / 1_000_000))).\(bytes / 100_000 % 10)"
  }

  private static func seconds() -> Double {
    var clock = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &clock)
    return Double(clock.tv_sec) + Double(clock.tv_nsec) / 1e9
  }

  /// Takes the line away.
  func clear() {
    if isDrawn { terminal.redraw("") }
  }
}
