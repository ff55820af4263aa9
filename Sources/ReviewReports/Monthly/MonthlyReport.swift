import Measures
package import MergerStore
package import Reports

/// How well the hotline worked in one month, by line and by unit (通报).
package struct MonthlyReport: Sendable {
  /// What a rate means, in words.
  package struct Meaning: Sendable {
    package let label: String
    /// Which tickets are counted out of, which of them count, and which are left out.
    package let base: String, counted: String, excluded: String
    package let source: String

    init(_ rate: RateDefinition) {
      func words(_ conditions: [Condition]) -> String {
        conditions.isEmpty ? "无" : conditions.map(\.chinese).joined(separator: "、")
      }
      label = rate.label
      (base, counted) = (words(rate.base), words(rate.counted))
      excluded = words(rate.excluded)
      source = rate.source
    }
  }

  package let city: String
  /// The month of the calls, such as `2021-11`.
  package let month: String
  /// How far the ledger had come; `nil` where there is none.
  package let head: LedgerHead?
  /// All tickets together, by line, and by unit.
  package let total: MeasureTable
  package let lines: MeasureTable
  package let units: MeasureTable
  /// The name of each line.
  package let names: [String: String]
  package let meanings: [Meaning]

  /// How many tickets there are.
  package var tickets: Int { total.groups.reduce(0) { $0 + $1.tickets } }
}

extension Condition {
  /// The condition as papers write it.
  fileprivate var chinese: String {
    switch self {
    case .all: "全部工单"
    case .accepted: "已受理"
    case .dispatched: "已派单"
    case .asked: "有先行联系记录"
    case .contacted: "已联系"
    case .responseDue: "已响应或响应时限已到"
    case .respondedInTime: "在时限内响应"
    case .closed: "已办结"
    case .due: "已办结或办理时限已到"
    case .closedOnTime: "按时办结"
    case .noLimit: "未设办理时限"
    case .solved: "已解决"
    case .notSolved: "未解决"
    case .solvedOrExplained: "已解决或解释说明"
    case .rated: "已评价"
    case .satisfied: "满意以上"
    case .satisfiedByWeight: "按等级权重计的满意"
    case .returned: "有退单"
    case .extended: "有延期"
    case .void: "作废"
    case .mediation: "行政调解"
    case .enforcement: "执法办案"
    case .unreasonable: "不合理诉求"
    }
  }
}
