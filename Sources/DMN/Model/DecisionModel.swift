/// A decision model that can be asked: decisions, knowledge models and services.
package struct DecisionModel: Sendable {
  /// What a question gave.
  package struct Answer: Sendable {
    /// The value; null where there is none.
    package let value: FEELValue
    /// What went wrong on the way.
    package let faults: [FEELFault]
  }

  /// An input, by name and where needed by the namespace of its model.
  package struct Input: Sendable {
    /// The name of the input data or input decision.
    package let name: String
    /// The namespace of the model that has it; `nil` for any.
    package let namespace: String?
    /// What it is.
    package let value: FEELValue

    /// A named value.
    package init(name: String, namespace: String? = nil, value: FEELValue) {
      self.name = name
      self.namespace = namespace
      self.value = value
    }
  }

  /// The model's name.
  package let name: String
  let library: ModelLibrary
  /// The model that was asked for; the others are imported.
  let main: Int
  let namespaces: [String]

  /// The names of the decisions of this model, sorted.
  package var decisions: [String] {
    names { if case .decision = $0 { true } else { false } }
  }

  /// The names of the decision services of this model, sorted.
  package var services: [String] {
    names { if case .service = $0 { true } else { false } }
  }

  private func names(_ holds: (ModelElement.Kind) -> Bool) -> [String] {
    library.elements.filter { $0.key.model == main && holds($0.value.kind) }
      .map(\.value.name).sorted()
  }

  /// The names of a service's output decisions, in the order of the model.
  package func outputs(of service: String) -> [String] {
    let key = key(service) { if case .service = $0 { true } else { false } }
    guard let key, case .service(let found)? = library.elements[key]?.kind else { return [] }
    return found.outputs.compactMap { library.elements[$0]?.name }
  }

  /// The value of a decision; a service or knowledge model of that name is called.
  ///
  /// - Parameters:
  ///   - name: the decision's name.
  ///   - inputs: what is known; an input that is not given is null.
  ///   - now: the moment that `now()` tells.
  /// - Returns: the value, null where there is none, and what went wrong.
  package func decide(
    _ name: String, inputs: [Input], now: FEELDateTime? = nil
  ) -> Answer {
    var evaluation = evaluation(inputs, now)
    guard let key = key(name, where: { if case .decision = $0 { true } else { false } }) else {
      return invoke(name, inputs: inputs, now: now)
    }
    let value = evaluation.result(of: key)
    return Answer(value: value, faults: evaluation.faults)
  }

  /// What a knowledge model or decision service gives for arguments by name.
  package func invoke(
    _ name: String, inputs: [Input], now: FEELDateTime? = nil
  ) -> Answer {
    var evaluation = evaluation(inputs, now)
    let key = key(name) { kind in
      switch kind {
      case .knowledge, .service: true
      case .input, .decision: false
      }
    }
    guard let key, let function = evaluation.function(key) else {
      let value = evaluation.fault(.elementMissing(name))
      return Answer(value: value, faults: evaluation.faults)
    }
    let names = function.parameters.map(\.name)
    let arguments = inputs.filter { names.contains($0.name) }.map { ($0.name, $0.value) }
    let value: FEELValue
    if arguments.count < names.count {
      value = evaluation.fault(.argumentsUnfit(function: name))
    } else {
      value = evaluation.call(.function(function), named: arguments, 0..<0)
    }
    return Answer(value: value, faults: evaluation.faults)
  }

  /// The inputs that are not of the type the model asks for, which count as null, by name.
  package func misfits(_ inputs: [Input]) -> [String: FEELFault] {
    var misfits: [String: FEELFault] = [:]
    let asked = evaluation(inputs, nil)
    for (key, value) in asked.inputs where !value.isNull {
      guard let element = library.elements[key] else { continue }
      var trial = Evaluation(library: library)
      if trial.coerced(value, to: element.type).isNull {
        misfits[element.name] = trial.faults.first
      }
    }
    return misfits
  }

  private func key(_ name: String, where holds: (ModelElement.Kind) -> Bool) -> ElementKey? {
    library.elements.filter {
      $0.key.model == main && $0.value.name == name && holds($0.value.kind)
    }.keys.min { $0.id < $1.id }
  }

  private func evaluation(_ inputs: [Input], _ now: FEELDateTime?) -> Evaluation {
    var evaluation = Evaluation(library: library, now: now)
    evaluation.model = main
    for (key, element) in library.elements {
      guard case .input = element.kind else { continue }
      let given = inputs.last {
        $0.name == element.name
          && ($0.namespace == nil || $0.namespace == namespaces[key.model])
      }
      if let given { evaluation.inputs[key] = given.value }
    }
    return evaluation
  }
}
