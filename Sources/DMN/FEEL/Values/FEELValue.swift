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
