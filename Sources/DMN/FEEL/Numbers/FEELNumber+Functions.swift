/// Powers, roots, exponentials and logarithms: the 34 digits nearest to the exact value, half to
/// even.
extension FEELNumber {
  /// How many steps of an evaluation an exponential or logarithm is worth.
  static let seriesWork = 500

  /// How many steps of an evaluation it is worth to take a number to this power.
  var powerWork: Int { isInteger && magnitude < FEELNumber(100) ? 10 : Self.seriesWork }

  /// The number to a power; `nil` where there is none.
  func raised(to power: FEELNumber) -> FEELNumber? {
    if power.isZero || self == .one { return .one }
    if isZero { return power.isNegative ? nil : .zero }
    guard power.isInteger else { return isNegative ? nil : raised(toFraction: power) }
    let isOdd = power.exponent == 0 && power.coefficient % 2 != 0
    guard let size = magnitude.raised(toWhole: power) else { return nil }
    return isNegative && isOdd ? -size : size
  }

  /// A number above zero to a whole power.
  private func raised(toWhole power: FEELNumber) -> FEELNumber? {
    if self == .one { return .one }
    guard let count = power.int, abs(count) <= 1_000_000 else {
      return raised(toFraction: power)
    }
    if coefficient == 1 { return FEELNumber(rounding: 1, exponent: exponent * count) }
    // A product of few digits is exact, and may lie in the middle of two numbers.
    let exact = WideDecimal(self).raised(to: abs(count), keeping: 100)
    if !exact.isCut {
      guard count < 0 else { return exact.value.rounded() }
      return WideDecimal.one.quotient(exact.value)
    }
    return WideDecimal.rounded { digits in
      let size = WideDecimal(self).raised(to: abs(count), keeping: digits + 12).value
      return count > 0 ? size : WideDecimal.one.over(size, keeping: digits + 6)
    }
  }

  /// A number above zero to any power: e^(power × ln x).
  private func raised(toFraction power: FEELNumber) -> FEELNumber? {
    WideDecimal.rounded { digits in
      let product = WideDecimal(self).logarithm(digitsRight: digits + 8)
        .times(WideDecimal(power), keeping: digits + 10)
      // Nothing beyond has an exponent that a number can have.
      guard product.magnitude <= 5, abs(product.double) < 15_000 else { return nil }
      return product.exponential(digitsRight: digits + 2)
    }
  }

  /// The square root; `nil` below zero.
  var squareRoot: FEELNumber? {
    isNegative ? nil : WideDecimal(self).squareRoot(over: .one)
  }

  /// *e* to the power of the number; `nil` where it is too large or too small to be a number.
  var exponential: FEELNumber? {
    guard magnitude < FEELNumber(15_000) else { return nil }
    return WideDecimal.rounded { WideDecimal(self).exponential(digitsRight: $0) }
  }

  /// The natural logarithm; `nil` for zero and below.
  var naturalLogarithm: FEELNumber? {
    guard !isNegative, !isZero else { return nil }
    if self == .one { return .zero }
    return WideDecimal.rounded { WideDecimal(self).logarithm(digitsRight: $0) }
  }

  /// What is left of a division whose quotient is rounded down: the sign of the divisor.
  func modulo(_ divisor: FEELNumber) -> FEELNumber? {
    guard !divisor.isZero else { return nil }
    let low = min(exponent, divisor.exponent)
    let mine = WideInteger(coefficient.magnitude).timesTen(toThe: exponent - low)
    let theirs = WideInteger(divisor.coefficient.magnitude)
      .timesTen(toThe: divisor.exponent - low)
    let rest = mine.divided(by: theirs).rest
    let isAcross = isNegative != divisor.isNegative && !rest.isZero
    return WideDecimal(
      isAcross ? theirs - rest : rest, exponent: low, isNegative: divisor.isNegative
    ).rounded()
  }

  // MARK: Many numbers

  /// The mean of numbers; `nil` where there are none.
  static func mean(_ numbers: [FEELNumber]) -> FEELNumber? {
    guard !numbers.isEmpty else { return nil }
    return sum(numbers.map { WideDecimal($0) })
      .quotient(WideDecimal(WideInteger(UInt128(numbers.count))))
  }

  /// How far numbers lie from their mean (of a sample: over one less than their count).
  static func deviation(_ numbers: [FEELNumber]) -> FEELNumber? {
    guard numbers.count > 1 else { return nil }
    let wide = numbers.map { WideDecimal($0) }
    // (n Σx² - (Σx)²) / (n (n - 1)): whole numbers until the root is taken.
    let count = WideDecimal(WideInteger(UInt128(numbers.count)))
    let total = sum(wide)
    let squares = sum(wide.map { $0.times($0, keeping: .max) })
    let spread = squares.times(count, keeping: .max).plus(-total.times(total, keeping: .max))
    let below = WideInteger(UInt128(numbers.count)) * WideInteger(UInt128(numbers.count - 1))
    return spread.squareRoot(over: below)
  }

  private static func sum(_ numbers: [WideDecimal]) -> WideDecimal {
    numbers.reduce(WideDecimal(.zero)) { $0.isZero ? $1 : $0.plus($1) }
  }

  /// How many steps it takes to add up numbers with all their digits, counted coarsely.
  static func work(_ numbers: [FEELNumber]) -> Int {
    let sizes = numbers.lazy.filter { !$0.isZero }.map(\.exponent)
    guard let low = sizes.min(), let high = sizes.max() else { return 0 }
    return numbers.count * ((high - low) / 72)
  }
}

extension WideDecimal {
  /// The number to a power, and whether digits were cut off on the way.
  func raised(to count: Int, keeping kept: Int) -> (value: WideDecimal, isCut: Bool) {
    var result = Self.one
    var base = self
    var isCut = false
    func product(_ left: WideDecimal, _ right: WideDecimal) -> WideDecimal {
      let whole = left.times(right, keeping: .max)
      isCut = isCut || whole.digits.digitCount > kept
      return whole.cut(keeping: kept)
    }
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, base) }
      rest >>= 1
      if rest > 0 { base = product(base, base) }
    }
    return (result, isCut)
  }

  /// The quotient, rounded once; the divisor must not be zero.
  func quotient(_ divisor: WideDecimal) -> FEELNumber? {
    if isZero { return .zero }
    let shift = max(0, 37 + divisor.digits.digitCount - digits.digitCount)
    let (quotient, rest) = digits.timesTen(toThe: shift).divided(by: divisor.digits)
    return WideDecimal(
      quotient, exponent: exponent - shift - divisor.exponent,
      isNegative: isNegative != divisor.isNegative
    ).rounded(isInexact: !rest.isZero)
  }

  /// The square root of the number over a whole one, rounded once; the sign does not count.
  func squareRoot(over divisor: WideInteger) -> FEELNumber? {
    if isZero { return .zero }
    // So many digits that the root has more than 34, and an even power of ten.
    var shift = 76 + divisor.digitCount - digits.digitCount
    if (exponent - shift) % 2 != 0 { shift += 1 }
    let above = shift > 0 ? digits.timesTen(toThe: shift) : digits
    let below = shift < 0 ? divisor.timesTen(toThe: -shift) : divisor
    let (square, rest) = above.divided(by: below)
    let root = square.squareRoot
    return WideDecimal(root, exponent: (exponent - shift) / 2)
      .rounded(isInexact: !rest.isZero || root * root != square)
  }
}
