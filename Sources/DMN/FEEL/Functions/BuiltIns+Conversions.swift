extension BuiltIns {
  /// Functions that make a value of one type from another.
  static let conversions: [String: BuiltIn] = [
    "string": BuiltIn("from") { _, arguments in
      arguments[0].isNull ? nil : .string(arguments[0].text)
    },
    "number": BuiltIn("from | from, grouping separator, decimal separator") { _, arguments in
      number(arguments).map { .number($0) }
    },
    "duration": BuiltIn("from") { _, arguments in
      switch arguments[0].single {
      case .string(let text): FEELDuration.value(text)
      case .dayTime, .yearMonth: arguments[0].single
      default: nil
      }
    },
    "date": BuiltIn("from | year, month, day") { _, arguments in
      if arguments.count == 3 {
        guard let year = arguments.number(0)?.int, let month = arguments.number(1)?.int,
          let day = arguments.number(2)?.int
        else { return nil }
        return FEELDate(checking: year, month, day).map { .date($0) }
      }
      return date(arguments[0].single).map { .date($0) }
    },
    "time": BuiltIn("from | hour, minute, second, offset?") { _, arguments in
      if arguments.count > 1 { return time(arguments).map { .time($0) } }
      return time(arguments[0].single).map { .time($0) }
    },
    "date and time": BuiltIn("from | date, time") { _, arguments in
      arguments.count == 2 ? joined(arguments) : dateTime(arguments[0].single)
    },
    "years and months duration": BuiltIn("from, to") { _, arguments in
      guard let start = Evaluation.moment(arguments[0].single),
        let end = Evaluation.moment(arguments[1].single)
      else { return nil }
      return .yearMonth(months(from: start.date, to: end.date))
    },
  ]

  private static func number(_ arguments: Arguments) -> FEELNumber? {
    if arguments.count == 1 {
      if case .number(let number) = arguments[0].single { return number }
      return arguments.string(0).flatMap { FEELNumber(text: $0) }
    }
    guard var text = arguments.string(0), !arguments.has(1) || arguments.string(1) != nil,
      !arguments.has(2) || arguments.string(2) != nil
    else { return nil }
    let grouping = arguments.string(1)
    let point = arguments.string(2)
    if let grouping {
      guard [" ", ".", ","].contains(grouping), grouping != point else { return nil }
      text = text.replacing(grouping, with: "")
    }
    if let point {
      guard [".", ","].contains(point) else { return nil }
      guard point == "." || !text.contains(".") else { return nil }
      text = text.replacing(point, with: ".")
    }
    return FEELNumber(text: text)
  }

  private static func date(_ value: FEELValue) -> FEELDate? {
    switch value {
    case .string(let text): TemporalText.date(text)
    case .date(let date): date
    case .dateTime(let dateTime): dateTime.date
    default: nil
    }
  }

  private static func time(_ value: FEELValue) -> FEELTime? {
    switch value {
    case .string(let text): TemporalText.time(text)
    case .time(let time): time
    case .dateTime(let dateTime): dateTime.time
    case .date: FEELTime(second: 0, nanosecond: 0, zone: .offset(0))
    default: nil
    }
  }

  private static func time(_ arguments: Arguments) -> FEELTime? {
    guard let hour = arguments.number(0)?.int, (0..<24).contains(hour),
      let minute = arguments.number(1)?.int, (0..<60).contains(minute),
      let second = arguments.number(2), !second.isNegative, second < FEELNumber(60),
      let whole = second.floor.int, let rest = second.modulo(.one),
      let nanosecond = (rest * FEELNumber(1_000_000_000))?.floor.int
    else { return nil }
    var zone: FEELZone?
    if arguments.has(3) {
      guard case .dayTime(let offset) = arguments[3].single,
        abs(offset) <= 18 * 3_600_000_000_000
      else { return nil }
      zone = .offset(Int(offset / 1_000_000_000))
    }
    return FEELTime(
      second: hour * 3600 + minute * 60 + whole, nanosecond: nanosecond, zone: zone)
  }

  private static func dateTime(_ value: FEELValue) -> FEELValue? {
    switch value {
    case .string(let text):
      if let dateTime = TemporalText.dateTime(text) { return .dateTime(dateTime) }
      return TemporalText.date(text).map { date in
        .dateTime(
          FEELDateTime(date: date, time: FEELTime(second: 0, nanosecond: 0, zone: nil)))
      }
    case .date: return Evaluation.moment(value).map { .dateTime($0) }
    case .dateTime: return value
    default: return nil
    }
  }

  /// A day and a time, or a date-time moved to a zone.
  private static func joined(_ arguments: Arguments) -> FEELValue? {
    let date: FEELDate? =
      switch arguments[0].single {
      case .date(let date): date
      case .dateTime(let dateTime): dateTime.date
      default: nil
      }
    guard let date, case .time(let time) = arguments[1].single else { return nil }
    return .dateTime(FEELDateTime(date: date, time: time))
  }

  /// Whole months between two days, towards zero.
  private static func months(from start: FEELDate, to end: FEELDate) -> Int {
    let months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0, end.day < start.day { return months - 1 }
    if months < 0, end.day > start.day { return months + 1 }
    return months
  }
}
