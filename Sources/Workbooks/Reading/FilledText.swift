package import HotlineModel

/// Text as people type it into cells.
package enum FilledText {
  /// The text without blanks around it, whatever kind of blank they are.
  package static func trimmed(_ text: String) -> String {
    let isBlank = { (character: Character) in
      character.isWhitespace || character == "\u{3000}" || character == "\u{A0}"
        || character == "\u{FEFF}" || character == "\u{200B}"
    }
    var rest = text[...]
    while let first = rest.first, isBlank(first) { rest = rest.dropFirst() }
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return String(rest)
  }

  /// Digits and letters of full width as ASCII.
  package static func halfWidth(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      scalars.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(scalars)
  }

  /// `2021-10-09`, `2021/10/9`, `2021.10.9`, `2021年10月9日`, and any of them with midnight behind it.
  package static func day(_ text: String) -> CivilDate? {
    let day = text.hasSuffix(" 00:00:00") ? String(text.dropLast(9)) : text
    let plain = day.hasSuffix("日") ? String(day.dropLast()) : day
    return CivilDate(String(plain.map { "年月.".contains($0) ? "-" : $0 }))
  }
}
