import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// XML as legacy systems write it, and as it breaks.
@Suite struct `XML records` {
  private static func read(
    _ bytes: [UInt8], pieces: Int = 1 << 16, into records: inout [LegacyRecord]
  ) throws {
    let folder = try TemporaryFolder()
    let file = try DeliveredFile(folder.file("f.xml", bytes), expected: .xml, declared: nil)
    var reader = try XMLReader(file, record: "r", pieceSize: pieces)
    while let record = try reader.next() { records.append(record) }
  }

  private static func read(_ text: String, pieces: Int = 1 << 16) throws -> [LegacyRecord] {
    var records: [LegacyRecord] = []
    try read(Array(text.utf8), pieces: pieces, into: &records)
    return records
  }

  /// What a file that cannot be used as a whole gave before, and why it is unusable.
  private static func unusable(
    _ bytes: [UInt8], pieces: Int = 1 << 16
  ) -> (records: Int, findings: [Finding]) {
    var records: [LegacyRecord] = []
    do {
      try read(bytes, pieces: pieces, into: &records)
    } catch let unusable as Unusable {
      return (records.count, unusable.findings)
    } catch {}
    return (records.count, [])
  }

  private static let pieces = [1, 2, 3, 7, 64, 1 << 16]

  @Test func `fields are named by their paths: lists, attributes, namespaces, CDATA`() throws {
    let text = """
      <?xml version="1.0"?>
      <o:list xmlns:o="urn:o"><o:r o:id="7" k="甲 &amp; &lt;乙&gt; &quot;&#20013;"><o:a><o:b>一</o:b><o:b>二</o:b></o:a>\
      <t><![CDATA[<占道> & "噪音"]]></t><n/><m>前<i>中</i>后</m></o:r></o:list>
      """
    for pieces in Self.pieces {
      let record = try #require(try Self.read(text, pieces: pieces).first)
      let fields = Dictionary(uniqueKeysWithValues: zip(record.header, record.fields))
      #expect(fields["@id"] == "7")
      #expect(fields["@k"] == "甲 & <乙> \"中")
      #expect(fields["a/b"] == "一\n二")
      #expect(fields["t"] == "<占道> & \"噪音\"")
      #expect(fields["n"] == "")
      #expect(fields["m"] == "前中后")
    }
  }

  @Test(arguments: ["GB2312", "GBK", "GB18030", "UTF-8"])
  func `the declared charset is never believed among those that are read`(declared: String) throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"\(declared)\"?><l><r><t>北滘镇喆㙍𠀀</t></r></l>"
    for charset in [Charset.gb18030, .utf8] {
      for mark in charset == .utf8 ? ["", "\u{FEFF}"] : [""] {
        var records: [LegacyRecord] = []
        try Self.read(try #require(charset.encode(mark + text)), into: &records)
        #expect(records.map(\.fields) == [["北滘镇喆㙍𠀀"]])
      }
    }
  }

