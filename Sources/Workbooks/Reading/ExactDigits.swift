/// Whole numbers of more digits than a spreadsheet keeps.
enum ExactDigits {
  /// More digits than this are never looked at.
  static let most = 38

  /// Whether all digits are known: a program that keeps floating-point numbers would not have written
  /// these, so one that writes ids as numbers has.
  ///
  /// Not known is what ends in zeros, and what is the nearest such number or its shortest form.
  static func areKnown(_ digits: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: digits.drop { $0 == UInt8(ascii: "0") }, as: UTF8.self)
    let zeros = text.utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    let significant = text.utf8.count - zeros
    guard significant > DecimalNumber.exactDigits, let number = Double(text) else { return false }
    // Up to here every whole number is one of floating point.
    if number < 9_007_199_254_740_992 { return true }
    if significant <= 17, zeros > 0 { return false }
    let shortest = "\(number)".prefix { $0 != "e" }.filter { $0 != "." }
    return shortest != text.dropLast(zeros) && UInt128(exactly: number).map { "\($0)" } != text
  }
}
