package import Findings
package import HotlineModel

/// Where calls to a number end, as exact half-open intervals: no sampling.
package struct Timeline: Hashable, Sendable {
  /// A stretch of time in which every call ends alike.
  package struct Stretch: Hashable, Sendable {
    /// From when to when.
    package let span: Range<CivilInstant>
    /// Where calls end.
    package let disposition: CallDisposition
    /// The desks that answer; `nil` where none do.
    package let set: String?

    /// A stretch of time.
    package init(span: Range<CivilInstant>, disposition: CallDisposition, set: String?) {
      self.span = span
      self.disposition = disposition
      self.set = set
    }

    /// In words: `from 2021-11-25 02:00 until 2022-02-23 00:00: answered by 12345 (Q-12345)`.
    package func words(in language: Language) -> String {
      let period = Period(from: span.lowerBound, until: span.upperBound).words(in: language)
      let end = disposition.name(in: language)
      switch language {
      case .english: return "\(period): \(end)" + (set.map { " (\($0))" } ?? "")
      case .chinese: return "\(period)：\(end)" + (set.map { "（\($0)）" } ?? "")
      }
    }
  }

  /// The stretches in time order; neighbours that touch end calls differently.
  package let stretches: [Stretch]

  /// The stretches of a timeline, put in order and joined where neighbours are alike.
  package init(_ stretches: [Stretch]) {
    var joined: [Stretch] = []
    joined.reserveCapacity(stretches.count)
    for stretch in stretches.sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
      if let last = joined.last, last.span.upperBound == stretch.span.lowerBound,
        last.endsAs(stretch)
      {
        joined[joined.count - 1] = Stretch(
          span: last.span.lowerBound..<stretch.span.upperBound,
          disposition: stretch.disposition, set: stretch.set)
      } else {
        joined.append(stretch)
      }
    }
    self.stretches = joined
  }

  /// The stretch an instant lies in.
  package func stretch(at instant: CivilInstant) -> Stretch? {
    let next = stretches.partitioningIndex { instant < $0.span.upperBound }
    guard next < stretches.count, stretches[next].span.contains(instant) else { return nil }
    return stretches[next]
  }
}

extension Timeline.Stretch {
  /// Whether calls end alike in both.
  func endsAs(_ other: Timeline.Stretch) -> Bool {
    disposition == other.disposition && set == other.set
  }
}

extension Array {
  /// The first position from which on a property holds of all; they are in order of it.
  package func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension RoutingTable {
  /// Where calls to a number end throughout `span`, with the sets of `down` answering none.
  ///
  /// - Throws: `Unusable` with `HL5108` where the calendar would have to know a year it does
  ///   not know.
  package func timeline(
    of number: HotlineNumber, within span: Range<CivilInstant>, down: Set<String> = []
  ) throws -> Timeline {
    if protected.contains(number) {
      let end: CallDisposition = route(number) == nil ? .leftUntouched : .emergencyDiverted
      return Timeline([Timeline.Stretch(span: span, disposition: end, set: nil)])
    }
    var stretches: [Timeline.Stretch] = []
    let sweep = TimelineSweep(table: self, down: down)
    try sweep.add(number, in: [span], path: [], announced: false, to: &stretches)
    return Timeline(stretches)
  }
}

/// Follows all calls of a time at once: every hour splits the time in two.
private struct TimelineSweep {
  typealias Spans = [Range<CivilInstant>]

  let table: RoutingTable
  let down: Set<String>

  func add(
    _ number: HotlineNumber, in spans: Spans, path: [HotlineNumber], announced: Bool,
    to stretches: inout [Timeline.Stretch]
  ) throws {
    if path.contains(number) || path.count >= RoutingTable.depthLimit {
      end(.loop, nil, in: spans, to: &stretches)
      return
    }
    var left = spans
    for phase in table.route(number)?.phases.map(\.self) ?? [] {
      let own = merged(spans.compactMap { phase.period.clipped(to: $0) })
      left = gaps(in: left, leftBy: own)
      guard let plan = phase.plan else {
        end(.leftUntouched, nil, in: own, to: &stretches)
        continue
      }
      try add(
        table.plan(plan)?.steps ?? [], in: own, place: phase.place, path: path + [number],
        announced: announced, to: &stretches)
    }
    for line in table.unroutedLines(number) {
      let own = merged(left.compactMap { line.period.clipped(to: $0) })
      left = gaps(in: left, leftBy: own)
      end(.leftUntouched, nil, in: own, to: &stretches)
    }
    end(.noRoute, nil, in: left, to: &stretches)
  }

  private func add(
    _ steps: [RoutePlan.Step], in spans: Spans, place: SourceLocation, path: [HotlineNumber],
    announced: Bool, to stretches: inout [Timeline.Stretch]
  ) throws {
    var left = spans
    for step in steps {
      let (open, closed) = try split(left, by: step.hours, place)
      left = closed
      let outcome = table.outcome(of: step.treatment, down: down)
      // Where the desks keep the step's own hours, they are open throughout.
      let (served, refused) =
        outcome.hours == step.hours ? (open, []) : try split(open, by: outcome.hours, place)
      let isAnnounced = announced || step.treatment.announcement != nil
      for (spans, next) in [(served, outcome.whenOpen), (refused, outcome.whenClosed)]
      where !spans.isEmpty {
        switch next {
        case .ends(let disposition, let set):
          end(
            table.ending(disposition, announced: isAnnounced), set, in: spans, to: &stretches)
        case .goesOn(let number):
          try add(number, in: spans, path: path, announced: isAnnounced, to: &stretches)
        }
      }
    }
    end(.noRoute, nil, in: left, to: &stretches)
  }

  /// The times in which hours hold, and the others.
  private func split(
    _ spans: Spans, by hours: ServiceHours, _ place: SourceLocation
  ) throws -> (open: Spans, closed: Spans) {
    if hours.isAlways { return (spans, []) }
    var open: Spans = []
    for span in spans {
      guard let openings = hours.openings(within: span, in: table.calendar) else {
        let years = table.calendar.years
        throw Unusable(
          .calendarTooShort(
            found: "\(span.lowerBound.date)–\(span.upperBound.date)",
            expected: "\(years.lowerBound)–\(years.upperBound)"), at: place)
      }
      open += openings
    }
    return (open, gaps(in: spans, leftBy: open))
  }

  private func end(
    _ disposition: CallDisposition, _ set: String?, in spans: Spans,
    to stretches: inout [Timeline.Stretch]
  ) {
    stretches += spans.map { Timeline.Stretch(span: $0, disposition: disposition, set: set) }
  }
}
