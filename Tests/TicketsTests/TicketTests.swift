import HotlineModel
import Testing
import Tickets

@Suite struct `Ticket records` {
  @Test func `a masked ticket keeps what is not personal and hides what is`() {
    var ticket = Ticket(line: "12329", legacyNumber: "FS1")
    ticket.set(.callerName, to: "张三丰")
    ticket.set(.callerPhone, to: "13800001234")
    ticket.set(.matterContent, to: "我的电话是13800001234")
    ticket.set(.matterType, to: "complaint", legacy: "投诉类")
    let masked = ticket.masked
    #expect(masked[.callerName] == "张**")
    #expect(masked[.callerPhone] == "138****1234")
    #expect(masked[.matterContent]?.contains("1380000") == false)
    #expect(masked[.matterType] == "complaint")
    #expect(masked.legacyValues[.matterType] == "投诉类")
  }

  @Test func `a value is found in packed content, and what is not there is not`() {
    var ticket = Ticket(line: "12329", legacyNumber: "FS1")
    ticket.set(.matterType, to: "other", legacy: "其他")
    ticket.set(.matterRelated, to: #"["FS2"]"#)
    ticket.set(.extensionValues, to: #"[{"name":"a","value":"b"}]"#)
    ticket.set(.callerAccount, to: "u1")
    let content = ticket.packedContent
    for field in TicketField.allCases {
      let found = PackedTicket.value(of: field, inContent: content.indices, of: content)
      #expect(found.map { String(decoding: content[$0], as: UTF8.self) } == ticket[field])
    }
  }

  @Test func `the packed content of a ticket tells tickets apart, where it came from does not`() {
    var ticket = Ticket(line: "12329", legacyNumber: "FS1")
    ticket.set(.followUpSolved, to: "true")
    let same = ticket
    var other = ticket
    other.set(.followUpSolved, to: "false")
    #expect(ticket.packedContent == same.packedContent)
    #expect(ticket.packedContent != other.packedContent)
    let lines = ["a.csv", "b.csv"].map { file in
      var line: [UInt8] = []
      TicketRow(ticket, Provenance(file: file, record: 1, line: 2, batch: "B0001", mapping: "m@1"))
        .appendLine(to: &line)
      return String(decoding: line, as: UTF8.self)
    }
    #expect(lines[0] != lines[1])
    #expect(lines[0].contains(#""solved":true"#))
  }
}
