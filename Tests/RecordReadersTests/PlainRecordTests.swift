import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// What is read without the parser is what the parser reads: libxml2 is the oracle.
@Suite struct `Plain records of XML` {
  /// All that comes of a file.
  struct Reading: Equatable {
    var records: [LegacyRecord] = []
    var recovered = PlaceCount()
    var quoted = PlaceCount()
    var failure: [Finding] = []
    /// Records that were read without the parser.
    var plain = 0

    init(_ file: DeliveredFile, record: String = "r", pieces: Int, isParsed: Bool = false) {
      do {
        var reader = try XMLReader(file, record: record, pieceSize: pieces, isParsed: isParsed)
        while let batch = try reader.nextRecords() {
          records += batch.records.indices.map { batch.legacyRecord($0) }
          recovered = reader.recovered
          quoted = reader.recordLines
          plain = unsafe reader.records.pointee.plain
        }
      } catch let unusable as Unusable {
        failure = unusable.findings
      } catch {}
    }

    static func == (left: Reading, right: Reading) -> Bool {
      left.records.map(\.header) == right.records.map(\.header)
        && left.records.map(\.fields) == right.records.map(\.fields)
        && left.records.map(\.place) == right.records.map(\.place)
        && left.records.map(\.raw) == right.records.map(\.raw)
        && left.records.map(\.damage) == right.records.map(\.damage)
        && left.records.map(\.isRecovered) == right.records.map(\.isRecovered)
        && left.failure == right.failure && left.recovered.places == right.recovered.places
        && left.recovered.count == right.recovered.count
        && left.quoted.places == right.quoted.places && left.quoted.count == right.quoted.count
    }
  }

  /// Records in a list, with some before and behind that teach the names and follow.
  private static func list(_ record: String, learned: String? = nil) -> String {
    let known = learned ?? "<r a='1' b='2'><t>1</t><u><v c='3'>2</v></u><w/></r>"
    let padding = "<r><t>\(String(repeating: "补", count: 40))</t></r>\n"
    return "<l>\n\(known)\n\(padding)\(record)\n\(padding)\(padding)</l>\n"
  }

  /// Reads a text both ways.
  @discardableResult
  private static func compare(_ text: String, pieces: Int = 1 << 19) throws -> Reading {
    let folder = try TemporaryFolder()
    let file = try DeliveredFile(
      folder.file("f.xml", Array(text.utf8)), expected: .xml, declared: .utf8)
    let parsed = Reading(file, pieces: 1 << 16, isParsed: true)
    let read = Reading(file, pieces: pieces)
    #expect(read == parsed, "\(text.debugDescription)")
    #expect(parsed.plain == 0)
    return read
  }

  @Test(arguments: [
    "<r a='4'><t>5</t></r>", "<r b='4' a='5'/>", "<r/>", "<r  a = \"x\"  b='&lt;\"' ></r >",
    "<r><t> a \n b\t</t>\n\n<u><v\nc='1'>2</v></u></r>", "<r><w/><w></w><w>3</w><w a/></r>",
    "<r><t>&amp;&lt;&gt;&quot;&apos;&#20013;&#x4e2D;&#13;&#9;</t></r>",
    "<r><t>a&amp;b&amp;c</t><t>d</t><t>&lt;</t></r>", "<r><u>\r\n  <v>1</v>\r\n</u></r>",
    "<r><t><![CDATA[<b>&amp;]]]></t></r>", "<r><t>x<![CDATA[y]]>z<![CDATA[]]></t></r>",
    "<r><t>\u{FFFD}\u{FFEE}\u{F8FF}，\u{7F}\u{85}</t></r>", "<r><t>]] > ]>]]</t></r>",
    "<r a='>'><t>></t></r>", "<r a='&#60;'/>", "<r><t>\"'</t><t/><t>y</t></r>",
  ])
  func `a plain record is read without the parser, and as the parser reads it`(
    record: String
  ) throws {
    let reading = try Self.compare(Self.list(record))
    let isPlain = !record.contains("<w a/>")
    #expect(reading.plain == (isPlain ? 3 : 2), "\(record)")
  }

