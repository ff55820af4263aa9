/// All values between two end points, or all that compare with one in a given way.
package struct FEELRange: Sendable {
  /// How a range was written that names a comparison and one end point: `(< 10)`.
  enum Comparison: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "="
    case different = "!="
  }

  let low: FEELValue
  let high: FEELValue
  let includesLow: Bool
  let includesHigh: Bool
  /// Set where the range was written as a comparison.
  let comparison: Comparison?

  /// An interval; with null for an end, whether something lies in it cannot be told.
  init(_ low: FEELValue, _ high: FEELValue, includesLow: Bool = true, includesHigh: Bool = true) {
    self.low = low
    self.high = high
    self.includesLow = includesLow
    self.includesHigh = includesHigh
    comparison = nil
  }

  /// All that compares with a value in this way.
  init(_ comparison: Comparison, _ value: FEELValue) {
    self.comparison = comparison
    switch comparison {
    case .less, .lessOrEqual:
      (low, high) = (.null, value)
    case .greater, .greaterOrEqual:
      (low, high) = (value, .null)
    case .equal, .different:
      (low, high) = (value, value)
    }
    includesLow = comparison == .greaterOrEqual || comparison == .equal
    includesHigh = comparison == .lessOrEqual || comparison == .equal
  }
}
