#!/usr/bin/env bash
# openpyxl 3.1.5 and pandas 3.1.1 (PyPI): dates in Excel's own Chinese formats are read as numbers.
#
# Number formats 27 to 36 and 50 to 58 have no text in a workbook: what they show depends on the
# language of the program, and in Chinese all of them are dates or times (ECMA-376, part 1, 18.8.30). A
# Chinese Excel writes 31 for 2021年3月2日, the format that its date dialog offers first. openpyxl knows
# only the formats that all languages share:
#   14 and yyyy"年"m"月"d"日" written out    2021-03-02, right
#   27 to 36, 50 to 58                       44257.4375, a number, without a warning
# pandas.read_excel answers the same with its default engine; python-calamine reads dates. In a column
# with both kinds half of the dates are missing. Our reader knows these formats as dates.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install openpyxl==3.1.5 pandas==3.1.1 python-calamine==0.9.1
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
import zipfile
import openpyxl
import pandas
import python_calamine

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CHINESE = [*range(27, 37), *range(50, 59)]
formats = [0, 14, 164, *CHINESE]
cells = "".join(
    f'<row r="{row}"><c r="A{row}" s="{row - 1}"><v>44257.4375</v></c></row>' for row in range(2, len(formats) + 1))
styles = "".join(f'<xf numFmtId="{code}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>' for code in formats)
types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
with zipfile.ZipFile("dates.xlsx", "w") as file:
    file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/></Types>')
    file.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    file.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>')
    file.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>')
    file.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{len(formats)}">{styles}</cellXfs></styleSheet>')
    file.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>办结时间</t></is></c></row>{cells}</sheetData></worksheet>')

readers = {
    f"openpyxl {openpyxl.__version__}": [cell.value for cell in openpyxl.load_workbook("dates.xlsx").active["A"][1:]],
    f"pandas {pandas.__version__}": [row[0] for row in pandas.read_excel("dates.xlsx").values.tolist()],
    "python-calamine 0.9.1": [row[0] for row in python_calamine.CalamineWorkbook.from_path("dates.xlsx").get_sheet_by_index(0).to_python()[1:]],
}
right = datetime.datetime(2021, 3, 2, 10, 30)
for name, values in readers.items():
    wrong = [code for code, value in zip(formats[1:], values) if value != right]
    print(f"{name}: not dates: {wrong or 'none'}")
    assert values[:2] == [right, right], values
    assert wrong == ([] if "calamine" in name else CHINESE), wrong
    assert all(value == 44257.4375 for value in values[2:]) or "calamine" in name
PYTHON
