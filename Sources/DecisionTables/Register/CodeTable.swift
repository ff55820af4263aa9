/// Gives the cells of facts their codes: words by a table of keys, numbers by the spans they lie in.
///
/// All facts share flat arrays, so that a cell costs one or two reads of memory.
struct CodeTable: Sendable {
  /// No code: the fact cannot be what the cell says.
  static let none = UInt16.max

  private struct Slot: Sendable {
    var key = CellKey()
    var code = CodeTable.none
  }

  /// The code of a text that must not be taken for anything.
  private static let refused = UInt16.max - 1

  /// The numbers of one code, by their ends.
  private struct NumberCode: Sendable {
    let low: Double
    let high: Double
    let includesLow: Bool
    let includesHigh: Bool
    let code: UInt16

    init(_ span: Interval, code: UInt16) {
      low = span.lower?.value ?? -.infinity
      high = span.upper?.value ?? .infinity
      includesLow = span.lower?.isIncluded ?? true
      includesHigh = span.upper?.isIncluded ?? true
      self.code = code
    }

    func contains(_ value: Double) -> Bool {
      (value > low || (includesLow && value == low))
        && (value < high || (includesHigh && value == high))
    }
  }

  /// Where the words of a fact stand.
  struct Place: Sendable {
    let fact: Int
    let firstSlot: Int
    /// How many slots there are less one; a power of two.
    let mask: Int
  }

  private struct Fact: Sendable {
    let place: Place
    /// The code of any text that no rule names; `none` where only words are known.
    let other: UInt16
    /// Whether such a text must be a number as one dials it: digits that do not begin with zero, nor
    /// with the country's code.
    let isDialled: Bool
    /// Its spans of numbers.
    let numbers: Range<Int>
    let isWhole: Bool
  }

  private var facts: [Fact] = []
  private var slots: [Slot] = []
  private var numbers: [NumberCode] = []
  /// Words too long for a key, by fact.
  private var longWords: [[String: UInt16]] = []
  /// All words, by fact.
  private var words: [[String: UInt16]] = []

  /// Adds the next fact.
  ///
  /// - Parameters:
  ///   - codes: what its values are told apart by, each with its number.
  ///   - domain: the values it may have.
  ///   - synonyms: texts that mean one of its words.
  ///   - isDialled: whether a text that no rule names must be digits that do not begin with zero,
  ///     nor with the country's code.
  ///   - empty: what an empty cell means; `nil` where the fact cannot be empty.
  mutating func add(
    _ codes: [ElementaryCode], of domain: FactDomain, synonyms: [String: String],
    isDialled: Bool = false, empty: String? = nil
  ) {
    var words: [String: UInt16] = [:]
    var other = Self.none
    let firstNumber = numbers.count
    for (index, code) in codes.enumerated() {
      let number = UInt16(index)
      switch code.value {
      case .null:
        words["null"] = number
        words[""] = number
      case .word where code.value == DecisionTable.anyOtherText: other = number
      case .word(let word): words[word] = number
      case .number:
        numbers.append(NumberCode(code.span ?? .all, code: number))
      }
    }
    if let empty { words[""] = words[empty] ?? other }
    for (text, word) in synonyms { words[text] = words[word] ?? Self.refused }
    var isWhole = false
    if case .number(_, let whole, _) = domain { isWhole = whole }
    let size = Self.powerOfTwo(above: 2 * words.count)
    facts.append(
      Fact(
        place: Place(fact: facts.count, firstSlot: slots.count, mask: size - 1), other: other,
        isDialled: isDialled,
        numbers: firstNumber..<numbers.count, isWhole: isWhole))
    longWords.append([:])
    self.words.append(words)
    slots += Array(repeating: Slot(), count: size)
    for (word, code) in words { insert(word, code, facts.count - 1) }
  }

  private static func powerOfTwo(above count: Int) -> Int {
    var size = 4
    while size < count { size *= 2 }
    return size
  }

  private mutating func insert(_ word: String, _ code: UInt16, _ index: Int) {
    let key = CellKey(word)
    guard key.isWhole else {
      longWords[index][word] = code
      return
    }
    let place = facts[index].place
    var step = key.hash & place.mask
    while slots[place.firstSlot + step].code != Self.none { step = (step + 1) & place.mask }
    slots[place.firstSlot + step] = Slot(key: key, code: code)
  }

