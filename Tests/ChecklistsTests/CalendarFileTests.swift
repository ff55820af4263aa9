import Findings
import HotlineModel
import Reports
import TestSupport
import Testing

@testable import Checklists

/// A reader of calendar files that follows RFC 5545 to the letter, and shares nothing with the writer.
struct StrictCalendar {
  /// The properties of each event by their names with parameters.
  let events: [[String: String]]
  let name: String

  init(_ text: String) throws {
    let bytes = Array(text.utf8)
    try #require(bytes.suffix(2) == [13, 10])
    var lines: [[UInt8]] = [[]]
    var place = 0
    while place < bytes.count {
      if bytes[place] == 13 {
        try #require(place + 1 < bytes.count && bytes[place + 1] == 10, "a CR without LF")
        lines.append([])
        place += 2
        continue
      }
      try #require(bytes[place] != 10, "an LF without CR")
      try #require(bytes[place] >= 32 || bytes[place] == 9, "a control character")
      lines[lines.count - 1].append(bytes[place])
      place += 1
    }
    var unfolded: [[UInt8]] = []
    for line in lines.dropLast() {
      try #require(line.count <= 75 && !line.isEmpty, "\(line.count) bytes")
      // Each line by itself is UTF-8: nothing was cut.
      try #require(String(validating: line, as: UTF8.self) != nil)
      if line[0] == 32 {
        unfolded[unfolded.count - 1] += line.dropFirst()
      } else {
        unfolded.append(line)
      }
    }
    var events: [[String: String]] = []
    var name = ""
    for line in unfolded.map({ String(decoding: $0, as: UTF8.self) }) {
      let colon = try #require(line.firstIndex(of: ":"))
      let (key, value) = (String(line[..<colon]), String(line[line.index(after: colon)...]))
      switch key {
      case "BEGIN": if value == "VEVENT" { events.append([:]) }
      case "X-WR-CALNAME": name = try Self.text(value)
      case "SUMMARY", "DESCRIPTION", "CATEGORIES":
        events[events.count - 1][key] = try Self.text(value)
      default: if !events.isEmpty, key != "END" { events[events.count - 1][key] = value }
      }
    }
    self.events = events
    self.name = name
  }

  /// A value of type TEXT: no bare semicolon or comma, no other escapes than the four.
  private static func text(_ value: String) throws -> String {
    var text = String.UnicodeScalarView()
    var scalars = value.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      try #require(scalar != ";" && scalar != ",")
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      let escaped = scalars.next()
      let next = try #require(escaped)
      try #require("\\;,n".unicodeScalars.contains(next))
      text.append(next == "n" ? "\n" : next)
    }
    return String(text)
  }
}

@Suite struct `Calendar files` {
  private static let pieces = [
    "各运营商确认路由：两个号码同一服务", "👨‍👩‍👧‍👦", "🏳️‍🌈", ",", ";", "\\", "\\n", "\n", "\"", ":", " ", "e\u{301}", "𠮷",
    "abc",
    "，；", "BEGIN:VEVENT",
  ]

  @Test func `whatever names say, a strict reader gets them back, in lines of 75 bytes`() throws {
    var random = SeededRandom(state: 5545)
    let day = try #require(CivilDate("2021-11-18"))
    let stamp = CivilInstant(unixSeconds: 1_637_776_800)
    let pieces = Self.pieces
    for _ in 0..<400 {
      func text() -> String {
        (0..<Int.random(in: 0...14, using: &random)).map { _ in
          pieces[Int.random(in: pieces.indices, using: &random)]
        }.joined()
      }
      let event = CalendarFile.Event(
        uid: "1@hotline-merger", day: day, revision: 3, summary: text(), description: text(),
        category: text())
      let name = text()
      let read = try StrictCalendar(
        CalendarFile(name: name, stamp: stamp, events: [event]).text)
      #expect(read.name == name)
      let found = try #require(read.events.first)
      #expect(found["SUMMARY"] == event.summary)
      #expect(found["DESCRIPTION"] == event.description)
      #expect(found["CATEGORIES"] == event.category)
    }
  }

  @Test func `every break of a line becomes one, and control characters go`() {
    #expect(
      CalendarFile.escaped("a\r\nb\rc\n\nd\u{0}\u{1B}\u{7F}e\tf") == #"a\nb\nc\n\nde"# + "\tf")
  }

  @Test func `a line of 75 bytes is whole, one of 76 is two`() {
    let line = String(repeating: "x", count: 75)
    #expect(CalendarFile.folded(line) == line)
    #expect(CalendarFile.folded(line + "y") == line + "\r\n y")
    // 74 bytes and a character of three: it moves as a whole.
    #expect(CalendarFile.folded(String(line.dropLast()) + "热") == line.dropLast() + "\r\n 热")
  }