  @Test(arguments: ["ISO-8859-1", "Big5", "utf-16", "Shift_JIS", "windows-1252"])
  func `a declared charset that is not read is refused, unless the bytes are UTF-8`(
    declared: String
  ) throws {
    let text = "<?xml version='1.0' encoding='\(declared)'?><l><r><t>北滘镇</t></r></l>"
    var records: [LegacyRecord] = []
    try Self.read(try #require(Charset.utf8.encode(text)), into: &records)
    #expect(records.map(\.fields) == [["北滘镇"]])
    let bytes = try #require(Charset.gb18030.encode(text))
    let error = #expect(throws: Unusable.self) { try Self.read(bytes, into: &records) }
    #expect(error?.findings.map(\.code) == [.encodingForeign])
    #expect(error?.findings.first?.facts["found"] == declared)
  }

  @Test(arguments: [
    "a & b", "a < b", "a\u{1}b", "<b>a</c>", "&#xD800;", "&#0;", "&nbsp;", "<b>a", "a</b>",
    "<b x=1>a</b>", "<b x=\"<\"/>", "<!-- a -- b -->", "]]>", "<r", "<![CDATA[a]]",
    "<b x='1' x='2'/>",
  ])
  func `damage within a record costs it alone, however the file is cut`(damage: String) throws {
    let text =
      "<?xml version=\"1.0\"?>\n<l>\n<r><t>1</t></r>\n<r><t>\(damage)</t></r>\n<r><t>3</t></r>\n"
      + "<r><t>4</t></r>\n</l>\n"
    for pieces in Self.pieces {
      let records = try Self.read(text, pieces: pieces)
      let alive = records.filter { $0.damage == nil }
      #expect(alive.map(\.fields) == [["1"], ["3"], ["4"]], "in pieces of \(pieces)")
      #expect(alive.compactMap(\.place.line) == [3, 5, 6], "in pieces of \(pieces)")
      let broken = try #require(records.first { $0.damage != nil })
      #expect(broken.place.line == 4)
      #expect(broken.place.record == 2)
      #expect(String(decoding: broken.raw, as: UTF8.self).hasPrefix("<r><t>"))
      #expect(broken.damage?.code == .xmlRecordDamaged)
    }
  }

  @Test func `the last record may be the damaged one, and every record may be`() throws {
    for pieces in Self.pieces {
      let last = try Self.read("<l><r><t>1</t></r><r><t>a & b</t></r></l>", pieces: pieces)
      #expect(last.map { $0.damage?.code } == [nil, .xmlRecordDamaged])
      let all = try Self.read(
        "<l>" + String(repeating: "<r><t>a & b</t></r>\n", count: 40) + "</l>", pieces: pieces)
      #expect(all.count == 40)
      #expect(all.allSatisfy { $0.damage?.code == .xmlRecordDamaged })
      #expect(all.compactMap(\.place.line) == Array(1...40))
      let tag = try Self.read(
        "<l><r><t>1</t></r>\n<r id=2><t>2</t></r><r><t>3</t></r></l>", pieces: pieces)
      #expect(tag.map { $0.damage?.code } == [nil, .xmlRecordDamaged, nil])
    }
  }

  @Test func `a file that ends in the middle is told with what was read before`() {
    let text = "<l><r><t>1</t></r><r><t>2</t></r><r><t>3</t></r></l>"
    for length in 36..<(text.utf8.count - 1) {
      for pieces in [1, 7, 1 << 16] {
        let (records, findings) = Self.unusable(Array(text.utf8.prefix(length)), pieces: pieces)
        #expect(findings.map(\.code) == [.xmlCutOff], "\(length) bytes in pieces of \(pieces)")
        #expect(findings.first?.facts["count"] == "\(records)", "\(length) bytes")
      }
    }
  }

  @Test(arguments: [
    "<!DOCTYPE l SYSTEM \"file:///etc/passwd\"><l><r><t>1</t></r></l>",
    "<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><l><r><t>&b;</t></r></l>",
    "<?xml version=\"1.0\"?><!-- x --><!DOCTYPE l []><l><r/></l>",
  ])
  func `a DOCTYPE is refused, whatever it holds`(text: String) {
    for pieces in [1, 1 << 16] {
      let (records, findings) = Self.unusable(Array(text.utf8), pieces: pieces)
      #expect(records == 0)
      #expect(findings.map(\.code) == [.xmlDoctypeRefused])
    }
  }

  @Test func `damage between records makes the file unusable behind what was read`() {
    for pieces in Self.pieces {
      for damage in ["&", "</x>"] {
        let text = "<l><r><t>1</t></r>\(damage)<r><t>2</t></r></l>"
        let (records, findings) = Self.unusable(Array(text.utf8), pieces: pieces)
        #expect(records == 1)
        #expect(findings.map(\.code) == [.xmlNotWellFormed])
      }
    }
  }

  @Test func `elements nested or strung without end cost their record alone`() throws {
    let deep = String(repeating: "<a>", count: 5000) + String(repeating: "</a>", count: 5000)
    let text = "<l><r><t>1</t></r><r>\(deep)</r><r><t>3</t></r></l>"
    let records = try Self.read(text)
    #expect(records.map { $0.damage?.code } == [nil, .xmlRecordDamaged, nil])
    let wide = (0..<5000).map { "<f\($0)/>" }.joined()
    let fields = try Self.read("<l><r><t>1</t></r><r>\(wide)</r><r><t>3</t></r></l>")
    #expect(fields.map { $0.damage?.code } == [nil, .xmlRecordDamaged, nil])
  }

  @Test func `records are whole where every piece of a large file ends within one`() throws {
    let content = String(repeating: "占道经营", count: 70)
    let count = 6000
    let text =
      "<l>" + (0..<count).map { "<r id=\"\($0)\"><t>\(content)</t></r>" }.joined() + "</l>"
    #expect(text.utf8.count > XMLRecords.longestRecord)
    let records = try Self.read(text)
    #expect(records.count == count)
    #expect(records.allSatisfy { $0.damage == nil && $0.fields.last == content })
  }

  @Test func `a root that breaks off is told the same, however the file is cut`() {
    let bytes =
      [0x3C, 0x6C] + [UInt8](repeating: 0x14, count: 70) + Array("><r/t\u{FFFD}<r></r>".utf8)
    let found = Self.pieces.map { Self.unusable(bytes, pieces: $0) }
    #expect(found.allSatisfy { $0.records == 0 }, "\(found.map(\.records))")
    #expect(
      found.allSatisfy { $0.findings.first?.code == .xmlNotWellFormed },
      "\(found.map { $0.findings.map(\.code) })")
  }

