package import Findings

/// A stretch of time, half-open, either end of which may be open.
///
/// `from` belongs to it, `until` does not.
package struct Period: Hashable, Sendable {
  /// The first instant; `nil` where it has held since ever.
  package let from: CivilInstant?
  /// The first instant after it; `nil` where it goes on without end.
  package let until: CivilInstant?

  /// A stretch of time.
  package init(from: CivilInstant?, until: CivilInstant?) {
    self.from = from
    self.until = until
  }

  /// All time.
  package static let always = Period(from: nil, until: nil)

  /// The days from `first` to `last`, both included.
  package init(first: CivilDate?, last: CivilDate?) {
    self.init(from: first?.start, until: last?.adding(days: 1).start)
  }

  /// Whether an instant lies in it.
  package func contains(_ instant: CivilInstant) -> Bool {
    (from.map { $0 <= instant } ?? true) && (until.map { instant < $0 } ?? true)
  }

  /// Whether a day, at least its beginning, lies in it.
  package func contains(_ day: CivilDate) -> Bool { contains(day.start) }

  /// Whether two have time in common.
  package func overlaps(_ other: Period) -> Bool { !common(with: other).isEmpty }

  /// Whether no instant lies in it.
  package var isEmpty: Bool { startSeconds >= endSeconds }

  /// What it has in common with another.
  package func common(with other: Period) -> Period {
    Period(
      from: [from, other.from].compactMap { $0 }.max(),
      until: [until, other.until].compactMap { $0 }.min())
  }

  /// The part that lies within `span`; `nil` where none does.
  package func clipped(to span: Range<CivilInstant>) -> Range<CivilInstant>? {
    let start = max(from ?? span.lowerBound, span.lowerBound)
    let end = min(until ?? span.upperBound, span.upperBound)
    return start < end ? start..<end : nil
  }

  /// In words: `from 2021-11-25 02:00 until 2022-02-23 00:00`.
  package func words(in language: Language) -> String {
    let words =
      switch (from, until) {
      case (nil, nil): Words("at all times", "一直")
      case (let from?, nil): Words("from \(from) on", "自 \(from) 起")
      case (nil, let until?): Words("until \(until)", "至 \(until) 止")
      case (let from?, let until?):
        Words("from \(from) until \(until)", "自 \(from) 至 \(until)")
      }
    return words.text(in: language)
  }

  /// The first second, however long ago.
  package var startSeconds: Int { from?.wallSeconds ?? .min }
  /// The second behind the last, however far ahead.
  package var endSeconds: Int { until?.wallSeconds ?? .max }
}
