/// A decimal number of as many digits as a calculation asks for, so that its result is rounded
/// once.
///
/// Operations that take `keeping` cut their result down to so many digits, which leaves it too
/// small in size by less than one unit of the last digit kept.
struct WideDecimal: Sendable {
  var isNegative: Bool
  var digits: WideInteger
  var exponent: Int

  init(_ digits: WideInteger, exponent: Int = 0, isNegative: Bool = false) {
    self.digits = digits
    self.exponent = exponent
    self.isNegative = isNegative
  }

  init(_ number: FEELNumber) {
    self.init(
      WideInteger(number.coefficient.magnitude), exponent: number.exponent,
      isNegative: number.isNegative)
  }

  static let one = WideDecimal(.one)

  var isZero: Bool { digits.isZero }

  /// The power of ten above the first digit: 123 is below 10³.
  var magnitude: Int { digits.digitCount + exponent }

  var absolute: WideDecimal { WideDecimal(digits, exponent: exponent) }

  static prefix func - (number: WideDecimal) -> WideDecimal {
    WideDecimal(number.digits, exponent: number.exponent, isNegative: !number.isNegative)
  }

  func cut(keeping count: Int) -> WideDecimal {
    let drop = digits.digitCount - count
    guard drop > 0 else { return self }
    return WideDecimal(
      digits.dropping(drop), exponent: exponent + drop, isNegative: isNegative)
  }

  func times(_ other: WideDecimal, keeping count: Int) -> WideDecimal {
    WideDecimal(
      digits * other.digits, exponent: exponent + other.exponent,
      isNegative: isNegative != other.isNegative
    ).cut(keeping: count)
  }

  /// The quotient; the divisor must not be zero.
  func over(_ other: WideDecimal, keeping count: Int) -> WideDecimal {
    let shift = max(0, count + 1 + other.digits.digitCount - digits.digitCount)
    return WideDecimal(
      digits.timesTen(toThe: shift).divided(by: other.digits).quotient,
      exponent: exponent - shift - other.exponent, isNegative: isNegative != other.isNegative
    ).cut(keeping: count)
  }

  /// The quotient; the divisor must lie between one and a billion.
  func over(_ whole: Int, keeping count: Int) -> WideDecimal {
    let shift = max(0, (count + 18 - digits.digitCount) / 9 * 9)
    return WideDecimal(
      digits.timesTen(toThe: shift).divided(by: UInt64(whole)).quotient,
      exponent: exponent - shift, isNegative: isNegative
    ).cut(keeping: count)
  }

  /// The sum; what lies below the digits that are kept is left out.
  func plus(_ other: WideDecimal, keeping count: Int) -> WideDecimal {
    if other.isZero { return cut(keeping: count) }
    if isZero { return other.cut(keeping: count) }
    if magnitude - other.magnitude > count + 1 { return cut(keeping: count) }
    if other.magnitude - magnitude > count + 1 { return other.cut(keeping: count) }
    return plus(other).cut(keeping: count)
  }

  /// The sum with all its digits.
  func plus(_ other: WideDecimal) -> WideDecimal {
    let low = min(exponent, other.exponent)
    let mine = digits.timesTen(toThe: exponent - low)
    let theirs = other.digits.timesTen(toThe: other.exponent - low)
    if isNegative == other.isNegative {
      return WideDecimal(mine + theirs, exponent: low, isNegative: isNegative)
    }
    return mine >= theirs
      ? WideDecimal(mine - theirs, exponent: low, isNegative: isNegative)
      : WideDecimal(theirs - mine, exponent: low, isNegative: other.isNegative)
  }

  /// The nearest binary number, where it has one.
  var double: Double {
    let head = cut(keeping: 18)
    return Double("\(isNegative ? "-" : "")\(head.digits.small)e\(head.exponent)") ?? 0
  }

  // MARK: Rounding

  /// The number rounded to 34 digits, half to even; `nil` where its exponent is out of range.
  ///
  /// - Parameter isInexact: whether the number is larger in size than its digits say, by less
  ///   than one unit of the last one.
  /// - Returns: the number, canonical.
  func rounded(isInexact: Bool = false) -> FEELNumber? {
    let drop = digits.digitCount - 37
    guard drop > 0 else { return number(digits.small, exponent, isInexact) }
    let (kept, rest) = digits.divided(by: .power(drop))
    return number(kept.small, exponent + drop, isInexact || !rest.isZero)
  }

  private func number(
    _ magnitude: UInt128, _ exponent: Int, _ isInexact: Bool
  ) -> FEELNumber? {
    FEELNumber(
      rounding: isNegative ? -Int128(magnitude) : Int128(magnitude), exponent: exponent,
      isInexact: isInexact)
  }

  /// Whether every number within so many units of a last digit rounds to the same 34 digits.
  private func isSettled(digitsRight count: Int) -> Bool {
    let drop = digits.digitCount - FEELNumber.precision
    // The middle of two numbers has 35 digits.
    guard drop > 0 else { return true }
    let rest = digits.divided(by: .power(drop)).rest
    let half = WideInteger(5).timesTen(toThe: drop - 1)
    let distance = rest > half ? rest - half : half - rest
    return distance > .power(max(0, digits.digitCount - count))
  }

  /// A value rounded once, however near it lies to the middle of two numbers.
  ///
  /// It is computed with more digits until its rounding is certain (Ziv's method). One that still
  /// lies in the middle with 300 of them is taken to lie there exactly.
  ///
  /// - Parameter value: computes the value so that so many of its digits are right.
  /// - Returns: the nearest number; `nil` where there is none.
  static func rounded(_ value: (Int) -> WideDecimal?) -> FEELNumber? {
    for count in [46, 70, 120] {
      guard let value = value(count) else { return nil }
      if value.isZero { return .zero }
      if value.isSettled(digitsRight: count) { return value.rounded(isInexact: true) }
    }
    guard let value = value(300) else { return nil }
    if value.isSettled(digitsRight: 300) { return value.rounded(isInexact: true) }
    let drop = value.digits.digitCount - 280
    let half = WideInteger(5).timesTen(toThe: drop - 1)
    return WideDecimal(
      (value.digits + half).dropping(drop), exponent: value.exponent + drop,
      isNegative: value.isNegative
    ).rounded()
  }
}
