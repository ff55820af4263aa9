package import Findings

/// How personal data is shown where clear text has no purpose.
package enum Masking {
  /// A phone number with its middle or tail hidden: `138****5678`, `0757-8210****`.
  ///
  /// Mobile numbers keep three digits in front and four behind; fixed lines lose the last four,
  /// with or without an area code, as in free text; service codes are shown as they are. Of anything
  /// else three characters are shown, and never more than half of it.
  package static func phone(_ text: String) -> String {
    let isDigits = text.utf8.allSatisfy { (48...57).contains($0) }
    if isDigits, (3...6).contains(text.utf8.count), text.hasPrefix("1") || text.hasPrefix("9") {
      return text
    }
    if isDigits, (7...8).contains(text.utf8.count) { return "\(text.dropLast(4))****" }
    if isDigits, text.utf8.count == 11, text.hasPrefix("1") {
      return "\(text.prefix(3))****\(text.suffix(4))"
    }
    let parts = text.split(separator: "-")
    if parts.count == 2, AreaCode(parts[0]) != nil, (7...8).contains(parts[1].utf8.count) {
      return "\(text.dropLast(4))****"
    }
    // In a column of numbers that slipped there may stand a name: show digits and signs only.
    return "\(text.prefix(min(3, text.count / 2)).prefix { $0.isASCII })****"
  }

  /// A value of a column that should hold nothing personal, as a finding shows it.
  ///
  /// Only what looks like a code, a date or a short word is shown; in a column that slipped
  /// anything may stand.
  package static func excerpt(_ text: String) -> String {
    let isShort = text.count <= 20 && !text.contains(where: \.isNewline)
    let isDate = text.allSatisfy { "0123456789-/:. TZ年月日时分秒".contains($0) }
    guard isShort, isDate || text.count <= 12 else {
      return "\(text.prefix(1))… (\(text.count) characters)"
    }
    return scrubbed(text)
  }

  /// A value of a column of dates, as a finding shows it: a name or an address that slipped into the
  /// column is no date, and only its first character is shown.
  package static func date(_ text: String) -> String {
    isDate(text) ? scrubbed(text) : "\(text.prefix(1))… (\(text.count) characters)"
  }

  /// Whether a text holds nothing but what dates are written with.
  package static func isDate(_ text: String) -> Bool {
    let words = text.split { !$0.isASCII || !$0.isLetter }.map { $0.lowercased() }
    return text.count <= 40 && words.allSatisfy(dateWords.contains)
      && text.allSatisfy { ($0.isASCII && $0.isLetter) || dateCharacters.contains($0) }
  }

  private static let dateCharacters = Set("0123456789-/:., +\u{3000}年月日号时点分秒上下中午凌晨早晚傍夜间")
  private static let dateWords: Set<String> = [
    "t", "z", "am", "pm", "a", "p", "m", "gmt", "utc", "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
  ]

  /// What a record said for a field of the ticket, by how personal the field is.
  package static func said(_ text: String, for field: TicketField) -> String {
    guard field.privacy == .open else {
      return text.isEmpty ? "" : value(text, privacy: field.privacy)
    }
    return field.kind == .instant ? date(text) : excerpt(text)
  }

  /// A text with every number hidden that could be a telephone, identity or card number, in one run
  /// of digits or in groups.
  ///
  /// - Parameters:
  ///   - text: what is to be shown.
  ///   - known: a run that is nobody's secret: the number of a line.
  /// - Returns: the text without the others.
  package static func scrubbed(_ text: String, sparing known: String? = nil) -> String {
    guard holdsDigits(text.utf8.span) else { return text }
    let folded = FoldedText(text)
    let scalars = Array(text.unicodeScalars)
    let spared = known.map { $0.unicodeScalars.compactMap { FoldedText.digit($0.value) } } ?? []
    var numbers = NumberScan()
    var shown = String.UnicodeScalarView()
    var (position, copied) = (0, 0)
    while position < folded.count - 1 {
      guard FoldedText.isDigit(folded[position]) else {
        position += 1
        continue
      }
      let found = numbers.numberOfColumn(in: folded, at: position)
      position = found.range.upperBound
      guard found.kind != nil, numbers.run.lastGroup(of: found) != spared[...] else { continue }
      shown += scalars[copied..<folded.offset(found.range.lowerBound)]
      shown += found.shown.map { Unicode.Scalar($0) }
      copied = folded.offset(found.range.upperBound)
    }
    shown += scalars[copied...]
    return String(shown)
  }

  /// Whether there are so many digits that they may be a number to be hidden: eight or more, in one
  /// run or in groups, or any of full width.
  package static func holdsDigits(_ text: Span<UInt8>) -> Bool {
    var digits = 0
    var last: UInt8 = 0
    for index in 0..<text.count {
      let byte = text[index]
      if byte &- 0x30 <= 9 { digits += 1 }
      if digits == 8 || last == 0xEF && byte == 0xBC { return true }
      last = byte
    }
    return false
  }

  /// A name with all but the first character hidden: `张**`.
  package static func name(_ text: String) -> String {
    guard let first = text.first else { return "" }
    return "\(first)**"
  }

  /// A masked value in a language: what is said of a length is words.
  package static func shown(_ masked: String, in language: Language) -> String {
    guard language == .chinese, masked.hasSuffix(" characters]"), masked.hasPrefix("[") else {
      return masked
    }
    return "[\(masked.dropFirst().dropLast(" characters]".count)) 个字]"
  }

  /// Free text, of which only the length is told: `[12 characters]`.
  package static func freeText(_ text: String) -> String {
    text.isEmpty ? "" : "[\(text.count) characters]"
  }

  /// Whatever stands in a field, by how personal the field is.
  package static func value(_ text: String, privacy: TicketField.Privacy) -> String {
    switch privacy {
    case .open: scrubbed(text)
    case .phone: phone(text)
    case .name: name(text)
    case .freeText: freeText(text)
    case .position: Degrees.areValid(text, limit: 180) ? Degrees.coarse(text) : freeText(text)
    }
  }
}
