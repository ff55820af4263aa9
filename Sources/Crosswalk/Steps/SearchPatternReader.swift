/// Reads the text of a search pattern into instructions.
struct SearchPatternReader {
  private indirect enum Node {
    case one(ScalarSet)
    case sequence([Node])
    case choice([Node])
    case repetition(Node, least: Int, most: Int?)
    case group(Node, Int?)
    case start
    case end
  }

  private let scalars: [Unicode.Scalar]
  private var next = 0
  private var groupCount = 0
  private var depth = 0

  /// More instructions than any pattern needs that a person can read.
  private static let longest = 2000
  private static let mostRepeated = 200

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// The instructions and the number of remembering brackets; `nil` where the text is no pattern.
  mutating func program() -> ([SearchPattern.Instruction], Int)? {
    guard let node = choice(), next == scalars.count, !scalars.isEmpty else { return nil }
    var program: [SearchPattern.Instruction] = [.save(0)]
    guard Self.write(node, to: &program) else { return nil }
    return (program + [.save(1), .found], groupCount)
  }

  // MARK: - Writing

  private static func write(
    _ node: Node, to program: inout [SearchPattern.Instruction]
  ) -> Bool {
    guard program.count < longest else { return false }
    switch node {
    case .one(let set): program.append(.one(set))
    case .start: program.append(.start)
    case .end: program.append(.end)
    case .sequence(let parts): return parts.allSatisfy { write($0, to: &program) }
    case .group(let inner, let number):
      guard let number else { return write(inner, to: &program) }
      program.append(.save(number * 2))
      guard write(inner, to: &program) else { return false }
      program.append(.save(number * 2 + 1))
    case .choice(let branches): return writeChoice(branches[...], to: &program)
    case .repetition(let inner, let least, let most):
      for _ in 0..<least where !write(inner, to: &program) { return false }
      guard let most else { return writeLoop(inner, to: &program) }
      return writeOptional(inner, times: most - least, to: &program)
    }
    return true
  }

  private static func writeChoice(
    _ branches: ArraySlice<Node>, to program: inout [SearchPattern.Instruction]
  ) -> Bool {
    guard let first = branches.first else { return true }
    guard branches.count > 1 else { return write(first, to: &program) }
    let fork = program.count
    program.append(.jump(0))
    guard write(first, to: &program) else { return false }
    let jump = program.count
    program.append(.jump(0))
    program[fork] = .fork(fork + 1, program.count)
    guard writeChoice(branches.dropFirst(), to: &program) else { return false }
    program[jump] = .jump(program.count)
    return true
  }

  private static func writeLoop(
    _ inner: Node, to program: inout [SearchPattern.Instruction]
  ) -> Bool {
    let fork = program.count
    program.append(.jump(0))
    guard write(inner, to: &program) else { return false }
    program.append(.jump(fork))
    program[fork] = .fork(fork + 1, program.count)
    return true
  }

  private static func writeOptional(
    _ inner: Node, times: Int, to program: inout [SearchPattern.Instruction]
  ) -> Bool {
    var forks: [Int] = []
    for _ in 0..<times {
      forks.append(program.count)
      program.append(.jump(0))
      guard write(inner, to: &program) else { return false }
    }
    for fork in forks { program[fork] = .fork(fork + 1, program.count) }
    return true
  }

  // MARK: - Reading

