/// A part of a pattern as it was read.
indirect enum PatternNode {
  case one(CharacterClass)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repetition(PatternNode, least: Int, most: Int?, isLazy: Bool)
  case group(PatternNode, Int?)
  case start
  case end
  case reference(Int)
}

/// What is done at one place of a pattern.
enum PatternInstruction: Sendable {
  /// One character of a set is taken.
  case one(CharacterClass)
  /// What a bracket holds is taken once more.
  case reference(Int)
  /// Two ways on, the first preferred.
  case fork(Int, Int)
  /// On elsewhere.
  case jump(Int)
  /// The place in the text is remembered.
  case save(Int)
  /// The text begins here.
  case start
  /// The text ends here.
  case end
  /// The pattern is found.
  case found
}

extension PatternNode {
  /// More instructions than any pattern needs that a person can read.
  private static let longest = 20_000

  /// Appends the instructions; `false` where they are too many.
  func write(to program: inout [PatternInstruction]) -> Bool {
    guard program.count < Self.longest else { return false }
    switch self {
    case .one(let set): program.append(.one(set))
    case .start: program.append(.start)
    case .end: program.append(.end)
    case .reference(let number): program.append(.reference(number))
    case .sequence(let parts): return parts.allSatisfy { $0.write(to: &program) }
    case .group(let inner, let number):
      guard let number else { return inner.write(to: &program) }
      program.append(.save(number * 2))
      guard inner.write(to: &program) else { return false }
      program.append(.save(number * 2 + 1))
    case .choice(let branches): return Self.write(branches[...], to: &program)
    case .repetition(let inner, let least, let most, let isLazy):
      for _ in 0..<least where !inner.write(to: &program) { return false }
      guard let most else { return inner.writeLoop(isLazy, to: &program) }
      return inner.writeOptional(times: most - least, isLazy, to: &program)
    }
    return true
  }

  private static func write(
    _ branches: ArraySlice<PatternNode>, to program: inout [PatternInstruction]
  ) -> Bool {
    guard let first = branches.first else { return true }
    guard branches.count > 1 else { return first.write(to: &program) }
    let fork = program.count
    program.append(.jump(0))
    guard first.write(to: &program) else { return false }
    let jump = program.count
    program.append(.jump(0))
    program[fork] = .fork(fork + 1, program.count)
    guard write(branches.dropFirst(), to: &program) else { return false }
    program[jump] = .jump(program.count)
    return true
  }

  private func writeLoop(_ isLazy: Bool, to program: inout [PatternInstruction]) -> Bool {
    let fork = program.count
    program.append(.jump(0))
    guard write(to: &program) else { return false }
    program.append(.jump(fork))
    program[fork] = Self.fork(fork + 1, past: program.count, isLazy)
    return true
  }

  private func writeOptional(
    times: Int, _ isLazy: Bool, to program: inout [PatternInstruction]
  ) -> Bool {
    var forks: [Int] = []
    for _ in 0..<times {
      forks.append(program.count)
      program.append(.jump(0))
      guard write(to: &program) else { return false }
    }
    for fork in forks { program[fork] = Self.fork(fork + 1, past: program.count, isLazy) }
    return true
  }

  private static func fork(_ into: Int, past: Int, _ isLazy: Bool) -> PatternInstruction {
    isLazy ? .fork(past, into) : .fork(into, past)
  }
}
