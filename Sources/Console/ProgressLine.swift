import Findings
import Glibc
package import Reports

/// How far a long run is: one line that is drawn over where a person watches, else a plain line
/// every ten seconds.
package final class ProgressLine {
  private let terminal: Terminal
  private let begun = ProgressLine.seconds()
  private var shown: Double

  /// A line on a terminal, from now on.
  package init(terminal: Terminal) {
    self.terminal = terminal
    // What is done at once needs no progress.
    shown = terminal.isWatched ? begun - 0.1 : begun
  }

  /// Shows how far the run is, at most five times a second.
  package func show(_ progress: RunProgress) {
    let now = Self.seconds()
    guard now - shown >= (terminal.isWatched ? 0.2 : 10) else { return }
    shown = now
    let parts = parts(progress, at: now)
    if terminal.isWatched {
      terminal.redraw("\(Self.fitting(parts, within: Terminal.width(of: STDERR_FILENO)))")
    } else {
      terminal.say("\(parts.joined(separator: "  "))")
    }
  }

  /// What is said, the most needed first.
  private func parts(_ progress: RunProgress, at now: Double) -> [String] {
    func words(_ words: Words, _ count: Int) -> String {
      words.filled(with: ["count": Listing.grouped(count)], in: terminal.language)
    }
    var parts = [progress.subject.text(in: terminal.language)]
    let share = progress.part.map { $0.all > 0 ? min(100, $0.done * 100 / $0.all) : 0 }
    if let share { parts.append("\(share) %") }
    parts.append(words(progress.unit.words, progress.count))
    if let quarantined = progress.quarantined {
      parts.append(words(Words("{count} quarantined", "隔离 {count} 条"), quarantined))
    }
    if let share {
      if share > 0 {
        let left = Int((now - begun) * Double(100 - share) / Double(share))
        let clock = "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60)"
        parts.append(terminal.words("\(clock) left", "剩 \(clock)"))
      }
      let done = String(repeating: "#", count: share / 5)
      parts.append("[\(done)\(String(repeating: "-", count: 20 - share / 5))]")
    }
    if let part = progress.part, progress.isInBytes {
      parts.append("\(Self.megabytes(part.done)) / \(Self.megabytes(part.all)) MB")
    }
    if progress.unit != .steps {
      let rate = Int(Double(progress.count) / max(0.001, now - begun))
      parts.append(words(Words("{count}/s", "每秒 {count}"), rate))
    }
    return parts
  }

  /// As many parts as fit, from the left; the last cell stays free, so that no screen wraps.
  static func fitting(_ parts: [String], within width: Int?) -> String {
    guard let width, let first = parts.first else { return parts.joined(separator: "  ") }
    var line = CellWidth.cut(first, to: width - 1)
    for part in parts.dropFirst() {
      let longer = "\(line)  \(part)"
      if CellWidth.of(longer) > width - 1 { break }
      line = longer
    }
    return line
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
}
