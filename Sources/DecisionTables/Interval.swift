/// A span of numbers with its ends in, out, or open.
package struct Interval: Hashable, Sendable {
  /// One end of a span.
  package struct End: Hashable, Sendable {
    /// Where the span ends.
    package let value: Double
    /// Whether that very number belongs to the span.
    package let isIncluded: Bool
  }

  /// The lower end; `nil` where there is none.
  package let lower: End?
  /// The upper end; `nil` where there is none.
  package let upper: End?

  /// All numbers.
  package static let all = Interval(lower: nil, upper: nil)

  /// Whether a number lies in the span.
  package func contains(_ number: Double) -> Bool {
    if let lower, number < lower.value || (number == lower.value && !lower.isIncluded) {
      return false
    }
    if let upper, number > upper.value || (number == upper.value && !upper.isIncluded) {
      return false
    }
    return true
  }

  /// Whether no number lies in the span.
  package var isEmpty: Bool {
    guard let lower, let upper else { return false }
    return lower.value > upper.value
      || (lower.value == upper.value && !(lower.isIncluded && upper.isIncluded))
  }

  /// The numbers that lie in both spans.
  package func intersection(_ other: Interval) -> Interval {
    Interval(
      lower: Self.tighter(lower, other.lower, isLower: true),
      upper: Self.tighter(upper, other.upper, isLower: false))
  }

  private static func tighter(_ left: End?, _ right: End?, isLower: Bool) -> End? {
    guard let left, let right else { return left ?? right }
    if left.value == right.value { return left.isIncluded ? right : left }
    return (left.value > right.value) == isLower ? left : right
  }
}

extension Interval: CustomStringConvertible {
  /// The span as a sheet writes it: `[0..300)`, `>=3000`, `7`.
  package var description: String {
    switch (lower, upper) {
    case (nil, nil): "any number"
    case (let lower?, nil): (lower.isIncluded ? ">=" : ">") + numberText(lower.value)
    case (nil, let upper?): (upper.isIncluded ? "<=" : "<") + numberText(upper.value)
    case (let lower?, let upper?) where lower == upper: numberText(lower.value)
    case (let lower?, let upper?):
      (lower.isIncluded ? "[" : "(") + numberText(lower.value) + ".."
        + numberText(upper.value) + (upper.isIncluded ? "]" : ")")
    }
  }
}

extension Interval {
  /// Why a span could not be read.
  enum ReadFailure: Error {
    /// It is none of the forms.
    case malformed
    /// It names a parameter that nobody has declared.
    case parameterUnknown(String)
  }

  /// Reads `[0..300)`, `(0..1]`, `>=3000`, `<300`, `<=$LOW`, `300`.
  init(reading text: some StringProtocol, parameters: [String: Double]) throws(ReadFailure) {
    for sign in [">=", "<=", ">", "<"] where text.hasPrefix(sign) {
      let value = try Self.number(text.dropFirst(sign.utf8.count), parameters)
      let end = End(value: value, isIncluded: sign.utf8.count == 2)
      self =
        sign.hasPrefix(">") ? Interval(lower: end, upper: nil) : Interval(lower: nil, upper: end)
      return
    }
    guard let first = text.first, first == "[" || first == "(" else {
      let end = End(value: try Self.number(text, parameters), isIncluded: true)
      self = Interval(lower: end, upper: end)
      return
    }
    guard let last = text.last, last == "]" || last == ")", text.count > 2,
      let dots = Self.dots(in: String(text.dropFirst().dropLast()))
    else { throw .malformed }
    self = Interval(
      lower: End(value: try Self.number(dots.0, parameters), isIncluded: first == "["),
      upper: End(value: try Self.number(dots.1, parameters), isIncluded: last == "]"))
  }

  /// What stands before and behind the only `..`.
  private static func dots(in text: String) -> (Substring, Substring)? {
    var position = text.startIndex
    while position < text.endIndex {
      if text[position...].hasPrefix("..") {
        return (text[..<position], text[position...].dropFirst(2))
      }
      position = text.index(after: position)
    }
    return nil
  }

  private static func number(
    _ text: some StringProtocol, _ parameters: [String: Double]
  ) throws(ReadFailure) -> Double {
    if text.hasPrefix("$") {
      let name = String(text.dropFirst())
      guard let value = parameters[name] else { throw .parameterUnknown(name) }
      return value
    }
    guard let value = plainNumber(text) else { throw .malformed }
    return value
  }
}
