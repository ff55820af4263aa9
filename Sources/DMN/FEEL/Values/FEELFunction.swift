/// Something that can be called.
package struct FEELFunction: Sendable {
  /// Where its logic lies.
  indirect enum Logic: Sendable {
    /// A function of the language, by name.
    case builtIn(String)
    /// A function written in FEEL, with the names that were in scope there.
    case written(FEELExpression, Scope)
    /// A function boxed in a model.
    case boxed(BoxedExpression, Scope, model: Int)
    /// A business knowledge model or decision service.
    case element(ElementKey)
    /// A function that is defined outside, in a language that is not run here.
    case external
  }

  /// A parameter and the type its arguments must have.
  struct Parameter: Sendable {
    let name: String
    let type: FEELType
  }

  let parameters: [Parameter]
  let logic: Logic
  /// The type that results are held to.
  let result: FEELType
  /// The type that results are known to have.
  let inferred: FEELType
  /// The name of the context entry that holds the function, by which it may call itself.
  var ownName: String?

  init(
    parameters: [Parameter], logic: Logic, result: FEELType, inferred: FEELType = .any
  ) {
    self.parameters = parameters
    self.logic = logic
    self.result = result
    self.inferred = inferred
  }
}

extension FEELValue {
  /// A function that may call itself by the name it is given; any other value as it is.
  func naming(_ name: String) -> FEELValue {
    guard case .function(var function) = self, function.ownName == nil else { return self }
    function.ownName = name
    return .function(function)
  }
}

/// An element of one of the models that are loaded together.
struct ElementKey: Hashable, Sendable {
  let model: Int
  let id: String
}
