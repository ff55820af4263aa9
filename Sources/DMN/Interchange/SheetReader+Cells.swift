import DecisionTables

/// The cells of a table.
extension SheetReader {
  /// A condition; where the model carries how the sheet had written it, and that says the same,
  /// as the sheet had it.
  mutating func condition(_ entry: XMLElement, _ head: Head) -> String {
    let text = (entry.text(of: "text") ?? "").trimmedName
    guard let label = entry["label"], let domain = head.domain else {
      return tests(text, entry, head.type)
    }
    let found = limits(named: label, in: text)
    let reading = TableText.Cell(label, at: TablePlace(source: file, line: 1, column: 1))
    let values = parameters.merging(found) { known, _ in known }
    if let condition = try? Condition(
      reading: reading, column: "", domain: domain, parameters: values),
      CellText.test(condition) == text
    {
      parameters = values
      return label
    }
    return tests(text, entry, head.type)
  }

  /// The numbers that stand in a cell where its label has `$NAME`.
  private func limits(named label: String, in text: String) -> [String: Double] {
    let names = label.split(separator: "$").dropFirst().map { part in
      String(part.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
    guard !names.isEmpty else { return [:] }
    var own = label
    for name in names { own = own.replacing("$" + name, with: "$") }
    var found: [String: Double] = [:]
    var rest = text[...].filter { $0 != " " }[...]
    var remaining = names[...]
    for character in own where character != " " {
      if character == "$" {
        let digits = rest.prefix { $0.isNumber || $0 == "." && !rest.hasPrefix("..") || $0 == "-" }
        let number = digits.split(separator: "..", omittingEmptySubsequences: true).first ?? digits
        if let name = remaining.popFirst(), let value = plainNumber(number) { found[name] = value }
        rest = rest.dropFirst(number.count)
      } else if rest.first == character {
        rest = rest.dropFirst()
      }
    }
    return found
  }

  private mutating func tests(
    _ text: String, _ element: XMLElement, _ type: FEELType
  ) -> String {
    if text.isEmpty || text == "-" { return "-" }
    guard let tests = parsed(text, element) else { return "-" }
    if tests.count == 1, case .none(let inner) = tests[0].kind {
      return "not(" + pieces(of: inner, text, element, type).joined(separator: "|") + ")"
    }
    return pieces(of: tests, text, element, type).joined(separator: "|")
  }

  /// The values of a list of allowed ones.
  mutating func pieces(_ text: String, _ element: XMLElement, _ type: FEELType) -> [String] {
    parsed(text, element).map { pieces(of: $0, text, element, type) } ?? []
  }

  private mutating func parsed(_ text: String, _ element: XMLElement) -> [FEELTest]? {
    do throws(FEELFault) {
      return try FEELParser.tests(text, names: FEELNames(["?"]), members: FEELNames([]))
    } catch {
      refuse(text, element)
      return nil
    }
  }

  private mutating func pieces(
    of tests: [FEELTest], _ text: String, _ element: XMLElement, _ type: FEELType
  ) -> [String] {
    tests.map { test in
      guard let piece = Self.piece(test, type) else {
        refuse(text, element)
        return "-"
      }
      return piece
    }
  }

  private static func piece(_ test: FEELTest, _ type: FEELType) -> String? {
    switch test.kind {
    case .comparison(let sign, let expression):
      literal(expression, type).map { sign.rawValue + $0 }
    case .expression(let expression, _):
      if case .range(let low, let high, let includesLow, let includesHigh) = expression.kind {
        literal(low, type).flatMap { low in
          literal(high, type).map {
            (includesLow ? "[" : "(") + low + ".." + $0 + (includesHigh ? "]" : ")")
          }
        }
      } else {
        literal(expression, type)
      }
    case .any, .none: nil
    }
  }

  /// A literal as sheets write it; `nil` for one that no value of the column's type can equal.
  private static func literal(_ expression: FEELExpression, _ type: FEELType) -> String? {
    switch expression.kind {
    case .literal(.null): return "null"
    case .negation(let inner): return literal(inner, type).map { "-" + $0 }
    default: break
    }
    switch (expression.kind, type) {
    case (.literal(.string(let word)), .string), (.literal(.string(let word)), .any):
      return FactDomain.isWord(word) ? word : nil
    case (.literal(.number(let number)), .number): return FEELValue.number(number).written
    case (.literal(.boolean(let truth)), .boolean): return truth ? "true" : "false"
    default: return nil
    }
  }

  mutating func answer(_ entry: XMLElement, _ type: FEELType) -> String {
    let text = (entry.text(of: "text") ?? "").trimmedName
    guard
      let expression = try? FEELParser.expression(
        text, names: FEELNames([]), members: FEELNames([]))
    else {
      refuse(text, entry)
      return "-"
    }
    switch (expression.kind, type) {
    case (.literal(.string(let word)), .string), (.literal(.string(let word)), .any): return word
    case (.literal(.number(let number)), .number), (.literal(.number(let number)), .any):
      return FEELValue.number(number).written
    case (.literal(.boolean(let truth)), .boolean) where isForProof:
      return truth ? "true" : "false"
    case (.literal(.null), _): return "null"
    default:
      refuse(text, entry)
      return "-"
    }
  }
}
