package import Findings
package import HotlineModel
package import Reports

/// What a signature under an item covers: its exact content, part by part.
///
/// Whoever adds a part makes all earlier signatures of items that have the part old.
package struct ItemContent: Hashable, Sendable {
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
  }

  /// One part: what it is, its value, and how people read the value where it is a code.
  package struct Part: Hashable, Sendable {
    /// What it is.
    package let key: Key
    /// Its value.
    package let value: String
    /// The value as people read it, where it is a code.
    package let words: Words?
  }

  /// The item's id: `12329-08`, `city-03`.
  package let item: String
  /// The parts, in the order in which they are shown and signed.
  package private(set) var parts: [Part] = []

  /// The content of an item.
  ///
  /// - Parameters:
  ///   - item: the item.
  ///   - checklist: the checklist that it is of.
  ///   - decision: the decision on the line; `nil` for the city's checklist.
  package init(_ item: ChecklistItem, of checklist: Checklist, decision: Decision?) {
    self.item = item.id
    add(.item, item.id)
    switch checklist.subject {
    case .line(let line, let mode):
      add(.line, line)
      add(.name, checklist.name)
      add(.mode, mode.rawValue, mode.words)
    case .city: add(.city, checklist.name)
    }
    add(.task, item.task)
    add(.owner, item.owner)
    add(.evidence, item.evidence)
    add(.source, item.source)
    add(.due, checklist.due(of: item))
    add(.after, item.dependsOn.joined(separator: " "))
    guard let decision else { return }
    add(.number, decision.number.rawValue, decision.number.words)
    add(.seats, decision.seats.rawValue, decision.seats.words)
    add(.calls, decision.callPath.rawValue, decision.callPath.words)
    add(.tickets, decision.tickets.rawValue, decision.tickets.words)
    add(.knowledge, decision.knowledge.rawValue, decision.knowledge.words)
    add(.hours, decision.roundTheClock.rawValue, decision.roundTheClock.words)
  }

  /// Adds a piece of evidence.
  ///
  /// - Parameters:
  ///   - name: what the file is called.
  ///   - sha256: of its bytes, as hexadecimal digits.
  package mutating func add(proof name: String, sha256: String) {
    add(.proof, "\(sha256) \(name)")
  }

  /// Adds what was entered, the exception that counts, and what the toolkit answers: not why, which
  /// names days and figures that change without the answer.
  package mutating func add(
    entry: ItemEntry?, exception: ItemEntry?, answers: [AutomaticAnswer]
  ) {
    if let entry {
      add(.conclusion, entry.conclusion?.rawValue ?? "", entry.conclusion?.words)
      add(.papers, entry.evidence)
      add(.remark, entry.remark)
      add(.filled, [entry.filledBy, entry.day?.description ?? ""].joined(separator: " "))
    }
    if let exception { add(.exception, [exception.who, exception.remark].joined(separator: " ")) }
    for answer in answers {
      let words = answer.check.words
      let outcome = answer.outcome.words
      add(
        .answer, "\(answer.check.rawValue) \(answer.outcome.rawValue)",
        Words(
          "\(words.english): \(outcome.english)", "\(words.chinese)：\(outcome.chinese)"))
    }
  }

  private mutating func add(_ key: Key, _ value: String, _ words: Words? = nil) {
    parts.append(Part(key: key, value: value, words: words))
  }

  /// What is signed, as it is hashed and stored: the form, then a line for each part with its key, a
  /// tab and its value; backslashes and control characters of values are escaped, so that no two
  /// contents have one text.
  package var text: String {
    (["hotline-item/1"] + parts.map { "\($0.key.rawValue)\t\(Self.escaped($0.value))" })
      .joined(separator: "\n") + "\n"
  }

  private static func escaped(_ value: String) -> String {
    value.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        "\\u{\(String(scalar.value, radix: 16))}"
      default: String(scalar)
      }
    }.joined()
  }

  /// The parts in which a text that was signed differs from this content, by their keys.
  package func changes(since signed: String) -> [Key] {
    let (before, now) = (Self.values(signed), Self.values(text))
    return Key.allCases.filter { before[$0.rawValue] != now[$0.rawValue] }
  }

  private static func values(_ text: String) -> [String: [Substring]] {
    text.split(separator: "\n").dropFirst().reduce(into: [:]) { values, line in
      let sides = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(sides[0]), default: []].append(sides.count > 1 ? sides[1] : "")
    }
  }
}
