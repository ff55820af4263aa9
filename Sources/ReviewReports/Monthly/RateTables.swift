package import Reports

/// The tables that show rates with the numbers behind them.
package enum RateTables {
  /// A row for each group and rate, with all numbers behind it; the index last, where its weights are
  /// signed.
  ///
  /// - Parameters:
  ///   - caption: what the table is about.
  ///   - table: what was counted.
  ///   - titles: what the values of groups are called; none where all tickets are together.
  /// - Returns: the table.
  package static func detail(
    _ caption: String, _ table: MeasureTable, titles: [String]
  ) -> PageTable {
    PageTable(
      caption,
      titles.map { ($0, .text) } + [
        ("指标", .id), ("数值", .number), ("分子", .number), ("分母", .number), ("剔除", .number),
        ("不明", .number), ("不涉及", .number), ("工单", .number), ("定义", .id),
      ],
      table.rows.map { row in
        let counts = row.counts
        let isWeighted = row.rate?.isWeighted ?? false
        let names = row.group.values.map { PageTable.Cell.text(shown($0)) }
        return names + [
          .text(row.rate?.label ?? "办理效能指数"), value(row.value, isIndex: row.rate == nil),
          counts.map { number($0.numerator, isWeighted: isWeighted) } ?? .none,
          counts.map { .count($0.denominator) } ?? .none,
          counts.map { .count($0.excluded) } ?? .none,
          counts.map { .count($0.unknown) } ?? .none,
          counts.map { .count($0.outside) } ?? .none, .count(row.group.tickets),
          .text(row.version),
        ]
      })
  }

  /// A row for each group: its tickets, returns and extensions, and each rate.
  ///
  /// - Parameters:
  ///   - caption: what the table is about.
  ///   - table: what was counted, by one thing.
  ///   - title: what that thing is called.
  ///   - names: what is added to a value, such as the name of a line.
  /// - Returns: the table.
  package static func overview(
    _ caption: String, _ table: MeasureTable, title: String, names: [String: String] = [:]
  ) -> PageTable {
    let hasIndex = table.indexVersion != nil
    return PageTable(
      caption,
      [(title, .text), ("工单", .number), ("退单次数", .number), ("延期次数", .number)]
        + table.rates.map { ($0.label, .number) } + (hasIndex ? [("指数", .number)] : []),
      table.groups.map { group in
        [
          .text(
            group.values.map { shown($0) + (names[$0].map { "　\($0)" } ?? "") }.joined()),
          .count(group.tickets),
          .count(group.returns), .count(group.extensions),
        ] + group.counts.map { value($0.basisPoints.map(MeasureTable.decimal), isIndex: false) }
          + (hasIndex ? [value(group.index.map(MeasureTable.decimal), isIndex: true)] : [])
      })
  }

  /// A group without a name is one of tickets that do not say it.
  private static func shown(_ value: String) -> String { value.isEmpty ? "未写明" : value }

  private static func value(_ text: String?, isIndex: Bool) -> PageTable.Cell {
    text.map { isIndex ? .decimal($0) : .percent($0) } ?? .none
  }

  private static func number(_ hundredths: Int, isWeighted: Bool) -> PageTable.Cell {
    isWeighted ? .decimal(MeasureTable.decimal(hundredths)) : .count(hundredths / 100)
  }
}
