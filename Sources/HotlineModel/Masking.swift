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
    return "\(text.prefix(3))****"
  }

  /// A value of a column that should hold nothing personal, as a finding shows it: at most 24
  /// characters, and no run of digits that could be a telephone or identity number.
  package static func excerpt(_ text: String) -> String {
    var shown = ""
    var run = ""
    func flush() {
      shown += [8, 11, 12, 15, 18].contains(run.utf8.count) ? "\(run.prefix(3))****" : run
      run = ""
    }
    for character in text.prefix(24) {
      if ("0"..."9").contains(character) {
        run.append(character)
      } else {
        flush()
        shown.append(character)
      }
    }
    flush()
    return text.count > 24 ? shown + "…" : shown
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
    case .open: text
    case .phone: phone(text)
    case .name: name(text)
    case .freeText: freeText(text)
    }
  }
}
