#!/usr/bin/python3
"""Fills in and damages workbooks of checklists as people do, with Debian's openpyxl.

  damage.py all FROM TO          fills in every item and prints what was filled in, a line an item
  damage.py one NAME FROM TO     fills in two items of 12329 and does what NAME says
  damage.py names                prints the names of all damages
"""
import copy, datetime, os, sys, zipfile
import openpyxl

FILLED = ["结论", "证据", "意见", "填写人", "日期"]
DAMAGES = {}


def damage(function):
    DAMAGES[function.__name__.replace("_", "-")] = function
    return function


class Book:
    def __init__(self, path):
        self.book = openpyxl.load_workbook(path)

    def sheets(self):
        return [s for s in self.book if s.title not in ("说明", "总览", "证据目录", "_meta")]

    def columns(self, sheet):
        return {cell.value: cell.column for cell in sheet[1] if cell.value}

    def find(self, item):
        for sheet in self.sheets():
            column = self.columns(sheet)["编号"]
            for row in range(2, sheet.max_row + 1):
                if sheet.cell(row, column).value == item:
                    return sheet, row
        raise SystemExit(f"no {item}")

    def fill(self, item, *values):
        sheet, row = self.find(item)
        columns = self.columns(sheet)
        for title, value in zip(FILLED, values):
            sheet.cell(row, columns[title]).value = value

    def cell(self, item, title):
        sheet, row = self.find(item)
        return sheet.cell(row, self.columns(sheet)[title])


def fill_all(source, target):
    book = Book(source)
    day = datetime.date(2021, 11, 19)
    kinds = ["通过", "不通过", "不适用", "待定"]
    number = 0
    for sheet in book.sheets():
        columns = book.columns(sheet)
        for row in range(2, sheet.max_row + 1):
            item = sheet.cell(row, columns["编号"]).value
            kind = kinds[number % 4]
            values = [kind, f"材料{number}" if number % 3 else None, f"说明{number}" if kind in kinds[1:3] else None,
                      f"示例经办人{number % 7}", day - datetime.timedelta(number % 5)]
            for title, value in zip(FILLED, values):
                sheet.cell(row, columns[title]).value = value
            print(item, *(("" if v is None else str(v)) for v in values), sep="\t")
            number += 1
    book.book.save(target)


# Each is given a book in which 12329-08 and 12329-09 are filled in.

@damage
def nothing(b): pass

@damage
def sorted_rows(b):
    sheet, _ = b.find("12329-08")
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
    for number, values in enumerate(sorted(rows, key=lambda r: str(r[4])), 2):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value

@damage
def filtered_rows(b):
    sheet, row = b.find("12329-08")
    for number in range(2, sheet.max_row + 1):
        sheet.row_dimensions[number].hidden = number != row

@damage
def row_deleted(b):
    sheet, row = b.find("12329-08")
    sheet.delete_rows(row)

@damage
def other_row_deleted(b):
    sheet, row = b.find("12329-01")
    sheet.delete_rows(row)

@damage
def rows_deleted(b):
    sheet, row = b.find("12329-01")
    sheet.delete_rows(row, 6)

@damage
def row_pasted_below(b):
    sheet, row = b.find("12329-08")
    sheet.append([c.value for c in sheet[row]])

@damage
def row_pasted_in_another_sheet(b):
    sheet, row = b.find("12329-08")
    other = next(s for s in b.sheets() if s.title != sheet.title)
    other.append([c.value for c in sheet[row]])

@damage
def row_added(b):
    sheet, row = b.find("12329-08")
    values = [c.value for c in sheet[row]]
    sheet.append(["12329-16"] + values[1:])

@damage
def row_without_id(b):
    sheet, row = b.find("12329-08")
    sheet.append([None] + [c.value for c in sheet[row]][1:])

@damage
def id_changed(b): b.cell("12329-08", "编号").value = "12329-80"

@damage
def id_emptied(b): b.cell("12329-08", "编号").value = None

@damage
def id_with_blanks(b): b.cell("12329-08", "编号").value = " 12329-08　"

@damage
def ids_swapped(b):
    first, second = b.cell("12329-08", "编号"), b.cell("12329-09", "编号")
    first.value, second.value = second.value, first.value

@damage
def conclusion_column_deleted(b):
    sheet, _ = b.find("12329-08")
    sheet.delete_cols(b.columns(sheet)["结论"])

@damage
def evidence_column_deleted(b):
    sheet, _ = b.find("12329-08")
    sheet.delete_cols(b.columns(sheet)["证据"])

@damage
def id_column_deleted(b):
    sheet, _ = b.find("12329-08")
    sheet.delete_cols(b.columns(sheet)["编号"])

