import Charsets
import Findings
import TestSupport
import Testing

@testable import Workbooks

@Suite struct `Tables of pages` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let long =
    "<table><tr><td>\(String(repeating: "长", count: 350_000))</td></tr></table>"
  private static let wide = "<table><tr>\(String(repeating: "<td>", count: 16_385))</table>"
  private static let longTag =
    "<table><tr><td title=\"\(String(repeating: "x", count: 1 << 20))\">a</table>"
  private static let deep = String(repeating: "<table><tr><td>", count: 65)

  private func outcome(_ text: String, charset: Charset? = nil, pieceSize: Int = 1 << 16) throws
    -> WorkbookOutcome
  {
    let path = try folder.file("page.xls", text)
    return try WorkbookOutcome {
      try HTMLWorkbook(path, charset: charset ?? .delivered(path), pieceSize: pieceSize)
    }
  }

  /// The first table of a page, read in pieces of several sizes, which must give the same.
  private func content(_ text: String) throws -> SheetContent {
    let whole = try outcome(text)
    for size in [1, 2, 7, 61] { #expect(try outcome(text, pieceSize: size) == whole) }
    guard case .sheets(_, let contents) = whole else {
      Issue.record("refused: \(whole)")
      throw CancellationError()
    }
    return contents[0]
  }

  private func texts(_ table: String) throws -> [[String]] {
    try content("<table>\(table)</table>").texts
  }

  /// The text of one cell.
  private func text(_ cell: String, _ attributes: String = "") throws -> String {
    try texts("<tr><td \(attributes)>\(cell)</td></tr>")[0][0]
  }

  @Test func `rows and cells are found with and without their end tags`() throws {
    let expected = [["编号", "标题"], ["00123", "路灯"]]
    for table in [
      "<thead><tr><th>编号</th><th>标题</th></tr></thead><tbody><tr><td>00123</td><td>路灯</td></tr></tbody>",
      "<tr><td>编号<td>标题<tr><td>00123<td>路灯", "<td>编号<td>标题<tr><td>00123<td>路灯",
      "<TR><TH>编号</TH>\n<TH>标题</TH></TR>\n<TR ALIGN=left><TD\n style=\"mso-number-format:'\\@'\">00123</TD><TD>路灯</TD></TR>",
      "<colgroup><col width=1><col width=2></colgroup><tbody><tr><td>编号</td><td>标题</td><tbody><tr><td>00123</td><td>路灯</td></tfoot>",
      "<tr><td>编号</th><td>标题</tr></tr><tr><td>00123</td></td><td>路灯",
      "<caption>工单 <b>清单</b></caption><tr><td>编号<td>标题</tr>&nbsp;<tr><td>00123</td> <td>路灯</td></tr>",
    ] {
      #expect(try texts(table) == expected, "\(table)")
    }
  }

  @Test(arguments: [
    ("  路灯 \n\t 不亮  ", "路灯 不亮"), ("a<br>b<br/>c<br>", "a\nb\nc"), ("a<br><br>b", "a\n\nb"),
    ("<div>a</div><div>b</div>", "a\nb"), ("<p>a</p>\n<p>b</p>", "a\nb"),
    ("<ul><li>a<li>b</ul>", "a\nb"),
    ("a<b>b</b> <i>c</i>", "ab c"), ("<b> a </b> <i> b</i>", "a b"), ("&nbsp;", ""),
    ("&nbsp;&#160; ", ""),
    ("a&nbsp;&nbsp;b", "a  b"), ("\u{A0}a", " a"), ("&lt;坏&gt; &amp; &quot;&apos;", "<坏> & \"'"),
    ("&#x4e00;&#19968;&#X4E8C", "一一二"),
    ("AT&T &copy 2021 &notit; &unknown; &", "AT&T © 2021 ¬it; &unknown; &"),
    ("&ampx; &#; &#x;", "&x; &#; &#x;"), ("&#150;&euro;&hellip;", "–€…"),
    ("a < b <3 <联系人>", "a < b <3 <联系人>"),
    ("Tom<tom@x.cn>", "Tom<tom@x.cn>"), ("a<b", "a<b"), ("a<!-- x > y -->b<!---->c<!-->d", "abcd"),
    ("a<![if !x]>b<![endif]>c<?php x ?>d</>e</ 1>f", "abcdef"),
    ("<!--[if gte mso 9]><b>x</b><![endif]-->a", "a"),
    ("<script>if (a<b) document.write('</td>')</script>a<style>td{x:y}</style>", "a"),
    ("<span style='display:none'>20211125<span>x</span>y</span>2021", "2021"),
    ("<span style=\"DISPLAY : none !important\">x</span><span>y</span>", "y"),
    ("<p hidden>x</p>y", "y"),
    ("<select><option>是<option selected>否</select>x", "x"),
    ("<input value=\"3\"><img alt=a>x", "x"),
    ("<![CDATA[a<b>]]]>c", "a<b>]c"), ("<pre>\na  b\r\n c</pre>", "a  b\n c"),
    ("<font color=red>红", "红"),
    ("<o:p></o:p>x", "x"), ("<span style=\"mso-spacerun:yes\">&nbsp;&nbsp; </span>x", "   x"),
    ("<a href=\"x?a>b\" title='c\"d'>链接</a>", "链接"), ("<td-x>a</td-x>", "a"),
    ("\u{3000}a\u{3000}", "\u{3000}a\u{3000}"),
    ("<textarea>a\n b</textarea>", "a\n b"), ("<div>a<br></div><div>b</div>", "a\nb"),
    ("𠀀é·\u{2028}", "𠀀é·\u{2028}"),
  ])
  func `text of a cell is what a browser shows`(_ cell: String, expected: String) throws {
    #expect(try text(cell) == expected)
  }

  @Test func `blanks are kept where the style keeps them`() throws {
    #expect(try text(" a\n  b", "style=\"white-space: pre\"") == " a\n  b")
    #expect(try text("a  b\nc", "style='white-space:pre-line'") == "a b\nc")
    #expect(try text("a  b\nc", "style='white-space:nowrap'") == "a b c")
    #expect(try text("a<span style='white-space:pre-wrap'>  b </span>  c") == "a  b  c")
    let styled = "<style><!-- .p{white-space:pre} td.q, .r {white-space:pre} --></style>"
    let table = "<table><tr><td class='x p'>a  b<td class=q>a  b<td class=s>a  b</table>"
    #expect(try content(styled + table).texts == [["a  b", "a  b", "a b"]])
  }

  @Test(arguments: [
    "", " ", ":", "a:", ":b", ";;", "width:;", "mso-number-format:", "a:\\\\", "\\", "a:'",
    "a:\\\\22",
  ])
  func `styles may be anything`(_ style: String) throws {
    #expect(try text("x", "style=\"\(style)\" x:num=\"1\"") == "x")
    let sheet = "<style>\(style) td{\(style)} \(style){\(style)</style>"
    #expect(try content(sheet + "<table><tr><td>x</table>").texts == [["x"]])
  }

  @Test func `merged cells have their value in the first`() throws {
    let content = try content(
      """
      <table><tr><td rowspan=2>甲</td><td colspan="2">乙</td><td rowspan="3">丙</td></tr>
      <tr><td>丁</td><td>戊</td></tr><tr><td>己</td></tr><tbody><tr><td rowspan=0>庚</td><td>辛</td></tr>
      <tr><td>壬</td></tr></tbody><tr><td>癸</td></tr></table>
      """)
    #expect(
      content.texts == [
        ["甲", "乙", "", "丙"], ["", "丁", "戊", ""], ["己", "", "", ""], ["庚", "辛"], ["", "壬"], ["癸"],
      ])
    #expect(content.notes.mergedRanges == ["A1:A2", "B1:C1", "D1:D3"])
  }

  @Test func `spans are bounded`() throws {
    #expect(
      try texts("<tr><td colspan=99999999999>a<td colspan=0>b<td colspan=-1>c<td colspan=x>d").map(
        \.count) == [1003])
    #expect(try texts("<tr><td colspan=5000>a<td>b").map(\.count) == [1001])
    #expect(try texts("<tr><td rowspan=70000>a<td>b<tr><td>c") == [["a", "b"], ["", "c"]])
  }

  @Test func `rows that take a few bytes of the file come in batches that are bounded`() throws {
    let wide = String(repeating: "<td rowspan=3000 colspan=1000>", count: 16)
    let path = try folder.file(
      "page.xls", "<table><tr>\(wide)\(String(repeating: "<tr>", count: 2999))</table>")
    let workbook = try HTMLWorkbook(path, charset: .delivered(path))
    let source = try workbook.rows(of: workbook.sheets[0])
    var count = 0
    while let batch = try source.next() {
      #expect(batch.cells.count < 1 << 18)
      count += batch.rows.count
    }
    #expect(count == 3000)
  }

  @Test func `every outermost table is a sheet`() throws {
    let text = """
      <html><body><h1>工单</h1><table><tr><td>a</table><p>x</p><TABLE style="display:none"><tr><td>b</td></tr></TABLE>
      <table><tr><td>c</td></tr><table><tr><td>d</td></tr></table></body></html>
      """
    guard case .sheets(let sheets, let contents) = try outcome(text) else {
      Issue.record("refused")
      return
    }
    #expect(sheets.map(\.name) == ["table 1", "table 2", "table 3", "table 4"])
    #expect(sheets.map(\.isHidden) == [false, true, false, false])
    #expect(contents.map(\.texts) == [[["a"]], [["b"]], [["c"]], [["d"]]])
  }

  @Test func `the text of an inner table belongs to the cell around it`() throws {
    let table = """
      <tr><td>甲<table><tr><td>a</td><td>b</td></tr><tr><td>c<table><tr><td>d</table></td></tr></table>乙</td><td>丙</td></tr>
      <tr><td>丁</td><td>戊</td></tr>
      """
    #expect(try texts(table) == [["甲\na b\nc\nd\n乙", "丙"], ["丁", "戊"]])
  }

  @Test func `what is hidden is known`() throws {
    let content = try content(
      """
      <style>.gone { display : none } @media print { .noprint { display:none } } /* .x{display:none} */</style>
      <table><col><col style="display:none" span=2><tr><td>a<td>b<td>c<td>d</tr>
      <tr style='display:none'><td>e<td style="display:none">f</tr><tr class="gone"><td></tr>
      <tr class="noprint x"><td>g</tr><tbody hidden><tr><td>h</tr></table>
      """)
    #expect(content.texts == [["a", "b", "c", "d"], ["e", "f"], [""], ["g"], ["h"]])
    #expect(content.rows.map(\.isHidden) == [false, true, true, false, true])
    #expect(content.notes.hiddenColumns == [1, 2])
  }

  @Test func `numbers that Excel wrote beside the text are the values`() throws {
    let content = try content(
      #"""
      <style>td{mso-number-format:General} .d{mso-number-format:"yyyy\\-mm\\-dd\;\@"} .c{mso-number-format:000000}
      .y{mso-number-format:"yyyy\0022年\0022m\0022月\0022d\0022日\0022"}</style>
      <table><tr><td x:num="13800001234">1.38E+10</td><td x:num class=d>2021/11/25</td>
      <td class=d x:num="44525">2021/11/25</td><td class=c x:num="37">000037</td><td x:str="00123">00123</td>
      <td x:num="44525.5" class="y">2021年11月25日</td><td x:err="#REF!">#REF!</td>
      <td style='mso-number-format:"\@"' x:num="12.50">12.5</td></tr></table>
      """#)
    #expect(
      content.texts == [
        [
          "13800001234", "2021/11/25", "2021-11-25", "000037", "00123", "2021-11-25 12:00:00",
          "#REF!", "12.5",
        ]
      ])
    #expect(content.faults == ["1G: error"])
  }

  @Test func `numbers that LibreOffice wrote beside the text are the values`() throws {
    let content = try content(
      """
      <table><tr><td sdval="44525.3541666667" sdnum="1033;0;YYYY-MM-DD H:MM">2021-11-25 8:30</td>
      <td sdval="44525" sdnum="2052;2052;YYYY&quot;年&quot;M&quot;月&quot;D&quot;日&quot;">2021年11月25日</td>
      <td sdval="37" sdnum="1033;0;000000">000037</td><td sdval="13800001234" sdnum="1033;">1.38E+10</td>
      <td sdval="5" sdnum="1033;0;YYYY-MM-DD">1900-01-04</td></tr></table>
      """)
    #expect(
      content.texts == [["2021-11-25 08:30:00", "2021-11-25", "000037", "13800001234", "5"]])
    #expect(content.faults == ["1E: dateUncertain"])
  }

  @Test func `a number beside the text counts only where it is known what it shows`() throws {
    #expect(try text("2021/11/25", "x:num=\"44525\"") == "2021/11/25")
    #expect(try text("1,234.5", "x:num=\"1234.5\"") == "1234.5")
    #expect(try text("####", "x:num=\"44525\"") == "44525")
  }

  @Test(arguments: [
    ("<table><tr><td>a</td></tr>", FindingCode.pageCutOff),
    ("<table><tr><td>a</td></tr></table", .pageCutOff),
    ("<table></table><!-- a", .pageCutOff), ("<table></table><script>a", .pageCutOff),
    ("<table></table><a href=\"", .pageCutOff),
    ("<table><tr><td><table><tr><td>a</td></tr><tr><td>b</td></tr></table>", .pageCutOff),
    ("<html><body><form>登录</form></body></html>", .pageWithoutTable), ("", .fileEmpty),
    ("a", .pageWithoutTable),
    ("<table><tr>a<td>b</td></tr></table>", .sheetContradictory),
    ("<table><tr><td title=\"a>x</td><td class=\"b\">y</td></tr></table>", .sheetContradictory),
    (Self.long, .sheetTooLarge), (Self.wide, .sheetTooLarge), (Self.longTag, .sheetTooLarge),
    (Self.deep, .sheetContradictory),
  ])
  func `what cannot be read is refused`(_ text: String, code: FindingCode) throws {
    #expect(try outcome(text) == .refused([code]))
  }

  @Test func `bytes that stand for no character are a fault of their cell`() throws {
    let text = "<table><tr><td>甲</td><td>乙&#0;&#xD800;</td><td>丙丁戊</td></tr></table>"
    var bytes = Array(text.utf8)
    let place = try #require(bytes.firstRange(of: Array("丁".utf8)))
    bytes[place.lowerBound + 1] = 0xFF
    let path = try folder.file("page.xls", bytes)
    for size in pieceSizes {
      let workbook = try HTMLWorkbook(path, charset: .utf8, pieceSize: size)
      let content = try SheetContent(workbook.sheets[0], of: workbook)
      #expect(content.faults == ["1B: undecodable", "1C: undecodable"])
      #expect(content.texts[0][1] == "乙\u{FFFD}\u{FFFD}")
      #expect(content.texts[0][2].hasPrefix("丙\u{FFFD}"))
    }
  }

  @Test(arguments: ["utf-8", "gb18030", "utf-16le"])
  func `charsets are found, whatever the page says`(_ name: String) throws {
    let text =
      "<html><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><table><tr><td>滘喆㐀工单</td></tr></table></html>"
    let expected = try outcome(text, charset: .utf8)
    var bytes = Array(text.utf8)
    switch name {
    case "gb18030": bytes = try #require(Charset.gb18030.encode(text))
    case "utf-16le":
      bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    default: bytes = Charset.byteOrderMark + bytes
    }
    let path = try folder.file("page.xls", bytes)
    for size in pieceSizes {
      #expect(
        try WorkbookOutcome { try HTMLWorkbook(path, charset: .delivered(path), pieceSize: size) }
          == expected)
    }
    let big5 = Array("<meta charset='big5'><table>".utf8) + [0xA4, 0xA4, 0xA4, 0xE5]
    let foreign = try folder.file("big5.xls", big5)
    #expect(
      try WorkbookOutcome { try HTMLWorkbook(foreign, charset: .delivered(foreign)) }
        == .refused([.encodingForeign]))
  }

  /// Bytes changed, left out, repeated or cut off: there are rows or a reason, the same for all pieces.
  @Test(arguments: 0..<8) func `damage never crashes`(_ seed: Int) throws {
    var random = SeededRandom(state: UInt64(seed))
    let text = #"""
      <?xml version="1.0"?><html xmlns:x="urn:x"><head><style><!-- .a{mso-number-format:"\@";display:none} --></style>
      <!--[if gte mso 9]><xml><x:y/></xml><![endif]--></head><body><table border=1><thead><tr><th colspan=2>编号</th>
      <th rowspan="2">标题 &amp; &nbsp;</th></tr></thead><tr class=a><td x:num="44525">2021<br>x</td><td><pre>
      a  b</pre></td></tr><tr><td><table><tr><td>内</td></tr></table></td><td style="white-space:pre"> &#x4E00;
      </td><td><span style='display:none'>y</span>z<script>a<b</script></td></tr></table><table><td>b</table></body></html>
      """#
    for _ in 0..<60 {
      let bytes = Mutation.damaged(Array(text.utf8), by: &random)
      let path = try folder.file("damaged.xls", bytes)
      let whole = try WorkbookOutcome { try HTMLWorkbook(path, charset: .delivered(path)) }
      let size = pieceSizes.randomElement(using: &random) ?? 1
      let pieces = try WorkbookOutcome {
        try HTMLWorkbook(path, charset: .delivered(path), pieceSize: size)
      }
      #expect(
        whole == pieces, "\(seed), pieces of \(size): \(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
