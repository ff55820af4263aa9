/// A set of characters, as a class of a regular expression names it.
struct CharacterClass: Sendable {
  indirect enum Item: Sendable {
    case range(ClosedRange<UInt32>)
    case digit
    case space
    case word
    case nameStart
    case namePart
    /// A general category such as `Lu` or `L`.
    case category(String)
    case not(Item)
    case nested(CharacterClass)
  }

  var items: [Item]
  var isNegated = false
  /// What is taken away again: `[a-z-[aeiou]]`.
  var minus: [CharacterClass] = []

  init(_ items: [Item], isNegated: Bool = false) {
    self.items = items
    self.isNegated = isNegated
  }

  init(only scalar: Unicode.Scalar) {
    items = [.range(scalar.value...scalar.value)]
  }

  func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
    let forms = ignoringCase ? Self.forms(of: scalar) : [scalar]
    let isListed = items.contains { item in
      forms.contains { Self.holds(item, $0) }
        || (ignoringCase && Self.isFolded(item, to: forms))
    }
    guard isListed != isNegated else { return false }
    return !minus.contains { $0.contains(scalar, ignoringCase: ignoringCase) }
  }

  private static func holds(_ item: Item, _ scalar: Unicode.Scalar) -> Bool {
    switch item {
    case .range(let range): range.contains(scalar.value)
    case .digit: scalar.properties.generalCategory == .decimalNumber
    case .space: [0x20, 0x09, 0x0A, 0x0D].contains(scalar.value)
    case .word:
      switch scalar.properties.generalCategory.letters.first {
      case "P", "Z", "C": false
      default: true
      }
    case .nameStart: scalar == ":" || (FEELLexer.isNameStart(scalar) && scalar != "?")
    case .namePart:
      scalar == ":" || scalar == "-" || scalar == "."
        || (FEELLexer.isNamePart(scalar) && scalar != "?")
    case .category(let name): scalar.properties.generalCategory.letters.hasPrefix(name)
    case .not(let item): !holds(item, scalar)
    case .nested(let inner): inner.contains(scalar, ignoringCase: false)
    }
  }

  /// A character and its other cases.
  private static func forms(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    var forms = [scalar]
    for text in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
      let mapped = Array(text.unicodeScalars)
      if mapped.count == 1, mapped[0] != scalar { forms.append(mapped[0]) }
    }
    return forms
  }

  /// Whether a single character of the class has a case in common.
  private static func isFolded(_ item: Item, to forms: [Unicode.Scalar]) -> Bool {
    guard case .range(let range) = item, range.count == 1,
      let only = Unicode.Scalar(range.lowerBound)
    else { return false }
    return Self.forms(of: only).contains { forms.contains($0) }
  }
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
