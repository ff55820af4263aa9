/// Why a text is not a telephone number.
package enum NumberFailure: Error, Hashable, Sendable {
  /// Nothing is written.
  case empty
  /// A spreadsheet has turned the number into `1.38E+10`: the digits behind are lost.
  case scientific
  /// A character that no spelling of a number has.
  case unexpectedCharacter(Character)
  /// No number has so many digits, or begins with such digits.
  case wrongLength(digits: Int)
  /// A local number from before the area went to eight digits.
  case sevenDigits
}

/// The digits of a number, taken out of whatever people and spreadsheets wrote around them.
struct NumberSpelling {
  /// ASCII digits only; an international prefix is taken off.
  let digits: String
  /// Whether `+86`, `0086` or `86` stood in front.
  let isInternational: Bool

  init(_ text: some StringProtocol) throws(NumberFailure) {
    let text = String(text)
    let (digits, hasPlus) = if let plain = Self.plain(text) { plain } else { try Self.freed(text) }
    (self.digits, isInternational) = try Self.nationalPart(of: digits, hasPlus: hasPlus)
  }

  /// Digits of a text that has nothing but digits, hyphens and a plus in front: nearly all have.
  private static func plain(_ text: String) -> (digits: String, hasPlus: Bool)? {
    if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) { return (text, false) }
    var digits: [UInt8] = []
    digits.reserveCapacity(text.utf8.count)
    var hasPlus = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte)
      case UInt8(ascii: "-"): continue
      case UInt8(ascii: "+") where digits.isEmpty && !hasPlus: hasPlus = true
      default: return nil
      }
    }
    return digits.isEmpty ? nil : (String(decoding: digits, as: UTF8.self), hasPlus)
  }

  /// Digits of a text, whatever people wrote around them.
  private static func freed(_ text: String) throws(NumberFailure) -> (String, Bool) {
    let plain = halfWidth(text)
    if plain.isEmpty { throw .empty }
    if isScientific(plain) { throw .scientific }
    var digits = ""
    var hasPlus = false
    for character in plain.hasSuffix(".0") ? plain.dropLast(2) : plain[...] {
      switch character {
      case "0"..."9": digits.append(character)
      case "+" where digits.isEmpty && !hasPlus: hasPlus = true
      case " ", "-", "(", ")", "‐", "‑", "–", "—", "－": continue
      default: throw .unexpectedCharacter(character)
      }
    }
    if digits.isEmpty { throw .empty }
    return (digits, hasPlus)
  }

  /// Takes `+86`, `0086` and, before ten digits or more, a bare `86` off.
  private static func nationalPart(
    of digits: String, hasPlus: Bool
  ) throws(NumberFailure) -> (String, Bool) {
    if digits.hasPrefix("0086") { return (String(digits.dropFirst(4)), true) }
    if hasPlus {
      guard digits.hasPrefix("86") else { throw .wrongLength(digits: digits.utf8.count) }
      return (String(digits.dropFirst(2)), true)
    }
    let isLongEnough = digits.utf8.count >= 12
    return digits.hasPrefix("86") && isLongEnough
      ? (String(digits.dropFirst(2)), true) : (digits, false)
  }

  /// Full-width digits and signs as ASCII, without blanks at either end.
  private static func halfWidth(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x3000, 0xA0: scalars.append(" ")
      case 0x200B, 0xFEFF, 0x09, 0x0A, 0x0D: continue
      default: scalars.append(scalar)
      }
    }
    let plain = String(scalars)
    let head = plain.drop { $0 == " " }
    return String(head.reversed().drop { $0 == " " }.reversed())
  }

  private static func isScientific(_ text: String) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    guard parts.count == 2, let mantissa = parts.first, mantissa.first?.isNumber == true,
      mantissa.allSatisfy({ ("0"..."9").contains($0) || $0 == "." })
    else { return false }
    let exponent = parts[1].drop { $0 == "+" || $0 == "-" }
    return !exponent.isEmpty && exponent.allSatisfy { ("0"..."9").contains($0) }
  }
}
