extension FEELValue {
  /// Whether two values are equal; `nil` where their types cannot be compared.
  func equals(_ other: FEELValue) -> Bool? {
    var budget = 2_000_000
    return equals(other, &budget)
  }

  /// Equality that goes through no more parts than a budget has; `nil` past it.
  private func equals(_ other: FEELValue, _ budget: inout Int) -> Bool? {
    budget -= 1
    guard budget > 0 else { return nil }
    return switch (self, other) {
    case (.null, .null): true
    case (.null, _), (_, .null): false
    case (.boolean(let left), .boolean(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.date(let left), .date(let right)): left == right
    case (.time(let left), .time(let right)):
      (left.zone == nil) == (right.zone == nil)
        && left.instant.wholeSeconds == right.instant.wholeSeconds
    case (.dateTime(let left), .dateTime(let right)):
      (left.time.zone == nil) == (right.time.zone == nil)
        && left.instant.wholeSeconds == right.instant.wholeSeconds
    case (.dayTime(let left), .dayTime(let right)): left == right
    case (.yearMonth(let left), .yearMonth(let right)): left == right
    case (.list(let left), .list(let right)): Self.equal(left, right, &budget)
    case (.context(let left), .context(let right)): Self.equal(left, right, &budget)
    case (.range(let left), .range(let right)): Self.equal(left, right)
    default: nil
    }
  }

  private static func equal(
    _ left: [FEELValue], _ right: [FEELValue], _ budget: inout Int
  ) -> Bool? {
    guard left.count == right.count else { return false }
    for (left, right) in zip(left, right) {
      guard left.equals(right, &budget) == true else { return budget > 0 ? false : nil }
    }
    return true
  }

  private static func equal(
    _ left: FEELContext, _ right: FEELContext, _ budget: inout Int
  ) -> Bool? {
    guard left.names.count == right.names.count else { return false }
    for (name, value) in left.entries {
      guard let other = right[name] else { return false }
      guard value.equals(other, &budget) == true else { return budget > 0 ? false : nil }
    }
    return true
  }

  private static func equal(_ left: FEELRange, _ right: FEELRange) -> Bool {
    left.comparison == right.comparison && left.includesLow == right.includesLow
      && left.includesHigh == right.includesHigh && left.low.equals(right.low) == true
      && left.high.equals(right.high) == true
  }

  /// Less than zero where this value comes first, zero where both are level; `nil` where the
  /// types have no order between them.
  func order(_ other: FEELValue) -> Int? {
    switch (self, other) {
    case (.number(let left), .number(let right)): Self.sign(left, right)
    case (.string(let left), .string(let right)):
      left.utf8.elementsEqual(right.utf8)
        ? 0 : left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars) ? -1 : 1
    case (.date(let left), .date(let right)): Self.sign(left.daysSinceEpoch, right.daysSinceEpoch)
    case (.time(let left), .time(let right)):
      (left.zone == nil) == (right.zone == nil) ? Self.sign(left.instant, right.instant) : nil
    case (.dateTime(let left), .dateTime(let right)):
      (left.time.zone == nil) == (right.time.zone == nil)
        ? Self.sign(left.instant, right.instant) : nil
    case (.dayTime(let left), .dayTime(let right)): Self.sign(left, right)
    case (.yearMonth(let left), .yearMonth(let right)): Self.sign(left, right)
    default: nil
    }
  }

  private static func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left < right ? -1 : left == right ? 0 : 1
  }

  /// Whether two values are the same in every part: also a time's zone, and never null.
  func isSame(as other: FEELValue) -> Bool {
    switch (self, other) {
    case (.time(let left), .time(let right)): left == right
    case (.dateTime(let left), .dateTime(let right)): left == right
    default: equals(other) == true
    }
  }

  /// Whether the value lies in a range; `nil` where it cannot be compared with its ends.
  func lies(in range: FEELRange) -> Bool? {
    if let comparison = range.comparison {
      switch comparison {
      case .equal: return equals(range.low)
      case .different: return equals(range.low).map { !$0 }
      case .less, .lessOrEqual, .greater, .greaterOrEqual: break
      }
    }
    // Nothing can be said of an interval that has null for an end.
    if range.comparison == nil, range.low.isNull || range.high.isNull { return nil }
    var isInside = true
    if !range.low.isNull {
      guard let order = order(range.low) else { return nil }
      isInside = order > 0 || (order == 0 && range.includesLow)
    }
    if !range.high.isNull {
      guard let order = order(range.high) else { return nil }
      isInside = isInside && (order < 0 || (order == 0 && range.includesHigh))
    }
    return isInside
  }
}

extension Int128 {
  /// Nanoseconds as whole seconds, rounded down.
  var wholeSeconds: Int128 {
    self >= 0 ? self / 1_000_000_000 : (self - 999_999_999) / 1_000_000_000
  }
}
