package import HotlineModel

/// Calls of a number that end otherwise by other tables.
package struct CallChange: Hashable, Sendable {
  /// The number, in its canonical spelling; the form itself where it is not a number.
  package let number: String
  /// The dialled forms that change so, sorted.
  package let forms: [String]
  /// Where calls end now, in the words of a probe: `Q-12345`, `none`.
  package let before: String
  /// Where they end then.
  package let after: String
  /// The set that must be down for it; `nil` where nothing is.
  package let down: String?
  /// When, in seconds since 1970; half-open, in time order.
  package let spans: [Range<Int>]
}

extension SwitchReading {
  /// Every change of what becomes of calls from these tables to others; exact, over both tables' edges,
  /// with all desks up and with each set down that answers.
  ///
  /// - Parameters:
  ///   - other: the other tables.
  ///   - span: the seconds since 1970 that are compared.
  ///   - home: the area whose numbers are dialled bare.
  /// - Returns: the changes, by number.
  package func changes(
    to other: SwitchReading, within span: Range<Int>, home: AreaCode
  ) -> [CallChange] {
    struct Pair: Hashable { let before, after: Int? }
    var groups: [String: [Pair: [String]]] = [:]
    let names = numbersOfForms(home: home).merging(other.numbersOfForms(home: home)) { $1 }
    for form in forms.union(other.forms) {
      let pair = Pair(before: kind(form), after: other.kind(form))
      groups[names[form] ?? form, default: [:]][pair, default: []].append(form)
    }
    var known: [Pair: [Difference]] = [:]
    var changes: [CallChange] = []
    for (number, pairs) in groups.sorted(by: { $0.key < $1.key }) {
      for (pair, forms) in pairs.sorted(by: { ($0.value.min() ?? "") < ($1.value.min() ?? "") }) {
        let sorted = forms.sorted()
        let found =
          known[pair] ?? differences(of: sorted[0], to: other, within: span)
        if pair.before != nil || pair.after != nil { known[pair] = found }
        changes += found.map { difference in
          CallChange(
            number: number, forms: sorted, before: difference.before, after: difference.after,
            down: difference.down, spans: difference.spans)
        }
      }
    }
    return changes
  }

  /// The number that each form is dialled for: forms of one number have one row, and not each of them
  /// says by itself which number it is.
  private func numbersOfForms(home: AreaCode) -> [String: String] {
    let groups = Dictionary(grouping: forms) { rows($0) ?? $0 }
    var numbers: [String: String] = [:]
    for forms in groups.values {
      let sorted = forms.sorted()
      let name = sorted.lazy.compactMap { try? HotlineNumber(parsing: $0, home: home) }.first?.text
      for form in forms { numbers[form] = name ?? sorted[0] }
    }
    return numbers
  }

  private struct Difference {
    let before: String
    let after: String
    let down: String?
    var spans: [Range<Int>]
  }

  private func differences(
    of form: String, to other: SwitchReading, within span: Range<Int>
  ) -> [Difference] {
    let edges = [span.lowerBound] + edges(form, within: span) + other.edges(form, within: span)
    let instants = Set(edges).sorted()
    var found: [Difference] = []
    func note(_ before: SwitchAnswer, _ after: SwitchAnswer, _ down: String?, _ index: Int) {
      if before == after { return }
      let end = index + 1 < instants.count ? instants[index + 1] : span.upperBound
      let (from, to) = (before.landing, after.landing)
      if let last = found.lastIndex(where: {
        $0.before == from && $0.after == to && $0.down == down
      }) {
        if found[last].spans.last?.upperBound == instants[index] {
          let start = found[last].spans.removeLast().lowerBound
          found[last].spans.append(start..<end)
        } else {
          found[last].spans.append(instants[index]..<end)
        }
      } else {
        found.append(
          Difference(before: from, after: to, down: down, spans: [instants[index]..<end]))
      }
    }
    for (index, second) in instants.enumerated() {
      let call = Call(dialled: form, second: second)
      let (before, after) = (answer(call), other.answer(call))
      note(before, after, nil, index)
      for set in Set([before.set, after.set].compactMap(\.self)).sorted() {
        let call = Call(dialled: form, second: second, down: [set])
        note(answer(call), other.answer(call), set, index)
      }
    }
    return found
  }
}

extension SwitchAnswer {
  /// The set whose desks answer; `nil` where none do.
  fileprivate var set: String? {
    if case .answered(let set, _) = self { set } else { nil }
  }
}