  @Test func `what damage costs does not depend on how a file without a root is cut`() throws {
    let text = "<r></r><r><t>1><r></r><rl><z><t>1</t></r><r><t>a & b<<r><t>3</t></r>"
    let found = Self.pieces.map { Self.unusable(Array(text.utf8), pieces: $0) }
    #expect(found.allSatisfy { $0.records == found[0].records }, "\(found.map(\.records))")
    #expect(found.allSatisfy { $0.findings.map(\.facts) == found[0].findings.map(\.facts) })
    let open = "<r><t>1</t></r>\n<r><t>a & b<r><t>3</t></r>"
    for pieces in Self.pieces {
      let records = try Self.read(open, pieces: pieces)
      #expect(records.map { $0.damage?.code } == [nil, .xmlRecordDamaged, nil])
      #expect(records.map(\.raw.count) == [15, 11, 15], "in pieces of \(pieces)")
    }
  }

  @Test(arguments: ["a & b", "a &amp", "a &#x4E00", "a &", "]]>", "a<!-- -- -->"])
  func `records damaged all alike cost themselves alone, with the bytes they have`(damage: String)
    throws
  {
    let bad = "<r><t>\(damage)</t></r>\n"
    let text = "<l>\n" + String(repeating: bad + "<r><t>好</t></r>\n", count: 3000) + "</l>"
    for pieces in [64, 1 << 16] {
      let records = try Self.read(text, pieces: pieces)
      #expect(records.count == 6000)
      let (damaged, good) = (
        records.filter { $0.damage != nil }, records.filter { $0.damage == nil }
      )
      #expect(good.allSatisfy { $0.fields == ["好"] })
      #expect(damaged.allSatisfy { $0.damage?.code == .xmlRecordDamaged })
      #expect(damaged.allSatisfy { $0.raw == Array(bad.utf8) })
      #expect(records.compactMap(\.place.line) == Array(2...6001))
    }
  }

  @Test func `a reference may stand wherever a long record is cut`() throws {
    for shift in 0..<5 {
      let content =
        String(repeating: "a", count: shift) + String(repeating: "&amp;", count: 1 << 18)
      let records = try Self.read("<l><r><t>\(content)</t></r></l>")
      #expect(records.map(\.damage) == [nil])
      #expect(records.first?.fields.first?.utf8.count == shift + (1 << 18))
    }
  }

  @Test func `what is too long is told by the record, however the file is cut`() throws {
    for excess in [-40, 40] {
      let content = String(repeating: "长", count: (XMLRecords.longestRecord + excess) / 3)
      let text = "<l>\n<r><t>\(content)\n</t></r>\n<r><t>3</t></r></l>"
      for pieces in [999, 1 << 16, 1 << 20, 1 << 23] {
        let records = try Self.read(text, pieces: pieces)
        #expect(records.map { $0.damage?.code } == [excess < 0 ? nil : .recordTooLong, nil])
        #expect(records.map { $0.place.line ?? 0 } == [2, 4], "in pieces of \(pieces)")
      }
    }
  }

  @Test func `a record that grows without end costs itself alone, and little memory`() throws {
    let long = String(repeating: "很长的一段话 ", count: 1 << 18)
    for close in ["</t></r>", "<t></r>"] {
      let text = "<l>\n<r><t>1</t></r>\n<r><t>\(long)\(close)\n<r><t>3</t></r></l>"
      let records = try Self.read(text)
      #expect(records.map { $0.damage?.code } == [nil, .recordTooLong, nil])
      #expect(records.map { $0.place.line ?? 0 } == [2, 3, 4])
      #expect((records.dropFirst().first?.raw.count ?? 0) <= 1 << 20)
    }
  }

  @Test func `an element within its like is no record, and one left open ends at the next`() throws
  {
    let nested = try Self.read("<l><r><t>1</t><r><t>2</t></r></r><r><t>3</t></r></l>")
    #expect(nested.map { $0.damage?.code } == [.xmlRecordNested, nil])
    let open = try Self.read("<l><r><t>1</t><r><t>2</t></r><r><t>3</t></r></l>")
    #expect(open.filter { $0.damage == nil }.map(\.fields) == [["2"], ["3"]])
  }

  @Test func `a prefix that was never declared is only a name`() throws {
    let records = try Self.read("<x:l><x:r x:a=\"1\"><x:t>1</x:t></x:r></x:l>")
    #expect(records.map(\.damage) == [nil])
    #expect(records.first?.header.contains("t") == true)
  }

