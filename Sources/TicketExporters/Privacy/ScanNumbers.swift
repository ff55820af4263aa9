import HotlineModel

/// What a run of digits in free text is.
enum ScanNumbers {
  /// What several groups of digits together are, such as `138 0000 1234`; `nil` where they are
  /// nothing for certain.
  static func certain(_ digits: ArraySlice<UInt8>, isGrouped: Bool, hasCheckX: Bool)
    -> PrivacyCounts.Kind?
  {
    let count = digits.count
    if count == 17, hasCheckX || isGrouped {
      return hasCheckX && isIdentityCard(digits, check: 10) ? .identityCard : nil
    }
    if count == 18, let last = digits.last, isIdentityCard(digits.dropLast(), check: last) {
      return .identityCard
    }
    if (16...19).contains(count), passesLuhn(digits) { return .bankCard }
    if count == 15, !isGrouped, isDay(digits.dropFirst(8).prefix(4)) { return .identityCard }
    return telephone(digits, hasCountryCode: false) == nil ? nil : .phone
  }

  /// What one run of digits is taken for where nothing is certain; `nil` for a date, an amount.
  static func likely(_ digits: ArraySlice<UInt8>) -> PrivacyCounts.Kind? {
    let isDate = [8, 12, 14].contains(digits.count) && isDate(digits)
    if isDate || digits.count < 7 { return nil }
    if digits.count == 10, isService(digits) { return nil }
    return digits.count <= 8 ? .phone : .number
  }

  /// How a number is shown.
  static func masked(_ digits: ArraySlice<UInt8>, as kind: PrivacyCounts.Kind) -> [UInt8] {
    let text = digits.map { $0 + 48 }
    switch kind {
    case .phone: return telephone(digits, hasCountryCode: false) ?? text.dropLast(4) + stars
    case .bankCard: return stars + text.suffix(4)
    case .identityCard, .number, .plate, .address, .email, .name: return text.prefix(3) + stars
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
    // What companies and offices are called at is nobody's secret.
    if national.count == 10, isService(national) { return nil }
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

  private static func isService(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.starts(with: [4, 0, 0]) || digits.starts(with: [8, 0, 0])
  }

  /// Source: GB 11643-1999, weights of the 17 digits and the check character.
  private static func isIdentityCard(_ digits: ArraySlice<UInt8>, check: UInt8) -> Bool {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    guard digits.count == 17, isDay(digits.dropFirst(10).prefix(4)) else { return false }
    let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 }
    let checks = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2]
    return checks[sum % 11] == Int(check)
  }

  private static func passesLuhn(_ digits: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    for (index, digit) in digits.reversed().enumerated() {
      let doubled = Int(digit) * (index % 2 == 0 ? 1 : 2)
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0 && digits.contains { $0 != 0 }
  }

  /// Whether four digits are a month and a day.
  private static func isDay(_ digits: ArraySlice<UInt8>) -> Bool {
    let parts = Array(digits)
    guard parts.count == 4 else { return false }
    let month = Int(parts[0]) * 10 + Int(parts[1])
    let day = Int(parts[2]) * 10 + Int(parts[3])
    return (1...12).contains(month) && (1...31).contains(day)
  }

  /// Whether digits are a day, or a day with hour and minute of this century; a longer run that
  /// begins with 19 may be a mobile number with a digit more.
  private static func isDate(_ digits: ArraySlice<UInt8>) -> Bool {
    let isThisCentury = digits.starts(with: [2, 0])
    guard isThisCentury || digits.count == 8 && digits.starts(with: [1, 9]),
      isDay(digits.dropFirst(4).prefix(4))
    else { return false }
    let time = Array(digits.dropFirst(8))
    return time.count < 4 || time[0] * 10 + time[1] < 24 && time[2] < 6
  }
}
