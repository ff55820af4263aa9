/// Reads the logic of one element; what cannot be read becomes null and a fault when it is asked.
struct BoxedReader {
  let models: ModelReader
  let model: Int
  /// What the tables within are called.
  let table: String

  private static let kinds: Set<String> = [
    "literalExpression", "decisionTable", "invocation", "context", "list", "relation",
    "functionDefinition", "conditional", "filter", "for", "every", "some",
  ]

  /// The boxed expression within an element.
  func logic(within element: XMLElement, _ names: FEELNames) -> BoxedExpression {
    guard let inner = element.children.first(where: { Self.kinds.contains($0.name) }) else {
      return BoxedExpression(kind: .missing, type: .any, line: element.line)
    }
    return expression(inner, names)
  }

  /// A knowledge model's parameters and body.
  func knowledge(_ element: XMLElement, _ names: FEELNames) -> ModelElement.Kind {
    guard let logic = element.first("encapsulatedLogic") else {
      return .knowledge([], BoxedExpression(kind: .missing, type: .any, line: element.line))
    }
    let parameters = parameters(logic)
    let kind = logic["kind"] ?? "FEEL"
    guard kind == "FEEL" else {
      return .knowledge(
        parameters, BoxedExpression(kind: .language(kind), type: .any, line: logic.line))
    }
    let body = self.logic(within: logic, names.adding(parameters.map(\.name)))
    return .knowledge(parameters, body)
  }

  private func parameters(_ element: XMLElement) -> [FEELFunction.Parameter] {
    element.all("formalParameter").map {
      FEELFunction.Parameter(
        name: ($0["name"] ?? "").trimmedName, type: models.type($0["typeRef"], model))
    }
  }

  private func expression(_ element: XMLElement, _ names: FEELNames) -> BoxedExpression {
    BoxedExpression(
      kind: kind(element, names), type: models.type(element["typeRef"], model),
      line: element.line)
  }

  private func kind(_ element: XMLElement, _ names: FEELNames) -> BoxedExpression.Kind {
    switch element.name {
    case "literalExpression": return literal(element, names)
    case "decisionTable":
      return BoxedTableReader(boxed: self, names: names).kind(element)
    case "invocation": return invocation(element, names)
    case "context": return context(element, names)
    case "list":
      return .list(
        element.children.filter { Self.kinds.contains($0.name) }.map { expression($0, names) })
    case "relation":
      let rows = element.all("row").map { row in
        row.children.filter { Self.kinds.contains($0.name) }.map { expression($0, names) }
      }
      return .relation(
        columns: element.all("column").map { ($0["name"] ?? "").trimmedName }, rows: rows)
    case "functionDefinition":
      let parameters = parameters(element)
      guard (element["kind"] ?? "FEEL") == "FEEL" else { return .external(parameters) }
      return .function(
        parameters, logic(within: element, names.adding(parameters.map(\.name))))
    case "conditional":
      return .conditional(
        part("if", element, names), part("then", element, names), part("else", element, names))
    case "filter":
      return .filter(
        part("in", element, names),
        part("match", element, names.joined(with: models.members).adding(["item"]).open()))
    case "for": return iterator(.loop, "return", element, names)
    case "every": return iterator(.every, "satisfies", element, names)
    case "some": return iterator(.some, "satisfies", element, names)
    default: return .missing
    }
  }

  private func part(_ name: String, _ element: XMLElement, _ names: FEELNames) -> BoxedExpression {
    guard let part = element.first(name) else {
      return BoxedExpression(kind: .missing, type: .any, line: element.line)
    }
    return logic(within: part, names)
  }

  private func iterator(
    _ kind: BoxedExpression.Iterator, _ body: String, _ element: XMLElement, _ names: FEELNames
  ) -> BoxedExpression.Kind {
    let variable = (element["iteratorVariable"] ?? "").trimmedName
    return .iterator(
      kind, variable: variable, part("in", element, names),
      part(body, element, names.adding([variable, "partial"])))
  }

  private func literal(_ element: XMLElement, _ names: FEELNames) -> BoxedExpression.Kind {
    if let language = element["expressionLanguage"], !language.isEmpty,
      !language.uppercased().contains("FEEL")
    {
      return .language(language)
    }
    guard let text = element.first("text"), !text.text.trimmedName.isEmpty else {
      return .missing
    }
    return .literal(source(text, names))
  }

  /// A FEEL text; one that cannot be read is a fault in its place.
  func source(_ element: XMLElement, _ names: FEELNames) -> FEELSource {
    let expression: FEELExpression
    do {
      expression = try FEELParser.expression(
        element.text, names: names, members: models.members)
    } catch {
      expression = FEELExpression(kind: .fault(error.kind), span: error.span)
    }
    return FEELSource(text: element.text, expression: expression, line: element.line)
  }

  private func invocation(_ element: XMLElement, _ names: FEELNames) -> BoxedExpression.Kind {
    let bindings = element.all("binding").map { binding in
      BoxedExpression.Entry(
        name: (binding.first("parameter")?["name"] ?? "").trimmedName, type: .any,
        value: logic(within: binding, names))
    }
    return .invocation(logic(within: element, names), bindings)
  }

  private func context(_ element: XMLElement, _ names: FEELNames) -> BoxedExpression.Kind {
    var names = names
    var entries: [BoxedExpression.Entry] = []
    for entry in element.all("contextEntry") {
      let variable = entry.first("variable")
      let name = (variable?["name"] ?? "").trimmedName
      // A function may call itself by the name of its entry.
      names.add(name)
      entries.append(
        BoxedExpression.Entry(
          name: name, type: models.type(variable?["typeRef"], model),
          value: logic(within: entry, names)))
    }
    return .context(entries)
  }
}

extension FEELNames {
  func adding(_ names: [String]) -> FEELNames {
    var all = self
    for name in names { all.add(name) }
    return all
  }
}
