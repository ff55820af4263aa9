/// How personal data is shown where clear text has no purpose.
package enum Masking {
  /// A phone number with its middle or tail hidden: `138****5678`, `0757-8210****`.
  ///
  /// Mobile numbers keep three digits in front and four behind; fixed lines keep area code and
  /// exchange; anything else keeps its first two characters.
  package static func phone(_ text: String) -> String {
    let digits = text.filter { ("0"..."9").contains($0) }
    if digits.utf8.count == 11, digits.hasPrefix("1") {
      return "\(digits.prefix(3))****\(digits.suffix(4))"
    }
    if text.utf8.count > 6 {
      return "\(text.dropLast(4))****"
    }
    return "\(text.prefix(2))****"
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
