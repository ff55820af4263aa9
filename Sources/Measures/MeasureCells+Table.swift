package import Reports

extension MeasureCells {
  /// The table of the cells by some of line, unit and month; all tickets together where by none.
  ///
  /// - Parameters:
  ///   - groupings: what tickets are counted by, in the order of the columns.
  ///   - definitions: those by which was counted.
  ///   - scope: what was counted.
  /// - Returns: the groups in the order of their values.
  package func table(
    by groupings: [MeasureTable.Grouping], _ definitions: MeasureDefinitions, _ scope: MeasureScope
  ) -> MeasureTable {
    var sums: [[String]: [Int]] = [:]
    for (index, key) in keys.enumerated() {
      let parts = key.split(separator: 0xFF).map { String(decoding: $0, as: UTF8.self) }
      let values = groupings.map { grouping in
        switch grouping {
        case .line: parts[0]
        case .unit: parts[1]
        case .month: parts[2]
        }
      }
      let cell = cell(index)
      guard var sum = sums[values] else {
        sums[values] = Array(cell)
        continue
      }
      for (offset, number) in cell.enumerated() { sum[offset] += number }
      sums[values] = sum
    }
    let isSigned = definitions.weights.unsigned == nil
    let groups = sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { values, sum in
      let counts = definitions.rates.indices.map { rate in
        let start = Self.common + rate * Self.countsPerRate
        return MeasureTable.Counts(
          numerator: sum[start], denominator: sum[start + 1], excluded: sum[start + 2],
          unknown: sum[start + 3], outside: sum[start + 4])
      }
      return MeasureTable.Group(
        values: values, tickets: sum[0], returns: sum[1], extensions: sum[2], counts: counts,
        index: isSigned ? Self.index(counts, definitions) : nil)
    }
    return MeasureTable(
      groupings: groupings,
      rates: zip(definitions.rates, definitions.versions).map { rate, version in
        MeasureTable.Rate(
          name: rate.name, label: rate.label, isWeighted: rate.isWeighted, version: version)
      },
      indexVersion: isSigned ? definitions.versions.last : nil, groups: groups,
      snapshot: scope.snapshot, later: later, undated: undated)
  }

  /// The index: the rates as they are printed, by their weights; `nil` where one of them is none.
  private static func index(
    _ counts: [MeasureTable.Counts], _ definitions: MeasureDefinitions
  ) -> Int? {
    var sum = 0
    for (rate, counts) in zip(definitions.rates, counts) {
      guard let weight = definitions.weights.index[rate.name] else { continue }
      guard let value = counts.basisPoints else { return nil }
      sum += weight * value
    }
    return (sum + 50) / 100
  }
}
