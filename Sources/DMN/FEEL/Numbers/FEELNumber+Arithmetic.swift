/// The four operations and rounding; `nil` where the result is no number.
extension FEELNumber {
  static func + (left: FEELNumber, right: FEELNumber) -> FEELNumber? {
    let (high, low) = left.exponent >= right.exponent ? (left, right) : (right, left)
    if high.isZero { return low }
    if low.isZero { return high }
    let gap = high.exponent - low.exponent
    let shift = min(gap, 36 - digitCount(high.coefficient.magnitude))
    let shifted = high.coefficient * Int128(power(max(shift, 0)))
    let rest = gap - max(shift, 0)
    guard rest > 0 else {
      return FEELNumber(rounding: shifted + low.coefficient, exponent: low.exponent)
    }
    let divisor = Int128(power(min(rest, 37)))
    let (quotient, remainder) = low.coefficient.quotientAndRemainder(dividingBy: divisor)
    let sticky: Int128 = remainder == 0 ? 0 : (remainder < 0 ? -1 : 1)
    return FEELNumber(
      rounding: (shifted + quotient) * 10 + sticky, exponent: low.exponent + rest - 1)
  }

  static func - (left: FEELNumber, right: FEELNumber) -> FEELNumber? { left + -right }

  static prefix func - (number: FEELNumber) -> FEELNumber {
    FEELNumber(rounding: -number.coefficient, exponent: number.exponent) ?? .zero
  }

  static func * (left: FEELNumber, right: FEELNumber) -> FEELNumber? {
    let (high, low) = left.coefficient.magnitude.multipliedFullWidth(
      by: right.coefficient.magnitude)
    let (quotient, remainder) = power(34).dividingFullWidth((high, low))
    let exponent = left.exponent + right.exponent
    let sign: Int128 = left.isNegative == right.isNegative ? 1 : -1
    guard quotient > 0 else {
      return FEELNumber(rounding: sign * Int128(remainder), exponent: exponent)
    }
    // Keep 36 digits and say whether more followed.
    let dropped = max(digitCount(quotient) - 2, 0)
    let kept = quotient * power(34 - dropped) + remainder / power(dropped)
    let isInexact = remainder % power(dropped) != 0
    return FEELNumber(
      rounding: sign * Int128(kept), exponent: exponent + dropped, isInexact: isInexact)
  }

  /// The quotient; `nil` for a division by zero.
  static func / (left: FEELNumber, right: FEELNumber) -> FEELNumber? {
    guard !right.isZero else { return nil }
    if left.isZero { return .zero }
    let stretch = precision - digitCount(left.coefficient.magnitude)
    let digits = digitCount(right.coefficient.magnitude)
    let wide = (left.coefficient.magnitude * power(stretch)).multipliedFullWidth(
      by: power(digits + 1))
    let (quotient, remainder) = right.coefficient.magnitude.dividingFullWidth(wide)
    let sign: Int128 = left.isNegative == right.isNegative ? 1 : -1
    return FEELNumber(
      rounding: sign * Int128(quotient),
      exponent: left.exponent - stretch - digits - 1 - right.exponent, isInexact: remainder != 0)
  }

  /// How to round what does not fit.
  enum Rounding: Sendable { case floor, ceiling, up, down, halfUp, halfDown, halfEven }

  /// The number rounded to so many digits behind the point; a negative count rounds before it.
  func rounded(to scale: Int, _ rounding: Rounding) -> FEELNumber? {
    let drop = -scale - exponent
    guard drop > 0 else { return self }
    guard drop <= 37 else {
      let isAway =
        switch rounding {
        case .floor: isNegative
        case .ceiling: !isNegative && !isZero
        case .up: !isZero
        case .down, .halfUp, .halfDown, .halfEven: false
        }
      return isAway ? FEELNumber(rounding: isNegative ? -1 : 1, exponent: -scale) : .zero
    }
    let unit = Self.power(drop)
    let (kept, rest) = coefficient.magnitude.quotientAndRemainder(dividingBy: unit)
    let isAway =
      switch rounding {
      case .floor: rest > 0 && isNegative
      case .ceiling: rest > 0 && !isNegative
      case .up: rest > 0
      case .down: false
      case .halfUp: rest >= unit - rest && rest > 0
      case .halfDown: rest > unit - rest
      case .halfEven: rest > unit - rest || (rest == unit - rest && kept % 2 == 1)
      }
    let magnitude = Int128(kept) + (isAway ? 1 : 0)
    return FEELNumber(rounding: isNegative ? -magnitude : magnitude, exponent: -scale)
  }

  var floor: FEELNumber { rounded(to: 0, .floor) ?? self }

  var magnitude: FEELNumber { isNegative ? -self : self }
}