  /// The words of a fact with their codes; `none` for one that must not be taken for anything.
  func words(ofFact index: Int) -> [String: UInt16] {
    words[index].mapValues { $0 < Self.refused ? $0 : Self.none }
  }

  /// The code of any text that is none of a fact's words; `none` where only words are known.
  func other(ofFact index: Int) -> UInt16 { facts[index].other }

  /// Whether such a text must be a number as one dials it.
  func isDialled(_ index: Int) -> Bool { facts[index].isDialled }

  /// The codes of whole numbers from zero on, each with the first number that has it; ascending.
  ///
  /// - Parameters:
  ///   - index: the position of the fact.
  ///   - end: the first number that is not asked for.
  /// - Returns: numbers and codes, the first of them zero; `nil` where the fact has no numbers.
  func numberStarts(ofFact index: Int, before end: UInt64) -> [(number: UInt64, code: UInt16)]? {
    let codes = facts[index].numbers.map { numbers[$0] }
    guard !codes.isEmpty else { return nil }
    let ends = codes.flatMap { [$0.low, $0.high] }.flatMap {
      [$0.rounded(.up), $0.rounded(.down) + 1]
    }
    let starts = Set(ends.filter { $0 > 0 && $0 < Double(end) }.map { UInt64($0) } + [0])
    return starts.sorted().map { start in
      (start, codes.first { $0.contains(Double(start)) }?.code ?? Self.none)
    }
  }

  /// Where the words of a fact stand.
  func place(ofFact index: Int) -> Place { facts[index].place }

  /// The code of a cell; `none` where the fact cannot be what it says.
  @inline(__always)
  func code(
    of key: CellKey, at place: Place, in bytes: [UInt8], _ cell: Range<Int>
  ) -> UInt16 {
    var step = key.hash & place.mask
    while key.isWhole {
      let slot = slots[place.firstSlot + step]
      if slot.key == key, slot.code < Self.refused { return slot.code }
      if slot.code == Self.none { break }
      if slot.key == key { return Self.none }
      step = (step + 1) & place.mask
    }
    return unlisted(key, facts[place.fact], bytes, cell)
  }

  /// The code of a value that is given as a text.
  func code(of text: String, fact index: Int) -> UInt16 {
    let bytes = Array(text.utf8)
    return code(of: CellKey(text), at: place(ofFact: index), in: bytes, bytes.indices)
  }

  /// The code of a cell that is none of the words with a key of its fact.
  private func unlisted(
    _ key: CellKey, _ fact: Fact, _ bytes: [UInt8], _ cell: Range<Int>
  ) -> UInt16 {
    if !key.isWhole, let code = longWords[fact.place.fact][RegisterDecider.text(bytes, cell)] {
      return code < Self.refused ? code : Self.none
    }
    if !fact.numbers.isEmpty { return number(key, fact, bytes, cell) }
    guard !fact.isDialled || key.isDialled else { return Self.none }
    return key.count > 0 ? fact.other : Self.none
  }

  private func number(
    _ key: CellKey, _ fact: Fact, _ bytes: [UInt8], _ cell: Range<Int>
  ) -> UInt16 {
    guard let value = key.smallNumber ?? plainNumber(RegisterDecider.text(bytes, cell)),
      !fact.isWhole || value == value.rounded(.down)
    else { return Self.none }
    for index in fact.numbers where numbers[index].contains(value) { return numbers[index].code }
    return Self.none
  }
}

extension CellKey {
  /// Whether the cell is digits, no more than sixteen, that do not begin with zero, nor with 86 as
  /// the country's code: numbers within an area that begin with 86 have eight digits.
  fileprivate var isDialled: Bool {
    guard (1...16).contains(count), byte(at: 0) != 48 else { return false }
    if count > 2, count != 8, byte(at: 0) == 56, byte(at: 1) == 54 { return false }
    return (0..<count).allSatisfy { (48...57).contains(byte(at: $0)) }
  }

  /// The whole number that a cell of one to eight digits says; `nil` for any other cell.
  fileprivate var smallNumber: Double? {
    guard (1...8).contains(count) else { return nil }
    var number = 0
    for place in 0..<count {
      let digit = Int(byte(at: place)) - 48
      guard (0...9).contains(digit) else { return nil }
      number = number * 10 + digit
    }
    return Double(number)
  }
}
