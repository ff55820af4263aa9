package import HotlineModel

/// How long a number stays announced before it is given up, in working days of the calendar.
package struct AnnouncementWindow: Sendable {
  /// Working days from the day on which calls are forwarded.
  package let workingDays: Int
  private let calendar: WorkingCalendar

  /// A window of some working days.
  package init(workingDays: Int, calendar: WorkingCalendar) {
    self.workingDays = workingDays
    self.calendar = calendar
  }

  /// The window that `settings.csv` sets for checklists and numbers alike.
  ///
  /// - Throws: `Unusable` with the complaints about the sheets of the folder.
  package init(folder: String, calendar: WorkingCalendar) throws {
    self.init(
      workingDays: try ChecklistSettings(folder: folder).announcementWindow, calendar: calendar)
  }

  /// The years that the calendar knows: `2007–2026`.
  package var years: String { "\(calendar.years.lowerBound)–\(calendar.years.upperBound)" }

  /// The day from which the number may be given up; `nil` where the calendar does not reach so far.
  package func end(after forwarded: CivilDate) -> CivilDate? {
    calendar.day(workingDays, workingDaysAfter: forwarded)
  }

  /// Working days that are left on a day until the end of the window; 0 from then on.
  package func daysLeft(until end: CivilDate, on day: CivilDate) -> Int {
    guard day < end else { return 0 }
    return (day.dayNumber + 1...end.dayNumber)
      .count { calendar.isWorkingDay(CivilDate(dayNumber: $0)) == true }
  }
}
