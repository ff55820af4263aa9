extension BuiltIns {
  /// Functions on dates and times.
  static let temporals: [String: BuiltIn] = [
    "is": BuiltIn("value1?, value2?") { _, arguments in
      .boolean(arguments[0].isSame(as: arguments[1]))
    },
    "now": BuiltIn("") { evaluation, _ in evaluation.now.map { .dateTime($0) } },
    "today": BuiltIn("") { evaluation, _ in evaluation.now.map { .date($0.date) } },
    "day of year": BuiltIn("date") { _, arguments in
      day(arguments).map { day in
        let start = FEELDate(year: day.year, month: 1, day: 1)
        return .number(FEELNumber(day.daysSinceEpoch - start.daysSinceEpoch + 1))
      }
    },
    "day of week": BuiltIn("date") { _, arguments in
      day(arguments).map { .string(weekdays[$0.weekday]) }
    },
    "month of year": BuiltIn("date") { _, arguments in
      day(arguments).map { .string(months[$0.month - 1]) }
    },
    "week of year": BuiltIn("date") { _, arguments in
      day(arguments).map { .number(FEELNumber(week(of: $0))) }
    },
  ]

  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static func day(_ arguments: Arguments) -> FEELDate? {
    switch arguments[0].single {
    case .date(let date): date
    case .dateTime(let dateTime): dateTime.date
    default: nil
    }
  }

  /// The week by ISO 8601: weeks begin on Monday, the first holds the year's first Thursday.
  private static func week(of day: FEELDate) -> Int {
    let weekday = day.weekday == 0 ? 7 : day.weekday
    let thursday = FEELDate(daysSinceEpoch: day.daysSinceEpoch + 4 - weekday)
    let start = FEELDate(year: thursday.year, month: 1, day: 1)
    return (thursday.daysSinceEpoch - start.daysSinceEpoch) / 7 + 1
  }
}
