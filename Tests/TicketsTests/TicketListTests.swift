import HotlineModel
import Testing
import Tickets

@Suite struct `A list within a ticket` {
  private static let parts = ["at", "event", "note"]

  private func read(_ json: String, parts: [String] = []) -> TicketList? {
    TicketList(Array(json.utf8)[...], parts: parts)
  }

  @Test func `keeps its order and is read back as it was written`() {
    let events = TicketList([
      [.init("at", "2021-02-08T09:05:00+08:00"), .init("event", "派单\n\"急\"")],
      [.init("at", "2021-02-08T09:05:00+08:00"), .init("event", "签收")],
    ])
    #expect(TicketList(events.json[...], parts: Self.parts) == events)
    #expect(read(#"["b","a","b"]"#)?.items.map { $0[0].text } == ["b", "a", "b"])
    #expect(TicketList([]).json.isEmpty)
  }

  @Test(arguments: [
    "", "[", "[]", "[\"\"]", "[\"a\",]", "[ \"a\"]", "[\"a\"] ", "[1]", "[{}]", "[\"\\u0061\"]",
    "{\"at\":\"x\"}",
  ])
  func `is nothing but the one way in which it is written`(json: String) {
    #expect(read(json) == nil)
  }

  @Test(arguments: [
    #"[{}]"#, #"[{"note":"a","event":"b"}]"#, #"[{"event":"a","event":"b"}]"#, #"[{"by":"a"}]"#,
    #"["a"]"#, #"[{"event":1}]"#,
  ])
  func `has entries with the parts of its field, each once, in their order`(json: String) {
    #expect(read(json, parts: Self.parts) == nil)
    #expect(read(#"[{"event":"b","note":"a"}]"#, parts: Self.parts) != nil)
  }

  @Test func `fits its field where its times are times and it is not too long`() {
    let path = TicketList(texts: ["1", "2", "3", "4", "5"])
    #expect(path.fits(.matterCategoryPath))
    #expect(!TicketList(texts: ["1", "2", "3", "4", "5", "6"]).fits(.matterCategoryPath))
    #expect(TicketList([[.init("at", "2021-02-08")]]).fits(.workflowEvents))
    #expect(!TicketList([[.init("at", "gestern")]]).fits(.workflowEvents))
  }

  @Test(arguments: [
    (#"[{"name":"备注二","value":"甲"},{"name":"备注三","value":"甲"}]"#, true),
    (#"[{"name":"备注二","value":"甲"},{"name":"备注二","value":"乙"}]"#, false),
    (#"[{"name":"备注二"}]"#, false), (#"[{"value":"甲"}]"#, false),
  ])
  func `fits the open area where each entry has a value and a name of its own`(
    json: String, fits: Bool
  ) {
    #expect(read(json, parts: ["name", "value"])?.fits(.extensionValues) == fits)
  }

  @Test func `is shown by how many items it has`() {
    var ticket = Ticket(line: "12329", legacyNumber: "1")
    ticket.set(.workflowEvents, to: #"[{"by":"张三"},{"by":"李四"}]"#)
    #expect(ticket.masked[.workflowEvents] == "[2]")
  }
}

@Suite struct `The fields of the ticket` {
  @Test func `know where they stand in their list`() {
    for (index, field) in TicketField.allCases.enumerated() { #expect(field.index == index) }
  }
}
