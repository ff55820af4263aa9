"""Rows, columns and sheets in every order, hidden, merged, empty, doubled and beyond the edge."""

from . import book
from .book import HEADER, ROWS, Book
from .cases import MAY, UNKNOWN, case, changed, one_of

SHEET = "xl/worksheets/sheet1.xml"


def content(xml, **more):
    """A workbook whose sheet is written as it is, or by a function; texts are inline."""
    return lambda: Book().add_xml("工单", xml() if callable(xml) else xml, **more).parts()


def cells(values, number=None, order=None, refs=True):
    """The cells of a row as XML, inline, with or without their places."""
    made = [f'<c{f""" r="{book.column(index)}{number}" """ if refs else ""} t="inlineStr"><is><t>{value}</t></is></c>'
            for index, value in enumerate(values)]
    return "".join(made[index] for index in (order or range(len(made))))


def rows(*numbered, head="", tail="", refs=True):
    """A sheet of rows, each a number (or None) and values."""
    data = "".join(f'<row{f""" r="{number}" """ if number else ""}>{cells(values, number, refs=refs and bool(number))}</row>'
                   for number, values in numbered)
    return f"{head}<sheetData>{data}</sheetData>{tail}"


TABLE = list(enumerate([HEADER, *ROWS], 1))
FIRST, SECOND, THIRD = ROWS

# Places left out, untrue or out of order.
case("cells without places", content(rows(*TABLE, refs=False)), ROWS)
case("rows and cells without places", content(rows(*((None, values) for _, values in TABLE))), ROWS)
case("rows out of order", content(rows(TABLE[0], TABLE[2], TABLE[1], TABLE[3])), (SECOND, FIRST, THIRD), MAY)
case("a row twice", content(rows(*TABLE, (4, ("GD0004", *THIRD[1:])))), (*ROWS, ("GD0004", *THIRD[1:])), MAY)
case("rows far apart", content(rows(TABLE[0], (500, FIRST), (90_000, SECOND), (1_048_576, THIRD))), ROWS)
case("a row beyond the last", content(rows(*TABLE[:3], (1_048_577, THIRD))), ROWS, MAY)
case("a row with a huge number", content(rows(*TABLE[:3], (2**63, THIRD))), ROWS, MAY)
case("a row numbered 0", content(rows(*TABLE).replace('<row r="1" >', '<row r="0" >', 1)), ROWS, MAY)
case("a row with a negative number", content(rows(*TABLE[:3], (-4, THIRD))), ROWS, MAY)
case("a row with a word for a number", content(rows(*TABLE)[:-len("</sheetData>")] + "<row r=\"x\"/></sheetData>"), ROWS, MAY)
case("cells out of order", content("<sheetData>" + "".join(
    f'<row r="{n}">{cells(values, n, order=[0, 1, 3, 2, 5, 4])}</row>' for n, values in TABLE) + "</sheetData>"), ROWS, MAY)
case("a cell twice", content("<sheetData>" + "".join(
    f'<row r="{n}">{cells(values, n)}{cells(("GD0009",), n) if n == 3 else ""}</row>' for n, values in TABLE) + "</sheetData>"),
    (FIRST, (UNKNOWN, *SECOND[1:]), THIRD), MAY)
case("a cell of another row", changed(SHEET, 'r="C3"', 'r="C4"'), (FIRST, (*SECOND[:2], one_of("夜间噪声", None), *SECOND[3:]), THIRD), MAY)
case("places in lower case", content(rows(*TABLE).replace('r="A', 'r="a').replace('r="B', 'r="b')), ROWS, MAY)
case("places with dollars", content(rows(*TABLE).replace('r="B', 'r="$B')), ROWS, MAY)
case("a place that is none", changed(SHEET, 'r="C3"', 'r="33"'), (FIRST, (*SECOND[:2], one_of("夜间噪声", None), *SECOND[3:]), THIRD), MAY)
case("an empty place", changed(SHEET, 'r="C3"', 'r=""'), (FIRST, (*SECOND[:2], one_of("夜间噪声", None), *SECOND[3:]), THIRD), MAY)
case("a cell in the last column", content(rows(*TABLE)[:-len("</row></sheetData>")] + '<c r="XFD4" t="inlineStr"><is><t/></is></c></row></sheetData>'), ROWS)
case("a cell beyond the last column", content(rows(*TABLE)[:-len("</row></sheetData>")] + '<c r="XFE4" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'), (FIRST, SECOND, (one_of("GD0003", None), *THIRD[1:])), MAY)
case("a cell in column ZZZZZZ", content(rows(*TABLE)[:-len("</row></sheetData>")] + '<c r="ZZZZZZ4" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'), (FIRST, SECOND, (one_of("GD0003", None), *THIRD[1:])), MAY)
case("a cell in a column of a hundred letters", content(rows(*TABLE)[:-len("</row></sheetData>")] + f'<c r="{"Z" * 100}4" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'), (FIRST, SECOND, (one_of("GD0003", None), *THIRD[1:])), MAY)
case("formatted cells without values", content(lambda: "<sheetData>" + "".join(
    f'<row r="{n}">{cells(values, n)}' + "".join(f'<c r="{book.column(c)}{n}" s="0"/>' for c in range(6, 40)) + "</row>"
    for n, values in TABLE) + "</sheetData>"), ROWS)
