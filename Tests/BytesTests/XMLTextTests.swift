import Bytes
import Testing

@Suite struct `text in XML` {
  @Test(arguments: [
    ("佛山 a'b", "佛山 a'b", "佛山 a'b"),
    ("a&b<c>d", "a&amp;b&lt;c&gt;d", "a&amp;b&lt;c&gt;d"),
    ("\"一\"\t\n", "&quot;一&quot;&#9;&#10;", "\"一\"\t\n"),
    // A reader makes LF of a CR that stands as it is, in an attribute and between tags.
    ("a\r\nb", "a&#13;&#10;b", "a&#13;\nb"),
    ("&lt;", "&amp;lt;", "&amp;lt;"),
  ])
  func `is escaped for attributes, and for reading between tags`(
    text: String, escaped: String, content: String
  ) {
    #expect(XMLText.escaped(text) == escaped)
    #expect(XMLText.content(text) == content)
    var out: [UInt8] = [0x3E]
    XMLText.append(Array(text.utf8)[...], to: &out)
    #expect(out == Array((">" + escaped).utf8))
  }

  @Test(arguments: [
    ("a\t\r\n佛", true), ("\u{0}", false), ("a\u{1F}", false), ("\u{FFFD}", true),
    ("\u{FFFE}", false), ("\u{FFFF}", false), ("\u{7F}", true),
  ])
  func `is told from what XML 1.0 cannot say`(text: String, isSayable: Bool) {
    #expect(XMLText.canSay(Array(text.utf8)[...]) == isSayable)
  }
}
