/// Reads the text of a regular expression; every reading is `nil` where the text is none.
struct PatternReader {
  private let scalars: [Unicode.Scalar]
  private let dotTakesAll: Bool
  private var next = 0
  private(set) var groupCount = 0
  private var closedGroups: Set<Int> = []
  private var depth = 0

  init(_ scalars: [Unicode.Scalar], dotTakesAll: Bool) {
    self.scalars = scalars
    self.dotTakesAll = dotTakesAll
  }

  var isAtEnd: Bool { next == scalars.count }

  private var scalar: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard self.scalar == scalar else { return false }
    next += 1
    return true
  }

  mutating func choice() -> TextPattern.Node? {
    guard depth < 50 else { return nil }
    depth += 1
    defer { depth -= 1 }
    var branches: [TextPattern.Node] = []
    repeat {
      guard let branch = sequence() else { return nil }
      branches.append(branch)
    } while take("|")
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() -> TextPattern.Node? {
    var parts: [TextPattern.Node] = []
    while let scalar, scalar != "|", scalar != ")" {
      guard let atom = atom(), let part = repetition(of: atom) else { return nil }
      parts.append(part)
    }
    return .sequence(parts)
  }

  private mutating func repetition(of atom: TextPattern.Node) -> TextPattern.Node? {
    guard let (least, most) = quantifier() else { return nil }
    guard least != 1 || most != 1 else { return atom }
    let isLazy = take("?")
    if let scalar, ["*", "+", "?", "{"].contains(scalar) { return nil }
    return .repetition(atom, least: least, most: most, isLazy: isLazy)
  }

  /// How often: once where nothing is said.
  private mutating func quantifier() -> (Int, Int)? {
    if take("*") { return (0, Int.max) }
    if take("+") { return (1, Int.max) }
    if take("?") { return (0, 1) }
    guard take("{") else { return (1, 1) }
    guard let least = number() else { return nil }
    var most = least
    if take(",") { most = scalar == "}" ? Int.max : number() ?? -1 }
    guard most >= least, take("}") else { return nil }
    // A count of one is written as a repetition all the same.
    return (least, most)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let scalar, FEELLexer.isDigit(scalar), digits.utf8.count < 6 {
      digits.unicodeScalars.append(scalar)
      next += 1
    }
    return Int(digits)
  }

  private mutating func atom() -> TextPattern.Node? {
    guard let scalar else { return nil }
    next += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .set(dot)
    case "(": return group()
    case "[": return characterClass().map { .set($0) }
    case "\\": return escaped()
    case "*", "+", "?", "{", "}", "]", ")": return nil
    default: return .set(CharacterClass(only: scalar))
    }
  }

  private var dot: CharacterClass {
    dotTakesAll
      ? CharacterClass([.range(0...0x10FFFF)])
      : CharacterClass([.range(0x0A...0x0A), .range(0x0D...0x0D)], isNegated: true)
  }

  private mutating func group() -> TextPattern.Node? {
    var number: Int?
    if scalar == "?" {
      guard next + 1 < scalars.count, scalars[next + 1] == ":" else { return nil }
      next += 2
    } else {
      groupCount += 1
      number = groupCount
    }
    guard let inner = choice(), take(")") else { return nil }
    if let number { closedGroups.insert(number) }
    return .group(inner, number)
  }

  private mutating func escaped() -> TextPattern.Node? {
    if let first = scalar.flatMap(TextPattern.digit), first > 0 {
      next += 1
      var number = first
      while let digit = scalar.flatMap(TextPattern.digit), number * 10 + digit <= groupCount {
        number = number * 10 + digit
        next += 1
      }
      return closedGroups.contains(number) ? .reference(number) : nil
    }
    return escape().map { .set(CharacterClass([$0])) }
  }

  /// What follows a backslash.
  private mutating func escape() -> CharacterClass.Item? {
    guard let scalar else { return nil }
    next += 1
    func only(_ code: UInt32) -> CharacterClass.Item { .range(code...code) }
    switch scalar {
    case "n": return only(0x0A)
    case "r": return only(0x0D)
    case "t": return only(0x09)
    case "d": return .digit
    case "D": return .not(.digit)
    case "s": return .space
    case "S": return .not(.space)
    case "w": return .word
    case "W": return .not(.word)
    case "i": return .nameStart
    case "I": return .not(.nameStart)
    case "c": return .namePart
    case "C": return .not(.namePart)
    case "p": return property()
    case "P": return property().map { .not($0) }
    case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$":
      return only(scalar.value)
    default: return nil
    }
  }

  /// `{Lu}` or `{IsBasicLatin}`.
  private mutating func property() -> CharacterClass.Item? {
    guard take("{") else { return nil }
    var name = ""
    while let scalar, scalar != "}" {
      name.unicodeScalars.append(scalar)
      next += 1
    }
    guard take("}") else { return nil }
    if name.hasPrefix("Is") { return Self.blocks[String(name.dropFirst(2))].map { .range($0) } }
    return Self.categories.contains(name) ? .category(name) : nil
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

  /// The inside of `[…]`, whose bracket was read.
  private mutating func characterClass() -> CharacterClass? {
    guard depth < 50 else { return nil }
    depth += 1
    defer { depth -= 1 }
    var result = CharacterClass([], isNegated: take("^"))
    while !take("]") {
      if scalar == "-", next + 1 < scalars.count, scalars[next + 1] == "[" {
        next += 2
        guard let minus = characterClass(), take("]"), !result.items.isEmpty else { return nil }
        result.minus.append(minus)
        return result
      }
      guard let item = classItem() else { return nil }
      result.items.append(item)
    }
    return result.items.isEmpty ? nil : result
  }

  private mutating func classItem() -> CharacterClass.Item? {
    guard let low = classEnd() else { return nil }
    guard case .range(let first) = low, first.count == 1, scalar == "-",
      next + 1 < scalars.count, scalars[next + 1] != "]", scalars[next + 1] != "["
    else { return low }
    next += 1
    guard case .range(let last)? = classEnd(), last.count == 1,
      first.lowerBound <= last.lowerBound
    else { return nil }
    return .range(first.lowerBound...last.lowerBound)
  }

  private mutating func classEnd() -> CharacterClass.Item? {
    guard let scalar else { return nil }
    next += 1
    if scalar == "\\" { return escape() }
    guard scalar != "[" else { return nil }
    return .range(scalar.value...scalar.value)
  }
}
