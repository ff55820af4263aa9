/// A number in decimal digits, as it is written in a workbook: nothing is rounded until it is written.
struct DecimalNumber {
  /// Whether a minus is in front of it.
  private(set) var isNegative = false
  /// Its digits without zeros at either end, the first 19 of them.
  private var digits: UInt64 = 0
  /// How many these are; none for 0.
  private var count = 0
  /// By which power of ten they are multiplied.
  private var exponent = 0

  /// Spreadsheets keep so many digits.
  static let exactDigits = 15
  /// So many fit into 64 bits.
  private static let mostDigits = 19

  /// The number of a text such as `12`, `-0.5` or `4.4E+17`, blanks around it allowed; `nil` for
  /// anything else.
  init?(_ text: ArraySlice<UInt8>) {
    var place = text.startIndex
    var end = text.endIndex
    while place < end, Self.isBlank(text[place]) { place += 1 }
    while end > place, Self.isBlank(text[end - 1]) { end -= 1 }
    if place < end, text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+") {
      isNegative = text[place] == UInt8(ascii: "-")
      place += 1
    }
    var isBehindPoint = false
    var hasDigits = false
    scan: while place < end {
      switch text[place] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        hasDigits = true
        add(text[place] - UInt8(ascii: "0"), isBehindPoint: isBehindPoint)
      case UInt8(ascii: ".") where !isBehindPoint: isBehindPoint = true
      default: break scan
      }
      place += 1
    }
    guard hasDigits, place == end || readExponent(text[place..<end]) else { return nil }
    while count > 0, digits % 10 == 0 {
      digits /= 10
      count -= 1
      exponent += 1
    }
    if count == 0 { exponent = 0 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }

  private mutating func add(_ digit: UInt8, isBehindPoint: Bool) {
    if count < Self.mostDigits, count > 0 || digit > 0 {
      digits = digits * 10 + UInt64(digit)
      count += 1
      if isBehindPoint { exponent -= 1 }
    } else if count == 0 {
      if isBehindPoint { exponent -= 1 }
    } else if !isBehindPoint {
      exponent += 1
    }
  }

  /// Takes `E+17` in; `false` for anything else.
  private mutating func readExponent(_ text: ArraySlice<UInt8>) -> Bool {
    guard let letter = text.first, letter | 0x20 == UInt8(ascii: "e") else { return false }
    var rest = text.dropFirst()
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return false }
    var power = 0
    for byte in rest {
      guard (48...57).contains(byte) else { return false }
      // No number of a workbook has a greater one than 308.
      power = min(power * 10 + Int(byte - 48), 100_000)
    }
    exponent += isNegative ? -power : power
    return true
  }

  var isZero: Bool { count == 0 }

  /// How many digits it has before its point; 0 or less where it is smaller than 1.
  var integerDigits: Int { count + exponent }

  /// The whole number before the point, which must fit, and so many decimals behind it.
  func parts(decimals: Int) -> (whole: UInt64, decimals: UInt64) {
    guard exponent < 0 else { return (digits * Self.power(exponent), 0) }
    guard -exponent <= Self.mostDigits + decimals else { return (0, 0) }
    var (digits, places) = (digits, -exponent)
    if places > Self.mostDigits {
      digits /= Self.power(places - Self.mostDigits)
      places = Self.mostDigits
    }
    let (whole, rest) = digits.quotientAndRemainder(dividingBy: Self.power(places))
    return places > decimals
      ? (whole, rest / Self.power(places - decimals))
      : (whole, rest * Self.power(decimals - places))
  }

  /// The power of ten; the greatest that fits is that of 19.
  private static func power(_ exponent: Int) -> UInt64 {
    var result: UInt64 = 1
    for _ in 0..<min(exponent, mostDigits) { result *= 10 }
    return result
  }

  /// Appends it without exponent, unless it has more digits before its point, or more zeros behind it,
  /// than are exact.
  func write(to text: inout [UInt8], minimumDigits: Int = 1) {
    var number = self
    if integerDigits <= Self.exactDigits { number.round() }
    if number.isZero { return Self.append(0, digits: minimumDigits, to: &text) }
    if isNegative { text.append(UInt8(ascii: "-")) }
    let point = number.integerDigits
    if point > Self.exactDigits || point < -Self.exactDigits {
      number.writeWithExponent(to: &text)
    } else if number.exponent >= 0 {
      let whole = number.digits * Self.power(number.exponent)
      Self.append(Int(whole), digits: minimumDigits, to: &text)
    } else {
      let (whole, decimals) = number.digits.quotientAndRemainder(
        dividingBy: Self.power(min(-number.exponent, Self.mostDigits)))
      Self.append(Int(whole), digits: minimumDigits, to: &text)
      text.append(UInt8(ascii: "."))
      Self.append(Int(decimals), digits: -number.exponent, to: &text)
    }
  }

  /// Rounds it to as many digits as are exact.
  private mutating func round() {
    guard count > Self.exactDigits else { return }
    let excess = count - Self.exactDigits
    let unit = Self.power(excess)
    digits = digits / unit + (digits % unit >= unit / 2 ? 1 : 0)
    exponent += excess
    count -= excess
    if digits == Self.power(Self.exactDigits) { count += 1 }
    while digits % 10 == 0 {
      digits /= 10
      count -= 1
      exponent += 1
    }
  }

  private func writeWithExponent(to text: inout [UInt8]) {
    let unit = Self.power(count - 1)
    Self.append(Int(digits / unit), digits: 1, to: &text)
    if count > 1 {
      text.append(UInt8(ascii: "."))
      Self.append(Int(digits % unit), digits: count - 1, to: &text)
    }
    let power = integerDigits - 1
    text += power < 0 ? Array("E-".utf8) : Array("E+".utf8)
    Self.append(abs(power), digits: 2, to: &text)
  }

  /// Appends a number of at least so many digits, with zeros in front.
  static func append(_ number: Int, digits: Int, to text: inout [UInt8]) {
    var unit = 1
    var count = 1
    while number / unit >= 10 {
      unit *= 10
      count += 1
    }
    while count < digits {
      text.append(UInt8(ascii: "0"))
      count += 1
    }
    while unit > 0 {
      text.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
      unit /= 10
    }
  }
}
