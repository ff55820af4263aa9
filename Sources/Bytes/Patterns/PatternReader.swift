/// Reads the text of a regular expression; every reading is `nil` where the text is none.
struct PatternReader {
  private let scalars: [Unicode.Scalar]
  private let dialect: PatternDialect
  private var next = 0
  private(set) var groupCount = 0
  private var closedGroups: Set<Int> = []
  private var depth = 0

  private static let deepest = 50

  init(_ scalars: [Unicode.Scalar], _ dialect: PatternDialect) {
    self.scalars = scalars
    self.dialect = dialect
  }

  /// The whole text as a pattern.
  mutating func pattern() -> PatternNode? {
    guard let node = choice(), next == scalars.count else { return nil }
    return node
  }

  private var scalar: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard self.scalar == scalar else { return false }
    next += 1
    return true
  }

  private mutating func choice() -> PatternNode? {
    guard depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    var branches: [PatternNode] = []
    repeat {
      var parts: [PatternNode] = []
      while let scalar, scalar != "|", scalar != ")" {
        guard let atom = atom(), let part = repetition(of: atom) else { return nil }
        parts.append(part)
      }
      branches.append(.sequence(parts))
    } while take("|")
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func repetition(of atom: PatternNode) -> PatternNode? {
    guard let (least, most) = quantifier() else { return nil }
    guard least != 1 || most != 1 else { return atom }
    let isLazy = dialect.isExtended && take("?")
    // `a**` means other things elsewhere: it is refused, not read otherwise.
    if let scalar, ["*", "+", "?", "{"].contains(scalar) { return nil }
    return .repetition(atom, least: least, most: most, isLazy: isLazy)
  }

  /// How often: once where nothing is said.
  private mutating func quantifier() -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard take("{") else { return (1, 1) }
    guard let least = number() else { return nil }
    var most: Int? = least
    if take(",") { most = scalar == "}" ? nil : number() ?? -1 }
    guard take("}"), least <= most ?? least, max(least, most ?? 0) <= dialect.mostRepeated
    else { return nil }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let scalar, ("0"..."9").contains(scalar), digits.utf8.count < 6 {
      digits.unicodeScalars.append(scalar)
      next += 1
    }
    return Int(digits)
  }

  private mutating func atom() -> PatternNode? {
    guard let scalar else { return nil }
    next += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .one(dialect.dot)
    case "(": return group()
    case "[": return characterClass().map { .one($0) }
    case "\\":
      return isAtReference ? reference() : escape().map { .one(CharacterClass([$0])) }
    case "*", "+", "?", "{", "}", "]", ")": return nil
    default: return .one(CharacterClass([.only(scalar)]))
    }
  }

  private mutating func group() -> PatternNode? {
    var number: Int?
    if take("?") {
      guard take(":") else { return nil }
    } else {
      groupCount += 1
      number = groupCount
    }
    guard let inner = choice(), take(")") else { return nil }
    if let number { closedGroups.insert(number) }
    return .group(inner, number)
  }

  private var isAtReference: Bool {
    dialect.isExtended && (scalar.flatMap(Self.digit) ?? 0) > 0
  }

  /// The number of a bracket that is closed; as many digits as there are brackets for.
  private mutating func reference() -> PatternNode? {
    guard var number = scalar.flatMap(Self.digit) else { return nil }
    next += 1
    while let digit = scalar.flatMap(Self.digit), number * 10 + digit <= groupCount {
      number = number * 10 + digit
      next += 1
    }
    return closedGroups.contains(number) ? .reference(number) : nil
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    ("0"..."9").contains(scalar) ? Int(scalar.value) - 48 : nil
  }

  /// What follows a backslash.
  private mutating func escape() -> CharacterClass.Item? {
    guard let scalar else { return nil }
    next += 1
    guard scalar == "p" || scalar == "P", take("{") else { return dialect.escape(scalar) }
    var name = ""
    while let scalar = self.scalar, scalar != "}" {
      name.unicodeScalars.append(scalar)
      next += 1
    }
    guard take("}"), let item = dialect.property(name) else { return nil }
    return scalar == "P" ? .not(item) : item
  }

  /// The inside of `[…]`, whose bracket was read.
  private mutating func characterClass() -> CharacterClass? {
    guard depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    var result = CharacterClass([], isNegated: take("^"))
    while !take("]") {
      if dialect.isExtended, scalar == "-", next + 1 < scalars.count, scalars[next + 1] == "[" {
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
      next + 1 < scalars.count, scalars[next + 1] != "]",
      !dialect.isExtended || scalars[next + 1] != "["
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
    return scalar == "[" ? nil : .only(scalar)
  }
}