@damage
def locked_column_deleted(b):
    sheet, _ = b.find("12329-08")
    sheet.delete_cols(b.columns(sheet)["依据"])

@damage
def column_inserted(b):
    sheet, _ = b.find("12329-08")
    sheet.insert_cols(3)
    sheet.cell(1, 3).value = "我的备注"

@damage
def columns_moved(b):
    sheet, _ = b.find("12329-08")
    column = b.columns(sheet)["日期"]
    values = [sheet.cell(r, column).value for r in range(1, sheet.max_row + 1)]
    sheet.delete_cols(column)
    sheet.insert_cols(1)
    for row, value in enumerate(values, 1):
        sheet.cell(row, 1).value = value

@damage
def header_renamed(b):
    sheet, _ = b.find("12329-08")
    sheet.cell(1, b.columns(sheet)["意见"]).value = "备注"

@damage
def header_twice(b):
    sheet, _ = b.find("12329-08")
    sheet.cell(1, sheet.max_column + 1).value = "意见"

@damage
def rows_above_the_header(b):
    sheet, _ = b.find("12329-08")
    sheet.insert_rows(1, 3)
    sheet.cell(1, 1).value = "市公积金中心填报"

@damage
def sheet_deleted(b): b.book.remove(b.book["双号并行"])

@damage
def sheet_renamed(b): b.book["双号并行"].title = "公积金"

@damage
def sheet_copied(b): b.book.copy_worksheet(b.book["双号并行"])

@damage
def overview_deleted(b): b.book.remove(b.book["总览"])

@damage
def ids_deleted(b): b.book.remove(b.book["_meta"])

@damage
def ids_edited(b):
    for row in b.book["_meta"].iter_rows():
        if row[1].value == "12329-08": row[3].value = "9"

@damage
def ids_cut(b):
    sheet = b.book["_meta"]
    sheet.delete_rows(sheet.max_row)

@damage
def another_city(b):
    for row in b.book["_meta"].iter_rows():
        if row[0].value == "city": row[1].value = "别市"

@damage
def an_older_form(b):
    for row in b.book["_meta"].iter_rows():
        if row[0].value == "form": row[1].value = "hotline-checklist/1"

@damage
def date_as_text(b): b.cell("12329-08", "日期").value = "2021年11月19日"

@damage
def date_with_slashes(b): b.cell("12329-08", "日期").value = "2021/11/19"

@damage
def date_without_day(b): b.cell("12329-08", "日期").value = "2021年11月"

@damage
def date_that_is_none(b): b.cell("12329-08", "日期").value = "2021-02-30"

@damage
def date_as_number(b):
    cell = b.cell("12329-08", "日期")
    cell.value, cell.number_format = 44519, "General"

@damage
def conclusion_not_in_the_list(b): b.cell("12329-08", "结论").value = "基本通过"

@damage
def conclusion_in_english(b): b.cell("12329-08", "结论").value = "pass"

@damage
def conclusion_emptied(b): b.cell("12329-08", "结论").value = None

@damage
def conclusion_an_error(b):
    cell = b.cell("12329-08", "结论")
    cell.value, cell.data_type = "#REF!", "e"

@damage
def formula_without_result(b): b.cell("12329-08", "证据").value = "=A1"

@damage
def failed_without_a_reason(b): b.cell("12329-08", "结论").value = "不通过"

@damage
def nobody_filled_in(b): b.cell("12329-08", "填写人").value = None

@damage
def a_long_remark(b): b.cell("12329-08", "意见").value = "长" * 501

@damage
def two_lines_in_a_cell(b): b.cell("12329-08", "意见").value = "一\n二"

@damage
def text_like_a_formula(b):
    cell = b.cell("12329-08", "证据")
    cell.value, cell.data_type = "=HYPERLINK(1)", "s"

@damage
def merged_by_hand(b):
    sheet, row = b.find("12329-08")
    column = b.columns(sheet)["结论"]
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)

@damage
def ids_merged(b):
    sheet, row = b.find("12329-08")
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)

@damage
def protection_removed(b):
    for sheet in b.sheets(): sheet.protection.sheet = False

@damage
def task_edited(b): b.cell("12329-08", "核对项").value = "另一件事"


def one(name, source, target):
    book = Book(source)
    day = datetime.date(2021, 11, 19)
    book.fill("12329-08", "通过", "电信回执", None, "示例经办人甲", day)
    book.fill("12329-09", "待定", None, "等公告", "示例经办人乙", day)
    DAMAGES[name](book)
    book.book.save(target)


if sys.argv[1] == "all":
    fill_all(*sys.argv[2:])
elif sys.argv[1] == "names":
    print(*DAMAGES, sep="\n")
else:
    one(*sys.argv[2:])
