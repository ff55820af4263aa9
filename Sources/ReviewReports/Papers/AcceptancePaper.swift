import Bytes
import Checklists
import Findings
import HotlineModel
import Reports
import ReviewRuns

/// The acceptance form of one line (验收单), by GB/T 9704-2012: it says what is done, by whom it is
/// signed, and plainly what is not.
package struct AcceptancePaper {
  private let record: LineRecord

  /// The form of a line.
  package init(_ record: LineRecord) { self.record = record }

  /// Why the line is not to be taken for accepted; none where every item is signed.
  package var reasons: [String] {
    if record.decision.mode == .person { return ["归并方式待定：\(record.reason)"] }
    return record.open.map(reason) + early
  }

  private func reason(for status: ItemStatus) -> String {
    let others = status.blockedBy.map { String($0.suffix(2)) }.joined(separator: "、")
    let state = status.state.words.chinese + (others.isEmpty ? "" : "于\(others)")
    return "\(status.item.id)　\(status.item.task)：\(state)\(status.isLate ? "，已逾期" : "")"
  }

  /// What cannot be done yet, whatever is signed: the cut-over before its day, the end of a number
  /// that the number ledger does not hold as ended.
  private var early: [String] {
    var early: [String] = []
    if let cutover = record.status.checklist.cutover, cutover > record.day {
      early.append("割接日是 \(cutover)，尚未割接")
    }
    let ended: Set<NumberStatus> = [.cancelled, .officePhone, .notOpened, .alreadyMerged]
    if record.decision.number == .cancel, !ended.contains(record.number.status) {
      early.append("号码台账中该号码的状态是“\(record.number.status.chineseName)”，尚未销号或改作办公电话")
    }
    return early
  }

  /// The page.
  package var html: String {
    let line = record.line
    let title = "\(line.name)（\(line.id)）归并验收单"
    return Page(
      title: title, .paper,
      body: """
        <h1>\(title)</h1>
        \(Paper.unfinished("未完成", reasons))
        <p>\(summary)</p>
        \(Paper.table(components))
        \(Paper.table(items))
        \(Paper.table(signatures))
        \(conclusion)
        <p class="plain code">\(Paper.origin(record))</p>
        """
    ).html
  }

  private var summary: String {
    let decision = record.decision
    let done = record.status.items.count - record.open.count
    let all = record.status.items.count
    let items = all == 0 ? "清单中没有核对事项。" : "核对事项共\(all)项，已签认\(done)项，未完成\(all - done)项。"
    return "责任单位：\(record.line.owner)。归并方式：\(decision.mode.chineseName)。"
      + "号码现状：\(record.number.status.chineseName)。\(items)"
  }

  private var components: PageTable {
    PageTable(
      "表一　归并决定", [("安排", .id), ("内容", .text), ("依据", .text)],
      record.components.map { part in
        [.text(part.name), .text(part.words), .text(part.rule?.clause ?? "—")]
      })
  }

  private var items: PageTable {
    var table = PageTable(
      "表二　核对事项",
      [
        ("编号", .id), ("事项", .text), ("责任单位", .text), ("期限", .id), ("状态", .id), ("证据和意见", .text),
      ],
      record.status.items.map { status in
        let entry = status.entry?.entry
        let texts = [entry?.evidence, entry?.remark, exception(of: status)]
          .compactMap(\.self).filter { !$0.isEmpty }.map { Paper.masked($0, record.line) }
        return [
          .text(String(status.item.id.suffix(2))), .text(status.item.task),
          .text(status.item.owner), status.item.due.map { .day($0) } ?? .text("待定"),
          .toned(status.state.words.chinese, status.state.isDone ? .good : .bad),
          .text(texts.joined(separator: "；")),
        ]
      })
    table.widths = [7, 28, 21, 14, 10, 20]
    return table
  }

  private func exception(of status: ItemStatus) -> String? {
    status.exception.map { "例外：\($0.entry.remark)（\($0.entry.who)）" }
  }

  private var signatures: PageTable {
    PageTable(
      "表三　签认", [("编号", .id), ("签认人", .id), ("单位", .text), ("角色", .id), ("日期", .id), ("内容哈希", .id)],
      record.status.items.flatMap { status -> [[PageTable.Cell]] in
        let id = status.item.id
        return (record.signed[id]?.signOff.standing ?? []).map { signature in
          let isCurrent = signature.content == record.signed[id]?.hash
          return [
            .text(String(id.suffix(2))), .text(signature.person), .text(signature.unit),
            .text(signature.role.chineseName),
            CivilInstant(signature.at).map { .day($0.date) } ?? .none,
            isCurrent
              ? .text(String(signature.content.prefix(12))) : .toned("内容已改，需重签", .bad),
          ]
        }
      })
  }

  /// The boxes to sign are there only once nothing but the acceptance itself, and what comes after it,
  /// is open.
  private var conclusion: Markup {
    if record.status.items.isEmpty { return "<p>本热线不需要验收。</p>" }
    if reasons.isEmpty { return "<p>全部核对事项已经签认，验收完成。</p>" }
    guard onlyAcceptanceIsOpen else {
      return "<p>本单未完成，不作为验收依据；上列事项全部完成后重新出具。</p>"
    }
    return """
      <p>除验收及其后的事项外均已签认，请各单位签署验收意见；签署并登记签认之后，验收方为完成。</p>
      \(Paper.signatures(["责任单位", "市12345平台", "市政务服务数据管理部门"]))
      """
  }

  /// Whether everything that comes before the acceptance is done.
  private var onlyAcceptanceIsOpen: Bool {
    let items = record.status.items
    guard let acceptance = items.firstIndex(where: \.item.acceptsLine) else { return false }
    return record.decision.mode != .person && early.isEmpty
      && items[..<acceptance].allSatisfy(\.state.isDone)
  }
}

extension Paper {
  /// A text that people wrote, without telephones and other numbers of people.
  static func masked(_ text: String, _ line: LegacyHotline) -> String {
    Masking.scrubbed(text, sparing: line.number.text)
  }
}
