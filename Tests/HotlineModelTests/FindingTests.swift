import Bytes
import Findings
import HotlineModel
import Testing

@Suite struct `Findings` {
  @Test(arguments: FindingCode.allCases, Language.allCases)
  func `a code has words in every language`(code: FindingCode, language: Language) {
    let text = code.text(in: language)
    for words in [text.message(), text.why(), text.fix()] {
      #expect(!words.isEmpty, "\(code.rawValue)")
      #expect(!words.hasSuffix(".") && !words.hasSuffix("。"), "\(code.rawValue): \(words)")
    }
    let forbidden = ["invalid", "illegal", "failed to"]
    #expect(!forbidden.contains { text.message().lowercased().contains($0) })
  }

  @Test(arguments: FindingCode.allCases)
  func `the languages leave room for the same facts`(code: FindingCode) {
    let gaps = Language.allCases.map { code.text(in: $0).gaps }
    #expect(gaps[0] == gaps[1], "\(code.rawValue)")
  }

  @Test func `codes are unique and in their ranges`() {
    let codes = FindingCode.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.wholeMatch(of: /HL[1-69]\d{3}/) != nil })
  }

  @Test func `facts fill the gaps, be they written like gaps themselves`() {
    let place = SourceLocation(file: "2020.csv", line: 184, column: 27)
    let finding = Finding(.sheetRowWidth, at: place, ["found": "{expected}", "expected": "22"])
    #expect(finding.message(in: .english) == "the row has {expected} cells, the header 22")
    #expect("\(place)" == "2020.csv:184:27")
  }

  @Test(arguments: FindingCode.allCases, Language.allCases)
  func `no words show the name of a fact that is not known`(code: FindingCode, language: Language) {
    let text = code.text(in: language)
    for words in [text.message(), text.why(), text.fix()] {
      #expect(words.firstMatch(of: /\{[a-zA-Z]*\}/) == nil, "\(code.rawValue): \(words)")
    }
  }

  @Test func `a finding without one of its facts ends a debug build`() async {
    await #expect(processExitsWith: .failure) {
      _ = Finding(.sheetRowWidth, at: SourceLocation(file: "2020.csv"), ["found": "21"])
    }
  }
}

@Suite struct `Personal data` {
  @Test(arguments: [
    ("13800001234", "138****1234"), ("0757-82101234", "0757-8210****"), ("12345", "12345"),
    ("138000012345678", "138****"), ("1.38000012E+10", "1.3****"), ("1380000abcd", "138****"),
    ("075782101234", "075****"), ("张三丰", "****"), ("0086 138", "008****"),
  ])
  func `a phone number never shows enough to be dialled`(number: String, shown: String) {
    #expect(Masking.phone(number) == shown)
  }

  @Test func `an excerpt shows codes and dates, and nothing that may be somebody`() {
    #expect(Masking.excerpt("联系13800001234") == "联… (13 characters)")
    #expect(Masking.excerpt("13800001234") == "138****")
    #expect(Masking.excerpt("2021-02-30 10:11:12") == "2021-02-30 10:11:12")
    #expect(Masking.excerpt("2021年2月30日 9时5分") == "2021年2月30日 9时5分")
    #expect(Masking.excerpt("咨询类") == "咨询类")
    #expect(Masking.excerpt("440601199001011234") == "440****")
    #expect(Masking.excerpt("家住同济路12号3座501房李四光") == "家… (17 characters)")
    #expect(Masking.excerpt("甲\n乙") == "甲… (3 characters)")
  }

  @Test func `no number that could be dialled or name anybody passes the scrub`() {
    for number in [
      "13800001234", "075782101234", "440601199001011234", "6222021234567890123", "82101234",
    ] {
      #expect(!Masking.scrubbed("缴存 李四\(number)科").contains(number), "\(number)")
    }
    #expect(Masking.scrubbed("0101") == "0101")
    #expect(
      Masking.scrubbed("0757-82100001 首批 13882100001", sparing: "82100001")
        == "0757-82100001 首批 138****")
    #expect(Masking.scrubbed("20210230101112") == "20210230101112")
  }

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
}

@Suite struct `JSON` {
  @Test func `keys are sorted and only what must be is escaped`() {
    let value: JSONValue = ["b": 1, "a": ["x": .null, "text": "\u{1}\"\\\n滘"], "c": [true, []]]
    #expect(value.line == #"{"a":{"text":"\u0001\"\\\n滘","x":null},"b":1,"c":[true,[]]}"#)
    #expect(value.document.hasSuffix("}\n"))
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

@Suite struct `Books` {
  @Test(arguments: Reconciliation.Outcome.allCases)
  func `books close only when every record has an outcome`(outcome: Reconciliation.Outcome) {
    var books = Reconciliation()
    books.read = 3
    books[outcome] = 2
    #expect(!books.isBalanced)
    books[outcome] += 1
    #expect(books.isBalanced)
    #expect((books + books).read == 6)
    #expect((books + books)[outcome] == 6)
  }
}