case("16,384 formatted cells in every row", content(lambda: "<sheetData>" + "".join(
    f'<row r="{n}">{cells(values, n)}' + "".join(f'<c r="{book.column(c)}{n}" s="0"/>' for c in range(6, 16_384)) + "</row>"
    for n, values in TABLE) + "</sheetData>"), ROWS)
case("20,000 rows with a formatted cell in the last column", content(lambda: rows(*TABLE)[:-len("</sheetData>")] + "".join(
    f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(5, 20_005)) + "</sheetData>"), ROWS)
case("20,000 rows with a text in the last column", content(lambda: rows(*TABLE)[:-len("</sheetData>")] + "".join(
    f'<row r="{n}"><c r="XFD{n}" t="inlineStr"><is><t>x</t></is></c></row>' for n in range(5, 20_005)) + "</sheetData>"), is_open=True, verdict=MAY)
case("1,048,576 rows without cells", content(lambda: rows(*TABLE)[:-len("</sheetData>")] + "".join(
    f'<row r="{n}" ht="14"/>' for n in range(5, 1_048_577)) + "</sheetData>"), ROWS)
case("100,000 rows of formatted cells", content(lambda: rows(*TABLE)[:-len("</sheetData>")] + "".join(
    f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(5, 100_005)) + "</sheetData>"), ROWS)
case("empty rows between", content(rows(TABLE[0], (2, ("",) * 6), (3, FIRST), (4, ("",) * 6), (5, SECOND), (9, THIRD))), ROWS)
case("the size of the sheet, untrue", content(rows(*TABLE, head='<dimension ref="A1"/>')), ROWS)
case("the size of the sheet, huge", content(rows(*TABLE, head='<dimension ref="A1:XFD1048576"/>')), ROWS)
case("the size of the sheet, none", content(rows(*TABLE, head='<dimension ref="nonsense"/>')), ROWS)
case("spans, untrue", content(rows(*TABLE).replace("<row r", '<row spans="9:3" r')), ROWS)
case("no rows", content("<sheetData/>"))
case("no data at all", content(""))
case("a header alone", content(rows(TABLE[0])), ())

# Hidden, merged, filtered.
case("a hidden row", lambda: Book().add("工单", [HEADER, *ROWS], attributes={3: ' hidden="1"'}).parts(), ROWS)
case("a hidden row in a word", lambda: Book().add("工单", [HEADER, *ROWS], attributes={3: ' hidden="true"'}).parts(), ROWS)
case("rows hidden by a filter", lambda: Book().add("工单", [HEADER, *ROWS], attributes={2: ' hidden="1"', 4: ' hidden="1"'}, tail='<autoFilter ref="A1:F4"><filterColumn colId="4"><filters><filter val="噪声"/></filters></filterColumn></autoFilter>').parts(), ROWS)
case("a grouped row of no height", lambda: Book().add("工单", [HEADER, *ROWS], attributes={3: ' ht="0" customHeight="1" outlineLevel="1" collapsed="1"'}).parts(), ROWS)
case("a hidden column", lambda: Book().add("工单", [HEADER, *ROWS], head='<cols><col min="3" max="4" width="0" hidden="1"/></cols>').parts(), ROWS)
case("merged cells", lambda: Book().add("工单", [HEADER, FIRST, (*SECOND[:4], None, SECOND[5]), THIRD], tail='<mergeCells count="1"><mergeCell ref="E2:E3"/></mergeCells>').parts(),
     (FIRST, (*SECOND[:4], one_of("", "公共设施", None), SECOND[5]), THIRD))
