"""Workbooks as dictionaries of parts, built from rows whose cells say how they are written."""

from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.%s+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The header of every workbook here, and the columns of the campaign's mapping.
HEADER = ("编号", "时间", "标题", "内容", "类别", "备注")

# Formats by their place in cellXfs: those built in by number, the others by what they say.
FORMATS = {
    "general": 0, "date": 14, "time": 21, "day and time": 22, "text": 49, "elapsed": 46, "0.00": 2, "scientific": 11,
    "china date": 31, "china 27": 27, "china 57": 57, "china time": 33, "china noon": 35,
    "long": "yyyy-mm-dd hh:mm:ss", "six": "000000", "words": 'yyyy"年"m"月"d"日"', "locale": "[$-804]yyyy/m/d\\ h:mm;@",
    "days": '0"days"', "red": "#,##0;[Red]-#,##0", "milliseconds": "yyyy\\-mm\\-dd\\ hh:mm:ss.000",
    "escaped": "0\\d", "sections": '[<=0]"-";yyyy/m/d', "dbnum": "[DBNum1][$-804]yyyy年m月d日",
    "thousand": "#,##0", "percent": 9,
}
STYLE = {name: index for index, name in enumerate(FORMATS)}


def styles(formats=FORMATS):
    own = {name: 164 + index for index, name in enumerate(formats) if isinstance(formats[name], str)}
    numbers = "".join(f'<numFmt numFmtId="{own[name]}" formatCode={quoteattr(formats[name])}/>' for name in own)
    used = "".join(f'<xf numFmtId="{own.get(name, code)}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
                   for name, code in formats.items())
    return (f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="{len(own)}">{numbers}</numFmts>'
            '<fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(formats)}">{used}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>').encode()


def column(index):
    """The letters of a column, from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def shared(text):
    """A cell whose text is among the shared strings; a `str` means the same."""
    return lambda ref, book: f'<c r="{ref}" t="s"><v>{book.string(text)}</v></c>'


def raw_shared(item):
    """A cell whose shared string is written as it is: `<r>…</r>`, `<t>…</t>`."""
    return lambda ref, book: f'<c r="{ref}" t="s"><v>{book.item(item)}</v></c>'


def inline(text, space=True):
    kept = ' xml:space="preserve"' if space else ""
    return lambda ref, book: f'<c r="{ref}" t="inlineStr"><is><t{kept}>{escape(text)}</t></is></c>'


def number(text, style="general"):
    return lambda ref, book: f'<c r="{ref}" s="{STYLE[style]}"><v>{text}</v></c>'


def raw(xml):
    """A cell as it is; `REF` is where its place goes."""
    return lambda ref, book: xml.replace("REF", ref)


class Book:
    """A workbook of sheets; what is made of it may be changed part by part."""

    def __init__(self, rows=(), name="工单"):
        self.strings, self.items, self.sheets = {}, [], []
        if rows:
            self.add(name, rows)

    def string(self, text):
        kept = ' xml:space="preserve"' if text != text.strip() else ""
        return self.item(f"<t{kept}>{escape(text)}</t>")

    def item(self, xml):
        if xml not in self.strings:
            self.strings[xml] = len(self.items)
            self.items.append(xml)
        return self.strings[xml]

    def row(self, number, cells, attributes=""):
        written = "".join(
            (shared(cell) if isinstance(cell, str) else cell)(f"{column(index)}{number}", self)
            for index, cell in enumerate(cells) if cell is not None)
        return f'<row r="{number}"{attributes}>{written}</row>'

    def add(self, name, rows, state="", head="", tail="", attributes=None):
        """A sheet; `attributes` of rows by number, `head` and `tail` around its data."""
        data = "".join(self.row(index, cells, (attributes or {}).get(index, "")) for index, cells in enumerate(rows, 1))
        self.add_xml(name, f"{head}<sheetData>{data}</sheetData>{tail}", state)
        return self

    def add_xml(self, name, content, state=""):
        """A sheet whose content is written as it is."""
        self.sheets.append((name, state, f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{content}</worksheet>'))
        return self

    def parts(self, properties="", more=""):
        """The parts by name, in the order in which programs write them."""
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{index}"{f" state={quoteattr(state)}" if state else ""} r:id="rId{index}"/>'
            for index, (name, state, _) in enumerate(self.sheets, 1))
        relations = "".join(relation(f"rId{index}", "worksheet", f"worksheets/sheet{index}.xml")
                            for index in range(1, len(self.sheets) + 1))
        relations += relation("rId901", "styles", "styles.xml") + relation("rId902", "sharedStrings", "sharedStrings.xml")
        types = "".join(override(f"/xl/worksheets/sheet{index}.xml", "worksheet") for index in range(1, len(self.sheets) + 1))
        parts = {
            "[Content_Types].xml": content_types(types),
            "_rels/.rels": relations_part(relation("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}'
                                f"<sheets>{sheets}</sheets>{more}</workbook>").encode(),
            "xl/_rels/workbook.xml.rels": relations_part(relations),
        }
        for index, (_, _, xml) in enumerate(self.sheets, 1):
            parts[f"xl/worksheets/sheet{index}.xml"] = xml.encode()
        parts["xl/styles.xml"] = styles()
        parts["xl/sharedStrings.xml"] = (
            f'{DECLARATION}<sst xmlns="{MAIN}" count="{len(self.items)}" uniqueCount="{len(self.items)}">'
            + "".join(f"<si>{item}</si>" for item in self.items) + "</sst>").encode()
        parts["docProps/app.xml"] = (
            f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>Microsoft Excel</Application></Properties>").encode()
        return parts


def relation(name, kind, target, external=False):
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target={quoteattr(target)}{mode}/>'


def relations_part(relations):
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'.encode()


def override(part, kind):
    return f'<Override PartName="{part}" ContentType="{SHEET_TYPE % kind}"/>'


def content_types(more="", main=SHEET_TYPE % "sheet.main"):
    return (f'{DECLARATION}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
            '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>{more}'
            f'{override("/xl/styles.xml", "styles")}{override("/xl/sharedStrings.xml", "sharedStrings")}</Types>').encode()


# Three tickets that every damaged workbook is made of.
ROWS = (
    ("GD0001", "2021-03-01 09:00:00", "路灯不亮", "河滨路的路灯已经三天不亮", "公共设施", "0101"),
    ("GD0002", "2021-03-02 10:30:00", "夜间噪声", "工地夜间施工，声音很大", "噪声", "已电话核实"),
    ("GD0003", "2021-03-03 18:45:00", "公积金提取", "提取材料被退回，请说明缺什么", "公积金", "138 0000 2614"),
)


def sound():
    """The workbook of those tickets, as parts: shared strings, and the first one's time as a date."""
    rows = [list(row) for row in ROWS]
    rows[0][1] = number("44256.375", "long")
    return Book([HEADER, *rows]).parts()
