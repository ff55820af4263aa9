/// Exponentials and logarithms to as many digits as are asked for.
extension WideDecimal {
  /// *e* to the power of the number, with so many digits right; the number must be below 10⁵.
  func exponential(digitsRight count: Int) -> WideDecimal {
    let kept = count + 12
    guard !isNegative else {
      return Self.one.over(absolute.exponential(digitsRight: count + 2), keeping: kept)
    }
    // e^x is the square of e^(x/2): after some halvings the series needs few terms.
    var halvings = 0
    var size = magnitude < -300 ? 0 : double
    while size > 0.004 {
      size /= 2
      halvings += 1
    }
    let small = over(1 << halvings, keeping: kept)
    var term = Self.one
    var sum = Self.one
    var index = 1
    repeat {
      term = term.times(small, keeping: kept).over(index, keeping: kept)
      sum = sum.plus(term, keeping: kept)
      index += 1
    } while !term.isZero && term.magnitude > -kept
    for _ in 0..<halvings { sum = sum.times(sum, keeping: kept) }
    return sum
  }

  /// The natural logarithm, with so many digits right; the number must be above zero.
  func logarithm(digitsRight count: Int) -> WideDecimal {
    let kept = count + 10
    let beyondOne = plus(-Self.one)
    if beyondOne.isZero || beyondOne.magnitude < 0 { return logarithmNearOne(keeping: kept) }
    // A first value to some twelve digits; what it leaves out is the logarithm of nearly one.
    let first = FEELNumber(text: "\(roughLogarithm)").map { WideDecimal($0) } ?? .one
    let rest = times((-first).exponential(digitsRight: kept), keeping: kept)
    return first.plus(rest.logarithmNearOne(keeping: kept), keeping: kept)
  }

  /// ln x = 2 artanh((x - 1) / (x + 1)) by its series, whose terms fall fast near one.
  private func logarithmNearOne(keeping kept: Int) -> WideDecimal {
    let ratio = plus(-Self.one).over(plus(Self.one), keeping: kept)
    let square = ratio.times(ratio, keeping: kept)
    var power = ratio
    var sum = ratio
    var index = 3
    while !power.isZero, power.magnitude > ratio.magnitude - kept {
      power = power.times(square, keeping: kept)
      sum = sum.plus(power.over(index, keeping: kept), keeping: kept)
      index += 2
    }
    return sum.plus(sum, keeping: kept)
  }

  /// The logarithm in binary.
  private var roughLogarithm: Double {
    // m × 10^k with m between 1/√10 and √10.
    var power = magnitude
    var mantissa = WideDecimal(digits, exponent: exponent - power).double
    if mantissa < 0.316 {
      mantissa *= 10
      power -= 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    var (term, sum, index) = (ratio, ratio, 3.0)
    while abs(term) > 1e-17 {
      term *= ratio * ratio
      sum += term / index
      index += 2
    }
    return 2 * sum + Double(power) * 2.302_585_092_994_045_7
  }
}
