#!/usr/bin/python3
"""Fills in workbooks of a survey as units do, with Debian's openpyxl.

  fill.py FILE [OUT] < STEPS          one workbook
  fill.py --all STEPS SENT BACK       many: each step begins with the name of a unit

A step is a line of cells between tabs:

  ROW  HEADER  TEXT        writes a cell; ROW is an id such as R01, or 单位 for the sheet of the unit
  complete                 fills every open required cell of rows that were filled in, mostly with 未知
  copy ROW                 copies a row with its id below the last one
  clear ROW                removes all that is in a row but its id
  delete ROW               deletes a row
  sort HEADER              sorts the rows by a column
  hide ROW                 hides a row, as a filter does
  column HEADER TITLE      inserts a column in front of one, with a cell in the first row
  rename HEADER TITLE      renames a header
  ids ROW COLUMN TEXT      writes a cell of the hidden sheet, by numbers
  drop SHEET               removes a sheet
  open                     takes the protection off
"""
import datetime, glob, os, re, sys
import openpyxl

UNIT = {"有无热线": "有", "填报人": "示例填报人", "填报人电话": "0757-82100099", "填报日期": "2021-10-18"}
OPTIONAL = {"责任单位", "区划代码", "启用日期", "停用日期", "备注", "最早工单日期", "单位说明"}
KNOWN = {"运营方式": "自行运营", "状态": "在用", "部委意见": "没有意见", "服务时间": "24小时"}
TEXTS = {"号码", "区划代码", "联系单位电话"}


class Filled:
    def __init__(self, path):
        self.book = openpyxl.load_workbook(path)
        self.lines, self.unit = self.book["热线"], self.book["单位"]

    def header(self, sheet):
        """The number of the header row, and the columns by their headers."""
        for row in sheet.iter_rows(min_row=1, max_row=10):
            texts = {cell.value: cell.column for cell in row if cell.value}
            if "编号" in texts or "填报单位" in texts:
                return row[0].row, texts
        raise SystemExit("no header")

    def row(self, name):
        top, columns = self.header(self.lines)
        for number in range(top + 1, self.lines.max_row + 1):
            if self.lines.cell(number, columns["编号"]).value == name:
                return number
        raise SystemExit(f"no row {name}")

    def write(self, name, title, text):
        sheet = self.unit if name == "单位" else self.lines
        top, columns = self.header(sheet)
        number = top + 1 if name == "单位" else self.row(name)
        self.put(sheet.cell(number, columns[title]), title, text)

    def put(self, cell, title, text):
        cell.value = text or None
        if title in TEXTS:
            return
        if re.fullmatch(r"[1-9]\d{0,8}|0", text):
            cell.value = int(text)
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            cell.value = datetime.datetime.fromisoformat(text)
            cell.number_format = "yyyy-mm-dd"

    def complete(self):
        top, columns = self.header(self.unit)
        for title, text in UNIT.items():
            cell = self.unit.cell(top + 1, columns[title])
            if cell.value is None:
                self.put(cell, title, text)
        top, columns = self.header(self.lines)
        for number in range(top + 1, self.lines.max_row + 1):
            if not str(self.lines.cell(number, columns["编号"]).value).startswith("R"):
                continue
            for title, column in columns.items():
                cell = self.lines.cell(number, column)
                if cell.value is None and title not in OPTIONAL:
                    self.put(cell, title, KNOWN.get(title, "未知"))

    def copy(self, name):
        source, target = self.row(name), self.lines.max_row + 1
        for column in range(1, self.lines.max_column + 1):
            self.lines.cell(target, column).value = self.lines.cell(source, column).value

    def clear(self, name):
        number = self.row(name)
        for column in range(2, self.lines.max_column + 1):
            self.lines.cell(number, column).value = None

    def sort(self, title):
        top, columns = self.header(self.lines)
        rows = [[cell.value for cell in row] for row in self.lines.iter_rows(min_row=top + 1)]
        rows.sort(key=lambda row: str(row[columns[title] - 1] or ""))
        for number, row in enumerate(rows, top + 1):
            for column, value in enumerate(row, 1):
                self.lines.cell(number, column).value = value

    def column(self, before, title):
        top, columns = self.header(self.lines)
        self.lines.insert_cols(columns[before])
        self.lines.cell(top, columns[before]).value = title
        self.lines.cell(top + 1, columns[before]).value = "另有内容"

    def step(self, word, *rest):
        top, columns = self.header(self.lines)
        if word == "complete":
            self.complete()
        elif word == "copy":
            self.copy(*rest)
        elif word == "clear":
            self.clear(*rest)
        elif word == "delete":
            self.lines.delete_rows(self.row(rest[0]))
        elif word == "sort":
            self.sort(*rest)
        elif word == "hide":
            self.lines.row_dimensions[self.row(rest[0])].hidden = True
        elif word == "column":
            self.column(*rest)
        elif word == "rename":
            self.lines.cell(top, columns[rest[0]]).value = rest[1]
        elif word == "ids":
            self.book["_ids"].cell(int(rest[0]), int(rest[1])).value = rest[2]
        elif word == "drop":
            del self.book[rest[0]]
        elif word == "open":
            self.lines.protection.sheet = self.unit.protection.sheet = False
        else:
            self.write(word, *rest)


def steps(text):
    return [line.split("\t") for line in text.split("\n") if line.strip()]


if sys.argv[1] == "--all":
    by_unit = {}
    for name, *rest in steps(open(sys.argv[2], encoding="utf-8").read()):
        by_unit.setdefault(name, []).append(rest)
    for name, own in by_unit.items():
        # `UNIT#2` is a second copy of the unit's workbook.
        (path,) = glob.glob(f"{sys.argv[3]}/*-{name.split('#')[0]}.xlsx")
        filled = Filled(path)
        for step in own:
            filled.step(*step)
        filled.book.save(os.path.join(sys.argv[4], f"{name}.xlsx"))
else:
    filled = Filled(sys.argv[1])
    for step in steps(sys.stdin.read()):
        filled.step(*step)
    filled.book.save(sys.argv[2] if len(sys.argv) > 2 else sys.argv[1])
