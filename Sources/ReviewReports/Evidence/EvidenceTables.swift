import Checklists
import Findings
import HotlineModel
package import MergerStore
package import Reports
import ReviewRuns

/// The sheets of a folder of evidence, each with its columns and rows; what people wrote is shown
/// without telephones.
package struct EvidenceTables {
  let record: LineRecord
  let ledger: Ledger?
  let files: [NamedEvidence]

  /// The sheets about a line.
  package init(_ record: LineRecord, _ ledger: Ledger?, files: [NamedEvidence]) {
    self.record = record
    self.ledger = ledger
    self.files = files
  }

  /// A sheet by its file name.
  package typealias Sheet = (name: String, rows: [[String]])

  /// All sheets.
  ///
  /// - Throws: `Unusable` with `HL6003` where the ledger does not hold what the program wrote.
  package func sheets() throws -> [Sheet] {
    [
      ("decision.csv", decision), ("decisions.csv", try decisions()),
      ("number-history.csv", try numberHistory()), ("checklist.csv", checklist),
      ("entries.csv", try entries()), ("signatures.csv", try signatures()),
      ("audit.csv", try audit()), ("evidence.csv", evidence),
    ]
  }

  private func masked(_ text: String) -> String { Paper.masked(text, record.line) }

  private var decision: [[String]] {
    [["安排", "代码", "内容", "规则", "依据", "把握"]]
      + record.components.map { part in
        [
          part.name, part.code, part.words, part.rule.map { "\($0.table)/\($0.rule)" } ?? "",
          part.rule?.clause ?? "", part.rule?.certainty.words.chinese ?? "",
        ]
      }
      + [["理由", record.decision.reason, record.reason, "", "", ""]]
      + [["规则表", "", record.decision.policy, "", "", ""]]
  }

  private func decisions() throws -> [[String]] {
    let all = try ledger?.decisions(of: record.line.id) ?? []
    return [["时间", "来源", "方式", "各项", "理由", "规则", "依据", "规则表", "何人", "文件"]]
      + all.map { entry in
        let record = entry.record
        return [
          entry.at, record.kind.words.chinese, record.mode.chineseName,
          record.components.joined(separator: " "), masked(record.reason), record.rules,
          record.clauses, record.policy, record.who, masked(record.document),
        ]
      }
  }

  private func numberHistory() throws -> [[String]] {
    let all = try ledger?.numberEvents(of: record.line.id)[record.line.id] ?? []
    return [["登记时间", "事项", "原状态", "状态", "渠道", "日期", "文件", "理由", "凭证", "凭证哈希", "何人"]]
      + all.map { entry in
        let event = entry.event
        return [
          entry.at, event.kind.rawValue, event.was?.chineseName ?? "",
          event.status?.chineseName ?? "", event.channel, event.day?.description ?? "",
          masked(event.document), masked(event.reason), event.proof?.text ?? "",
          event.proof?.file?.sha256 ?? "", event.who,
        ]
      }
  }

  private var checklist: [[String]] {
    [["编号", "事项", "应交材料", "责任单位", "期限", "前置项", "依据", "状态", "受阻于", "逾期工作日", "系统核对", "内容哈希"]]
      + record.status.items.map { status in
        let item = status.item
        let answers = status.answers.map { answer in
          "\(answer.check.words.chinese)：\(answer.outcome.words.chinese)（\(answer.reason.chinese)）"
        }
        return [
          item.id, item.task, item.evidence, item.owner,
          item.due?.description ?? "待定：\(item.dueNote)", item.dependsOn.joined(separator: " "),
          item.source, status.state.words.chinese, status.blockedBy.joined(separator: " "),
          status.daysLate.map(String.init) ?? "", masked(answers.joined(separator: "；")),
          record.signed[item.id]?.hash ?? "",
        ]
      }
  }

  private func entries() throws -> [[String]] {
    let ids = Set(record.status.items.map(\.item.id))
    let all = try ledger?.itemEntries().filter { ids.contains($0.entry.item) } ?? []
    return [["序号", "时间", "编号", "种类", "结论", "证据", "意见", "填写人", "日期", "工作簿", "登记人"]]
      + all.map { dated in
        let entry = dated.entry
        return [
          "\(dated.number)", dated.at, entry.item, entry.kind.rawValue,
          entry.conclusion?.chinese ?? "", masked(entry.evidence), masked(entry.remark),
          entry.filledBy, entry.day?.description ?? "", entry.source, entry.who,
        ]
      }
  }

  private func signatures() throws -> [[String]] {
    let subjects = Set(record.status.items.map { Signature.subject(ofItem: $0.item.id) })
    let all = try ledger?.signatures(of: subjects) ?? []
    return [["序号", "时间", "事项", "种类", "签认人", "单位", "角色", "账户", "内容哈希", "是否现有内容", "说明"]]
      + all.map { entry in
        let item = String(entry.subject.dropFirst("item ".count))
        let isCurrent = record.signed[item]?.hash == entry.content
        return [
          "\(entry.id)", entry.at, item, entry.kind == .sign ? "签认" : "撤回", entry.person,
          entry.unit, entry.role.chineseName, entry.account, entry.content,
          isCurrent ? "是" : "否", masked(entry.because),
        ]
      }
  }

  /// The entries that are about the line, one of its items, its batches or its quarantined records.
  private func audit() throws -> [[String]] {
    var names: Set<String> = [record.line.id]
    names.formUnion(record.status.items.map(\.item.id))
    if let ledger {
      names.formUnion(try ledger.batches().filter { $0.line == record.line.id }.map(\.name))
      names.formUnion(try ledger.quarantine().filter { $0.line == record.line.id }.map(\.name))
    }
    let all = try ledger?.auditEntries().filter { $0.concerns(names) } ?? []
    return [["序号", "时间", "操作", "内容", "哈希", "前一条哈希"]]
      + all.map { ["\($0.sequence)", $0.at, $0.action, masked($0.detail), $0.hash, $0.previous] }
  }

  private var evidence: [[String]] {
    [["文件", "原名", "证明事项", "大小", "SHA-256"]]
      + files.map { named in
        let file = named.file
        return [
          EvidenceReport.name(of: file), file.name, named.owner, "\(file.size)", file.sha256,
        ]
      }
  }
}
