/// A row of the table of numbers that are recognised by their form: what they look like.
///
/// The rows are tried in their order, each with the longest run of groups first.
/// `HowTo/hand-tickets-over.md` shows the table to users.
package struct NumberForm: Sendable {
  /// What a number of this form is counted and shown as.
  package let kind: PrivacyCounts.Kind
  /// How many digits it has.
  let digits: ClosedRange<Int>
  /// Whether the first groups of a run, so many, are such a number; `hasX` tells whether X follows.
  let matches: @Sendable (_ run: borrowing DigitRun, _ groups: Int, _ hasX: Bool) -> Bool

  /// All forms.
  ///
  /// Sources: GB 11643-1999 (identity cards), GB/T 19584-2010 and ISO/IEC 7812-1 (bank cards).
  package static let table = [
    // 6 + 8 + 4 digits with a day of birth are a card, whatever its check character says.
    NumberForm(kind: .identityCard, digits: 17...17) { run, groups, hasX in
      hasX && isCard(run, groups)
    },
    NumberForm(kind: .identityCard, digits: 18...18) { run, groups, _ in
      isCard(run, groups)
    },
    // Cards of before 1999 have two digits of the year and no check character.
    NumberForm(kind: .identityCard, digits: 15...15) { run, groups, _ in
      NumberDigits.isRegion(run.digits) && NumberDigits.isDay(run.digits[8..<12])
        && (run.isSpelled(groups) || groups == 1 || run.isParted(at: 6, of: groups))
    },
    // China UnionPay's cards begin with 62; others have Luhn's check digit or four groups of four.
    NumberForm(kind: .bankCard, digits: 15...21) { run, groups, _ in
      let digits = run.digits(of: groups)
      let sizes = run.groups[..<groups]
      guard
        run.gaps(groups, are: { $0 != .comma }) || sizes.dropLast().allSatisfy({ $0.size == 4 })
      else { return false }
      if digits.count >= 16, digits.count <= 19 {
        if groups == 1, NumberDigits.passesLuhn(digits) { return true }
        if digits.starts(with: [6, 2]), groups <= 10 || run.isSpelled(groups) { return true }
      }
      return groups >= 4 && sizes[0].size == 4 && [3, 4, 5, 6, 9].contains(digits[0])
        && sizes.allSatisfy { $0.size <= 4 }
    },
    NumberForm(kind: .phone, digits: 9...17) { run, groups, _ in
      isTelephone(run, groups, hasCountryCode: false)
    },
  ]

  /// Whether 17 digits in front of X, or 18 digits, are an identity card.
  private static func isCard(_ run: borrowing DigitRun, _ groups: Int) -> Bool {
    NumberDigits.isRegion(run.digits) && NumberDigits.isBirth(run.digits[6..<14])
      && run.gaps(groups) { $0 != .comma }
  }

  /// Whether the first groups are a mobile number, or a fixed line with its area code, and parted
  /// as people part them.
  static func isTelephone(
    _ run: borrowing DigitRun, _ groups: Int, hasCountryCode: Bool
  ) -> Bool {
    let digits = run.digits(of: groups)
    guard NumberDigits.telephone(digits, hasCountryCode: hasCountryCode) != nil else {
      return false
    }
    if groups == 1 || hasCountryCode { return true }
    let sizes = run.groups[..<groups].map(\.size)
    if !run.gaps(groups, are: { $0 != .comma }) { return sizes == [3, 4, 4] }
    if digits[0] == 0 { return run.isSpelled(groups) || sizes[0] >= 3 }
    // 192.168.100.20 is an address on the net.
    return run.gaps(groups, are: { $0 == .soft }) || groups != 4 || sizes.contains { $0 > 3 }
  }
}
