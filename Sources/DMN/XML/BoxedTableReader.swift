/// Reads a decision table.
struct BoxedTableReader {
  let boxed: BoxedReader
  let names: FEELNames

  /// The table, or the fault of one that cannot be asked without guessing.
  func kind(_ element: XMLElement) -> BoxedExpression.Kind {
    let table = table(element)
    for (name, known) in [
      ("hitPolicy", element["hitPolicy"].map { BoxedTable.HitPolicy(rawValue: $0) != nil }),
      ("aggregation", element["aggregation"].map { BoxedTable.Aggregation(rawValue: $0) != nil }),
    ] where known == false {
      return .fault(.policyUnknown(table: table.name, found: element[name] ?? ""))
    }
    let uneven = table.rules.firstIndex {
      $0.conditions.count != table.inputs.count || $0.outputs.count != table.outputs.count
    }
    if let uneven { return .fault(.ruleUneven(table: table.name, rule: uneven + 1)) }
    return .table(TableCheck(table: table, names: names).checked())
  }

  private func table(_ element: XMLElement) -> BoxedTable {
    let inputs = element.all("input").map(input)
    let columns = element.all("output")
    let outputs = columns.map { output($0, of: element, isOnly: columns.count == 1) }
    let rules = element.all("rule").map { rule in
      BoxedTable.Rule(
        conditions: rule.all("inputEntry").map(condition),
        outputs: rule.all("outputEntry").map(cell), line: rule.line)
    }
    return BoxedTable(
      name: boxed.table,
      hitPolicy: element["hitPolicy"].flatMap(BoxedTable.HitPolicy.init) ?? .unique,
      aggregation: element["aggregation"].flatMap(BoxedTable.Aggregation.init),
      inputs: inputs, outputs: outputs, rules: rules,
      collectsDistinct: boxed.models.isFirstVersion(boxed.model))
  }

  private func input(_ element: XMLElement) -> BoxedTable.Input {
    let expression = element.first("inputExpression")
    let source = cell(expression ?? element)
    return BoxedTable.Input(
      name: source.text.trimmedName, expression: source,
      type: boxed.models.type(expression?["typeRef"], boxed.model),
      allowed: tests(element.first("inputValues")?.first("text")))
  }

  private func output(
    _ element: XMLElement, of table: XMLElement, isOnly: Bool
  ) -> BoxedTable.Output {
    let reference = element["typeRef"] ?? (isOnly ? table["typeRef"] : nil)
    let type = boxed.models.type(reference, boxed.model)
    var values = tests(element.first("outputValues")?.first("text"))
    if values == nil { values = Self.allowed(type) }
    return BoxedTable.Output(
      name: (element["name"] ?? "").trimmedName,
      type: isOnly && element["typeRef"] == nil ? .any : type,
      values: values, standard: element.first("defaultOutputEntry").map(cell))
  }

  private static func allowed(_ type: FEELType) -> [FEELTest]? {
    switch type {
    case .allowed(_, let tests): tests
    case .list(let element): allowed(element)
    case .any, .null, .boolean, .number, .string, .date, .time, .dateTime, .dayTime, .yearMonth,
      .context, .range, .function, .unknown:
      nil
    }
  }

  /// The FEEL text of a cell; an empty one is null.
  private func cell(_ element: XMLElement) -> FEELSource {
    guard let text = element.first("text"), !text.text.trimmedName.isEmpty else {
      return FEELSource(
        text: "", expression: FEELExpression(kind: .literal(.null), span: 0..<0),
        line: element.line)
    }
    return boxed.source(text, names)
  }

  private func tests(_ text: XMLElement?) -> [FEELTest]? {
    guard let text, !text.text.trimmedName.isEmpty else { return nil }
    return read(text)
  }

  /// The tests of a cell; an empty cell of a DMN file asks for nothing.
  private func condition(_ element: XMLElement) -> BoxedTable.Condition {
    guard let text = element.first("text"), !text.text.trimmedName.isEmpty else {
      return BoxedTable.Condition(text: "", tests: [FEELTest(kind: .any, span: 0..<0)])
    }
    return BoxedTable.Condition(text: text.text.trimmedName, tests: read(text))
  }

  private func read(_ text: XMLElement) -> [FEELTest] {
    FEELParser.readTests(text.text, names: names.adding(["?"]), members: boxed.models.members)
  }
}