  @Test(arguments: [
    // Names, tags and attributes.
    "<r><x>1</x></r>", "<r c='1'/>", "<r><t d='1'>1</t></r>", "<r a='1' a='2'/>", "<r a='1'b='2'/>",
    "<r><t>1</T></r>", "<r><t>1</tt></r>", "<r><t>1</ t></r>", "<r>< t>1</t></r>", "<r a=1/>",
    "<r a/>", "<r a=''' />", "<r a='1\n2'/>", "<r a='1\t2'/>", "<r a='<'/>", "<r a='&'/>",
    "<r a='&x;'/>", "<r / >", "<r><t/ ></r>", "<r xmlns='u'><t>1</t></r>",
    "<r xml:lang='zh'><t>1</t></r>", "<r p:a='1'/>", "<r><p:t>1</p:t></r>", "<r\na='1'/>",
    "<r><r><t>1</t></r></r>", "<r><t>1</t>", "<r><t>1</r>", "</r>", "<p:r><t>1</t></p:r>",
    "<q/>", "<rr><t>1</t></rr>", "<r><t>1</t></r>x", "<r><t>1</t></r>&", "<r><t>1</t></r></x>",
    // Text.
    "<r><t>a & b</t></r>", "<r><t>&nbsp;</t></r>", "<r><t>&#0;</t></r>", "<r><t>&#xD800;</t></r>",
    "<r><t>&#xFFFE;</t></r>", "<r><t>&#1114112;</t></r>", "<r><t>&#0000000065;</t></r>",
    "<r><t>&#;</t></r>", "<r><t>&#x;</t></r>", "<r><t>&#X41;</t></r>", "<r><t>&#65</t></r>",
    "<r><t>&amp</t></r>", "<r><t>]]></t></r>", "<r><t>a\u{1}</t></r>", "<r><t>\u{FFFE}</t></r>",
    "<r><t>\u{FFFF}</t></r>", "<r><t>a\rb\r\nc</t></r>", "<r><t>a<w/>b</t></r>",
    "<r><u>x<v>1</v></u></r>", "<r><u><v>1</v>x</u></r>", "<r><u>&#32;<v>1</v></u></r>",
    "<r><u><![CDATA[ ]]><v>1</v></u></r>", "<r>x</r>", "<r>x<t>1</t></r>", "<r><t>1</t>x</r>",
    "<r><![CDATA[x]]></r>", "<r>&amp;</r>",
    // Sections and what else there is.
    "<r><t><![CDATA[<r>]]></t></r>", "<r><t><![CDATA[<p:r ]]></t></r>",
    "<r><t><![CDATA[a\r\nb]]></t></r>", "<r><t><![CDATA[a\u{2}]]></t></r>",
    "<r><t><![CDATA[\u{FFFF}]]></t></r>", "<r><t><![CDATA[a]]</t></r>",
    "<r><t><![cdata[a]]></t></r>",
    "<r><t>1<!-- x --></t></r>", "<r><?x y?></r>", "<!-- x --><r><t>1</t></r>",
    "<r><t>1</t></r><!-- x -->", "<r><t>1</t></r><?x y?>", "<!DOCTYPE l>",
  ])
  func `what is not plain is the parser's`(record: String) throws {
    let reading = try Self.compare(Self.list(record))
    #expect(reading.plain <= 2, "\(record)")
  }

  @Test func `what is large is the parser's`() throws {
    let deep =
      String(repeating: "<d>", count: 33) + String(repeating: "</d>", count: 33)
    let wide = (0..<1100).map { "<f\($0)>1</f\($0)>" }.joined()
    let attributes = (0..<70).map { " a\($0)='1'" }.joined()
    for content in ["<r>\(deep)</r>", "<r>\(wide)</r>", "<r\(attributes)/>"] {
      let reading = try Self.compare(Self.list(content, learned: content))
      #expect(reading.plain <= 2)
      #expect(reading.records.count == 5)
    }
    let long = "<r><t>\(String(repeating: "长", count: 1 << 19))</t></r>"
    #expect(try Self.compare(Self.list(long)).records.count == 5)
  }

  @Test func `only records that another follows are read without the parser`() throws {
    let records = String(repeating: "<r><t>1</t></r>", count: 20)
    #expect(try Self.compare("<l>\(records)</l>").plain == 18 - 4)
  }

  @Test(arguments: ["xml:lang='zh'", "xml:space='default'", "xml:space='preserve'", "xmlid='1'"])
  func `attributes that XML gives a meaning are read like others`(attribute: String) throws {
    let record = "<r \(attribute)><u> <v>1</v></u><t> </t></r>\n"
    #expect(try Self.compare(Self.list(record + record + record, learned: record)).plain == 5)
  }

  @Test func `names may have a prefix, always the same`() throws {
    let record = "<o:r o:a='1'><o:t>北滘</o:t></o:r>\n"
    let other = "<o:r a='1'><t>北滘</t></o:r>\n"
    let records = String(repeating: record, count: 9)
    let text = "<o:l xmlns:o='urn:o'>\n\(records)\(other)\(records)</o:l>"
    #expect(try Self.compare(text).plain > 12)
  }

  @Test func `what does not decode is the parser's`() throws {
    let text = Self.list("<r><t>北滘\u{7F}镇</t></r>")
    for charset in [Charset.utf8, .gb18030] {
      var bytes = try #require(charset.encode(text))
      let place = try #require(bytes.firstIndex(of: 0x7F))
      bytes[place] = 0xFF
      let folder = try TemporaryFolder()
      let file = try DeliveredFile(folder.file("f", bytes), expected: .xml, declared: charset)
      for pieces in [64, 100, 1 << 19] {
        let reading = Reading(file, pieces: pieces)
        #expect(reading == Reading(file, pieces: 1 << 16, isParsed: true))
        #expect(reading.records.map { $0.damage?.code } == [nil, nil, .bytesUndecodable, nil, nil])
      }
    }
  }

  @Test func `any text, whole or broken, is read as the parser reads it, however it is cut`() throws
  {
    var random = SeededRandom(state: CampaignSettings.seed(or: 23))
    let folder = try TemporaryFolder()
    var (records, plain) = (0, 0)
    for _ in 0..<CampaignSettings.size(or: 400) {
      let document = MarkupSample(&random)
      let charsets: [Charset] = [.utf8, .utf8, .gb18030, .utf16LittleEndian]
      let charset = charsets.randomElement(using: &random) ?? .utf8
      let bytes = document.bytes(in: charset, &random)
      let path = try folder.file("f.xml", bytes)
      guard let file = try? DeliveredFile(path, expected: .xml, declared: charset) else { continue }
      let parsed = Reading(file, pieces: 1 << 16, isParsed: true)
      for pieces in [1 << 19, Int.random(in: 1...900, using: &random)] {
        let read = Reading(file, pieces: pieces)
        #expect(read == parsed, "\(document.text.debugDescription) in pieces of \(pieces)")
        records += read.records.count
        plain += read.plain
      }
    }
    #expect(plain * 4 > records)
    print("plain records: \(plain) of \(records) records of XML read without the parser")
  }
}
