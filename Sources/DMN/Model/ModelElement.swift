/// An element of a model that has a value or can be called.
struct ModelElement: Sendable {
  enum Kind: Sendable {
    case input
    case decision(BoxedExpression)
    case knowledge([FEELFunction.Parameter], BoxedExpression)
    case service(Service)
  }

  /// What a decision service takes and gives.
  struct Service: Sendable {
    let outputs: [ElementKey]
    let inputDecisions: [ElementKey]
    let inputData: [ElementKey]
  }

  /// An element that this one may use, and the import it comes through.
  struct Requirement: Sendable {
    let key: ElementKey
    /// The name of the import; empty within the model.
    let through: String
  }

  let name: String
  let kind: Kind
  let type: FEELType
  let requirements: [Requirement]
  let line: Int

  /// Whether it is a knowledge model, which may call itself.
  var isKnowledge: Bool {
    if case .knowledge = kind { true } else { false }
  }
}
