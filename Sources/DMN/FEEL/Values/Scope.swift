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
