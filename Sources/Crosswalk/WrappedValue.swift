import Bytes
import HotlineModel

/// A value that was read without what is around or within it and not part of it.
///
/// | what | looks like | where |
/// |---|---|---|
/// | a formula whose result is a text | `="00123"` | every field |
/// | the mark of a text cell | `'00123`, `'00123'` | numbers, telephone numbers, times, codes, flags |
/// | a blank of HTML | `&nbsp;` | the same; in other texts where there is nothing else |
/// | other blanks within | U+00A0, U+3000 | the same; they become a space |
/// | characters that nobody sees | U+200E, U+202D, U+FE0F, U+001F | numbers, telephone numbers, times, codes, flags |
///
/// Programs add them so that a spreadsheet keeps leading zeros, or they come along when something is
/// copied from a page. Each kind is counted and reported.
struct WrappedValue {
  /// The value itself, UTF-8, without blanks at either end.
  private(set) var text: [UInt8]
  /// What was removed first, as findings show it.
  private(set) var found: String

  /// Looks at a value.
  ///
  /// - Parameters:
  ///   - value: the value without blanks at either end.
  ///   - isNumber: whether the digits of the value matter and not its wording.
  ///
  /// `nil` where all of it is the value.
  init?(_ value: some Collection<UInt8>, isNumber: Bool) {
    text = Array(value)
    found = ""
    let whole = String(decoding: value, as: UTF8.self)
    var rest = whole
    // One may be within another, such as an apostrophe within a formula.
    while let (bare, what) = Self.unwrapped(rest, isNumber: isNumber) {
      if found.isEmpty { found = what }
      rest = trimmed(bare)
    }
    guard !found.isEmpty else { return nil }
    text = Array(rest.utf8)
  }

  /// The value that a text holds; `nil` where all of it is the value.
  static func bare(_ text: String, isNumber: Bool) -> String? {
    WrappedValue(text.utf8, isNumber: isNumber).map { String(decoding: $0.text, as: UTF8.self) }
  }

  /// Whether a value may be wrapped, as few bytes tell it; nearly every value ends here.
  @inline(__always)
  static func isPossible(_ bytes: Span<UInt8>, at range: Range<Int>, isNumber: Bool) -> Bool {
    guard let first = range.first else { return false }
    switch bytes[first] {
    case UInt8(ascii: "="), UInt8(ascii: "&"): return true
    default: break
    }
    guard isNumber else { return false }
    if bytes[first] == UInt8(ascii: "'") { return true }
    for place in range {
      switch bytes[place] {
      case 0x1F, UInt8(ascii: "&"), 0xC2, 0xCD, 0xD8, 0xDB, 0xDC, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0,
        0xF3:
        return true
      default: break
      }
    }
    return false
  }

  private static func unwrapped(
    _ text: String, isNumber: Bool
  ) -> (text: String, found: String)? {
    if let result = result(ofFormula: text) { return (result, "=\"…\"") }
    if let entity = entities.first(where: { text.contains($0) }) {
      let bare = entities.reduce(text) { $0.replacing($1, with: " ") }
      if isNumber || trimmed(bare).isEmpty { return (bare, entity) }
    }
    guard isNumber else { return nil }
    if text.hasPrefix("'"), text.unicodeScalars.count > 1 {
      let rest = text.dropFirst()
      return (String(rest.hasSuffix("'") ? rest.dropLast() : rest), "'")
    }
    guard let first = text.unicodeScalars.first(where: { $0.isUnseen || isOtherBlank($0) }) else {
      return nil
    }
    var bare = String.UnicodeScalarView()
    bare.append(
      contentsOf: text.unicodeScalars.filter { !$0.isUnseen }.map { isOtherBlank($0) ? " " : $0 })
    let code = String(first.value, radix: 16, uppercase: true)
    return (String(bare), "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code)
  }

  /// The result of a formula that is nothing but a text: `="00123"`.
  private static func result(ofFormula text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 3, bytes.starts(with: "=\"".utf8), bytes.last == UInt8(ascii: "\"") else {
      return nil
    }
    let parts = bytes[2..<bytes.count - 1].split(
      separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    // Marks within are doubled; single ones join texts, such as `="a"&B1&"c"`.
    var result: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if index.isMultiple(of: 2) {
        result += (index > 0 ? [UInt8(ascii: "\"")] : []) + part
      } else if !part.isEmpty {
        return nil
      }
    }
    return parts.count.isMultiple(of: 2) ? nil : String(decoding: result, as: UTF8.self)
  }

  private static let entities = ["&nbsp;", "&#160;", "&#xA0;", "&#xa0;"]

  private static func isOtherBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar != " " && scalar.properties.generalCategory == .spaceSeparator
  }
}
