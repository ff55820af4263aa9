extension FEELValue {
  /// The value as `string()` writes it at the top: a text without quotes.
  package var text: String {
    if case .string(let text) = self { return text }
    return written
  }

  /// The value as it is written within lists and contexts: texts in quotes.
  ///
  /// Lists that hold each other many times over are cut off at some four million bytes.
  var written: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    guard text.utf8.count <= 4_000_000 else { return }
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let number): text += number.text
    case .string(let string):
      text += Self.quoted(string)
    case .date(let date): text += date.text
    case .time(let time): text += time.text
    case .dateTime(let dateTime): text += dateTime.text
    case .dayTime(let nanoseconds): text += FEELDuration.text(nanoseconds: nanoseconds)
    case .yearMonth(let months): text += FEELDuration.text(months: months)
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += ", " }
        value.write(to: &text)
      }
      text += "]"
    case .context(let context):
      text += "{"
      for (index, entry) in context.entries.enumerated() {
        text += (index > 0 ? ", " : "") + Self.key(entry.name) + ": "
        entry.value.write(to: &text)
      }
      text += "}"
    case .range(let range): text += range.text
    case .function(let function):
      text += "function(" + function.parameters.map(\.name).joined(separator: ", ") + ")"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// A key as it is written: in quotes unless it is one plain name.
  private static func key(_ name: String) -> String {
    let scalars = name.unicodeScalars
    guard let first = scalars.first, FEELLexer.isNameStart(first),
      scalars.allSatisfy(FEELLexer.isNamePart)
    else { return quoted(name) }
    return name
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
