/// What digits are, whatever is written between them.
package enum NumberDigits {
  /// How a number is shown.
  package static func masked(
    _ digits: ArraySlice<UInt8>, as kind: PrivacyCounts.Kind, hasCountryCode: Bool = false
  ) -> [UInt8] {
    let text = digits.map { $0 + 48 }
    switch kind {
    case .phone:
      return telephone(digits, hasCountryCode: hasCountryCode) ?? text.dropLast(4) + stars
    case .bankCard: return stars + text.suffix(4)
    case .identityCard, .number: return text.prefix(3) + stars
    case .paper, .account, .plate, .address, .email, .name: return stars
    }
  }

  /// Whether digits are China's country code and nothing else.
  static func isCountryCode(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.elementsEqual([8, 6]) || digits.elementsEqual([0, 0, 8, 6])
  }

  /// How a mobile number, or a fixed line with its area code, is shown: as by `Masking.phone`.
  ///
  /// Country code and trunk zero are not shown, the area code of a fixed line always is.
  ///
  /// - Parameters:
  ///   - digits: all digits of the number, without an extension.
  ///   - hasCountryCode: whether a leading 86 is certain to be the country code, so that an area
  ///     code may stand behind it without its zero.
  /// - Returns: what is shown; `nil` where the digits are no such number.
  static func telephone(_ digits: ArraySlice<UInt8>, hasCountryCode: Bool) -> [UInt8]? {
    var national = digits
    var isAbroad = false
    if digits.starts(with: [0, 0, 8, 6]) {
      national = digits.dropFirst(4)
      isAbroad = true
    } else if digits.starts(with: [8, 6]), digits.count >= 12 {
      national = digits.dropFirst(2)
      isAbroad = hasCountryCode
    }
    if isService(national) { return nil }
    let mobile = national.first == 0 ? national.dropFirst() : national
    if mobile.count == 11, mobile.starts(with: [1]), mobile[mobile.startIndex + 1] >= 3 {
      return mobile.prefix(3).map { $0 + 48 } + stars + mobile.suffix(4).map { $0 + 48 }
    }
    return fixedLine(national.first == 0 ? national.dropFirst() : isAbroad ? national : [])
  }

  /// How a fixed line is shown; `digits` begin with the area code without its zero.
  private static func fixedLine(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
    guard digits.count >= 9, let first = digits.first, first != 0 else { return nil }
    let area = digits.prefix(first <= 2 ? 2 : 3)
    let subscriber = digits.dropFirst(area.count)
    guard (7...8).contains(subscriber.count) else { return nil }
    // No area has a code such as 011: of what is not a number only the beginning is shown.
    if first == 1, area.last != 0 { return [48] + area.map { $0 + 48 } + stars }
    return [48] + area.map { $0 + 48 } + [UInt8(ascii: "-")]
      + subscriber.dropLast(4).map { $0 + 48 } + stars
  }

  private static let stars = Array("****".utf8)

  /// What companies and offices are called at, which is nobody's secret: 400 and 800 with ten
  /// digits, 951 and 1010 with eight.
  static func isService(_ digits: ArraySlice<UInt8>) -> Bool {
    switch digits.count {
    case 10: digits.starts(with: [4, 0, 0]) || digits.starts(with: [8, 0, 0])
    case 8: digits.starts(with: [9, 5, 1]) || digits.starts(with: [1, 0, 1, 0])
    default: false
    }
  }

  /// Whether digits begin with the code of a province, or of foreigners' cards.
  ///
  /// Source: GB/T 2260-2007; 81 to 83 are residents of Hong Kong, Macau and Taiwan, 91 foreigners.
  static func isRegion(_ digits: [UInt8]) -> Bool {
    switch digits[0] * 10 + digits[1] {
    case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83, 91: true
    default: false
    }
  }

  /// Source: GB 11643-1999, the check character of 17 digits; 10 is X.
  static func check(_ digits: ArraySlice<UInt8>) -> UInt8 {
    var sum = 0
    for (digit, weight) in zip(digits, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) {
      sum += Int(digit) * weight
    }
    return [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2][sum % 11]
  }

  /// Source: ISO/IEC 7812-1, annex B.
  static func passesLuhn(_ digits: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    for (index, digit) in digits.reversed().enumerated() {
      let doubled = Int(digit) * (index % 2 == 0 ? 1 : 2)
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0 && digits.contains { $0 != 0 }
  }

  /// Whether eight digits are a day on which somebody living may be born.
  static func isBirth(_ digits: ArraySlice<UInt8>) -> Bool {
    (digits.starts(with: [1, 9]) || digits.starts(with: [2, 0]) || digits.starts(with: [1, 8]))
      && isDay(digits.dropFirst(4))
  }

  /// Whether four digits are a month and a day.
  static func isDay(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 4 else { return false }
    let first = digits.startIndex
    return (1...12).contains(digits[first] * 10 + digits[first + 1])
      && (1...31).contains(digits[first + 2] * 10 + digits[first + 3])
  }

  /// Whether digits are a day, or a day with hour and minute of this century; a longer run that
  /// begins with 19 may be a mobile number with a digit more.
  static func isDate(_ digits: ArraySlice<UInt8>) -> Bool {
    guard [8, 12, 14].contains(digits.count) else { return false }
    let isThisCentury = digits.starts(with: [2, 0])
    guard isThisCentury || digits.count == 8 && digits.starts(with: [1, 9]),
      isDay(digits.dropFirst(4).prefix(4))
    else { return false }
    let time = Array(digits.dropFirst(8))
    return time.count < 4 || time[0] * 10 + time[1] < 24 && time[2] < 6
  }

  /// Whether digits and letters are the code of an organisation: 18 characters without I, O, S, V, Z.
  ///
  /// Source: GB 32100-2015.
  static func isCreditCode(_ characters: [UInt32]) -> Bool {
    guard characters.count == 18 else { return false }
    var values: [Int] = []
    for character in characters {
      let small = FoldedText.small(character)
      if FoldedText.isDigit(small) {
        values.append(Int(small) - 48)
      } else if let value = creditLetters.firstIndex(of: small) {
        values.append(value + 10)
      } else {
        return false
      }
    }
    var sum = 0
    var weight = 1
    for value in values[..<17] {
      sum += value * weight
      weight = weight * 3 % 31
    }
    // Digits alone may be another number, and letters be mistyped.
    return values[2..<8].allSatisfy { $0 < 10 }
      && (values[8..<17].contains { $0 >= 10 } || (31 - sum % 31) % 31 == values[17])
  }

  private static let creditLetters = FoldedText.word("abcdefghjklmnpqrtuwxy")
}
