/// The operators on numbers, texts, dates, times and durations.
extension Evaluation {
  mutating func negated(_ value: FEELValue, _ span: Range<Int>) -> FEELValue {
    switch value {
    case .number(let number): .number(-number)
    case .dayTime(let nanoseconds): .dayTime(-nanoseconds)
    case .yearMonth(let months): .yearMonth(-months)
    case .null: .null
    case .boolean, .string, .date, .time, .dateTime, .list, .context, .range, .function:
      fault(.operatorUndefined("-", left: "nothing", right: value.typeName), span)
    }
  }

  mutating func combined(
    _ sign: FEELOperator, _ left: FEELValue, _ right: FEELValue, _ span: Range<Int>
  ) -> FEELValue {
    if sign == .power, case .number(let power) = right, !spend(power.powerWork, span) {
      return .null
    }
    let result: FEELValue? =
      switch sign {
      case .plus: Self.sum(left, right) ?? Self.sum(right, left, isSwapped: true)
      case .minus: Self.difference(left, right)
      case .times: Self.product(left, right) ?? Self.product(right, left)
      case .divided: Self.quotient(left, right)
      case .power: Self.power(left, right)
      }
    guard let result, !result.isNull else {
      // Nothing can be said of null, and nothing is wrong with it.
      if left.isNull || right.isNull { return .null }
      if case .number = left, case .number(let number) = right {
        return fault(sign == .divided && number.isZero ? .divisionByZero : .numberOutOfRange, span)
      }
      return fault(
        .operatorUndefined(sign.rawValue, left: left.typeName, right: right.typeName), span)
    }
    return bounded(result, span)
  }

  private static func power(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    guard case .number(let base) = left, case .number(let power) = right else { return nil }
    return .optional(base.raised(to: power))
  }

  private static func sum(
    _ left: FEELValue, _ right: FEELValue, isSwapped: Bool = false
  ) -> FEELValue? {
    switch (left, right) {
    case (.number(let left), .number(let right)): .optional(left + right)
    case (.string(let left), .string(let right)):
      .string(isSwapped ? right + left : left + right)
    case (.dayTime(let left), .dayTime(let right)): FEELDuration.dayTime(left + right)
    case (.yearMonth(let left), .yearMonth(let right)): FEELDuration.yearMonth(left + right)
    case (_, .dayTime(let nanoseconds)): later(left, nanoseconds: nanoseconds)
    case (_, .yearMonth(let months)): later(left, months: months)
    default: nil
    }
  }

  private static func difference(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.number(let left), .number(let right)): .optional(left - right)
    case (.dayTime(let left), .dayTime(let right)): FEELDuration.dayTime(left - right)
    case (.yearMonth(let left), .yearMonth(let right)): FEELDuration.yearMonth(left - right)
    case (.date(let left), .date(let right)):
      .dayTime(Int128(left.daysSinceEpoch - right.daysSinceEpoch) * 86_400_000_000_000)
    case (.time(let left), .time(let right)):
      (left.zone == nil) == (right.zone == nil) ? .dayTime(left.instant - right.instant) : nil
    case (.date, .dateTime), (.dateTime, .date), (.dateTime, .dateTime):
      span(from: right, to: left)
    case (_, .dayTime(let nanoseconds)): later(left, nanoseconds: -nanoseconds)
    case (_, .yearMonth(let months)): later(left, months: -months)
    default: nil
    }
  }

  /// The time between two moments; a day is its midnight UTC.
  ///
  /// A local time and one with a zone
  /// have no distance.
  private static func span(from start: FEELValue, to end: FEELValue) -> FEELValue? {
    guard let start = moment(start), let end = moment(end),
      (start.time.zone == nil) == (end.time.zone == nil)
    else { return nil }
    return .dayTime(end.instant - start.instant)
  }

  /// A day or date-time as a date-time.
  static func moment(_ value: FEELValue) -> FEELDateTime? {
    switch value {
    case .date(let date):
      FEELDateTime(date: date, time: FEELTime(second: 0, nanosecond: 0, zone: .offset(0)))
    case .dateTime(let dateTime): dateTime
    default: nil
    }
  }

  private static func later(_ value: FEELValue, nanoseconds: Int128) -> FEELValue? {
    switch value {
    case .dateTime(let start):
      return start.adding(nanoseconds: nanoseconds).map { .dateTime($0) }
    case .date:
      return moment(value)?.adding(nanoseconds: nanoseconds).map { .date($0.date) }
    case .time(let time):
      let day: Int128 = 86_400_000_000_000
      let sum = Int128(time.second) * 1_000_000_000 + Int128(time.nanosecond) + nanoseconds
      let rest = (sum % day + day) % day
      return .time(
        FEELTime(
          second: Int(rest / 1_000_000_000), nanosecond: Int(rest % 1_000_000_000),
          zone: time.zone))
    default: return nil
    }
  }

  private static func later(_ value: FEELValue, months: Int) -> FEELValue? {
    switch value {
    case .date(let date): date.adding(months: months).map { .date($0) }
    case .dateTime(let start):
      start.date.adding(months: months).map { .dateTime(FEELDateTime(date: $0, time: start.time)) }
    default: nil
    }
  }

  private static func product(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    guard case .number(let factor) = right else { return nil }
    switch left {
    case .number(let number): return .optional(number * factor)
    case .dayTime(let nanoseconds):
      return whole(nanoseconds) { $0 * factor }.flatMap(FEELDuration.dayTime)
    case .yearMonth(let months):
      return whole(Int128(months)) { $0 * factor }.flatMap { Int(exactly: $0) }
        .flatMap(FEELDuration.yearMonth)
    default: return nil
    }
  }

  private static func quotient(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.number(let left), .number(let right)): return .optional(left / right)
    case (.dayTime(let nanoseconds), .number(let divisor)):
      return whole(nanoseconds) { $0 / divisor }.flatMap(FEELDuration.dayTime)
    case (.yearMonth(let months), .number(let divisor)):
      return whole(Int128(months)) { $0 / divisor }.flatMap { Int(exactly: $0) }
        .flatMap(FEELDuration.yearMonth)
    case (.dayTime(let left), .dayTime(let right)):
      return .optional(ratio(left, right))
    case (.yearMonth(let left), .yearMonth(let right)):
      return .optional(FEELNumber(left) / FEELNumber(right))
    default: return nil
    }
  }

  private static func ratio(_ left: Int128, _ right: Int128) -> FEELNumber? {
    guard let left = FEELNumber(rounding: left, exponent: 0),
      let right = FEELNumber(rounding: right, exponent: 0)
    else { return nil }
    return left / right
  }

  /// A count changed as a number and cut to a whole count again.
  private static func whole(
    _ count: Int128, _ change: (FEELNumber) -> FEELNumber?
  ) -> Int128? {
    guard let number = FEELNumber(rounding: count, exponent: 0),
      let result = change(number)?.rounded(to: 0, .down), result.exponent < 30,
      FEELNumber.digitCount(result.coefficient.magnitude) + result.exponent < 37
    else { return nil }
    return result.coefficient * Int128(FEELNumber.power(result.exponent))
  }
}
