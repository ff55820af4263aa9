/// A range or a point as the relations between ranges see them.
struct Extent: Sendable {
  let range: FEELRange
  let isPoint: Bool

  init?(_ value: FEELValue) {
    switch value {
    case .range(let range):
      self.range = range
      isPoint = false
    case .number, .string, .date, .time, .dateTime, .dayTime, .yearMonth:
      range = FEELRange(value, value)
      isPoint = true
    case .null, .boolean, .list, .context, .function: return nil
    }
  }

  private func order(_ first: FEELValue, _ second: FEELValue) -> Int? { first.order(second) }

  func ends(before other: Extent) -> Bool? {
    order(range.high, other.range.low).map {
      $0 < 0 || ($0 == 0 && !(range.includesHigh && other.range.includesLow))
    }
  }

  func meets(_ other: Extent) -> Bool? {
    order(range.high, other.range.low).map {
      $0 == 0 && range.includesHigh && other.range.includesLow
    }
  }

  func overlaps(_ other: Extent) -> Bool? {
    guard let before = ends(before: other), let after = other.ends(before: self) else {
      return nil
    }
    return !before && !after
  }

  func overlaps(before other: Extent) -> Bool? {
    guard let starts = order(range.low, other.range.low),
      let ends = order(range.high, other.range.high), let touch = self.ends(before: other)
    else { return nil }
    let isEarlier =
      starts < 0 || (starts == 0 && range.includesLow && !other.range.includesLow)
    let isWithin =
      ends < 0 || (ends == 0 && (!range.includesHigh || other.range.includesHigh))
    return isEarlier && isWithin && !touch
  }

  func finishes(_ other: Extent) -> Bool? {
    guard let ends = order(range.high, other.range.high),
      let starts = order(range.low, other.range.low)
    else { return nil }
    if isPoint { return ends == 0 && other.range.includesHigh }
    return ends == 0 && range.includesHigh == other.range.includesHigh
      && (starts > 0 || (starts == 0 && (!range.includesLow || other.range.includesLow)))
  }

  func starts(_ other: Extent) -> Bool? {
    guard let ends = order(range.high, other.range.high),
      let starts = order(range.low, other.range.low)
    else { return nil }
    if isPoint { return starts == 0 && other.range.includesLow }
    return starts == 0 && range.includesLow == other.range.includesLow
      && (ends < 0 || (ends == 0 && (!range.includesHigh || other.range.includesHigh)))
  }

  func includes(_ other: Extent) -> Bool? {
    guard let starts = order(range.low, other.range.low),
      let ends = order(range.high, other.range.high)
    else { return nil }
    let isLow = starts < 0 || (starts == 0 && (range.includesLow || !other.range.includesLow))
    let isHigh = ends > 0 || (ends == 0 && (range.includesHigh || !other.range.includesHigh))
    return isLow && isHigh
  }

  func coincides(with other: Extent) -> Bool? {
    guard let starts = order(range.low, other.range.low),
      let ends = order(range.high, other.range.high)
    else { return nil }
    return starts == 0 && ends == 0 && range.includesLow == other.range.includesLow
      && range.includesHigh == other.range.includesHigh
  }
}
