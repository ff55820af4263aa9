/// A telephone number that citizens dial, in one canonical spelling.
///
/// `12345`, `0757-12345`, `075712345`, `+86 757 12345` and `１２３４５` are one and the same
/// number to a caller in area 0757, and so they are one value here. A number is text: leading
/// zeros matter and arithmetic on it means nothing.
package struct HotlineNumber: Hashable, Sendable {
  /// What sort of number it is, which decides how it may be dialled and who assigns it.
  package enum Kind: String, CaseIterable, Sendable {
    /// A service code of 3 to 6 digits that begins with 1: `110`, `12345`, `12329`.
    case shortCode = "short-code"
    /// A code of 5 or 6 digits that begins with 96, assigned by the province.
    case regional = "regional-96"
    /// A code of 5 or 6 digits that begins with 95, assigned nationally.
    case national = "national-95"
    /// A fixed line of 8 digits (7 in some areas) behind an area code.
    case local
    /// A 400 or 800 number of 10 digits.
    case tollFree = "toll-free"
    /// A mobile number of 11 digits.
    case mobile
  }

  /// The number all others are merged into, as the State Council fixed it.
  ///
  /// Source: 国办发〔2020〕53号: one number, 12345.
  package static let platformCode = "12345"

  /// The canonical spelling: a code of the home area bare (`12345`), any other number that
  /// belongs to an area with its code (`0757-82100001`, `020-12345`), the rest bare.
  package let text: String
  /// The area it belongs to; `nil` for numbers that belong to none (400, 95, mobile).
  package let area: AreaCode?
  /// What sort of number it is.
  package let kind: Kind
  /// The digits within the area: `12345`, `82100001`.
  package var subscriber: String {
    guard let hyphen = text.utf8.firstIndex(of: UInt8(ascii: "-")) else { return text }
    return String(text[text.utf8.index(after: hyphen)...])
  }

  /// Reads a number in any of the spellings people and spreadsheets use.
  ///
  /// Full-width digits, blanks, hyphens and brackets are taken off; `+86`, `0086`, `86` and a
  /// trailing `.0` of a spreadsheet are recognised. Nothing is guessed.
  ///
  /// - Parameters:
  ///   - text: what is written.
  ///   - home: the area that bare numbers belong to.
  /// - Throws: `NumberFailure`, with what was found.
  package init(parsing text: some StringProtocol, home: AreaCode) throws(NumberFailure) {
    let cleaned = try NumberSpelling(text)
    try self.init(digits: cleaned.digits, isInternational: cleaned.isInternational, home: home)
  }

  private init(digits: String, isInternational: Bool, home: AreaCode) throws(NumberFailure) {
    if Self.isMobile(digits) {
      self.init(text: digits, kind: .mobile, area: nil)
    } else if digits.utf8.count == 12, digits.hasPrefix("01"), Self.isMobile(digits.dropFirst()) {
      self.init(text: String(digits.dropFirst()), kind: .mobile, area: nil)
    } else if digits.utf8.count == 10, digits.hasPrefix("400") || digits.hasPrefix("800") {
      self.init(text: digits, kind: .tollFree, area: nil)
    } else if Self.kind(ofSubscriber: digits) == .national {
      self.init(text: digits, kind: .national, area: nil)
    } else if isInternational, Self.kind(ofSubscriber: digits) == .shortCode {
      // `+86 110` is nobody's area, but it is plain what is meant.
      try self.init(subscriber: digits, area: home, home: home)
    } else if digits.hasPrefix("0") || isInternational {
      let national = digits.hasPrefix("0") ? digits : "0" + digits
      guard let area = AreaCode(leading: national) else {
        throw .wrongLength(digits: digits.utf8.count)
      }
      try self.init(
        subscriber: national.withoutFirst(area.text.utf8.count), area: area, home: home)
    } else {
      try self.init(subscriber: digits, area: home, home: home)
    }
  }

  private init(subscriber: String, area: AreaCode, home: AreaCode) throws(NumberFailure) {
    guard let kind = Self.kind(ofSubscriber: subscriber) else {
      if subscriber.utf8.count == 7, area == home { throw .sevenDigits }
      throw .wrongLength(digits: subscriber.utf8.count)
    }
    if kind == .local, subscriber.utf8.count == 7, area == home { throw .sevenDigits }
    let owner = kind == .national ? nil : area
    let isBare = owner == nil || (owner == home && kind != .local)
    self.init(
      text: isBare ? subscriber : "\(area.text)-\(subscriber)", kind: kind, area: owner)
  }

  private init(text: String, kind: Kind, area: AreaCode?) {
    self.text = text
    self.kind = kind
    self.area = area
  }

  /// Every way a caller may dial the number, as digits with at most a leading `+`, sorted.
  ///
  /// With area code; behind `+86`, `0086` and `86`, each with and without the area's zero; a short
  /// code of the home area behind `+86` and `0086` as well; bare within the area. `86` without plus
  /// counts only before enough digits: `86757110` is a number of eight digits. The one list of
  /// `route trace`, the checks, the switches' rows and the probe.
  ///
  /// - Parameter home: the caller's own area; only its numbers are reached by the bare form.
  /// - Returns: the forms, sorted.
  package func dialledForms(home: AreaCode) -> [String] {
    let isHome = area == home
    if let area, !isHome || kind != .shortCode {
      return dialledForms(area: area.text, isHome: isHome)
    }
    var behind = formsBehindCountryCode
    if isHome, kind == .shortCode { behind.append(subscriber) }
    if behind.count > 2 { behind.sort() }
    // `+` comes before `0`, `00` before an area's code, and no subscriber begins with `0`.
    var forms = behind.map { "+86" + $0 } + behind.map { "0086" + $0 } + trunkForms
    let bare = area == nil || isHome ? [subscriber] : []
    forms += (formsBehindBareCountryCode + bare).sorted()
    return forms
  }

  /// The forms of a number of an area that nobody dials behind the country code alone: the same as
  /// the others, with less said twice.
  private func dialledForms(area: String, isHome: Bool) -> [String] {
    let subscriber = subscriber
    let full = area + subscriber
    let short = full.withoutFirst(1)
    var last = ["86" + full, "86" + short].filter { $0.utf8.count > Self.longestLocalNumber }
    if isHome { last.append(subscriber) }
    last.sort()
    return ["+86" + full, "+86" + short, "0086" + full, "0086" + short, full] + last
  }

  /// The forms that reach the number from any area and from abroad: all with its area code, or all
  /// where it has none.
  package var formsFromOutside: [String] {
    formsBehindCountryCode.flatMap { ["+86" + $0, "0086" + $0] } + formsBehindBareCountryCode
      + trunkForms + (area == nil ? [subscriber] : [])
  }

  /// How a caller of another area of the country dials it: `075712345`.
  package var formFromAnotherArea: String { area.map { $0.text + subscriber } ?? subscriber }

  /// What is dialled behind the country code: with the trunk's zero, which some trunks keep, and
  /// without; sorted.
  private var formsBehindCountryCode: [String] {
    if let area { return [area.text + subscriber, area.text.dropFirst() + subscriber] }
    return kind == .mobile ? ["0" + subscriber, subscriber] : [subscriber]
  }

  /// As from a trunk that writes the country code without plus.
  private var formsBehindBareCountryCode: [String] {
    formsBehindCountryCode.map { "86" + $0 }.filter { $0.utf8.count > Self.longestLocalNumber }
  }

  /// With the zero before an area's code, or before a mobile number of another area.
  private var trunkForms: [String] {
    if let area { return [area.text + subscriber] }
    return kind == .mobile ? ["0" + subscriber] : []
  }

  /// A fixed line has at most eight digits behind its area code.
  private static let longestLocalNumber = 8

  private static func isMobile(_ digits: some StringProtocol) -> Bool {
    let bytes = digits.utf8
    guard bytes.count == 11, bytes.first == UInt8(ascii: "1") else { return false }
    let second = bytes.dropFirst().first ?? 0
    return (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(second)
  }

  private static func kind(ofSubscriber digits: String) -> Kind? {
    let bytes = digits.utf8
    let second = bytes.dropFirst().first
    guard let first = bytes.first else { return nil }
    switch (bytes.count, first) {
    case (3...6, UInt8(ascii: "1")): return .shortCode
    case (5...6, UInt8(ascii: "9")) where second == UInt8(ascii: "6"): return .regional
    case (5...6, UInt8(ascii: "9")) where second == UInt8(ascii: "5"): return .national
    case (7...8, UInt8(ascii: "2")...UInt8(ascii: "8")): return .local
    default: return nil
    }
  }

  /// The canonical spelling tells numbers apart; the rest follows from it.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension String {
  /// The digits behind so many others.
  fileprivate func withoutFirst(_ count: Int) -> String {
    String(self[utf8.index(startIndex, offsetBy: count)...])
  }
}

extension HotlineNumber: Comparable, CustomStringConvertible {
  /// The canonical spelling.
  package var description: String { text }

  /// Shorter numbers first, then by digits: the order in which people read a list of numbers.
  package static func < (left: HotlineNumber, right: HotlineNumber) -> Bool {
    let (count, other) = (left.text.utf8.count, right.text.utf8.count)
    return count == other ? left.text < right.text : count < other
  }
}

/// The code of a telephone area, with its leading zero: `0757`, `020`, `010`.
package struct AreaCode: Hashable, Sendable {
  /// Three or four digits.
  package let text: String

  /// An area code as it is written; `nil` where no area has such a code.
  package init?(_ text: some StringProtocol) {
    guard let code = AreaCode(leading: String(text)), code.text.utf8.count == text.utf8.count
    else { return nil }
    self = code
  }

  /// The area code at the start of a national number that is written with its leading zero.
  package init?(leading national: String) {
    var bytes = national.utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "0"), let second = bytes.next(), let third = bytes.next()
    else { return nil }
    // 010 and 02x are the three-digit areas; every other area is 03xx to 09xx.
    let isShort =
      second == UInt8(ascii: "2")
      || (second == UInt8(ascii: "1") && third == UInt8(ascii: "0"))
    let isLong =
      bytes.next() != nil && (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(second)
    guard isShort || isLong else { return nil }
    self.text = String(national.prefix(isShort ? 3 : 4))
  }
}
