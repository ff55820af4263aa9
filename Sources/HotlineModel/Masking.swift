/// How personal data is shown where clear text has no purpose.
package enum Masking {
  /// A phone number with its middle or tail hidden: `138****5678`, `0757-8210****`.
  ///
  /// Mobile numbers keep three digits in front and four behind, fixed lines area code and
  /// exchange, service codes all; of anything else only the first three characters are shown.
  package static func phone(_ text: String) -> String {
    let isDigits = text.utf8.allSatisfy { (48...57).contains($0) }
    if isDigits, text.utf8.count <= 6 { return text }
    if isDigits, text.utf8.count == 11, text.hasPrefix("1") {
      return "\(text.prefix(3))****\(text.suffix(4))"
    }
    let parts = text.split(separator: "-")
    if parts.count == 2, AreaCode(parts[0]) != nil, (7...8).contains(parts[1].utf8.count) {
      return "\(text.dropLast(4))****"
    }
    // In a column of numbers that slipped there may stand a name: show digits and signs only.
    return "\(text.prefix(3).prefix { $0.isASCII })****"
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

  /// A text with every run of digits hidden that could be a telephone, identity or card number.
  ///
  /// - Parameters:
  ///   - text: what is to be shown.
  ///   - known: a run that is nobody's secret: the number of a line.
  /// - Returns: the text without the others.
  package static func scrubbed(_ text: String, sparing known: String? = nil) -> String {
    guard holdsDigits(text.utf8) else { return text }
    var shown = ""
    var run = ""
    func flush() {
      let isNumber = run.utf8.count == 11 || run.utf8.count == 12 || run.utf8.count >= 15
      let isDate = run.utf8.count == 14 || run.utf8.count == 8 && run.hasPrefix("20")
      let isLong = run.utf8.count == 8 || run.utf8.count == 13
      let isHidden = run != known && (isNumber || (isLong && !isDate))
      shown += isHidden ? "\(run.prefix(3))****" : run
      run = ""
    }
    for character in text {
      if ("0"..."9").contains(character) {
        run.append(character)
      } else {
        flush()
        shown.append(character)
      }
    }
    flush()
    return shown
  }

  /// Whether so many digits stand together that they may be a number to be hidden: eight or more.
  @inlinable package static func holdsDigits(_ text: some Sequence<UInt8>) -> Bool {
    var run = 0
    for byte in text {
      run = byte &- 0x30 <= 9 ? run + 1 : 0
      if run == 8 { return true }
    }
    return false
  }

  /// A name with all but the first character hidden: `张**`.
  package static func name(_ text: String) -> String {
    guard let first = text.first else { return "" }
    return "\(first)**"
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
