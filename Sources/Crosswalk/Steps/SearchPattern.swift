/// A pattern that finds a part of a text: a small regular expression.
///
/// All ways through the pattern are followed side by side, one character at a time, so that no
/// pattern can take for ever; beyond a fixed number of steps a search is given up, on every
/// machine at the same place. Knows `.`, `[…]`, `\d \s \w`, `(…)`, `(?:…)`, `|`, `* + ? {m,n}`,
/// `^` and `$`; repetitions take as much as they can.
struct SearchPattern: Sendable {
  /// What is done at one place of the pattern.
  enum Instruction: Sendable {
    /// One character of a set is taken.
    case one(ScalarSet)
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

  /// What a search came to.
  enum Result: Hashable {
    /// The pattern is not in the text.
    case none
    /// This is what it found, once or several times.
    case one(String)
    /// It found different things.
    case several
    /// The search took too long.
    case exhausted
  }

  /// Steps after which a search is given up.
  static let limit = 1_000_000

  private let program: [Instruction]
  /// How many brackets remember what they found.
  let groupCount: Int

  /// Reads a pattern; `nil` where the text is none.
  init?(_ text: String) {
    var reader = SearchPatternReader(text)
    guard let (program, groupCount) = reader.program() else { return nil }
    self.program = program
    self.groupCount = groupCount
  }

  /// What a bracket of the pattern finds in a text; 0 is the whole pattern.
  func find(in text: String, group: Int) -> Result {
    let scalars = Array(text.unicodeScalars)
    var search = Search(program: program, text: scalars, slotCount: (groupCount + 1) * 2)
    var found: Result = .none
    var place = 0
    while place <= scalars.count {
      guard let slots = search.first(from: place) else { break }
      place = max(slots[1], place + 1)
      let (start, end) = (slots[group * 2], slots[group * 2 + 1])
      guard slots[1] > slots[0], start >= 0, end > start else { continue }
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[start..<end])
      let result = Result.one(String(part))
      if found != .none, found != result { return .several }
      found = result
    }
    return search.isExhausted ? .exhausted : found
  }
}

/// A search under way.
private struct Search {
  private struct Way {
    let next: Int
    let slots: [Int]
  }

  private let program: [SearchPattern.Instruction]
  private let text: [Unicode.Scalar]
  private let slotCount: Int
  private var steps = 0
  /// For each instruction the number of the list that holds it already.
  private var marks: [Int]
  private var list = 0

  init(program: [SearchPattern.Instruction], text: [Unicode.Scalar], slotCount: Int) {
    self.program = program
    self.text = text
    self.slotCount = slotCount
    marks = Array(repeating: -1, count: program.count)
  }

  var isExhausted: Bool { steps > SearchPattern.limit }

  /// The places that the leftmost match at or behind `start` remembers.
  mutating func first(from start: Int) -> [Int]? {
    var best: [Int]?
    var ways: [Way] = []
    var place = start
    list += 1
    while true {
      if best == nil {
        add(Way(next: 0, slots: Array(repeating: -1, count: slotCount)), at: place, to: &ways)
      }
      if ways.isEmpty || isExhausted { break }
      list += 1
      var following: [Way] = []
      for way in ways {
        steps += 1
        switch program[way.next] {
        case .one(let set):
          guard place < text.count, set.contains(text[place]) else { continue }
          add(Way(next: way.next + 1, slots: way.slots), at: place + 1, to: &following)
          continue
        case .found: best = way.slots
        case .fork, .jump, .save, .start, .end: continue
        }
        // Ways behind the one that was found are less preferred.
        break
      }
      ways = following
      if place == text.count { break }
      place += 1
    }
    return isExhausted ? nil : best
  }

  /// Adds a way, followed to where it takes a character or is found.
  private mutating func add(_ way: Way, at place: Int, to ways: inout [Way]) {
    guard marks[way.next] != list else { return }
    marks[way.next] = list
    steps += 1
    switch program[way.next] {
    case .jump(let target): add(Way(next: target, slots: way.slots), at: place, to: &ways)
    case .fork(let first, let second):
      add(Way(next: first, slots: way.slots), at: place, to: &ways)
      add(Way(next: second, slots: way.slots), at: place, to: &ways)
    case .save(let slot):
      var slots = way.slots
      slots[slot] = place
      add(Way(next: way.next + 1, slots: slots), at: place, to: &ways)
    case .start:
      if place == 0 { add(Way(next: way.next + 1, slots: way.slots), at: place, to: &ways) }
    case .end:
      if place == text.count {
        add(Way(next: way.next + 1, slots: way.slots), at: place, to: &ways)
      }
    case .one, .found: ways.append(way)
    }
  }
}
