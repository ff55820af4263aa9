extension BuiltIns {
  /// Functions on numbers.
  static let numerics: [String: BuiltIn] = [
    "decimal": BuiltIn("n, scale") { _, arguments in
      rounded(arguments, .halfEven, isScaleRequired: true)
    },
    "floor": BuiltIn("n, scale?") { _, arguments in rounded(arguments, .floor) },
    "ceiling": BuiltIn("n, scale?") { _, arguments in rounded(arguments, .ceiling) },
    "round up": BuiltIn("n, scale") { _, arguments in rounded(arguments, .up) },
    "round down": BuiltIn("n, scale") { _, arguments in rounded(arguments, .down) },
    "round half up": BuiltIn("n, scale") { _, arguments in rounded(arguments, .halfUp) },
    "round half down": BuiltIn("n, scale") { _, arguments in rounded(arguments, .halfDown) },
    "abs": BuiltIn("n") { _, arguments in
      switch arguments[0].single {
      case .number(let number): .number(number.magnitude)
      case .dayTime(let nanoseconds): .dayTime(abs(nanoseconds))
      case .yearMonth(let months): .yearMonth(abs(months))
      default: nil
      }
    },
    "modulo": BuiltIn("dividend, divisor") { _, arguments in
      guard let dividend = arguments.number(0), let divisor = arguments.number(1) else {
        return nil
      }
      return dividend.modulo(divisor).map { .number($0) }
    },
    "sqrt": BuiltIn("number") { _, arguments in
      arguments.number(0)?.squareRoot.map { .number($0) }
    },
    "log": BuiltIn("number") { evaluation, arguments in
      guard evaluation.spend(FEELNumber.seriesWork, arguments.span) else { return nil }
      return arguments.number(0)?.naturalLogarithm.map { .number($0) }
    },
    "exp": BuiltIn("number") { evaluation, arguments in
      guard let number = arguments.number(0),
        evaluation.spend(FEELNumber.seriesWork, arguments.span)
      else { return nil }
      guard let power = number.exponential else {
        return evaluation.fault(.numberOutOfRange, arguments.span)
      }
      return .number(power)
    },
    "odd": BuiltIn("number") { _, arguments in parity(arguments).map { .boolean($0 == 1) } },
    "even": BuiltIn("number") { _, arguments in parity(arguments).map { .boolean($0 == 0) } },
  ]

  private static func rounded(
    _ arguments: Arguments, _ rounding: FEELNumber.Rounding, isScaleRequired: Bool = false
  ) -> FEELValue? {
    guard let number = arguments.number(0) else { return nil }
    guard arguments.count > 1 else { return .optional(number.rounded(to: 0, rounding)) }
    guard let scale = arguments.whole(1), (-6111...6176).contains(scale) else { return nil }
    return number.rounded(to: scale, rounding).map { .number($0) }
  }

  private static func parity(_ arguments: Arguments) -> Int? {
    guard let number = arguments.number(0)?.rounded(to: 0, .down)?.magnitude,
      let rest = number.modulo(FEELNumber(2))
    else { return nil }
    return rest.int
  }
}
