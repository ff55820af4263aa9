"""Writes a small workbook with nothing but Python: workbook.py TARGET SHEET=FILE.csv …

A sheet whose name begins with `~` is hidden. A cell `n:757` is a number, `d:2021-11-25` a date,
`e:#REF!` an error, `f:A1+1` a formula without a value; any other is text. A row that begins with a cell
`hidden` is hidden, and the cell is left out; `merge:A2:A3` alone in a row merges cells.
"""
import csv, datetime, sys, zipfile
from xml.sax.saxutils import escape

KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

def name(column):
    return name(column // 26 - 1) + chr(65 + column % 26) if column >= 26 else chr(65 + column)

def cell(text, place):
    kind, rest = text[:2], escape(text[2:])
    if kind == "n:": return f'<c r="{place}"><v>{rest}</v></c>'
    if kind == "d:":
        days = (datetime.date.fromisoformat(rest) - datetime.date(1899, 12, 30)).days
        return f'<c r="{place}" s="1"><v>{days}</v></c>'
    if kind == "e:": return f'<c r="{place}" t="e"><v>{rest}</v></c>'
    if kind == "f:": return f'<c r="{place}"><f>{rest}</f></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'

def sheet(path):
    rows, merges = [], []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.reader(file), 1):
            if cells and cells[0].startswith("merge:"):
                merges.append(cells[0][6:])
                continue
            hidden = cells[:1] == ["hidden"]
            written = [cell(text, f"{name(column)}{number}")
                       for column, text in enumerate(cells[hidden:]) if text]
            rows.append(f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>'
                        + "".join(written) + "</row>")
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    return (f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>'
            + (f"<mergeCells>{merged}</mergeCells>" if merges else "") + "</worksheet>")

target, sheets = sys.argv[1], [argument.split("=", 1) for argument in sys.argv[2:]]
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
    def part(path, text):
        book.writestr(zipfile.ZipInfo(path), '<?xml version="1.0" encoding="UTF-8"?>' + text)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.worksheet+xml"/>' for n in range(1, len(sheets) + 1))
    part("[Content_Types].xml",
         '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
         'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
         f'officedocument.spreadsheetml.sheet.main+xml"/>{kinds}</Types>')
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    part("_rels/.rels", f'{relations}<Relationship Id="r1" Type="{KINDS}/officeDocument" '
         'Target="xl/workbook.xml"/></Relationships>')
    part("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><sheets>' + "".join(
        f'<sheet name="{escape(title.lstrip("~"))}" sheetId="{n}" r:id="r{n}"'
        + (' state="hidden"' if title.startswith("~") else "") + "/>"
        for n, (title, _) in enumerate(sheets, 1)) + "</sheets></workbook>")
    part("xl/_rels/workbook.xml.rels", relations + "".join(
        f'<Relationship Id="r{n}" Type="{KINDS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1))
        + f'<Relationship Id="s" Type="{KINDS}/styles" Target="styles.xml"/></Relationships>')
    part("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
         '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>')
    for n, (_, path) in enumerate(sheets, 1):
        part(f"xl/worksheets/sheet{n}.xml", sheet(path))