  @Test(arguments: [
    // Text of a whole record where it is no markup: in the damaged record, and between records.
    "<t>a & b</t><c><![CDATA[x <r><t>ghost</t></r> y]]></c>",
    "<t>a & b</t><c><![CDATA[<r><t>ghost</t></r><r><t>ghost</t></r>]]></c>",
    "<t>a & b</t><!-- <r><t>ghost</t></r> -->", "<t>a & b</t><?x <r><t>ghost</t></r> ?>",
    // A section within its like ends early; what follows is markup, of a record within another.
    "<c><![CDATA[x <![CDATA[y]]><r><t>ghost</t></r>]]></c>",
    // The end of a section was lost, its opener came in, the end tag is damaged.
    "<t><!-- a -></t>", "<t>a</t><!--", "<t>a</t", "<t>a</t></x>",
    "<c><![CDATA[<r><t>ghost</t></r> a]] ></c>",
  ])
  func `what is no markup is no record, and damage costs its own alone`(damage: String) throws {
    let section = "<!-- <r><t>no record</t></r> -->"
    let text =
      "<l>\n<r><t>1</t></r>\n<r>\(damage)</r>\n\(section)<r><t>3</t></r>\n"
      + "<r><t><![CDATA[4 <r>]]></t></r><r><t>5</t><!-- x --></r></l>"
    for pieces in Self.pieces {
      let records = try Self.read(text, pieces: pieces)
      let alive = records.filter { $0.damage == nil }
      #expect(alive.map(\.fields) == [["1"], ["3"], ["4 <r>"], ["5"]], "in pieces of \(pieces)")
      #expect(records.count == 5, "in pieces of \(pieces)")
    }
  }

  @Test func `a record whose start tag is broken costs itself alone`() throws {
    for tag in ["r>", "<>", "<q>", "< r>", "<r", "<r<r>", "<!--r>", "<r id=1>"] {
      let text = "<l>\n<r><t>1</t></r>\n\(tag)<t>2</t></r>\n<r><t>3</t></r></l>"
      for pieces in Self.pieces {
        let records = try Self.read(text, pieces: pieces)
        #expect(records.map { $0.damage?.code } == [nil, .xmlRecordDamaged, nil], "\(tag)")
        #expect(records.compactMap(\.place.line) == [2, 3, 4], "\(tag)")
      }
    }
  }

  @Test func `a start tag larger than any costs its record alone, and no time`() throws {
    let many = (0...XMLRecords.mostAttributes).map { " a\($0)='1'" }.joined()
    let long = " a='" + String(repeating: "长", count: XMLRecords.longestTag / 3) + "'"
    let slow = (0..<200_000).map { " b\($0)='1'" }.joined()
    for attributes in [many, long, slow] {
      for record in ["<r\(attributes)/>", "<r><t\(attributes)>2</t></r>"] {
        let text = "<l>\n<r><t>1</t></r>\n\(record)\n<r><t>3</t></r></l>"
        for pieces in [9999, 1 << 16, 1 << 22] {
          let records = try Self.read(text, pieces: pieces)
          #expect(records.map { $0.damage?.code } == [nil, .xmlRecordDamaged, nil])
          #expect(records.compactMap(\.place.line) == [2, 3, 4])
          #expect(records.last?.fields == ["3"])
        }
      }
    }
    let most = (0..<XMLRecords.mostAttributes - 1).map { " a\($0)='1'" }.joined()
    #expect(try Self.read("<l><r\(most)><t>1</t></r></l>").map(\.damage) == [nil])
    let (count, findings) = Self.unusable(Array("<l\(many)><r><t>1</t></r></l>".utf8))
    #expect(count == 0)
    #expect(findings.map(\.code) == [.xmlNotWellFormed])
  }

  @Test func `records within a section that is never closed are recovered`() throws {
    let text =
      "<l><r><t>1</t></r>\n<r><t><![CDATA[2</t></r>\n<r><t>3</t></r>\n"
      + "<r><t><![CDATA[4]]></t></r><r><t>5</t></r></l>"
    // By the letter the second record holds the third, and ends where the fourth does.
    #expect(try Self.read(text).map(\.isRecovered) == [false, false, false])
    let damaged = text.replacing("<t>3", with: "<t>3&").replacing("2</t>", with: "2&</t>")
    let open = damaged.replacing("4]]>", with: "4").replacing("<![CDATA[4", with: "4")
    for pieces in Self.pieces {
      let records = try Self.read(open, pieces: pieces)
      #expect(records.map(\.isRecovered) == [false, false, false, true, true])
    }
  }
}
