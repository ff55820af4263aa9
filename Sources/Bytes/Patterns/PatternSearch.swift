/// A search of a text for a pattern, under way.
package struct PatternSearch {
  private struct Way: Hashable {
    var next: Int
    var slots: [Int]
    /// How much of what a back reference takes was taken.
    var progress = 0
  }

  private let pattern: Pattern
  private let text: [Unicode.Scalar]
  private let hasReferences: Bool
  private var steps = 0
  /// For each instruction the number of the list that holds it already.
  private var marks: [Int]
  private var list = 0
  /// The ways in the list; with back references, what is ahead depends on the slots, too.
  private var marked: Set<Way> = []

  /// Steps after which a search is given up.
  private static let limit = 1_000_000

  /// A search that has found nothing yet.
  package init(_ pattern: Pattern, in text: [Unicode.Scalar]) {
    self.pattern = pattern
    self.text = text
    marks = Array(repeating: -1, count: pattern.program.count)
    hasReferences = pattern.program.contains {
      if case .reference = $0 { true } else { false }
    }
  }

  /// Whether the search was given up: all calls together took too long.
  package var isExhausted: Bool { steps > Self.limit }

  /// The leftmost match at or behind `start`; `nil` where there is none, or the search took too
  /// long.
  package mutating func first(from start: Int) -> Pattern.Match? {
    if let characters = pattern.characters { return first(characters, from: start) }
    var best: [Int]?
    var ways: [Way] = []
    var place = start
    beginList()
    while true {
      if best == nil {
        let slots = Array(repeating: -1, count: (pattern.groupCount + 1) * 2)
        add(Way(next: 0, slots: slots), at: place, to: &ways)
      }
      if isExhausted || (ways.isEmpty && best != nil) { break }
      // Where an anchor holds back all ways, it does so at every place but the first and the last.
      let isBarren = ways.isEmpty && place > 0 && !pattern.dialect.isMultiline
      beginList()
      var following: [Way] = []
      for way in ways {
        steps += 1
        if case .found = pattern.program[way.next] {
          // Ways behind the one that was found are less preferred.
          best = way.slots
          break
        }
        if let onward = onward(way, at: place) { add(onward, at: place + 1, to: &following) }
      }
      ways = following
      if place == text.count { break }
      place = isBarren ? text.count : place + 1
    }
    guard !isExhausted, let best else { return nil }
    return Pattern.Match(
      range: best[0]..<best[1],
      groups: stride(from: 2, to: best.count, by: 2).map {
        best[$0 + 1] < 0 ? nil : best[$0]..<best[$0 + 1]
      })
  }

  /// Characters one after the other are tried at one place after the other.
  private mutating func first(
    _ characters: [CharacterClass], from start: Int
  ) -> Pattern.Match? {
    let ignoresCase = pattern.dialect.ignoresCase
    var place = start
    while place + characters.count <= text.count, !isExhausted {
      var taken = 0
      while taken < characters.count,
        characters[taken].contains(text[place + taken], ignoringCase: ignoresCase)
      {
        taken += 1
      }
      if taken == characters.count {
        return Pattern.Match(range: place..<place + taken, groups: [])
      }
      steps += taken + 1
      place += 1
    }
    return nil
  }

  private mutating func beginList() {
    list += 1
    marked.removeAll(keepingCapacity: true)
  }

  /// The way behind the character at a place; `nil` where it does not take it.
  private func onward(_ way: Way, at place: Int) -> Way? {
    guard place < text.count else { return nil }
    let ignoresCase = pattern.dialect.ignoresCase
    var onward = way
    switch pattern.program[way.next] {
    case .one(let set):
      guard set.contains(text[place], ignoringCase: ignoresCase) else { return nil }
      onward.next += 1
    case .reference(let number):
      let held = way.slots[number * 2]..<way.slots[number * 2 + 1]
      let due = CharacterClass([.only(text[held.lowerBound + way.progress])])
      guard due.contains(text[place], ignoringCase: ignoresCase) else { return nil }
      onward.progress += 1
      if onward.progress == held.count { (onward.next, onward.progress) = (way.next + 1, 0) }
    case .fork, .jump, .save, .start, .end, .found: return nil
    }
    return onward
  }

  /// Adds a way, followed to where it takes a character or is found.
  private mutating func add(_ way: Way, at place: Int, to ways: inout [Way]) {
    // The way preferred lies on top.
    var waiting = [way]
    while var way = waiting.popLast() {
      guard isNew(way) else { continue }
      steps += 1
      switch pattern.program[way.next] {
      case .one, .found:
        ways.append(way)
        continue
      case .reference(let number):
        let (start, end) = (way.slots[number * 2], way.slots[number * 2 + 1])
        if end > start {
          ways.append(way)
          continue
        }
        way.next += 1
      case .jump(let target): way.next = target
      case .fork(let first, let second):
        waiting.append(Way(next: second, slots: way.slots))
        way.next = first
      case .save(let slot):
        way.slots[slot] = place
        way.next += 1
      case .start:
        guard isStart(place) else { continue }
        way.next += 1
      case .end:
        guard isEnd(place) else { continue }
        way.next += 1
      }
      waiting.append(way)
    }
  }

  private mutating func isNew(_ way: Way) -> Bool {
    if hasReferences { return marked.insert(way).inserted }
    guard marks[way.next] != list else { return false }
    marks[way.next] = list
    return true
  }

  private func isStart(_ place: Int) -> Bool {
    place == 0
      || (pattern.dialect.isMultiline && text[place - 1] == "\n" && place < text.count)
  }

  private func isEnd(_ place: Int) -> Bool {
    place == text.count || (pattern.dialect.isMultiline && text[place] == "\n")
  }
}
