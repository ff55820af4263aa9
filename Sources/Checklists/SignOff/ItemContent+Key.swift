package import Findings
import HotlineModel
import Reports

extension ItemContent {
  /// What a part is; the raw value is written into what is signed.
  package enum Key: String, CaseIterable, Sendable {
    case item, line, name, mode, task, owner, evidence, source, due, after
    /// The components of the decision on the line.
    case number, seats, calls, tickets, knowledge, hours
    /// A piece of evidence: its name and the SHA-256 of its bytes.
    case proof
    /// What was entered of the item.
    case conclusion, papers, remark, filled, exception
    /// What the toolkit answers by itself.
    case answer
    /// The city whose checklist the item is of.
    case city

    /// The part as people read it.
    package var words: Words {
      switch self {
      case .item: Words("item", "编号")
      case .line: Words("line", "号码")
      case .name: Words("name", "热线名称")
      case .mode: Words("mode", "归并方式")
      case .task: Words("task", "核对项")
      case .owner: Words("responsible", "责任单位")
      case .evidence: Words("evidence due", "应交材料")
      case .source: Words("source", "依据")
      case .due: Words("due", "期限")
      case .after: Words("after", "前置项")
      case .number: Words("number", "号码处置")
      case .seats: Words("seats", "座席处置")
      case .calls: Words("calls", "来电去向")
      case .tickets: Words("tickets", "工单处置")
      case .knowledge: Words("knowledge base", "知识库处置")
      case .hours: Words("round the clock", "全天受理")
      case .proof: Words("evidence", "证据")
      case .conclusion: Words("conclusion", "结论")
      case .papers: Words("papers", "已填证据")
      case .remark: Words("remark", "意见")
      case .filled: Words("filled in", "填写")
      case .exception: Words("exception", "例外")
      case .answer: Words("answer", "系统核对结果")
      case .city: Words("city's checklist", "市级任务清单")
      }
    }

    /// A value of the part as people read it; `nil` where it is not a code.
    package func words(of value: String) -> Words? {
      let sides = value.split(separator: " ", maxSplits: 1).map(String.init)
      switch self {
      case .mode: return MergeMode(rawValue: value)?.words
      case .number: return NumberDisposition(rawValue: value)?.words
      case .seats: return SeatsDisposition(rawValue: value)?.words
      case .calls: return CallPath(rawValue: value)?.words
      case .tickets: return TicketsDisposition(rawValue: value)?.words
      case .knowledge: return KnowledgeDisposition(rawValue: value)?.words
      case .hours: return RoundTheClock(rawValue: value)?.words
      case .conclusion: return ItemConclusion(rawValue: value)?.words
      case .proof:
        guard sides.count == 2 else { return nil }
        return sides[0] == "-"
          ? Words("\(sides[1]) (its copy is gone or changed)", "\(sides[1])（存档缺失或有变动）")
          : Words("\(sides[1]) (SHA-256 \(sides[0]))", "\(sides[1])（SHA-256 \(sides[0])）")
      case .answer:
        guard let check = sides.first.flatMap(AutomaticCheck.init(rawValue:))?.words,
          let outcome = sides.last.flatMap(AutomaticAnswer.Outcome.init(rawValue:))?.words
        else { return nil }
        return Words(
          "\(check.english): \(outcome.english)", "\(check.chinese)：\(outcome.chinese)")
      case .item, .line, .name, .task, .owner, .evidence, .source, .due, .after, .papers, .remark,
        .filled, .exception, .city:
        return nil
      }
    }
  }
}
