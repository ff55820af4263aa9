package import DecisionTables

extension DecisionGraph {
  /// The tests with what the graph answers to them, as the DMN test kit writes it.
  ///
  /// - Throws: where the graph cannot answer; a proven one always can.
  package func testCases(
    _ tests: [GraphTest], model: String
  ) throws(EvaluationFailure) -> String {
    var answers: [DecisionOutcome] = []
    for test in tests {
      answers.append(
        try evaluate(Dictionary(test.facts.map { ($0.name, $0.value) }) { first, _ in first }))
    }
    var xml = XMLWriter()
    xml.element(
      "testCases",
      [
        "xmlns": "http://www.omg.org/spec/DMN/20160719/testcase",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xmlns:xsd": "http://www.w3.org/2001/XMLSchema",
      ]
    ) { xml in
      xml.leaf("modelName", [:], model)
      for (test, outcome) in zip(tests, answers) {
        xml.element("testCase", ["id": test.id]) { xml in
          xml.leaf("description", [:], test.purpose)
          for fact in test.facts {
            xml.element("inputNode", ["name": fact.name]) { Self.value(fact.value, &$0) }
          }
          for step in outcome.steps { Self.result(step, &xml) }
        }
      }
    }
    return xml.text
  }

  private static func result(_ step: DecisionOutcome.Step, _ xml: inout XMLWriter) {
    let outputs = step.table.named(step.rule)
    xml.element("resultNode", ["name": step.table.name, "type": "decision"]) { xml in
      xml.element("expected") { xml in
        if outputs.count == 1 { return value(outputs[0].value, &xml) }
        for output in outputs {
          xml.element("component", ["name": output.name]) { value(output.value, &$0) }
        }
      }
    }
  }

  private static func value(_ value: FactValue, _ xml: inout XMLWriter) {
    switch value {
    case .word(let word): xml.leaf("value", ["xsi:type": "xsd:string"], word)
    case .number(let number):
      xml.leaf("value", ["xsi:type": "xsd:decimal"], numberText(number))
    case .null: xml.leaf("value", ["xsi:nil": "true"])
    }
  }
}
