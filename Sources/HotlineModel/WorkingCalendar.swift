/// Which days are worked: weekdays, less public holidays, plus make-up working days (调休).
///
/// The State Council announces each year's days in the year before, so a calendar ends. Past its
/// last year it answers `nil`: a guessed holiday is a missed deadline or an unstaffed desk.
package struct WorkingCalendar: Hashable, Sendable {
  /// First and last year the calendar knows.
  package let years: ClosedRange<Int>
  private let holidays: Set<CivilDate>
  /// The number of the first day the calendar knows.
  private let firstDay: Int
  /// For each day it knows whether people work.
  private let isWorked: [Bool]

  /// A calendar of the years that `holidays` and `makeUpDays` speak of.
  package init(years: ClosedRange<Int>, holidays: Set<CivilDate>, makeUpDays: Set<CivilDate>) {
    self.years = years
    self.holidays = holidays
    let first = CivilDate(year: years.lowerBound, month: 1, day: 1)
    let last = CivilDate(year: years.upperBound, month: 12, day: 31)
    guard let first, let last else {
      (firstDay, isWorked) = (0, [])
      return
    }
    var isWorked = (first.dayNumber...last.dayNumber).map {
      !CivilDate(dayNumber: $0).weekday.isWeekend
    }
    let known = first...last
    for day in makeUpDays where known.contains(day) {
      isWorked[day.dayNumber - first.dayNumber] = true
    }
    for day in holidays where known.contains(day) {
      isWorked[day.dayNumber - first.dayNumber] = false
    }
    firstDay = first.dayNumber
    self.isWorked = isWorked
  }

  /// Whether people work on `day`; `nil` in a year the calendar does not know.
  package func isWorkingDay(_ day: CivilDate) -> Bool? {
    let position = day.dayNumber - firstDay
    return isWorked.indices.contains(position) ? isWorked[position] : nil
  }

  /// Whether `day` is a public holiday; `nil` in a year the calendar does not know.
  package func isHoliday(_ day: CivilDate) -> Bool? {
    isWorkingDay(day) == nil ? nil : holidays.contains(day)
  }

  /// The day `count` working days after `start` (before it, if negative).
  ///
  /// Zero gives `start` itself, worked or not. `nil` where the way leads out of the known years.
  package func day(_ count: Int, workingDaysAfter start: CivilDate) -> CivilDate? {
    var day = start
    var left = abs(count)
    let step = count < 0 ? -1 : 1
    while left > 0 {
      day = day.adding(days: step)
      guard let works = isWorkingDay(day) else { return nil }
      if works { left -= 1 }
    }
    return years.contains(day.year) ? day : nil
  }

  /// How many days behind `start` up to and with `end` are worked; `nil` where the calendar does not
  /// know one of them, and where `end` is before `start`.
  package func workingDays(after start: CivilDate, through end: CivilDate) -> Int? {
    guard start <= end else { return nil }
    var count = 0
    for number in start.dayNumber..<end.dayNumber {
      guard let works = isWorkingDay(CivilDate(dayNumber: number + 1)) else { return nil }
      if works { count += 1 }
    }
    return count
  }

  /// The first midnight the calendar knows nothing of.
  package var end: CivilDate? { CivilDate(year: years.upperBound + 1, month: 1, day: 1) }
}
