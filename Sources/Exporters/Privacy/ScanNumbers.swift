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
    return isPhone(digits) ? .phone : nil
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
    let stars = Array("****".utf8)
    switch kind {
    case .phone:
      if text.count >= 11, let mobile = mobileStart(digits) {
        return text[mobile..<mobile + 3] + stars + text.suffix(4)
      }
      return text.dropLast(4) + stars
    case .bankCard: return stars + text.suffix(4)
    case .identityCard, .number, .plate, .address, .email, .name: return text.prefix(3) + stars
    }
  }

  private static func isPhone(_ digits: ArraySlice<UInt8>) -> Bool {
    if mobileStart(digits) != nil { return true }
    let first = digits.startIndex
    guard digits.count >= 10, digits[first] == 0, digits[first + 1] != 0 else { return false }
    let area = digits[first + 1] <= 2 ? 3 : 4
    return (7...8).contains(digits.count - area)
  }

  /// Where a mobile number begins: behind +86, 0086 or 0.
  private static func mobileStart(_ digits: ArraySlice<UInt8>) -> Int? {
    for prefix in [[], [8, 6], [0, 0, 8, 6], [0]] as [[UInt8]] {
      let number = digits.dropFirst(prefix.count)
      if number.count == 11, digits.starts(with: prefix), number[number.startIndex] == 1,
        number[number.startIndex + 1] >= 3
      {
        return prefix.count
      }
    }
    return nil
  }

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
