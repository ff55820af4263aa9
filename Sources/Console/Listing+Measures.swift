import Bytes
package import Findings
import HotlineModel
package import Reports

extension Listing {
  /// The rates of 办理效能指数: a row for each group and rate, with all numbers behind it.
  ///
  /// - Parameters:
  ///   - table: what was counted.
  ///   - schema: the name of the JSON document.
  ///   - findings: what was found on the way.
  package init(_ table: MeasureTable, schema: String, findings: [Finding]) {
    let groups = table.groupings.map { grouping in
      Column.identifier(grouping.rawValue, grouping.words.english, grouping.words.chinese)
    }
    self.init(
      schema: schema,
      columns: groups + [
        .name("measure", "measure", "指标"),
        .number("value", "value", "数值", rank: .essential),
        .number("numerator", "numerator", "分子"),
        .number("denominator", "denominator", "分母"),
        .number("excluded", "excluded", "剔除"),
        .number("unknown", "unknown", "不明"),
        .number("outside", "outside", "不涉及"),
        .number("tickets", "tickets", "工单"),
        .number("returns", "returns", "退单次数", rank: .detail),
        .number("extensions", "extensions", "延期次数", rank: .detail),
        .name("definition", "definition", "定义"),
      ],
      rows: table.rows.map { row in
        let counts = row.counts
        let numbers = [
          counts.map { $0.numeratorText(isWeighted: row.rate?.isWeighted ?? false) },
          counts.map { String($0.denominator) }, counts.map { String($0.excluded) },
          counts.map { String($0.unknown) }, counts.map { String($0.outside) },
        ].map { $0 ?? "-" }
        let name = row.rate?.name ?? "index"
        return Row(
          cells: row.group.values + [name, row.value ?? "-"] + numbers
            + [row.group.tickets, row.group.returns, row.group.extensions].map(String.init)
            + [row.version],
          words: ["measure": .coded(name, row.rate?.label ?? "办理效能指数")],
          json: table.json(row))
      }, members: ["snapshot": .string("\(table.snapshot)")], findings: findings)
  }
}

extension Terminal {
  /// Says how many tickets a table of measures is of, as of when, and which are not in it.
  package func say(_ table: MeasureTable) {
    let count = table.groups.reduce(0) { $0 + $1.tickets }
    say(
      words(
        "\(count) tickets, as of the end of \(table.snapshot)",
        "工单 \(count) 张，截至 \(table.snapshot) 结束时"))
    if table.later > 0 {
      say(words("\(table.later) tickets came later", "另有 \(table.later) 张是此后来电"))
    }
    if table.undated > 0 {
      say(words("\(table.undated) tickets have no time of call", "\(table.undated) 张没有来电时间"))
    }
  }
}
