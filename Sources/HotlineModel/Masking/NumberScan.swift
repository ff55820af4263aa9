/// Finds the numbers of a text that tell who somebody is.
package struct NumberScan: Sendable {
  /// What begins at a digit.
  package struct Found: Sendable {
    /// What is hidden; `nil` where nothing is.
    package let kind: PrivacyCounts.Kind?
    /// What is hidden or passed: its end is where the text goes on.
    package let range: Range<Int>
    /// What is shown instead.
    package let shown: [UInt8]

    static func nothing(_ start: Int, _ end: Int) -> Found {
      Found(kind: nil, range: start..<max(end, start + 1), shown: [])
    }
  }

  /// The digits that were read last.
  package private(set) var run = DigitRun()

  /// A scan.
  package init() {}

  /// What begins at a digit.
  package mutating func number(in text: borrowing FoldedText, at index: Int) -> Found {
    let wasTrimmed = run.read(text, at: index)
    let first = run.groups[0]
    if run.digits.count < 6 { return .nothing(index, first.end) }
    // What few digits touch four stars are left of a number that is hidden already.
    if first.count <= 4, text.isMask(first.end) || text.isMask(index - 4) {
      return .nothing(index, first.end)
    }
    if let end = passed(text, index) { return .nothing(index, end) }
    if let found = callFromAbroad(text, index) ?? paper(text, index) ?? certain(in: text) {
      return found
    }
    if wasTrimmed {
      run.read(text, at: index, isTrimmed: false)
      if let found = certain(in: text) { return found }
      run.read(text, at: index)
    }
    // 周一13800001234
    if text[index] > 0x7F, FoldedText.isDigit(text[index + 1]) { return .nothing(index, index + 1) }
    // So is 0757-8210****.
    if let last = run.groups.last, last.count <= 8, text.isMask(last.end) {
      return .nothing(index, last.end)
    }
    return told(text, index) ?? likely(text, index) ?? .nothing(index, first.end)
  }

  /// A number that is certain by its form, whatever is written around it.
  package func certain(in text: borrowing FoldedText) -> Found? {
    for groups in stride(from: run.groups.count, to: 0, by: -1) {
      let count = run.groups[groups - 1].count
      guard count >= 9, count <= 21 else { continue }
      let end = run.groups[groups - 1].end
      let endOfX = count == 17 ? Self.endOfX(text, end) : nil
      for form in NumberForm.table where form.digits.contains(count) {
        guard form.matches(run, groups, endOfX != nil) else { continue }
        if form.kind == .phone { return telephone(text, groups) }
        return hidden(form.kind, groups, endsAt: endOfX ?? end)
      }
    }
    return nil
  }

  /// What begins at a digit in a column that should hold nothing personal: a number in groups that
  /// is certain by its form, or a run of digits that is as long as one and not a day.
  mutating func numberOfColumn(in text: borrowing FoldedText, at index: Int) -> Found {
    run.read(text, at: index)
    if run.groups.count > 1, let found = certain(in: text) {
      let digits = run.digits.prefix(3).map { $0 + 48 }
      return Found(kind: found.kind, range: found.range, shown: digits + Array("****".utf8))
    }
    let group = run.groups[0]
    let isNumber = group.size == 11 || group.size == 12 || group.size >= 15
    let isDay = group.size == 8 && run.digits.starts(with: [2, 0])
    let isHidden = isNumber || group.size == 13 || group.size == 8 && !isDay
    return isHidden ? hidden(.number, 1, endsAt: group.end) : .nothing(index, group.end)
  }

  /// Where the X of an identity card ends, with one sign in front of it.
  private static func endOfX(_ text: borrowing FoldedText, _ end: Int) -> Int? {
    for next in [end, end + 1] where FoldedText.small(text[next]) == 0x78 {
      if next == end || [0x20, 0x2D, 0x2E, 0x2F].contains(text[end]) { return next + 1 }
    }
    return nil
  }

  func hidden(_ kind: PrivacyCounts.Kind, _ groups: Int, endsAt end: Int) -> Found {
    Found(
      kind: kind, range: run.groups[0].start..<end,
      shown: NumberDigits.masked(run.digits(of: groups), as: kind))
  }

  private func telephone(
    _ text: borrowing FoldedText, _ groups: Int, hasCountryCode: Bool = false,
    takesPlus: Bool = false
  ) -> Found {
    let (start, end) = (run.groups[0].start, run.groups[groups - 1].end)
    return Found(
      kind: .phone, range: text.telephone(from: start, to: end, takesPlus: takesPlus),
      shown: NumberDigits.masked(
        run.digits(of: groups), as: .phone, hasCountryCode: hasCountryCode))
  }

  // MARK: - What stays

  /// Where a day, a service number or the code of an organisation ends that begins here.
  private func passed(_ text: borrowing FoldedText, _ index: Int) -> Int? {
    let groups = run.groups
    let digits = run.digits
    if groups.count >= 3, groups[0].size == 4, isYear(digits), groups[1].size <= 2,
      groups[2].size <= 2, text[groups[0].end] == text[groups[1].end],
      (1...12).contains(value(groups[1])), (1...31).contains(value(groups[2]))
    {
      return groups[2].end
    }
    // 20210508-0012345 is the number of a document, 192.168.1.20 an address on the net.
    if groups.count >= 2, NumberDigits.isDate(run.digits(of: 1)), groups[1].size <= 7,
      text[groups[0].end] == 0x2D, groups[1].start == groups[0].end + 1
    {
      return groups[1].end
    }
    if groups.count >= 4, digits.starts(with: [1, 9, 2, 1, 6, 8]), groups[3].size <= 3,
      groups[1].size == 3
    {
      return groups[3].end
    }
    if digits[0] == 4 || digits[0] == 8, let service = groups.first(where: { $0.count == 10 }),
      NumberDigits.isService(digits[..<service.count])
    {
      return text.endOfExtension(behind: service.end) ?? service.end
    }
    return endOfCode(text, index)
  }

  private func isYear(_ digits: [UInt8]) -> Bool {
    digits.starts(with: [1, 9]) || digits.starts(with: [2, 0])
  }

  private func value(_ group: DigitRun.Group) -> Int {
    run.digits[group.before..<group.count].reduce(0) { $0 * 10 + Int($1) }
  }

  /// Where the credit code of an organisation ends that this digit is in, or a document's number
  /// of letters and a day: `FS2305123456`.
  private func endOfCode(_ text: borrowing FoldedText, _ index: Int) -> Int? {
    var start = index
    while index - start < 4, FoldedText.isLetter(text[start - 1]) { start -= 1 }
    var end = index
    while end - start < 24, FoldedText.isLetter(text[end]) || FoldedText.isDigit(text[end]) {
      end += 1
    }
    if end - start == 18, NumberDigits.isCreditCode(text.scalars(start..<end)) {
      // A card's number may be a code by chance; cards begin with 3 to 6, codes of digits do not.
      let kind = run.groups[0].size >= 17 ? certain(in: text)?.kind : nil
      let isBankCard =
        kind == .bankCard && end == run.groups[0].end && (3...6).contains(run.digits[0])
      return kind == .identityCard || isBankCard ? nil : end
    }
    let digits = run.digits(of: 1)
    guard index - start >= 2, end == run.groups[0].end, digits.count >= 9 else { return nil }
    let isDay = NumberDigits.isDay(digits.dropFirst(4).prefix(4)) && isYear(run.digits)
    let isMonth = digits[0] == 2 && (1...12).contains(digits[2] * 10 + digits[3])
    return isDay || isMonth ? end : nil
  }

  // MARK: - Numbers

  /// Digits behind a country code are a telephone number, even where Luhn's sum fits them.
  private func callFromAbroad(_ text: borrowing FoldedText, _ index: Int) -> Found? {
    let hasPlus = text[index - 1] == 0x2B
    let isCodeApart = NumberDigits.isCountryCode(run.digits(of: 1))
    let isAbroad = run.digits.starts(with: [0, 0, 8, 6])
    guard isAbroad || hasPlus || isCodeApart else { return nil }
    let hasCode = hasPlus || isCodeApart
    for groups in stride(from: run.groups.count, to: 0, by: -1)
    where NumberForm.isTelephone(run, groups, hasCountryCode: hasCode) {
      return telephone(
        text, groups, hasCountryCode: hasCode,
        takesPlus: isAbroad || run.digits.starts(with: [8, 6]))
    }
    return nil
  }

  /// A number of which a word in front of it tells what it is.
  private func told(_ text: borrowing FoldedText, _ index: Int) -> Found? {
    let (start, letters) = Self.letters(text, before: index)
    let hasLetters = (1...3).contains(letters)
    switch NumberWords.before(hasLetters ? start : index, in: text) {
    case .document: return run.groups[0].count >= 7 ? .nothing(index, run.groups[0].end) : nil
    case .card: return longest(12...21).map { hidden(.bankCard, $0, endsAt: end($0)) }
    case .paper:
      let kind = hasLetters ? PrivacyCounts.Kind.paper : .identityCard
      guard let groups = longest(hasLetters ? 5...14 : 7...20) else { return nil }
      var end = end(groups)
      if FoldedText.isLetter(text[end]), !FoldedText.isLetter(text[end + 1]) { end += 1 }
      let isLong = run.groups[groups - 1].count >= 14
      return hidden(isLong ? kind : .paper, groups, endsAt: endOfCheck(text, end) ?? end)
    case .phone:
      // 12345 12329 are two service numbers.
      guard let groups = longest(7...12), run.groups[0].size < 7,
        run.groups[..<groups].allSatisfy({ $0.size <= 4 || $0.size >= 7 }),
        run.isSpelled(groups) || run.groups[..<groups].contains(where: { $0.size >= 3 })
      else { return nil }
      return telephone(text, groups)
    case .amount: return .nothing(index, run.groups[0].end)
    case nil: return nil
    }
  }

  private func end(_ groups: Int) -> Int { run.groups[groups - 1].end }

  /// The most groups, without a comma between them, that have so many digits.
  private func longest(_ counts: ClosedRange<Int>) -> Int? {
    (1...run.groups.count).last {
      counts.contains(run.groups[$0 - 1].count) && run.gaps($0) { $0 != .comma }
    }
  }

  /// What one group is taken for where nothing is certain; `nil` for a day and an amount.
  private func likely(_ text: borrowing FoldedText, _ index: Int) -> Found? {
    let (digits, end) = (run.digits(of: 1), run.groups[0].end)
    if digits.count < 7 { return local(text) }
    if NumberDigits.isDate(digits) || NumberDigits.isService(digits)
      || NumberWords.isAmount(behind: end, in: text)
    {
      return nil
    }
    // 〔2021〕12345678号
    if digits.count <= 8, [0x3015, 0x5D, 0x29, 0x3011].contains(text[index - 1]),
      text[end] == 0x53F7
    {
      return nil
    }
    return digits.count <= 8 ? telephone(text, 1) : hidden(.number, 1, endsAt: end)
  }

  /// A number of the town in two groups, `8210-1234`, that is not a range of years or amounts.
  private func local(_ text: borrowing FoldedText) -> Found? {
    guard run.groups.count >= 2, run.groups[0].size >= 3, run.groups[0].size <= 4,
      run.groups[1].size == 4, run.groups[1].gap != .comma,
      run.groups.count == 2 ? !run.isCut : run.groups[2].gap == .comma,
      (2...8).contains(run.digits[0]), !isYear(run.digits),
      !isYear(Array(run.digits[run.groups[1].before...])),
      value(run.groups[0]) % 100 != 0, value(run.groups[1]) % 100 != 0,
      Self.letters(text, before: run.groups[0].start).count == 0,
      !NumberWords.isAmount(behind: end(2), in: text)
    else { return nil }
    return telephone(text, 2)
  }
}
