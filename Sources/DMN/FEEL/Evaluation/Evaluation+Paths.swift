/// Paths and filters.
extension Evaluation {
  mutating func member(_ name: String, of base: FEELValue, _ span: Range<Int>) -> FEELValue {
    switch base {
    case .context(let context):
      return context[name] ?? fault(.entryMissing(name), span)
    case .list(let values): return .list(values.map { member(name, of: $0, span) })
    case .null: return .null
    case .date(let date):
      if let value = date.property(name) { return value }
    case .time(let time):
      if let value = time.property(name) { return value }
    case .dateTime(let dateTime):
      if let value = dateTime.date.property(name) ?? dateTime.property(name) { return value }
    case .dayTime(let nanoseconds):
      if let value = Self.property(name, nanoseconds: nanoseconds) { return value }
    case .yearMonth(let months):
      if name == "years" { return .number(FEELNumber(months / 12)) }
      if name == "months" { return .number(FEELNumber(months % 12)) }
    case .range(let range):
      if let value = range.property(name) { return value }
    case .boolean, .number, .string, .function: break
    }
    return fault(.nameUnknown(name), span)
  }

  private static func property(_ name: String, nanoseconds: Int128) -> FEELValue? {
    let seconds = nanoseconds / 1_000_000_000
    let value: Int128
    switch name {
    case "days": value = seconds / 86_400
    case "hours": value = seconds / 3600 % 24
    case "minutes": value = seconds / 60 % 60
    case "seconds": value = seconds % 60
    default: return nil
    }
    return Int(exactly: value).map { .number(FEELNumber($0)) }
  }

  mutating func filtered(
    _ base: FEELValue, _ condition: FEELExpression, _ scope: Scope
  ) -> FEELValue {
    let values: [FEELValue] = base.isNull ? [] : base.elements
    guard let first = values.first else {
      if case .number = quietly(condition, scope) { return .null }
      return base.isNull ? .null : .list([])
    }
    if case .number(let index) = quietly(condition, itemScope(first, scope)) {
      return element(index, of: values)
    }
    var kept: [FEELValue] = []
    let before = faults.count
    var isClear = false
    defer { if isClear { forgetUnknownNames(from: before) } }
    for value in values {
      let met = faultsMet
      let truth = self.value(condition, itemScope(value, scope))
      // An entry that one element has is null in the others.
      isClear = isClear || faultsMet == met
      switch truth {
      case .boolean(true): kept.append(value)
      case .boolean, .null: break
      default: return fault(.conditionNotBoolean(truth.typeName), condition.span)
      }
    }
    return .list(kept)
  }

  private func element(_ index: FEELNumber, of values: [FEELValue]) -> FEELValue {
    guard let index = index.int, index != 0, abs(index) <= values.count else { return .null }
    return values[index > 0 ? index - 1 : values.count + index]
  }

  /// An element and its entries as the condition of a filter sees them.
  func itemScope(_ item: FEELValue, _ scope: Scope) -> Scope {
    let inner = scope.adding("item", item)
    guard case .context(let context) = item else { return inner }
    return .context(context, outer: inner)
  }
}

extension FEELDate {
  fileprivate func property(_ name: String) -> FEELValue? {
    switch name {
    case "year": .number(FEELNumber(year))
    case "month": .number(FEELNumber(month))
    case "day": .number(FEELNumber(day))
    case "weekday": .number(FEELNumber(weekday == 0 ? 7 : weekday))
    default: nil
    }
  }
}

extension FEELTime {
  fileprivate func property(_ name: String, at date: FEELDate? = nil) -> FEELValue? {
    switch name {
    case "hour": return .number(FEELNumber(hour))
    case "minute": return .number(FEELNumber(minute))
    case "second": return .number(FEELNumber(second % 60))
    case "time offset":
      guard let zone, let offset = zone.offset(at: date, second: second) else { return .null }
      return .dayTime(Int128(offset) * 1_000_000_000)
    case "timezone":
      guard case .named(let name) = zone else { return .null }
      return .string(name)
    default: return nil
    }
  }
}

extension FEELDateTime {
  fileprivate func property(_ name: String) -> FEELValue? { time.property(name, at: date) }
}

extension FEELRange {
  fileprivate func property(_ name: String) -> FEELValue? {
    switch name {
    case "start": low
    case "end": high
    case "start included": .boolean(includesLow)
    case "end included": .boolean(includesHigh)
    default: nil
    }
  }
}
