/// FEEL by itself, without a model around it.
package enum FEEL {
  /// The value of an expression.
  ///
  /// - Parameters:
  ///   - text: the expression.
  ///   - names: what it may use.
  ///   - now: the moment that `now()` tells.
  /// - Returns: the value, null where there is none, and what went wrong.
  package static func answer(
    _ text: String, _ names: FEELContext = FEELContext(), now: FEELDateTime? = nil
  ) -> DecisionModel.Answer {
    var evaluation = Evaluation(now: now)
    do {
      let known = FEELNames(names.names)
      let expression = try FEELParser.expression(text, names: known, members: members(of: names))
      let value = evaluation.value(expression, .context(names, outer: .empty))
      return DecisionModel.Answer(value: value, faults: evaluation.faults)
    } catch {
      return DecisionModel.Answer(value: .null, faults: [error])
    }
  }

  /// Whether a value meets the tests of a cell; null where that cannot be told.
  package static func test(
    _ cell: String, of input: FEELValue, _ names: FEELContext = FEELContext()
  ) -> DecisionModel.Answer {
    var evaluation = Evaluation()
    do {
      let tests = try FEELParser.tests(
        cell, names: FEELNames(names.names), members: members(of: names))
      let truth = evaluation.meets(input, anyOf: tests, .context(names, outer: .empty))
      return DecisionModel.Answer(value: .optional(truth), faults: evaluation.faults)
    } catch {
      return DecisionModel.Answer(value: .null, faults: [error])
    }
  }

  private static func members(of context: FEELContext) -> FEELNames {
    var members = FEELNames(["time offset", "start included", "end included"])
    func note(_ value: FEELValue) {
      switch value {
      case .context(let context):
        for entry in context.entries {
          members.add(entry.name)
          note(entry.value)
        }
      case .list(let values): values.forEach(note)
      default: break
      }
    }
    note(.context(context))
    return members
  }
}
