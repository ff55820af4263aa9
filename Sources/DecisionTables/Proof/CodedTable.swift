/// A table whose values are numbered: each rule is a box of ranges of codes.
struct CodedTable {
  let table: DecisionTable
  /// By column: the codes there are.
  let codes: [[ElementaryCode]]
  /// By rule and column: ascending ranges of codes that meet the condition, not touching.
  let ranges: [[[Range<Int>]]]

  /// - Parameters:
  ///   - table: the table.
  ///   - values: for inputs that cannot have every value of their domain, the values they have.
  init(_ table: DecisionTable, over values: [String: [FactValue]] = [:]) {
    self.table = table
    let codes = table.inputs.indices.map { column in
      values[table.inputs[column].name]?.map { ElementaryCode($0) } ?? table.codes(ofInput: column)
    }
    let books = codes.map { CodeBook($0.map(\.value)) }
    self.codes = codes
    ranges = table.rules.map { rule in
      zip(books, rule.conditions).map { book, condition in book.ranges(meeting: condition) }
    }
  }

  /// The rules that are to be looked at: those that some codes meet at all.
  var possibleRules: [Int] {
    ranges.indices.filter { rule in !ranges[rule].contains(where: \.isEmpty) }
  }
}

/// The values of one column with their numbers.
struct CodeBook {
  private let count: Int
  private let words: [String: Int]
  /// Ascending.
  private let numbers: [Double]
  /// The code of the first number.
  private let firstNumber: Int
  private let null: Int?

  /// Values in which numbers stand together, ascending.
  init(_ values: [FactValue]) {
    var words: [String: Int] = [:]
    var numbers: [Double] = []
    var firstNumber = 0
    var null: Int?
    for (code, value) in values.enumerated() {
      switch value {
      case .word(let word): words[word] = code
      case .number(let number):
        if numbers.isEmpty { firstNumber = code }
        numbers.append(number)
      case .null: null = code
      }
    }
    count = values.count
    self.words = words
    self.numbers = numbers
    self.firstNumber = firstNumber
    self.null = null
  }

  /// The codes of the values that meet a condition.
  func ranges(meeting condition: Condition) -> [Range<Int>] {
    switch condition.test {
    case .any: count == 0 ? [] : [0..<count]
    case .oneOf(let pieces): Self.joined(pieces.compactMap(range))
    case .noneOf(let pieces): complement(Self.joined(pieces.compactMap(range)))
    }
  }

  private func range(of piece: Condition.Piece) -> Range<Int>? {
    switch piece {
    case .word(let word): return words[word].map { $0..<$0 + 1 }
    case .null: return null.map { $0..<$0 + 1 }
    case .span(let span):
      let lower = first { number in
        span.lower.map { number > $0.value || (number == $0.value && $0.isIncluded) } ?? true
      }
      let upper = first { number in
        span.upper.map { number > $0.value || (number == $0.value && !$0.isIncluded) } ?? false
      }
      return lower < upper ? firstNumber + lower..<firstNumber + upper : nil
    }
  }

  /// The position of the first number for which something holds that holds for all behind it.
  private func first(where holds: (Double) -> Bool) -> Int {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if holds(numbers[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func complement(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var rest: [Range<Int>] = []
    var start = 0
    for range in ranges {
      if start < range.lowerBound { rest.append(start..<range.lowerBound) }
      start = range.upperBound
    }
    return start < count ? rest + [start..<count] : rest
  }

  /// Ranges in their order, those that touch taken together.
  static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    guard ranges.count > 1 else { return ranges }
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] =
          last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
