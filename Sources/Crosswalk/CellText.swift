import Bytes

/// A text without blanks at either end: spaces, tabs, line ends, U+3000, no-break and zero-width
/// spaces.
func trimmed(_ text: String) -> String {
  // Nearly every text begins and ends with a byte that no blank begins or ends with.
  if let first = text.utf8.first, let last = text.utf8.last, isNoBlank(first), isNoBlank(last) {
    return text
  }
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !SearchPattern.isBlank($0) }),
    let last = scalars.lastIndex(where: { !SearchPattern.isBlank($0) })
  else { return "" }
  return String(scalars[first...last])
}

/// Whether a text cannot be a ticket number: it is longer than any, runs over a line end, as where
/// two of them are in one record, or has neither a letter nor a digit.
func isUnfit(_ text: String) -> Bool {
  text.utf8.count > 128 || text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    || !text.unicodeScalars.contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
}

/// Whether a text is a number as a spreadsheet or a table of floating-point numbers rounds it:
/// `2.0211E+13`, `20210208.0`.
func isRounded(_ text: some Collection<UInt8>) -> Bool {
  guard let first = text.first, (48...57).contains(first) else { return false }
  var exponents = 0
  var isPlain = true
  for byte in text {
    switch byte {
    case 48...57, UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"): continue
    case UInt8(ascii: "E"), UInt8(ascii: "e"): exponents += 1
    default: isPlain = false
    }
  }
  if isPlain, exponents == 0, let point = text.firstIndex(of: UInt8(ascii: ".")) {
    let decimals = text[text.index(after: point)...]
    return !decimals.isEmpty && decimals.allSatisfy { $0 == UInt8(ascii: "0") }
      && text[..<point].allSatisfy { (48...57).contains($0) }
  }
  // `12E3` alone may be somebody's numbering; a point or a sign makes it a spreadsheet's.
  return isPlain && exponents == 1
    && text.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+") }
}
