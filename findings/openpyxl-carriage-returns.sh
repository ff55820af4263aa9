#!/usr/bin/env bash
# openpyxl 3.1.5 (PyPI), and pandas on it: a line break of a caller's text becomes the letters _x000D_.
#
# Texts of tickets hold CR LF. XML cannot keep a carriage return, so a workbook writes it as _x000D_
# (ECMA-376, part 1, 22.9.2.19: ST_Xstring), as XlsxWriter 3.2.9 does here, and _x005F_ for an underscore
# in front of what only looks like such an escape. openpyxl removes the second and leaves the first:
#   一 CR LF 二       is read as  一_x000D_ LF 二
#   一_x000D_ LF 二   is read as  一_x000D_ LF 二, the same
# so pandas gives other texts than it wrote: to_excel(engine="xlsxwriter"), then read_excel. Writing,
# openpyxl drops the carriage return and does not escape, so that _x000D_ in a text turns into a line
# break for all who read it right (python-calamine here). Our reader and our writer do both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install openpyxl==3.1.5 XlsxWriter==3.2.9 pandas==3.1.1 python-calamine==0.9.1
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import openpyxl
import pandas
import python_calamine

texts = ["一\r\n二", "一_x000D_\n二"]


def calamine(path):
    return [row[0] for row in python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]


pandas.DataFrame({"诉求内容": texts}).to_excel("xlsxwriter.xlsx", index=False, engine="xlsxwriter")
read = pandas.read_excel("xlsxwriter.xlsx", engine="openpyxl")["诉求内容"].tolist()
print("written by XlsxWriter, read by openpyxl:", read)
print("written by XlsxWriter, read by calamine:", calamine("xlsxwriter.xlsx")[1:])
assert read == ["一_x000D_\n二"] * 2, read
assert calamine("xlsxwriter.xlsx")[1:] == texts

book = openpyxl.Workbook()
for row, text in enumerate(texts, 1):
    book.active.cell(row, 1).value = text
book.save("openpyxl.xlsx")
print("written by openpyxl, read by calamine:", calamine("openpyxl.xlsx"))
assert calamine("openpyxl.xlsx") == ["一\n二", "一\r\n二"], calamine("openpyxl.xlsx")
PYTHON
