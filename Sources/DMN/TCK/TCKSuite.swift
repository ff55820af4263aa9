/// A suite of the DMN Technology Compatibility Kit: cases with what they expect.
package struct TCKSuite: Sendable {
  /// One result of one case.
  package struct Expectation: Sendable {
    /// The decision, or the name under which a result is expected.
    package let name: String
    /// What the result should be.
    package let value: FEELValue
    /// Whether the case is about a fault, whose value is null.
    package let isFault: Bool
  }

  /// One case.
  package struct Case: Sendable {
    /// The case's name within the suite.
    package let id: String
    /// The knowledge model or service to call; `nil` where decisions are asked.
    package let invocable: String?
    /// What is known.
    package let inputs: [DecisionModel.Input]
    /// What is expected.
    package let expectations: [Expectation]
    /// Whether nothing but null is expected.
    package var isNullOnly: Bool { expectations.allSatisfy { $0.value.isNull } }
  }

  /// The file name of the model.
  package let modelName: String
  /// The cases in order.
  package let cases: [Case]

  /// Reads `NNNN-name-test-01.xml`.
  ///
  /// - Throws: where the XML cannot be read or holds no cases.
  package init(reading file: ModelFile) throws(ModelUnusable) {
    let root = try XMLDocument.root(of: file)
    guard root.name == "testCases" else {
      throw ModelUnusable(
        .rootUnknown(found: root.name, expected: "testCases"), file: file.path, line: root.line)
    }
    modelName = root.text(of: "modelName")?.trimmedName ?? ""
    cases = root.all("testCase").enumerated().map { index, element in
      Self.testCase(element, number: index + 1)
    }
  }

  private static func testCase(_ element: XMLElement, number: Int) -> Case {
    let type = element["type"] ?? "decision"
    return Case(
      id: element["id"] ?? String(number),
      invocable: type == "decision" ? nil : element["invocableName"],
      inputs: element.all("inputNode").map {
        DecisionModel.Input(
          name: ($0["name"] ?? "").trimmedName, namespace: $0["namespace"], value: value($0))
      },
      expectations: element.all("resultNode").map { node in
        Expectation(
          name: (node["name"] ?? "").trimmedName,
          value: (node.first("expected") ?? node.first("computed")).map(value) ?? .null,
          isFault: node["errorResult"] == "true")
      })
  }

  /// A value, a context of components or a list of items.
  private static func value(_ element: XMLElement) -> FEELValue {
    if let list = element.first("list") {
      return list["nil"] == "true" ? .null : .list(list.all("item").map(value))
    }
    let components = element.all("component")
    if !components.isEmpty {
      return .context(
        FEELContext(components.map { ($0["name"] ?? "", $0["nil"] == "true" ? .null : value($0)) }))
    }
    guard let value = element.first("value"), value["nil"] != "true" else { return .null }
    return simple(value)
  }

  private static func simple(_ element: XMLElement) -> FEELValue {
    let type = (element["type"] ?? "string").split(separator: ":").last.map(String.init)
    let text = element.text
    let trimmed = text.trimmedName
    switch type {
    case "decimal", "double", "integer", "int", "long", "float":
      return .optional(FEELNumber(text: trimmed))
    case "boolean": return .boolean(trimmed == "true" || trimmed == "1")
    case "date": return TemporalText.date(trimmed).map { .date($0) } ?? .null
    case "time": return TemporalText.time(trimmed).map { .time($0) } ?? .null
    case "dateTime": return TemporalText.dateTime(trimmed).map { .dateTime($0) } ?? .null
    case "duration", "dayTimeDuration", "yearMonthDuration":
      return FEELDuration.value(trimmed) ?? .null
    default: return .string(text)
    }
  }
}
