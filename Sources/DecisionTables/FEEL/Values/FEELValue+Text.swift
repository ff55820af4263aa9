extension FEELValue {
  /// The value as `string()` writes it at the top: a text without quotes.
  package var text: String {
    if case .string(let text) = self { return text }
    return written
  }

  /// The value as it is written within lists and contexts: texts in quotes.
  var written: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): number.text
    case .string(let text):
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    case .date(let date): date.text
    case .time(let time): time.text
    case .dateTime(let dateTime): dateTime.text
    case .dayTime(let nanoseconds): FEELDuration.text(nanoseconds: nanoseconds)
    case .yearMonth(let months): FEELDuration.text(months: months)
    case .list(let values): "[" + values.map(\.written).joined(separator: ", ") + "]"
    case .context(let context):
      "{" + context.entries.map { "\($0.name): \($0.value.written)" }.joined(separator: ", ") + "}"
    case .range(let range): range.text
    case .function(let function):
      "function(" + function.parameters.map(\.name).joined(separator: ", ") + ")"
    }
  }

  /// The value as an expression that gives it: dates and durations behind `@`.
  var expression: String {
    switch self {
    case .date, .time, .dateTime, .dayTime, .yearMonth: "@\"\(written)\""
    case .null, .boolean, .number, .string, .list, .context, .range, .function: written
    }
  }
}

extension FEELRange {
  /// `[1..10)` or `(< 10)`.
  var text: String {
    if let comparison {
      return "\(comparison.rawValue) \((low.isNull ? high : low).expression)"
    }
    return (includesLow ? "[" : "(") + low.expression + ".." + high.expression
      + (includesHigh ? "]" : ")")
  }
}
