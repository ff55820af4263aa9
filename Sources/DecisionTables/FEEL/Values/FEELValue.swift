/// A value of FEEL.
package indirect enum FEELValue: Sendable {
  /// No value, and the answer to every fault.
  case null
  /// True or false.
  case boolean(Bool)
  /// A decimal number.
  case number(FEELNumber)
  /// A text.
  case string(String)
  /// A day.
  case date(FEELDate)
  /// A time of day.
  case time(FEELTime)
  /// A day and a time.
  case dateTime(FEELDateTime)
  /// A duration of days and time, in nanoseconds.
  case dayTime(Int128)
  /// A duration of years and months, in months.
  case yearMonth(Int)
  /// Values in order.
  case list([FEELValue])
  /// Values by name.
  case context(FEELContext)
  /// All values between two end points.
  case range(FEELRange)
  /// Something that can be called.
  case function(FEELFunction)

  var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  var boolean: Bool? {
    if case .boolean(let value) = self { return value }
    return nil
  }

  /// The elements; a single value is a list of itself, null a list of null.
  var elements: [FEELValue] {
    if case .list(let values) = self { return values }
    return [self]
  }

  /// The only element of a list of one; any other value as it is.
  var single: FEELValue {
    if case .list(let values) = self, values.count == 1 { return values[0] }
    return self
  }

  static func optional(_ number: FEELNumber?) -> FEELValue { number.map { .number($0) } ?? .null }
  static func optional(_ truth: Bool?) -> FEELValue { truth.map { .boolean($0) } ?? .null }
}

/// Values by name, in the order in which they were put in.
package struct FEELContext: Sendable {
  /// The names in order; each stands once.
  package private(set) var names: [String] = []
  private var values: [String: FEELValue] = [:]

  /// A context without entries.
  package init() {}

  /// A context with these entries; the last of a name wins.
  package init(_ entries: [(String, FEELValue)]) {
    for (name, value) in entries { self[name] = value }
  }

  /// The value of a name; `nil` where the context lacks it.
  package subscript(name: String) -> FEELValue? {
    get { values[name] }
    set {
      guard let newValue else { return }
      if values.updateValue(newValue, forKey: name) == nil { names.append(name) }
    }
  }

  /// Names and values in order.
  package var entries: [(name: String, value: FEELValue)] {
    names.map { ($0, values[$0] ?? .null) }
  }
}

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

  /// An interval; a null end point is open to that side.
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
