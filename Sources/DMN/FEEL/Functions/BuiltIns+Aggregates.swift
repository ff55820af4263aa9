extension BuiltIns {
  /// Functions that make one value of many, given as a list or one by one.
  static let aggregates: [String: BuiltIn] = [
    "count": BuiltIn("list", isVariadic: true) { _, arguments in
      arguments.elements.map { .number(FEELNumber($0.count)) }
    },
    "min": BuiltIn("list", isVariadic: true) { _, arguments in extreme(arguments, sign: -1) },
    "max": BuiltIn("list", isVariadic: true) { _, arguments in extreme(arguments, sign: 1) },
    "sum": BuiltIn("list", isVariadic: true) { _, arguments in sum(arguments.elements) },
    "product": BuiltIn("list", isVariadic: true) { _, arguments in
      guard let numbers = numbers(arguments.elements), !numbers.isEmpty else { return nil }
      return total(numbers, from: .one) { $0 * $1 }.map { .number($0) }
    },
    "mean": BuiltIn("list", isVariadic: true) { evaluation, arguments in
      guard let numbers = numbers(arguments.elements),
        evaluation.spend(FEELNumber.work(numbers), arguments.span)
      else { return nil }
      return FEELNumber.mean(numbers).map { .number($0) }
    },
    "median": BuiltIn("list", isVariadic: true) { _, arguments in
      guard let numbers = numbers(arguments.elements)?.sorted(), !numbers.isEmpty else {
        return nil
      }
      let middle = numbers.count / 2
      guard numbers.count % 2 == 0 else { return .number(numbers[middle]) }
      return FEELNumber.mean([numbers[middle - 1], numbers[middle]]).map { .number($0) }
    },
    "stddev": BuiltIn("list", isVariadic: true) { evaluation, arguments in
      guard let numbers = numbers(arguments.elements), numbers.count > 1,
        evaluation.spend(FEELNumber.work(numbers), arguments.span)
      else { return nil }
      return FEELNumber.deviation(numbers).map { .number($0) }
    },
    "mode": BuiltIn("list", isVariadic: true) { _, arguments in
      guard let numbers = numbers(arguments.elements) else { return nil }
      let counts = numbers.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      let most = counts.values.max()
      return .list(counts.filter { $0.value == most }.keys.sorted().map { .number($0) })
    },
    "all": BuiltIn("list", isVariadic: true) { _, arguments in truth(arguments, isEvery: true) },
    "and": BuiltIn("list", isVariadic: true) { _, arguments in truth(arguments, isEvery: true) },
    "any": BuiltIn("list", isVariadic: true) { _, arguments in truth(arguments, isEvery: false) },
    "or": BuiltIn("list", isVariadic: true) { _, arguments in truth(arguments, isEvery: false) },
    "not": BuiltIn("negand") { _, arguments in
      arguments[0].single.boolean.map { .boolean(!$0) }
    },
  ]

  private static func truth(_ arguments: Arguments, isEvery: Bool) -> FEELValue? {
    guard let values = arguments.elements else { return nil }
    var tally = Quantified(isEvery: isEvery)
    for value in values { tally.add(value) }
    return tally.value
  }

  private static func numbers(_ values: [FEELValue]?) -> [FEELNumber]? {
    guard let values else { return nil }
    var numbers: [FEELNumber] = []
    for value in values {
      guard case .number(let number) = value else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func total(
    _ numbers: [FEELNumber], from start: FEELNumber,
    _ combine: (FEELNumber, FEELNumber) -> FEELNumber?
  ) -> FEELNumber? {
    var result = start
    for number in numbers {
      guard let next = combine(result, number) else { return nil }
      result = next
    }
    return result
  }

  /// The sum of numbers, or of durations of one kind.
  static func sum(_ values: [FEELValue]?) -> FEELValue? {
    guard let values, let first = values.first else { return nil }
    switch first {
    case .number:
      return numbers(values).flatMap { total($0, from: .zero) { $0 + $1 } }.map { .number($0) }
    case .dayTime:
      var sum: Int128 = 0
      for value in values {
        guard case .dayTime(let nanoseconds) = value else { return nil }
        sum += nanoseconds
      }
      return FEELDuration.dayTime(sum)
    case .yearMonth:
      var sum: Int128 = 0
      for value in values {
        guard case .yearMonth(let months) = value else { return nil }
        sum += Int128(months)
      }
      return Int(exactly: sum).flatMap(FEELDuration.yearMonth)
    default: return nil
    }
  }

  private static func extreme(_ arguments: Arguments, sign: Int) -> FEELValue? {
    guard let values = arguments.elements, var best = values.first else { return nil }
    for value in values {
      guard let order = value.order(best) else { return nil }
      if order == sign { best = value }
    }
    return best
  }
}
