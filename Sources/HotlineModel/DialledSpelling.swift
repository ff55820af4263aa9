/// What a switch looks up of a called number: its digits, behind at most one `+`.
///
/// The twin of the step with which the switch's script begins. Of an address its user part counts;
/// taken off are a scheme in it (`tel:`, `sip:`), user parameters (`;phone-context=…`, `;isub=…`),
/// escapes (`%2B` is a `+`) and the separators that people and gateways write (`-`, `.`, `(`, `)`,
/// blanks). What has anything else in it is looked up nowhere: `__manifest__` and `12345#` cannot be
/// dialled.
package struct DialledSpelling: Hashable, Sendable {
  /// The digits, behind at most one `+`.
  package let digits: String

  /// What is looked up of a text; `nil` where that is nothing.
  package init?(_ text: some StringProtocol) {
    let text = String(text)
    if Self.isPlain(text) {
      digits = text
      return
    }
    var user = Array(text.utf8)[...]
    Self.dropScheme(["tel:", "sip:", "sips:"], from: &user)
    user = user.prefix { $0 != UInt8(ascii: "@") }.prefix { $0 != UInt8(ascii: ";") }
    guard var plain = Self.unescaped(user)?[...] else { return nil }
    Self.dropScheme(["tel:"], from: &plain)
    Self.dropScheme(["sip:", "sips:"], from: &plain)
    let kept = plain.filter { !"-. ()".utf8.contains($0) }
    let number = kept.first == UInt8(ascii: "+") ? kept.dropFirst() : kept[...]
    guard !number.isEmpty, number.allSatisfy({ (48...57).contains($0) }) else { return nil }
    digits = String(decoding: kept, as: UTF8.self)
  }

  /// Whether a text is digits behind at most one `+`, from which nothing is taken off.
  private static func isPlain(_ text: String) -> Bool {
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) }
  }

  private static func dropScheme(_ schemes: [String], from user: inout ArraySlice<UInt8>) {
    let head = user.prefix(5).map { (65...90).contains($0) ? $0 + 32 : $0 }
    guard let scheme = schemes.first(where: { head.starts(with: $0.utf8) }) else { return }
    user = user.dropFirst(scheme.utf8.count)
  }

  /// Escapes of visible characters as these; `nil` where one is of another or cut short.
  private static func unescaped(_ user: ArraySlice<UInt8>) -> [UInt8]? {
    guard user.contains(UInt8(ascii: "%")) else { return Array(user) }
    var rest = user
    var plain: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        plain.append(byte)
        continue
      }
      let code = rest.prefix(2)
      guard code.count == 2, code.allSatisfy({ Self.isHexadecimal($0) }),
        let character = UInt8(String(decoding: code, as: UTF8.self), radix: 16),
        (0x20...0x7E).contains(character)
      else { return nil }
      rest = rest.dropFirst(2)
      plain.append(character)
    }
    return plain
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
  }
}

extension HotlineNumber {
  /// The numbers that a called number may be, as it is looked up: the first whose forms have it is
  /// the one that is reached.
  ///
  /// - Parameters:
  ///   - spelling: what is looked up.
  ///   - home: the area that bare numbers belong to.
  /// - Returns: at most two numbers, what is plainly written first.
  package static func readings(of spelling: DialledSpelling, home: AreaCode) -> [HotlineNumber] {
    let digits = spelling.digits
    let plain = try? HotlineNumber(parsing: digits, home: home)
    guard digits.hasPrefix("86") else { return [plain].compactMap { $0 } }
    // A trunk that writes the country code without plus.
    let abroad = try? HotlineNumber(parsing: "+" + digits, home: home)
    return [plain, abroad == plain ? nil : abroad].compactMap { $0 }
  }

  /// The number that a called number reaches within its area, digit for digit; `nil` where what is
  /// called is a form of none.
  ///
  /// - Parameters:
  ///   - spelling: what is looked up.
  ///   - home: the area that bare numbers belong to.
  package init?(calledAs spelling: DialledSpelling, home: AreaCode) {
    let reached = Self.readings(of: spelling, home: home).first {
      $0.dialledForms(home: home).contains(spelling.digits)
    }
    guard let reached else { return nil }
    self = reached
  }
}
