/// Facts that belong together, in the words of a table's cells, with one example.
package struct FactRegion: Hashable, Sendable {
  /// What the region holds of each fact, as a condition cell writes it: `-`, `low|mid`, `<300`.
  package let cells: [NamedValue]
  /// One value of each fact within the region.
  package let witness: [NamedValue]

  /// The facts that matter, as findings show them: `annex none, volume mid|unknown`.
  package var words: String {
    let telling = cells.filter { $0.value != .word("-") }
    return telling.isEmpty
      ? "any facts" : telling.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
  }
}

extension CodedTable {
  /// By column: ascending ranges of codes that do not touch.
  typealias Box = [[Range<Int>]]

  /// A box in the words of the table.
  func region(_ box: Box) -> FactRegion {
    FactRegion(
      cells: table.inputs.indices.map { column in
        NamedValue(table.inputs[column].name, .word(cell(box[column], column)))
      },
      witness: table.inputs.indices.map { column in
        NamedValue(table.inputs[column].name, codes[column][box[column][0].lowerBound].value)
      })
  }

  /// Codes of one column as a condition cell.
  func cell(_ ranges: [Range<Int>], _ column: Int) -> String {
    ElementaryCode.cell(of: ranges, among: codes[column])
  }

  /// The box of a rule.
  func box(of rule: Int) -> Box { ranges[rule] }

  /// The codes that are in both boxes; `nil` where there are none.
  static func intersection(_ left: Box, _ right: Box) -> Box? {
    var box: Box = []
    for (first, second) in zip(left, right) {
      let both = first.flatMap { range in
        second.compactMap { $0.overlaps(range) ? $0.clamped(to: range) : nil }
      }
      guard !both.isEmpty else { return nil }
      box.append(both)
    }
    return box
  }

  /// Whether everything in `inner` is in `outer`.
  static func contains(_ outer: Box, _ inner: Box) -> Bool {
    zip(outer, inner).allSatisfy { outer, inner in
      inner.allSatisfy { range in
        outer.contains {
          $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound
        }
      }
    }
  }

  /// Boxes that differ in one column alone, taken together until none are left.
  ///
  /// With more than `limit` boxes nothing is done: the list would help nobody anyway.
  static func merged(_ boxes: [Box], limit: Int = 20_000) -> [Box] {
    guard boxes.count > 1, boxes.count <= limit, let columns = boxes.first?.count else {
      return boxes
    }
    var boxes = boxes
    var isStable = false
    while !isStable {
      isStable = true
      for column in 0..<columns {
        var places: [Box: Int] = [:]
        var joined: [Box] = []
        for box in boxes {
          var rest = box
          rest[column] = []
          if let place = places[rest] {
            joined[place][column] = CodeBook.joined(joined[place][column] + box[column])
          } else {
            places[rest] = joined.count
            joined.append(box)
          }
        }
        if joined.count < boxes.count { isStable = false }
        boxes = joined
      }
    }
    return boxes
  }
}

extension ElementaryCode {
  /// Some codes of a column as a condition cell.
  static func cell(of ranges: [Range<Int>], among codes: [ElementaryCode]) -> String {
    let chosen = ranges.flatMap { codes[$0] }
    if chosen.count == codes.count { return "-" }
    func listed(_ codes: [ElementaryCode]) -> String {
      codes.map(\.value.description).joined(separator: "|")
    }
    if chosen.contains(where: { $0.value == DecisionTable.anyOtherText }) {
      return "not(\(listed(codes.filter { !chosen.contains($0) })))"
    }
    guard codes.contains(where: { $0.span != nil }) else {
      let rest = codes.filter { !chosen.contains($0) }
      return rest.count < chosen.count ? "not(\(listed(rest)))" : listed(chosen)
    }
    return ranges.flatMap { pieces(of: codes[$0]) }.joined(separator: "|")
  }

  /// Codes that follow each other, numbers taken together.
  private static func pieces(of codes: ArraySlice<ElementaryCode>) -> [String] {
    let numbers = codes.compactMap(\.span)
    let others = codes.filter { $0.span == nil }.map(\.value.description)
    guard let first = numbers.first, let last = numbers.last else { return others }
    let span = Interval(lower: first.lower, upper: last.upper)
    return [span == .all ? "not(null)" : "\(span)"] + others
  }
}
