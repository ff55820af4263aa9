/// Powers, roots, exponentials and logarithms by series in decimals.
extension FEELNumber {
  /// The number to a power; `nil` where there is none.
  func raised(to power: FEELNumber) -> FEELNumber? {
    if let whole = power.int, abs(whole) < 1_000_000 {
      guard whole < 0 else { return raised(toWhole: whole) }
      return raised(toWhole: -whole).flatMap { FEELNumber.one / $0 }
    }
    if power == FEELNumber(text: "0.5") { return squareRoot }
    if isZero { return power.isNegative ? nil : .zero }
    guard let logarithm = naturalLogarithm, let product = logarithm * power else { return nil }
    return product.exponential
  }

  private func raised(toWhole count: Int) -> FEELNumber? {
    var result = FEELNumber.one
    var base = self
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 {
        guard let product = result * base else { return nil }
        result = product
      }
      rest >>= 1
      if rest > 0 {
        guard let square = base * base else { return nil }
        base = square
      }
    }
    return result
  }

  /// The square root by Newton's method; `nil` below zero.
  var squareRoot: FEELNumber? {
    guard !isNegative else { return nil }
    guard !isZero else { return .zero }
    let even = exponent - (exponent & 1)
    let scaled = FEELNumber(rounding: coefficient, exponent: exponent - even) ?? self
    guard var root = FEELNumber(text: String(scaled.double.squareRoot())) else { return nil }
    let half = FEELNumber(text: "0.5") ?? .one
    for _ in 0..<4 {
      guard let quotient = scaled / root, let sum = root + quotient, let next = sum * half else {
        return nil
      }
      root = next
    }
    return FEELNumber(rounding: root.coefficient, exponent: root.exponent + even / 2)
  }

  /// *e* to the power of the number.
  var exponential: FEELNumber? {
    guard magnitude < FEELNumber(14_000) else { return isNegative ? .zero : nil }
    let halvings = FEELNumber(65_536)
    guard let small = self / halvings else { return nil }
    // The series of (e^x - 1), then (1 + y)^2 - 1 = y (2 + y), which keeps the small digits.
    var term = FEELNumber.one
    var sum = FEELNumber.zero
    for index in 1...30 {
      guard let next = (term * small).flatMap({ $0 / FEELNumber(index) }),
        let total = sum + next
      else { return nil }
      term = next
      sum = total
      if term.isZero { break }
    }
    for _ in 0..<16 {
      guard let grown = (sum + FEELNumber(2)).flatMap({ sum * $0 }) else { return nil }
      sum = grown
    }
    return sum + .one
  }

  /// The natural logarithm by Newton's method; `nil` for zero and below.
  var naturalLogarithm: FEELNumber? {
    guard !isNegative, !isZero else { return nil }
    if self == .one { return .zero }
    // ln(m × 10^k) = ln m + k ln 10, with m near one.
    let digits = Self.digitCount(coefficient.magnitude)
    guard let mantissa = FEELNumber(rounding: coefficient, exponent: 1 - digits),
      let log = mantissa.logarithmOfMantissa
    else { return nil }
    let power = exponent + digits - 1
    guard power != 0 else { return log }
    guard let ten = FEELNumber(10).logarithmOfMantissa, let shift = ten * FEELNumber(power) else {
      return nil
    }
    return log + shift
  }

  /// ln x = 2 artanh((x - 1) / (x + 1)), after taking square roots to come near one.
  private var logarithmOfMantissa: FEELNumber? {
    var root = self
    var factor = 2
    for _ in 0..<4 {
      guard let next = root.squareRoot else { return nil }
      root = next
      factor *= 2
    }
    guard let below = root - .one, let above = root + .one, let ratio = below / above,
      let square = ratio * ratio
    else { return nil }
    var power = ratio
    var sum = ratio
    for index in 1...40 {
      guard let next = power * square, let part = next / FEELNumber(2 * index + 1),
        let total = sum + part
      else { return nil }
      power = next
      sum = total
    }
    return sum * FEELNumber(factor)
  }
}
