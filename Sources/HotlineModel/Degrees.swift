/// Decimal degrees of longitude and latitude, as text: `113.121416`.
package enum Degrees {
  /// Whether a text is a number of degrees, as JSON writes numbers and without an exponent.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - limit: the most degrees on either side of zero.
  /// - Returns: whether it is.
  package static func areValid(_ text: String, limit: Int) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts[0].hasPrefix("-") ? parts[0].dropFirst() : parts[0]
    guard parts.count <= 2, (1...3).contains(whole.utf8.count), whole.utf8.allSatisfy(isDigit),
      whole == "0" || !whole.hasPrefix("0")
    else { return false }
    if parts.count == 2 {
      guard (1...15).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(isDigit) else {
        return false
      }
    }
    return Double(text).map { abs($0) <= Double(limit) } ?? false
  }

  /// Degrees cut off after two decimals, about one kilometre.
  package static func coarse(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    return String(text[..<point]) + text[point...].prefix(3)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
