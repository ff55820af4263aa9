/// Whether one case of the kit came out as expected.
package struct TCKVerdict: Sendable {
  /// The case's name.
  package let id: String
  /// Whether every result is as expected.
  package let isPassed: Bool
  /// Whether nothing but null was expected.
  package let isNullOnly: Bool
  /// What differs; empty for a case that passed.
  package let difference: String
}

extension TCKSuite {
  /// Runs every case against a model.
  ///
  /// The model is asked first and compared afterwards: it never sees what is expected.
  package func verdicts(of model: DecisionModel, now: FEELDateTime? = nil) -> [TCKVerdict] {
    cases.map { testCase in
      var differences: [String] = []
      for expectation in testCase.expectations {
        let answer =
          if let invocable = testCase.invocable {
            model.invoke(invocable, inputs: testCase.inputs, now: now)
          } else {
            model.decide(expectation.name, inputs: testCase.inputs, now: now)
          }
        let value = Self.part(
          of: answer.value, expectation, testCase.invocable.map(model.outputs) ?? [])
        guard !Self.isSame(value, expectation.value) else { continue }
        differences.append(
          "\(expectation.name): expected \(expectation.value.written), found \(value.written)"
            + (answer.faults.first.map { " (\($0.english))" } ?? ""))
      }
      return TCKVerdict(
        id: testCase.id, isPassed: differences.isEmpty, isNullOnly: testCase.isNullOnly,
        difference: differences.joined(separator: "; "))
    }
  }

  /// A service of several outputs answers with all of them: a case names one.
  private static func part(
    of value: FEELValue, _ expectation: Expectation, _ outputs: [String]
  ) -> FEELValue {
    guard outputs.count > 1, outputs.contains(expectation.name), case .context(let context) = value,
      let part = context[expectation.name]
    else { return value }
    return part
  }

  /// Numbers within 1e-8, as the kit's own runners compare; all else in every part.
  private static func isSame(_ value: FEELValue, _ expected: FEELValue) -> Bool {
    switch (value, expected) {
    case (.number(let left), .number(let right)):
      guard let distance = left - right, let bound = FEELNumber(text: "0.00000001") else {
        return false
      }
      return distance.magnitude < bound
    case (.list(let left), .list(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
    case (.context(let left), .context(let right)):
      return left.names.count == right.names.count
        && right.entries.allSatisfy { name, value in
          left[name].map { isSame($0, value) } ?? false
        }
    default: return value.isSame(as: expected)
    }
  }
}

extension TCKSuite {
  /// Verdicts on a suite whose model cannot be asked: no case passes.
  package func unrun(_ reason: String) -> [TCKVerdict] {
    cases.map { test in
      TCKVerdict(
        id: test.id, isPassed: false, isNullOnly: test.isNullOnly, difference: reason)
    }
  }
}
