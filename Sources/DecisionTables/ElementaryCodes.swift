extension DecisionTable {
  /// What stands for "any other text" in a witness; no cell can name it.
  package static let anyOtherText = FactValue.word("(any other)")

  /// Values that stand for all values a column can have, as far as its rules can tell them apart.
  ///
  /// Two values that no condition of the column separates have one representative: every word of
  /// a closed list; for numbers each end point and each gap between end points (between whole
  /// numbers only where a whole number lies there); `null`; for text the words that rules name
  /// and "any other".
  package func elementaryCodes(ofInput index: Int) -> [FactValue] {
    let pieces = rules.flatMap { $0.conditions[index].pieces }
    let domain = inputs[index].domain
    switch domain {
    case .words(let words): return words.map(FactValue.word)
    case .text:
      let named = pieces.compactMap { piece -> String? in
        if case .word(let word) = piece { word } else { nil }
      }
      return Set(named).sorted().map(FactValue.word) + [Self.anyOtherText]
    case .number(let bounds, let isWhole, let allowsNull):
      let spans =
        pieces.compactMap { piece -> Interval? in
          if case .span(let span) = piece { span } else { nil }
        } + [bounds]
      let ends = Set(spans.flatMap { [$0.lower?.value, $0.upper?.value].compactMap { $0 } })
      let numbers = Self.representatives(of: ends.sorted(), isWhole: isWhole)
        .map(FactValue.number).filter(domain.contains)
      return numbers + (allowsNull ? [.null] : [])
    }
  }

  /// Each end point, and one number from below, between and above them.
  private static func representatives(of ends: [Double], isWhole: Bool) -> [Double] {
    guard let first = ends.first, let last = ends.last else { return [0] }
    var numbers = [isWhole ? first.rounded(.up) - 1 : first - 1]
    for (end, next) in zip(ends, ends.dropFirst()) {
      numbers.append(end)
      let between = isWhole ? end.rounded(.down) + 1 : end + (next - end) / 2
      if between < next { numbers.append(between) }
    }
    return numbers + [last, isWhole ? last.rounded(.down) + 1 : last + 1]
  }
}
