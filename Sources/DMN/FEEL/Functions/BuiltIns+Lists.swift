extension BuiltIns {
  /// Functions that give lists or find in them.
  static let lists: [String: BuiltIn] = [
    "list contains": BuiltIn("list, element") { _, arguments in
      arguments.list(0).map { .boolean($0.contains { $0.equals(arguments[1]) == true }) }
    },
    "append": BuiltIn("list, item", isVariadic: true) { _, arguments in
      arguments.list(0).map { .list($0 + arguments.values.dropFirst()) }
    },
    "concatenate": BuiltIn("list", isVariadic: true) { _, arguments in
      all(arguments).map { .list($0.flatMap(\.self)) }
    },
    "union": BuiltIn("list", isVariadic: true) { evaluation, arguments in
      all(arguments).map { distinct($0.flatMap(\.self), &evaluation, arguments.span) }
    },
    "distinct values": BuiltIn("list") { evaluation, arguments in
      arguments.list(0).map { distinct($0, &evaluation, arguments.span) }
    },
    "flatten": BuiltIn("list") { _, arguments in
      arguments.list(0).map { .list(flat($0)) }
    },
    "reverse": BuiltIn("list") { _, arguments in
      arguments.list(0).map { .list($0.reversed()) }
    },
    "index of": BuiltIn("list, match") { _, arguments in
      arguments.list(0).map { values in
        .list(
          values.indices.filter { values[$0].equals(arguments[1]) == true }
            .map { .number(FEELNumber($0 + 1)) })
      }
    },
    "sort": BuiltIn("list, precedes?") { evaluation, arguments in
      guard let values = arguments.list(0) else { return nil }
      guard arguments.count > 1 else { return sorted(values) }
      guard case .function = arguments[1] else { return nil }
      return sorted(values, by: arguments[1], &evaluation, arguments.span)
    },
    "list replace": BuiltIn("list, position:number, newItem | list, match:function, newItem") {
      evaluation, arguments in
      guard let values = arguments.list(0) else { return nil }
      if case .function = arguments[1] {
        return replaced(values, arguments, &evaluation)
      }
      guard let index = index(arguments.whole(1), in: values) else { return nil }
      var changed = values
      changed[index] = arguments[2]
      return .list(changed)
    },
  ]

  /// Functions by position in a list.
  static let positions: [String: BuiltIn] = [
    "sublist": BuiltIn("list, start position, length?") { _, arguments in
      guard let values = arguments.list(0),
        let start = index(arguments.whole(1), in: values)
      else { return nil }
      guard arguments.has(2) else { return .list(Array(values[start...])) }
      guard let length = arguments.whole(2), length >= 0, length <= values.count - start else {
        return nil
      }
      return .list(Array(values[start..<start + length]))
    },
    "insert before": BuiltIn("list, position, newItem") { _, arguments in
      guard var values = arguments.list(0),
        let index = index(arguments.whole(1), in: values)
      else { return nil }
      values.insert(arguments[2], at: index)
      return .list(values)
    },
    "remove": BuiltIn("list, position") { _, arguments in
      guard var values = arguments.list(0),
        let index = index(arguments.whole(1), in: values)
      else { return nil }
      values.remove(at: index)
      return .list(values)
    },
  ]

  /// A position, counted from 1 or from the end by a negative number, as an index.
  private static func index(_ position: Int?, in values: [FEELValue]) -> Int? {
    guard let position, position != 0, abs(position) <= values.count else { return nil }
    return position > 0 ? position - 1 : values.count + position
  }

  /// Every argument as a list; `nil` where one is null.
  private static func all(_ arguments: Arguments) -> [[FEELValue]]? {
    let lists = arguments.values.indices.compactMap { arguments.list($0) }
    return lists.count == arguments.count ? lists : nil
  }

  private static func distinct(
    _ values: [FEELValue], _ evaluation: inout Evaluation, _ span: Range<Int>
  ) -> FEELValue {
    var kept: [FEELValue] = []
    for value in values {
      guard evaluation.spend(kept.count, span) else { return .null }
      if !kept.contains(where: { $0.equals(value) == true }) { kept.append(value) }
    }
    return .list(kept)
  }

  private static func flat(_ values: [FEELValue]) -> [FEELValue] {
    values.flatMap { value in
      if case .list(let inner) = value { return flat(inner) }
      return [value]
    }
  }

  private static func sorted(_ values: [FEELValue]) -> FEELValue? {
    for value in values.dropFirst() where values[0].order(value) == nil { return nil }
    return .list(values.sorted { ($0.order($1) ?? 0) < 0 })
  }

  /// A stable merge sort by a function of two elements.
  private static func sorted(
    _ values: [FEELValue], by precedes: FEELValue, _ evaluation: inout Evaluation,
    _ span: Range<Int>
  ) -> FEELValue? {
    guard values.count > 1 else { return .list(values) }
    let middle = values.count / 2
    guard
      case .list(let left)? = sorted(
        Array(values[..<middle]), by: precedes, &evaluation, span),
      case .list(let right)? = sorted(Array(values[middle...]), by: precedes, &evaluation, span)
    else { return nil }
    var (first, second) = (left[...], right[...])
    var merged: [FEELValue] = []
    while let one = first.first, let other = second.first {
      guard let isSecond = evaluation.call(precedes, [other, one], span).boolean else { return nil }
      merged.append(isSecond ? other : one)
      if isSecond { second.removeFirst() } else { first.removeFirst() }
    }
    return .list(merged + first + second)
  }

  private static func replaced(
    _ values: [FEELValue], _ arguments: Arguments, _ evaluation: inout Evaluation
  ) -> FEELValue? {
    var changed: [FEELValue] = []
    for value in values {
      let truth = evaluation.call(arguments[1], [value, arguments[2]], arguments.span)
      guard let isMatch = truth.boolean else { return nil }
      changed.append(isMatch ? arguments[2] : value)
    }
    return .list(changed)
  }
}
