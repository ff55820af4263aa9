/// A decimal number of 34 significant digits, as IEEE 754 decimal128 has them.
///
/// FEEL counts in decimals: 0.1 + 0.2 is 0.3. Results are rounded half to even. The form is
/// canonical (no trailing zeros), so equal numbers are equal values.
package struct FEELNumber: Hashable, Sendable {
  /// The digits, with the sign; fewer than 35 digits.
  let coefficient: Int128
  /// The power of ten that the digits are multiplied by.
  let exponent: Int

  /// The most digits a number keeps.
  static let precision = 34
  static let zero = FEELNumber(0)
  static let one = FEELNumber(1)

  /// A whole number.
  package init(_ whole: Int) {
    self.init(stripping: Int128(whole), exponent: 0)
  }

  /// A number of given digits, rounded to 34 of them.
  ///
  /// `nil` where the exponent leaves the range of decimal128.
  init?(rounding digits: Int128, exponent: Int, isInexact: Bool = false) {
    let (magnitude, dropped) = Self.rounded(digits.magnitude, isInexact: isInexact)
    let signed = digits < 0 ? -Int128(magnitude) : Int128(magnitude)
    self.init(stripping: signed, exponent: exponent + dropped)
    guard coefficient == 0 || (-6176...6144).contains(self.exponent) else { return nil }
  }

  private init(stripping digits: Int128, exponent: Int) {
    var digits = digits
    var exponent = exponent
    if digits == 0 {
      coefficient = 0
      self.exponent = 0
      return
    }
    while digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
    coefficient = digits
    self.exponent = exponent
  }

  /// Digits cut to 34, half to even, and how many were dropped.
  static func rounded(_ magnitude: UInt128, isInexact: Bool) -> (UInt128, Int) {
    let drop = digitCount(magnitude) - precision
    guard drop > 0 else { return (magnitude, 0) }
    let (kept, rest) = magnitude.quotientAndRemainder(dividingBy: power(drop))
    let half = power(drop) / 2
    let isUp = rest > half || (rest == half && (isInexact || kept % 2 == 1))
    return (kept + (isUp ? 1 : 0), drop)
  }

  /// Ten to the power of a count between 0 and 38.
  static func power(_ count: Int) -> UInt128 { powers[count] }

  private static let powers: [UInt128] = (0..<38).reduce(into: [1]) { powers, index in
    powers.append(powers[index] * 10)
  }

  static func digitCount(_ magnitude: UInt128) -> Int {
    var count = magnitude < powers[19] ? 1 : 19
    while count < 39, magnitude >= powers[min(count, 38)] {
      count += 1
      if count == 39 { break }
    }
    return count
  }

  var isNegative: Bool { coefficient < 0 }
  var isZero: Bool { coefficient == 0 }
  var isInteger: Bool { exponent >= 0 }

  /// The number as a whole number of the machine; `nil` where it has a fraction or is too large.
  package var int: Int? {
    guard exponent >= 0, exponent < 19 else { return nil }
    let (value, overflow) = coefficient.multipliedReportingOverflow(
      by: Int128(Self.power(exponent)))
    // The least whole number has no magnitude of its own type.
    return overflow || value.magnitude > UInt128(Int.max) ? nil : Int(exactly: value)
  }

  /// The nearest binary number, for the few functions that need one.
  var double: Double { Double(text) ?? 0 }

  /// The number as it is written: plain digits, no exponent.
  package var text: String {
    let sign = isNegative ? "-" : ""
    let digits = String(coefficient.magnitude)
    if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
    if digits.utf8.count > -exponent {
      let cut = digits.index(digits.endIndex, offsetBy: exponent)
      return "\(sign)\(digits[..<cut]).\(digits[cut...])"
    }
    return sign + "0." + String(repeating: "0", count: -exponent - digits.utf8.count) + digits
  }

  /// A number from text: `12`, `-0.5`, `.5`, `1.23e-4`; `nil` for anything else.
  package init?(text: some StringProtocol) {
    var digits: Int128 = 0
    var exponent = 0
    var hasDigit = false
    var isFraction = false
    var isInexact = false
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if byte >= 48, byte <= 57 {
        hasDigit = true
        if digits < 1_000_000_000_000_000_000_000_000_000_000_000_000 {
          digits = digits * 10 + Int128(byte - 48)
          if isFraction { exponent -= 1 }
        } else {
          isInexact = isInexact || byte != 48
          if !isFraction { exponent += 1 }
        }
      } else {
        break
      }
      rest.removeFirst()
    }
    guard hasDigit, !text.hasSuffix(".") else { return nil }
    if let mark = rest.first {
      guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E"),
        let power = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), abs(power) < 10_000
      else { return nil }
      exponent += power
    }
    self.init(
      rounding: isNegative ? -digits : digits, exponent: exponent, isInexact: isInexact)
  }
}

extension FEELNumber: Comparable {
  /// By size.
  package static func < (left: FEELNumber, right: FEELNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    guard let difference = left - right else { return left.coefficient < right.coefficient }
    return difference.isNegative
  }
}
