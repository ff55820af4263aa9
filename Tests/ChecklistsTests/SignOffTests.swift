import Checklists
import Findings
import HotlineModel
import Reports
import Testing

@Suite struct `What a signature covers` {
  private static let place = Findings.SourceLocation(file: "CK-DUAL.csv")

  private static func item(
    id: String = "12329-08", task: String = "各运营商确认路由", owner: String = "市中心",
    evidence: String = "回执", due: CivilDate? = CivilDate("2021-11-18"), note: String = "",
    after: [String] = ["12329-02"], source: String = "方案"
  ) -> ChecklistItem {
    ChecklistItem(
      id: id, task: task, owner: owner, evidence: evidence, due: due, dueNote: note,
      dependsOn: after, place: place, source: source)
  }

  private static func content(
    _ item: ChecklistItem = item(), name: String = "住房公积金热线", mode: MergeMode = .dualNumber,
    number: NumberDisposition = .keep, seats: SeatsDisposition = .to12345,
    calls: CallPath = .forwardAll, tickets: TicketsDisposition = .allIn12345,
    knowledge: KnowledgeDisposition = .shared, hours: RoundTheClock = .platform
  ) throws -> ItemContent {
    let line = try Decision.sample(mode, template: "CK-DUAL").line
    return ItemContent(
      item, of: Checklist(line: "12329", name: name, mode: mode, items: [item]),
      decision: Decision(
        line: line, mode: mode, number: number, seats: seats, callPath: calls, tickets: tickets,
        knowledge: knowledge, roundTheClock: hours, deadline: "none", template: "CK-DUAL",
        reason: "", path: [], policy: ""))
  }

  /// Signatures that ledgers hold are of this text: another one makes all of them old.
  @Test func `what is signed of a line's item stays as it was, byte for byte`() throws {
    #expect(
      try Self.content().text == """
        hotline-item/1
        item\t12329-08
        line\t12329
        name\t住房公积金热线
        mode\tdual-number
        task\t各运营商确认路由
        owner\t市中心
        evidence\t回执
        source\t方案
        due\t2021-11-18
        after\t12329-02
        number\tkeep
        seats\tto_12345
        calls\tforward_all
        tickets\tall_in_12345
        knowledge\tshared
        hours\t12345

        """)
    #expect(
      try Self.content(Self.item(due: nil, note: "没有割接日", after: [])).text
        .contains("due\t待定：没有割接日\nafter\t\n"))
  }

  @Test func `every part of item and decision changes what is signed, and is named`() throws {
    let signed = try Self.content().text
    let others: [(ItemContent.Key, ItemContent)] = try [
      (.item, Self.content(Self.item(id: "12329-09"))),
      (.name, Self.content(name: "另一热线")), (.mode, Self.content(mode: .fullMerge)),
      (.task, Self.content(Self.item(task: "另一事项"))),
      (.owner, Self.content(Self.item(owner: "另一单位"))),
      (.evidence, Self.content(Self.item(evidence: "另一材料"))),
      (.source, Self.content(Self.item(source: "另一依据"))),
      (.due, Self.content(Self.item(due: CivilDate("2021-11-19")))),
      (.due, Self.content(Self.item(due: nil, note: "没有割接日"))),
      (.after, Self.content(Self.item(after: []))),
      (.number, Self.content(number: .cancel)), (.seats, Self.content(seats: .nothing)),
      (.calls, Self.content(calls: .linkage)), (.tickets, Self.content(tickets: .interwork)),
      (.knowledge, Self.content(knowledge: .handOver)), (.hours, Self.content(hours: .untouched)),
    ]
    for (key, other) in others {
      #expect(other.text != signed, "\(key)")
      #expect(other.changes(since: signed) == [key], "\(key)")
    }
    var proven = try Self.content()
    proven.add(proof: "回执.pdf", sha256: "ab")
    #expect(proven.changes(since: signed) == [.proof])
    var answered = try Self.content()
    answered.add(
      entry: nil, exception: nil,
      answers: [AutomaticAnswer(.countsAgree, .yes, Words("12 counts agree", "12 个数量一致"))])
    #expect(answered.changes(since: signed) == [.answer])
    let answer = answered.text
    answered = try Self.content()
    answered.add(
      entry: nil, exception: nil,
      answers: [AutomaticAnswer(.countsAgree, .yes, Words("13 counts agree", "13 个数量一致"))])
    #expect(answered.text == answer, "a figure that changes changes no answer")
    var entered = try Self.content()
    entered.add(
      entry: ItemEntry(
        item: "12329-08", conclusion: .pass, evidence: "回执", remark: "", filledBy: "某科员",
        day: nil, source: "", who: "某主任"), exception: nil, answers: [])
    #expect(entered.changes(since: signed) == [.conclusion, .papers, .remark, .filled])
    #expect(try Self.content().changes(since: signed).isEmpty)
  }

  @Test func `no value can pass for another part`() throws {
    let forged = try Self.content(Self.item(task: "a\nowner\tb", owner: "c"))
    #expect(forged.text.split(separator: "\n").count == 17)
    #expect(forged.text.contains("task\ta\\u{a}owner\\u{9}b\n"))
    #expect(
      try Self.content(Self.item(task: "a\\u{a}")).text
        != Self.content(Self.item(task: "a\n")).text)
  }
}