  @Test func `an event is a whole day, with the time of writing in UTC`() throws {
    let text = CalendarFile(
      name: "", stamp: try #require(CivilInstant("2021-11-20T07:05:09+08:00")),
      events: [
        CalendarFile.Event(
          uid: "u", day: try #require(CivilDate("2021-12-31")), revision: 0, summary: "s",
          description: "", category: "")
      ]
    ).text
    let event = try #require(try StrictCalendar(text).events.first)
    #expect(event["DTSTAMP"] == "20211119T230509Z")
    #expect(event["DTSTART;VALUE=DATE"] == "20211231" && event["DTEND;VALUE=DATE"] == "20220101")
    #expect(!text.contains("VTODO") && !text.contains("METHOD"))
  }
}

@Suite struct `Days of checklists` {
  private static let place = Findings.SourceLocation(file: "CK-DUAL.csv")

  private static func item(_ task: String, owner: String, due: String?) -> ChecklistItem {
    ChecklistItem(
      id: "12329-\(task)", task: "事项\(task)", owner: owner, evidence: "材料",
      due: due.flatMap { CivilDate($0) }, dueNote: "", dependsOn: [], place: place, source: "方案")
  }

  private static let items = [
    item("08", owner: "市中心、运营商", due: "2021-11-18"), item("11", owner: "运维组", due: "2021-11-25"),
    item("12", owner: "市中心", due: nil),
  ]

  private static func calendar(
    of owner: String? = nil, entries: [DatedItemEntry] = [],
    signed: [String] = [], city: String = "示例市", cutover: String? = "2021-11-25"
  ) throws -> StrictCalendar {
    let list = Checklist(
      line: "12329", name: "热线", mode: .dualNumber, cutover: cutover.flatMap { CivilDate($0) },
      items: items)
    let status = ItemStates(
      entries: entries,
      signatures: Dictionary(
        uniqueKeysWithValues: signed.map { ($0, ItemStates.Signature.current) }),
      today: try #require(CivilDate("2021-11-20")), calendar: try .year2021()
    ).status(of: list, answers: [])
    let events = ChecklistEvents([status], of: owner, city: city, in: .chinese) { text in
      String(text.utf8.reduce(5381) { ($0 &* 33) ^ Int($1) }.magnitude, radix: 16)
    }
    return try StrictCalendar(events.text(at: CivilInstant(unixSeconds: 1_637_776_800)))
  }

  private static func entry(_ number: Int, _ item: String) -> DatedItemEntry {
    DatedItemEntry(
      number: number,
      entry: ItemEntry(
        item: item, conclusion: .pass, evidence: "回执", remark: "", filledBy: "甲", day: nil,
        source: "", who: "甲"), at: "2021-11-20T09:00:00+08:00")
  }

  @Test func `each open item with a day is an event, and so is the cut-over`() throws {
    let events = try Self.calendar().events
    #expect(
      events.map { $0["SUMMARY"] } == ["到期：12329-08 事项08", "到期：12329-11 事项11", "割接：12329 热线"]
        || events.map { $0["SUMMARY"] } == ["到期：12329-08 事项08", "割接：12329 热线", "到期：12329-11 事项11"])
    #expect(Set(events.map { $0["UID"] }).count == 3)
    #expect(events[0]["DESCRIPTION"] == "热线\n责任单位：市中心、运营商\n应交材料：材料\n依据：方案\n状态：未开始")
  }

  @Test func `an entry raises the sequence and keeps the name, and what is signed goes`() throws {
    let before = try Self.calendar().events
    let after = try Self.calendar(entries: [Self.entry(17, "12329-08")]).events
    #expect(before.map { $0["UID"] } == after.map { $0["UID"] })
    #expect(before[0]["SEQUENCE"] == "0" && after[0]["SEQUENCE"] == "17")
    let signed = try Self.calendar(
      entries: [Self.entry(17, "12329-08"), Self.entry(18, "12329-11")],
      signed: ["12329-08", "12329-11"])
    #expect(signed.events.isEmpty)
    #expect(try Self.calendar(city: "别市").events[0]["UID"] != before[0]["UID"])
  }

  @Test func `a unit gets its own items, and the cut-overs of lines where it has one`() throws {
    #expect(try Self.calendar(of: "运营商").events.count == 2)
    #expect(try Self.calendar(of: "运营商", cutover: nil).events.count == 1)
    #expect(try Self.calendar(of: "市中").events.isEmpty)
  }

  @Test func `no person is named`() throws {
    let event = try Self.calendar(entries: [Self.entry(17, "12329-08")]).events[0]
    #expect(!event.values.contains { $0.contains("甲") || $0.contains("回执") })
  }
}