case("merged cells that overlap", lambda: Book().add("工单", [HEADER, *ROWS], tail='<mergeCells><mergeCell ref="H1:J3"/><mergeCell ref="I2:K4"/></mergeCells>').parts(), ROWS)
case("merged cells without end", lambda: Book().add("工单", [HEADER, *ROWS], tail='<mergeCells count="1"><mergeCell ref="H1:XFD1048576"/></mergeCells>').parts(), ROWS)
case("merged cells that are none", lambda: Book().add("工单", [HEADER, *ROWS], tail='<mergeCells count="2"><mergeCell ref="??"/><mergeCell/></mergeCells>').parts(), ROWS, MAY)
case("links to mail and pages", lambda: {**Book().add("工单", [HEADER, *ROWS], tail='<hyperlinks><hyperlink ref="F2" r:id="rId1"/></hyperlinks>').parts(),
     "xl/worksheets/_rels/sheet1.xml.rels": book.relations_part(book.relation("rId1", "hyperlink", "mailto:a@example.invalid", True))}, ROWS)
case("validation, colours, protection, print set-up", lambda: Book().add("工单", [HEADER, *ROWS], head='<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
     tail='<sheetProtection sheet="1"/><conditionalFormatting sqref="A2:A9"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="E2:E9"><formula1>"甲,乙"</formula1></dataValidation></dataValidations><pageSetup orientation="landscape"/>').parts(), ROWS)
case("elements of later programs", content(rows(*TABLE, tail='<extLst><ext uri="{X}" xmlns:x14="urn:x"><x14:conditionalFormattings><row r="9"><c r="A9"><v>9</v></c></row></x14:conditionalFormattings></ext></extLst>')), ROWS)
case("what WPS declares", content(rows(*TABLE, head='<sheetPr/><sheetViews xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="etc"><sheetView etc:x="1" workbookViewId="0"/></sheetViews>')), ROWS)
case("alternate content", content('<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14"/></mc:AlternateContent>' + rows(*TABLE)), ROWS)
case("attributes of a foreign namespace", content(rows(*TABLE).replace("<row r", '<row xmlns:z="urn:z" z:r="77" z:hidden="1" r').replace("<c r", '<c xmlns:z="urn:z" z:t="s" r')), ROWS)
case("elements of a foreign namespace among the cells", content(rows(*TABLE).replace("</row>", '<z:c xmlns:z="urn:z" r="A9"><z:v>9</z:v></z:c></row>')), ROWS, MAY)

# Several sheets.
OTHER = [("说明",), ("本表由市热线办填写",)]
for name in ("12345/转办", "a" * 31, "名" * 80, "'quoted'", "a & b <c>", " 前后 ", "~$工单", "工单[1]:*?"):
    case(f"a sheet named {name[:12]}", lambda name=name: Book([HEADER, *ROWS], name).parts(), ROWS, MAY if name.strip() != name else None)
case("a sheet without a name", lambda: Book([HEADER, *ROWS], "").parts(), ROWS, MAY)
case("two sheets of one name", lambda: Book([HEADER, *ROWS], "表").add("表", OTHER).parts(), ROWS, MAY)
case("a hidden second sheet", lambda: Book([HEADER, *ROWS]).add("字典", OTHER, "hidden").parts(), ROWS)
case("a very hidden second sheet", lambda: Book([HEADER, *ROWS]).add("_meta", OTHER, "veryHidden").parts(), ROWS)
case("a chart sheet behind", lambda: chart_sheet(Book([HEADER, *ROWS])), ROWS)
case("an empty second sheet", lambda: Book([HEADER, *ROWS]).add_xml("Sheet2", "<sheetData/>").parts(), ROWS)
case("300 sheets", lambda: many_sheets(), ROWS)
case("a sheet whose relation is missing", changed("xl/workbook.xml", 'r:id="rId1"', 'r:id="rId77"'))
case("a sheet whose relation is of another kind", changed("xl/_rels/workbook.xml.rels", "relationships/worksheet", "relationships/theme"), ROWS, MAY)
case("a workbook without sheets", changed("xl/workbook.xml", '<sheet name="工单" sheetId="1" r:id="rId1"/>', ""))
case("two sheets with one part", changed("xl/workbook.xml", "</sheets>", '<sheet name="又" sheetId="2" r:id="rId1"/></sheets>'), ROWS, MAY)


def chart_sheet(made):
    parts = made.parts()
    parts["xl/chartsheets/sheet1.xml"] = f'{book.DECLARATION}<chartsheet xmlns="{book.MAIN}"><sheetViews/></chartsheet>'.encode()
    workbook = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = workbook.replace("</sheets>", '<sheet name="图" sheetId="7" r:id="rId50"/></sheets>').encode()
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", book.relation("rId50", "chartsheet", "chartsheets/sheet1.xml") + "</Relationships>").encode()
    return parts


def many_sheets():
    made = Book([HEADER, *ROWS])
    for number in range(2, 301):
        made.add(f"说明{number}", OTHER)
    return made.parts()
