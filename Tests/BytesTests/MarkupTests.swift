import Bytes
import Testing

@Suite struct `markup of pages` {
  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("甲&乙", "甲&amp;乙"), ("\" onload=\"x", "&quot; onload=&quot;x"),
    // Characters that HTML does not have, and those that turn what follows them round.
    ("a\u{0}b\u{1B}c", "a\u{FFFD}b\u{FFFD}c"), ("a\u{202E}b", "a\u{FFFD}b"), ("&lt;", "&amp;lt;"),
  ])
  func `escapes whatever is put in`(value: String, shown: String) {
    let page: Markup = "<td title=\"\(value)\">\(value)</td>"
    #expect(page.text == "<td title=\"\(shown)\">\(shown)</td>")
  }

  @Test func `leaves markup of the program as it is`() {
    let cells = ["甲", "<乙>"].map { "<td>\($0)</td>" as Markup }
    let row: Markup = "<tr>\(cells)\("<td>\(3)</td>" as Markup)</tr>"
    #expect(row.text == "<tr><td>甲</td><td>&lt;乙&gt;</td><td>3</td></tr>")
    #expect(Markup(lines: cells).text == "<td>甲</td>\n<td>&lt;乙&gt;</td>")
  }
}
