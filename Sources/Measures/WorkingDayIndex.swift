import HotlineModel

/// Adds working days to days without walking: the working days of a calendar by their number.
struct WorkingDayIndex: Sendable {
  private let first: Int
  /// For each day of the calendar how many days up to it, itself included, are worked.
  private let worked: [Int32]
  /// The days that are worked, in order.
  private let days: [Int32]

  init(_ calendar: WorkingCalendar) {
    let begin = CivilDate(year: calendar.years.lowerBound, month: 1, day: 1)?.dayNumber ?? 0
    let end = calendar.end?.dayNumber ?? begin
    var worked: [Int32] = []
    var days: [Int32] = []
    for day in begin..<end {
      if calendar.isWorkingDay(CivilDate(dayNumber: day)) == true { days.append(Int32(day)) }
      worked.append(Int32(days.count))
    }
    first = begin
    self.worked = worked
    self.days = days
  }

  /// The day `count` working days after `start`; `nil` where one of the two is in no known year.
  ///
  /// Zero gives `start` itself, worked or not.
  func day(_ count: Int, after start: Int) -> Int? {
    guard worked.indices.contains(start - first) else { return nil }
    if count == 0 { return start }
    let position = Int(worked[start - first]) + count - 1
    return days.indices.contains(position) ? Int(days[position]) : nil
  }
}