  private var scalar: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard scalar == wanted else { return false }
    next += 1
    return true
  }

  private mutating func choice() -> Node? {
    guard depth < 20 else { return nil }
    depth += 1
    defer { depth -= 1 }
    var branches: [Node] = []
    repeat {
      var parts: [Node] = []
      while let scalar, scalar != "|", scalar != ")" {
        guard let atom = atom(), let part = repeated(atom) else { return nil }
        parts.append(part)
      }
      branches.append(.sequence(parts))
    } while take("|")
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func repeated(_ atom: Node) -> Node? {
    var least = 1
    var most: Int? = 1
    if take("*") {
      (least, most) = (0, nil)
    } else if take("+") {
      (least, most) = (1, nil)
    } else if take("?") {
      (least, most) = (0, 1)
    } else if take("{") {
      guard let number = number() else { return nil }
      (least, most) = (number, number)
      if take(",") { most = scalar == "}" ? nil : self.number() ?? -1 }
      guard take("}"), least <= most ?? least, max(least, most ?? 0) <= Self.mostRepeated
      else { return nil }
    } else {
      return atom
    }
    // `a+?` and `a**` mean other things elsewhere: they are refused, not read otherwise.
    if let scalar, ["*", "+", "?", "{"].contains(scalar) { return nil }
    return .repetition(atom, least: least, most: most)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let scalar, ("0"..."9").contains(scalar), digits.utf8.count < 4 {
      digits.unicodeScalars.append(scalar)
      next += 1
    }
    return Int(digits)
  }

  private mutating func atom() -> Node? {
    guard let scalar else { return nil }
    next += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .one(ScalarSet([.any]))
    case "[": return set()
    case "\\": return escape().map { .one(ScalarSet([$0])) }
    case "(": return group()
    case "*", "+", "?", "{", "}", "]", ")": return nil
    default: return .one(ScalarSet([.range(scalar...scalar)]))
    }
  }

  private mutating func group() -> Node? {
    var number: Int?
    if take("?") {
      guard take(":") else { return nil }
    } else {
      groupCount += 1
      number = groupCount
    }
    guard let inner = choice(), take(")") else { return nil }
    return .group(inner, number)
  }

  private mutating func escape() -> ScalarSet.Item? {
    guard let scalar else { return nil }
    next += 1
    switch scalar {
    case "d": return .digit
    case "s": return .blank
    case "w": return .word
    case "n": return .range("\n"..."\n")
    case "t": return .range("\t"..."\t")
    default:
      return ("!"..."/").contains(scalar) || ("["..."`").contains(scalar)
        || ("{"..."~").contains(scalar) || (":"..."@").contains(scalar)
        ? .range(scalar...scalar) : nil
    }
  }

  private mutating func set() -> Node? {
    let isNegated = take("^")
    var items: [ScalarSet.Item] = []
    while let scalar, scalar != "]" {
      guard let item = setItem() else { return nil }
      items.append(item)
    }
    guard take("]"), !items.isEmpty else { return nil }
    return .one(ScalarSet(items, isNegated: isNegated))
  }

  private mutating func setItem() -> ScalarSet.Item? {
    guard let low = setEnd() else { return nil }
    guard case .range(let first) = low, scalar == "-", next + 1 < scalars.count,
      scalars[next + 1] != "]"
    else { return low }
    next += 1
    guard case .range(let last)? = setEnd(), first.lowerBound <= last.lowerBound else { return nil }
    return .range(first.lowerBound...last.lowerBound)
  }

  private mutating func setEnd() -> ScalarSet.Item? {
    guard let scalar else { return nil }
    next += 1
    if scalar == "\\" { return escape() }
    return scalar == "[" ? nil : .range(scalar...scalar)
  }
}

/// A set of characters that a pattern takes.
struct ScalarSet: Sendable {
  enum Item: Sendable {
    case range(ClosedRange<Unicode.Scalar>)
    case digit
    case blank
    case word
    case any
  }

  private let items: [Item]
  private let isNegated: Bool

  init(_ items: [Item], isNegated: Bool = false) {
    self.items = items
    self.isNegated = isNegated
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    items.contains { Self.holds($0, scalar) } != isNegated
  }

  private static func holds(_ item: Item, _ scalar: Unicode.Scalar) -> Bool {
    switch item {
    case .range(let range): range.contains(scalar)
    case .digit: ("0"..."9").contains(scalar)
    case .blank: isBlank(scalar)
    case .word: scalar == "_" || ("0"..."9").contains(scalar) || scalar.properties.isAlphabetic
    case .any: true
    }
  }
}
