/// Tries a pattern at places of a text, with backtracking and a bound on the work.
struct PatternMatcher {
  typealias Groups = [Range<Int>?]

  let pattern: TextPattern
  let text: [Unicode.Scalar]
  private var steps = 0
  /// How many parts wait for what follows them; each holds a place on the stack.
  private var depth = 0

  init(pattern: TextPattern, text: [Unicode.Scalar]) {
    self.pattern = pattern
    self.text = text
  }

  /// Whether the work was cut off: too many steps, or too many rounds of a repeated group.
  private(set) var isExhausted = false

  private static let mostSteps = 500_000
  private static let mostDepth = 2500

  mutating func match(at start: Int) -> TextPattern.Match? {
    var result: TextPattern.Match?
    let groups = Groups(repeating: nil, count: pattern.groupCount)
    _ = run(pattern.root, start, groups) { _, end, groups in
      result = TextPattern.Match(range: start..<end, groups: groups)
      return true
    }
    return result
  }

  private mutating func run(
    _ node: TextPattern.Node, _ place: Int, _ groups: Groups,
    _ then: (inout PatternMatcher, Int, Groups) -> Bool
  ) -> Bool {
    steps += 1
    if steps > Self.mostSteps || depth > Self.mostDepth { isExhausted = true }
    guard !isExhausted else { return false }
    depth += 1
    defer { depth -= 1 }
    switch node {
    case .set(let set):
      guard place < text.count,
        set.contains(text[place], ignoringCase: pattern.ignoresCase)
      else { return false }
      return then(&self, place + 1, groups)
    case .sequence(let parts): return run(parts[...], place, groups, then)
    case .choice(let branches):
      for branch in branches where run(branch, place, groups, then) { return true }
      return false
    case .group(let inner, let number):
      return run(inner, place, groups) { matcher, end, groups in
        var groups = groups
        if let number { groups[number - 1] = place..<end }
        return then(&matcher, end, groups)
      }
    case .start:
      guard place == 0 || (pattern.isMultiline && text[place - 1] == "\n" && place < text.count)
      else { return false }
      return then(&self, place, groups)
    case .end:
      guard place == text.count || (pattern.isMultiline && text[place] == "\n") else {
        return false
      }
      return then(&self, place, groups)
    case .reference(let number):
      let held = groups[number - 1].map { text[$0] } ?? []
      guard isSame(held, at: place) else { return false }
      return then(&self, place + held.count, groups)
    case .repetition(let inner, let least, let most, let isLazy):
      if case .set(let set) = inner {
        return run(set, least, most, isLazy, place, groups, then)
      }
      return run(inner, least, most, isLazy, place, groups, then)
    }
  }

  private func isSame(_ held: ArraySlice<Unicode.Scalar>, at place: Int) -> Bool {
    guard place + held.count <= text.count else { return false }
    return zip(held, text[place...]).allSatisfy {
      CharacterClass(only: $0).contains($1, ignoringCase: pattern.ignoresCase)
    }
  }

  private mutating func run(
    _ parts: ArraySlice<TextPattern.Node>, _ place: Int, _ groups: Groups,
    _ then: (inout PatternMatcher, Int, Groups) -> Bool
  ) -> Bool {
    var parts = parts
    var place = place
    // Single characters one after another are walked through, not nested.
    while case .set(let set)? = parts.first {
      steps += 1
      guard place < text.count, set.contains(text[place], ignoringCase: pattern.ignoresCase)
      else { return false }
      place += 1
      parts = parts.dropFirst()
    }
    guard let first = parts.first else { return then(&self, place, groups) }
    return run(first, place, groups) { [parts] matcher, end, groups in
      matcher.run(parts.dropFirst(), end, groups, then)
    }
  }

  /// A repeated class needs no backtracking within: only how many are taken varies.
  private mutating func run(
    _ set: CharacterClass, _ least: Int, _ most: Int, _ isLazy: Bool, _ place: Int,
    _ groups: Groups, _ then: (inout PatternMatcher, Int, Groups) -> Bool
  ) -> Bool {
    var count = 0
    while count < most, place + count < text.count,
      set.contains(text[place + count], ignoringCase: pattern.ignoresCase)
    {
      count += 1
    }
    guard count >= least else { return false }
    let counts = isLazy ? Array(least...count) : Array((least...count).reversed())
    for taken in counts {
      steps += 1
      if steps > Self.mostSteps { isExhausted = true }
      guard !isExhausted else { return false }
      if then(&self, place + taken, groups) { return true }
    }
    return false
  }

  private mutating func run(
    _ inner: TextPattern.Node, _ least: Int, _ most: Int, _ isLazy: Bool, _ place: Int,
    _ groups: Groups, _ then: (inout PatternMatcher, Int, Groups) -> Bool
  ) -> Bool {
    func further(_ matcher: inout PatternMatcher) -> Bool {
      guard most > 0 else { return false }
      return matcher.run(inner, place, groups) { matcher, end, groups in
        // A round that takes nothing would go on for ever.
        guard end > place || least > 0 else { return false }
        return matcher.run(
          inner, max(0, least - 1), most == Int.max ? most : most - 1, isLazy, end, groups, then)
      }
    }
    if least > 0 { return further(&self) }
    if isLazy { return then(&self, place, groups) || further(&self) }
    return further(&self) || then(&self, place, groups)
  }
}
