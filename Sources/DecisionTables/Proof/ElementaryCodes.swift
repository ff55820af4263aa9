/// One value that stands for all that no condition of a column can tell from it.
struct ElementaryCode: Hashable, Sendable {
  let value: FactValue
  /// The numbers it stands for; `nil` where it is no number.
  let span: Interval?

  init(_ value: FactValue, span: Interval? = nil) {
    self.value = value
    self.span = span
  }
}

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
    codes(ofInput: index).map(\.value)
  }

  func codes(ofInput index: Int) -> [ElementaryCode] {
    ElementaryCode.codes(
      of: inputs[index].domain, telling: rules.flatMap { $0.conditions[index].pieces })
  }
}

extension ElementaryCode {
  /// The codes of a domain, as far as some pieces of conditions can tell its values apart.
  static func codes(of domain: FactDomain, telling pieces: [Condition.Piece]) -> [ElementaryCode] {
    switch domain {
    case .words(let words): return words.map { ElementaryCode(.word($0)) }
    case .text:
      let named = pieces.compactMap { piece -> String? in
        if case .word(let word) = piece { word } else { nil }
      }
      return (Set(named).sorted().map(FactValue.word) + [DecisionTable.anyOtherText])
        .map { ElementaryCode($0) }
    case .number(let bounds, let isWhole, let allowsNull):
      let spans =
        pieces.compactMap { piece -> Interval? in
          if case .span(let span) = piece { span } else { nil }
        } + [bounds]
      let ends = Set(spans.flatMap { [$0.lower?.value, $0.upper?.value].compactMap { $0 } })
      let numbers = representatives(of: ends.sorted(), isWhole: isWhole)
        .filter { domain.contains($0.value) }
      return numbers + (allowsNull ? [ElementaryCode(.null)] : [])
    }
  }

  /// Each end point, and one number from below, between and above them.
  private static func representatives(of ends: [Double], isWhole: Bool) -> [ElementaryCode] {
    guard let first = ends.first, let last = ends.last else {
      return [ElementaryCode(.number(0), span: .all)]
    }
    func code(_ value: Double, _ lower: Interval.End?, _ upper: Interval.End?) -> ElementaryCode {
      ElementaryCode(.number(value), span: Interval(lower: lower, upper: upper))
    }
    func open(_ value: Double) -> Interval.End { Interval.End(value: value, isIncluded: false) }
    func closed(_ value: Double) -> Interval.End { Interval.End(value: value, isIncluded: true) }
    var numbers = [code(isWhole ? first.rounded(.up) - 1 : first - 1, nil, open(first))]
    for (end, next) in zip(ends, ends.dropFirst()) {
      numbers.append(code(end, closed(end), closed(end)))
      let between = isWhole ? end.rounded(.down) + 1 : end + (next - end) / 2
      if between < next { numbers.append(code(between, open(end), open(next))) }
    }
    return numbers + [
      code(last, closed(last), closed(last)),
      code(isWhole ? last.rounded(.down) + 1 : last + 1, open(last), nil),
    ]
  }
}
