package import Findings

extension ServiceHours {
  /// Whether the desk is staffed at an instant; `nil` where the calendar would have to know a
  /// year it does not know.
  package func isOpen(at instant: CivilInstant, in calendar: WorkingCalendar) -> Bool? {
    let minute = instant.secondOfDay / 60
    let spans = spans.filter { $0.minutes.contains(minute) }
    if spans.contains(where: { $0.days == .daily }) { return true }
    if spans.isEmpty { return false }
    guard let works = calendar.isWorkingDay(instant.date) else { return nil }
    return spans.contains { $0.days == (works ? .workdays : .restdays) }
  }

  /// Whether the answer depends on which days are worked.
  package var needsCalendar: Bool { !isAlways && spans.contains { $0.days != .daily } }

  /// When the desk is staffed within `span`: sorted, merged, half-open.
  ///
  /// `nil` where the calendar would have to know a year it does not know.
  package func openings(
    within span: Range<CivilInstant>, in calendar: WorkingCalendar
  ) -> [Range<CivilInstant>]? {
    if isAlways { return [span] }
    let workday = minutes(on: .workdays)
    let restday = minutes(on: .restdays)
    let asksCalendar = needsCalendar
    var openings: [Range<CivilInstant>] = []
    var day = span.lowerBound.date
    while day.start < span.upperBound {
      var minutes = workday
      if asksCalendar {
        guard let works = calendar.isWorkingDay(day) else { return nil }
        if !works { minutes = restday }
      }
      for part in minutes {
        let from = max(day.start.adding(seconds: part.lowerBound * 60), span.lowerBound)
        let until = min(day.start.adding(seconds: part.upperBound * 60), span.upperBound)
        guard from < until else { continue }
        if let last = openings.last, last.upperBound == from {
          openings[openings.count - 1] = last.lowerBound..<until
        } else {
          openings.append(from..<until)
        }
      }
      day = day.adding(days: 1)
    }
    return openings
  }

  /// The minutes of a day of one kind in which the desk is staffed: sorted, merged.
  private func minutes(on kind: DayKind) -> [Range<Int>] {
    var minutes: [Range<Int>] = []
    let own = spans.filter { $0.days == .daily || $0.days == kind }.map(\.minutes)
    for part in own.sorted(by: { $0.lowerBound < $1.lowerBound }) where !part.isEmpty {
      if let last = minutes.last, part.lowerBound <= last.upperBound {
        minutes[minutes.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
      } else {
        minutes.append(part)
      }
    }
    return minutes
  }

  /// As a sheet writes it: `24h`, `none`, `workdays 08:30-12:00 14:00-17:30`.
  package var text: String { isAlways ? "24h" : spans.isEmpty ? "none" : words(in: .english) }

  /// In words: `workdays 08:30-12:00 14:00-17:30`, `工作日 08:30-12:00 14:00-17:30`.
  package func words(in language: Language) -> String {
    if isAlways { return language == .english ? "at every hour" : "全天" }
    if spans.isEmpty { return language == .english ? "never" : "从不" }
    return DayKind.allCases.compactMap { days in
      let own = spans.filter { $0.days == days }.map { Self.clock($0.minutes) }
      return own.isEmpty
        ? nil : ([days.name(in: language)] + own).joined(separator: " ")
    }.joined(separator: language == .english ? "; " : "；")
  }

  private static func clock(_ minutes: Range<Int>) -> String {
    [minutes.lowerBound, minutes.upperBound]
      .map { "\(padded($0 / 60, to: 2)):\(padded($0 % 60, to: 2))" }.joined(separator: "-")
  }
}

extension ServiceHours.DayKind {
  /// The words people use for it.
  package func name(in language: Language) -> String { words.text(in: language) }

  private var words: Words {
    switch self {
    case .daily: Words("daily", "每天")
    case .workdays: Words("workdays", "工作日")
    case .restdays: Words("restdays", "休息日")
    }
  }
}

/// Sorted, and joined where they touch or overlap.
package func merged(_ spans: [Range<CivilInstant>]) -> [Range<CivilInstant>] {
  var result: [Range<CivilInstant>] = []
  for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) where !span.isEmpty {
    if let last = result.last, span.lowerBound <= last.upperBound {
      result[result.count - 1] =
        last.lowerBound..<max(last.upperBound, span.upperBound)
    } else {
      result.append(span)
    }
  }
  return result
}

/// What of `spans` no part of `taken` covers; both sorted and merged.
package func gaps(
  in spans: [Range<CivilInstant>], leftBy taken: [Range<CivilInstant>]
) -> [Range<CivilInstant>] {
  var result: [Range<CivilInstant>] = []
  var index = 0
  for span in spans {
    var start = span.lowerBound
    while index < taken.count, taken[index].upperBound <= start { index += 1 }
    var next = index
    while next < taken.count, taken[next].lowerBound < span.upperBound {
      if start < taken[next].lowerBound { result.append(start..<taken[next].lowerBound) }
      start = max(start, taken[next].upperBound)
      next += 1
    }
    if start < span.upperBound { result.append(start..<span.upperBound) }
  }
  return result
}
