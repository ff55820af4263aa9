/// A FEEL expression as it was read, with the place of each part.
struct FEELExpression: Sendable {
  indirect enum Kind: Sendable {
    case literal(FEELValue)
    case name(String)
    case member(FEELExpression, String)
    case filter(FEELExpression, FEELExpression)
    case call(FEELExpression, [FEELExpression])
    case callNamed(FEELExpression, [NamedPart])
    case negation(FEELExpression)
    case arithmetic(FEELOperator, FEELExpression, FEELExpression)
    case comparison(FEELRange.Comparison, FEELExpression, FEELExpression)
    case and(FEELExpression, FEELExpression)
    case or(FEELExpression, FEELExpression)
    case between(FEELExpression, FEELExpression, FEELExpression)
    case membership(FEELExpression, [FEELTest])
    case instance(FEELExpression, TypeName)
    case condition(FEELExpression, FEELExpression, FEELExpression)
    case loop([FEELIteration], FEELExpression)
    case quantified(every: Bool, [FEELIteration], FEELExpression)
    case list([FEELExpression])
    case context([NamedPart])
    case range(FEELExpression, FEELExpression, includesLow: Bool, includesHigh: Bool)
    case comparisonRange(FEELRange.Comparison, FEELExpression)
    case function([TypedName], result: TypeName?, FEELExpression, isExternal: Bool)
    case fault(FEELFault.Kind)
  }

  /// An expression under a name: a context entry or a named argument.
  struct NamedPart: Sendable {
    let name: String
    let value: FEELExpression
  }

  /// A parameter as it is written.
  struct TypedName: Sendable {
    let name: String
    let type: TypeName?
  }

  let kind: Kind
  /// Offsets of Unicode scalars in the text.
  let span: Range<Int>
}

/// An operator between two values that gives a third.
enum FEELOperator: String, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case power = "**"
}

/// What a `for`, `some` or `every` runs through.
struct FEELIteration: Sendable {
  let name: String
  let domain: FEELExpression
  /// The end of `a .. b`; `nil` where the domain is a list.
  let end: FEELExpression?
}

/// One test of a cell or of `in`.
struct FEELTest: Sendable {
  indirect enum Kind: Sendable {
    /// `-`: anything.
    case any
    case comparison(FEELRange.Comparison, FEELExpression)
    /// A value to equal, a list or range to lie in, or a condition on `?`.
    case expression(FEELExpression, usesInput: Bool)
    case none([FEELTest])
  }

  let kind: Kind
  let span: Range<Int>
}

/// A type as it is written.
indirect enum TypeName: Sendable {
  case named(String)
  case list(TypeName)
  case range(TypeName)
  case context([(name: String, type: TypeName)])
  case function([TypeName], TypeName)
}