@Suite struct `How far an item is signed` {
  private static func entry(
    _ account: String, _ role: UserRole, _ content: String = "now",
    _ kind: Signature.Kind = .sign, person: String? = nil
  ) -> Signature {
    Signature(
      subject: "item", content: content, text: "", kind: kind, role: role, account: account,
      person: person ?? account, unit: "某单位", because: "", at: "")
  }

  private static func signOff(_ item: String, _ signatures: Signature...) -> SignOff {
    SignOff(item: item, content: "now", signatures: signatures)
  }

  @Test func `an item is signed by a reviewer or an approver`() {
    #expect(Self.signOff("12329-08").state == .unsigned)
    for role in UserRole.allCases {
      let isSigned = role == .reviewer || role == .approver
      let signOff = Self.signOff("12329-08", Self.entry("a", role))
      #expect((signOff.state == .signed) == isSigned, "\(role)")
      let refusal = Self.signOff("12329-08").refusal(of: Self.entry("a", role))
      #expect(refusal == (isSigned ? nil : .role([.reviewer, .approver])), "\(role)")
    }
  }

  @Test func `a cut-over needs an operator and an approver who are two people`() {
    let (operates, approves) = (Self.entry("a", .operator), Self.entry("b", .approver))
    #expect(Self.signOff("12329-11", operates).state == .partly)
    #expect(Self.signOff("12329-11", approves).state == .partly)
    #expect(Self.signOff("12329-11", operates, approves).state == .signed)
    #expect(Self.signOff("0757-88880000-11", approves, operates).state == .signed)
    #expect(Self.signOff("12329-11", operates, Self.entry("c", .operator)).state == .partly)
    // One person with one account, and with two.
    #expect(Self.signOff("12329-11", operates, Self.entry("a", .approver)).state == .partly)
    let other = Self.entry("x", .approver, person: "a")
    #expect(Self.signOff("12329-11", operates, other).state == .partly)
    #expect(Self.signOff("12329-11", operates).refusal(of: other) == .samePerson(operates))
    #expect(Self.signOff("12329-11", operates).refusal(of: approves) == nil)
    #expect(
      Self.signOff("12329-11", operates).refusal(of: Self.entry("c", .operator))
        == .signed(operates))
    #expect(
      Self.signOff("12329-11").refusal(of: Self.entry("a", .reviewer))
        == .role([.operator, .approver]))
  }

  @Test func `a signature of another content is old, and can be given again`() {
    let old = Self.entry("a", .approver, "before")
    #expect(Self.signOff("12329-08", old).state == .signAgain)
    #expect(Self.signOff("12329-08", old).refusal(of: Self.entry("a", .approver)) == nil)
    #expect(Self.signOff("12329-08", old, Self.entry("b", .approver)).state == .signed)
    #expect(Self.signOff("12329-08", old, Self.entry("a", .approver)).standing.count == 1)
    #expect(
      Self.signOff("12329-11", Self.entry("a", .operator, "before"), Self.entry("b", .approver))
        .state == .signAgain)
  }

  @Test func `a withdrawn signature is none, and others stay`() {
    let (first, second) = (Self.entry("a", .operator), Self.entry("b", .approver))
    let withdrawn = Self.entry("a", .operator, "now", .withdraw)
    #expect(Self.signOff("12329-11", first, second, withdrawn).state == .partly)
    #expect(Self.signOff("12329-11", first, withdrawn).state == .unsigned)
    #expect(Self.signOff("12329-11", first, withdrawn, first, second).state == .signed)
  }
}
