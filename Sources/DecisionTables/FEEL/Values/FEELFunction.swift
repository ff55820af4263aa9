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
  let result: FEELType
}

/// An element of one of the models that are loaded together.
struct ElementKey: Hashable, Sendable {
  let model: Int
  let id: String
}

/// The names an expression can see, innermost first.
indirect enum Scope: Sendable {
  case empty
  case frame([String: FEELValue], outer: Scope)
  /// The entries of a context, as in a filter.
  case context(FEELContext, outer: Scope)

  func value(_ name: String) -> FEELValue? {
    var scope = self
    while true {
      switch scope {
      case .empty: return nil
      case .frame(let names, let outer):
        if let value = names[name] { return value }
        scope = outer
      case .context(let context, let outer):
        if let value = context[name] { return value }
        scope = outer
      }
    }
  }

  func adding(_ name: String, _ value: FEELValue) -> Scope {
    .frame([name: value], outer: self)
  }
}
