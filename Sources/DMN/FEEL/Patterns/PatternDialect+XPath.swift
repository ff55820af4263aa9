import Bytes

extension PatternDialect {
  /// Regular expressions as XPath writes them: XML Schema's, with anchors, groups, back references
  /// and lazy repetition.
  static func xpath(flags: String) -> PatternDialect {
    PatternDialect(
      escape: xpathEscape, property: xpathProperty,
      dot: flags.contains("s")
        ? CharacterClass([.range(0...0x10FFFF)])
        : CharacterClass([.only("\n"), .only("\r")], isNegated: true),
      mostRepeated: 999_999, isExtended: true, ignoresCase: flags.contains("i"),
      isMultiline: flags.contains("m"))
  }

  /// What follows a backslash.
  @Sendable private static func xpathEscape(_ scalar: Unicode.Scalar) -> CharacterClass.Item? {
    switch scalar {
    case "n": .only("\n")
    case "r": .only("\r")
    case "t": .only("\t")
    case "d": .test(isDigit)
    case "D": .not(.test(isDigit))
    case "s": .test(isSpace)
    case "S": .not(.test(isSpace))
    case "w": .test(isWord)
    case "W": .not(.test(isWord))
    case "i": .test(isNameStart)
    case "I": .not(.test(isNameStart))
    case "c": .test(isNamePart)
    case "C": .not(.test(isNamePart))
    case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$": .only(scalar)
    default: nil
    }
  }

  @Sendable private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .decimalNumber
  }

  @Sendable private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D].contains(scalar.value)
  }

  @Sendable private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory.letters.first {
    case "P", "Z", "C": false
    default: true
    }
  }

  @Sendable private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == ":" || (FEELLexer.isNameStart(scalar) && scalar != "?")
  }

  @Sendable private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    [":", "-", "."].contains(scalar) || (FEELLexer.isNamePart(scalar) && scalar != "?")
  }

  /// `Lu` or `IsBasicLatin`.
  @Sendable private static func xpathProperty(_ name: String) -> CharacterClass.Item? {
    if name.hasPrefix("Is") { return blocks[String(name.dropFirst(2))].map { .range($0) } }
    guard categories.contains(name) else { return nil }
    return .test { $0.properties.generalCategory.letters.hasPrefix(name) }
  }

  private static let categories: Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C",
    "Cc", "Cf", "Co", "Cn",
  ]

  private static let blocks: [String: ClosedRange<UInt32>] = [
    "BasicLatin": 0...0x7F, "Latin-1Supplement": 0x80...0xFF, "LatinExtended-A": 0x100...0x17F,
    "LatinExtended-B": 0x180...0x24F, "IPAExtensions": 0x250...0x2AF, "Greek": 0x370...0x3FF,
    "GreekandCoptic": 0x370...0x3FF, "Cyrillic": 0x400...0x4FF, "Armenian": 0x530...0x58F,
    "Hebrew": 0x590...0x5FF, "Arabic": 0x600...0x6FF, "Devanagari": 0x900...0x97F,
    "Thai": 0xE00...0xE7F, "HangulJamo": 0x1100...0x11FF, "GeneralPunctuation": 0x2000...0x206F,
    "CurrencySymbols": 0x20A0...0x20CF, "MathematicalOperators": 0x2200...0x22FF,
    "CJKSymbolsandPunctuation": 0x3000...0x303F, "Hiragana": 0x3040...0x309F,
    "Katakana": 0x30A0...0x30FF, "CJKUnifiedIdeographs": 0x4E00...0x9FFF,
    "HangulSyllables": 0xAC00...0xD7A3, "PrivateUse": 0xE000...0xF8FF,
    "HalfwidthandFullwidthForms": 0xFF00...0xFFEF,
  ]
}

extension Unicode.GeneralCategory {
  /// The two letters of the category.
  var letters: String {
    switch self {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
