#!/usr/bin/python3
"""Fills in a workbook of a survey as a unit does, with openpyxl.

  fill.py FILE [OUT] < STEPS

A step is a line of cells between tabs:

  ROW  HEADER  TEXT        writes a cell; ROW is an id such as R01, or 单位 for the sheet of the unit
  complete                 fills every open required cell of rows in use, mostly with 未知
  copy ROW                 copies a row with its id below the last one
  clear ROW                removes all that is in a row
  delete ROW               deletes a row
  sort HEADER              sorts the rows by a column
  hide ROW                 hides a row, as a filter does
  column HEADER TITLE      inserts a column in front of one, with a cell in the first row
  rename HEADER TITLE      renames a header
  ids ROW COLUMN TEXT      writes a cell of the hidden sheet, by numbers
  drop SHEET               removes a sheet
  open                     takes the protection off
"""
import datetime, re, sys
import openpyxl

UNIT = {"有无热线": "有", "填报人": "示例填报人", "填报人电话": "0757-82100099", "填报日期": "2021-10-18"}
OPTIONAL = {"责任单位", "区划代码", "启用日期", "停用日期", "备注", "最早工单日期", "单位说明"}
KNOWN = {"运营方式": "自行运营", "状态": "在用", "部委意见": "没有意见", "服务时间": "24小时"}

path = sys.argv[1]
book = openpyxl.load_workbook(path)
lines, unit = book["热线"], book["单位"]


def header(sheet):
    for row in sheet.iter_rows(min_row=1, max_row=10):
        texts = {cell.value: cell.column for cell in row if cell.value}
        if "编号" in texts or "填报单位" in texts:
            return row[0].row, texts
    raise SystemExit("no header")


def cell(row, title):
    sheet = unit if row == "单位" else lines
    top, columns = header(sheet)
    if row == "单位":
        return sheet.cell(top + 1, columns[title])
    for number in range(top + 1, sheet.max_row + 1):
        if sheet.cell(number, columns["编号"]).value == row:
            return sheet.cell(number, columns[title])
    raise SystemExit(f"no row {row}")


def value(text):
    if re.fullmatch(r"[1-9]\d{0,8}|0", text):
        return int(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.datetime.fromisoformat(text)
    return text


def write(place, text, title):
    if title in ("号码", "区划代码", "联系单位电话"):
        place.value = text
    else:
        place.value = value(text) if text else None
        if isinstance(place.value, datetime.datetime):
            place.number_format = "yyyy-mm-dd"


def complete():
    for title, text in UNIT.items():
        if cell("单位", title).value is None:
            write(cell("单位", title), text, title)
    top, columns = header(lines)
    for number in range(top + 1, lines.max_row + 1):
        if lines.cell(number, columns["号码"]).value is None:
            continue
        for title, column in columns.items():
            place = lines.cell(number, column)
            if place.value is None and title not in OPTIONAL:
                write(place, KNOWN.get(title, "未知"), title)


def row_of(name):
    return cell(name, "编号").row


for line in sys.stdin.read().split("\n"):
    parts = line.split("\t")
    word, rest = parts[0], parts[1:]
    if not line.strip() or word == "#":
        continue
    if word == "complete":
        complete()
    elif word == "open":
        lines.protection.sheet = unit.protection.sheet = False
    elif word == "copy":
        source, target = row_of(rest[0]), lines.max_row + 1
        for column in range(1, lines.max_column + 1):
            lines.cell(target, column).value = lines.cell(source, column).value
    elif word == "clear":
        number = row_of(rest[0])
        for column in range(2, lines.max_column + 1):
            lines.cell(number, column).value = None
    elif word == "delete":
        lines.delete_rows(row_of(rest[0]))
    elif word == "hide":
        lines.row_dimensions[row_of(rest[0])].hidden = True
    elif word == "sort":
        top, columns = header(lines)
        block = [[c.value for c in row] for row in lines.iter_rows(min_row=top + 1)]
        block.sort(key=lambda row: str(row[columns[rest[0]] - 1] or ""))
        for number, row in enumerate(block):
            for column, text in enumerate(row):
                lines.cell(top + 1 + number, column + 1).value = text
    elif word == "column":
        top, columns = header(lines)
        lines.insert_cols(columns[rest[0]])
        lines.cell(top, columns[rest[0]]).value = rest[1]
        lines.cell(top + 1, columns[rest[0]]).value = "另有内容"
    elif word == "rename":
        top, columns = header(lines)
        lines.cell(top, columns[rest[0]]).value = rest[1]
    elif word == "ids":
        book["_ids"].cell(int(rest[0]), int(rest[1])).value = rest[2]
    elif word == "drop":
        del book[rest[0]]
    else:
        write(cell(word, rest[0]), rest[1], rest[0])
book.save(sys.argv[2] if len(sys.argv) > 2 else path)
