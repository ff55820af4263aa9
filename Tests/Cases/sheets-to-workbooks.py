"""Turns every sheet below a folder into a workbook with openpyxl: dates as dates, whole numbers without
leading zeros as numbers, the rest as text, and so dates before 1 March 1900, which are refused.
"""
import csv, datetime, os, re, sys
import openpyxl

def rows(path):
    with open(path, "rb") as file:
        data = file.read().removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return csv.reader(text.splitlines(keepends=True))

for folder, _, names in os.walk(sys.argv[1]):
    if ".hotline" in folder or "samples" in folder:
        continue
    for name in sorted(names):
        if not name.endswith(".csv"):
            continue
        path = os.path.join(folder, name)
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "表"
        for number, row in enumerate(rows(path), 1):
            for column, text in enumerate(row, 1):
                if not text:
                    continue
                cell = sheet.cell(number, column)
                if re.fullmatch(r"(19[1-9]\d|20\d\d)-\d\d-\d\d", text):
                    cell.value = datetime.date.fromisoformat(text)
                    cell.number_format = "yyyy-mm-dd"
                elif re.fullmatch(r"[1-9]\d{0,8}|0", text):
                    cell.value = int(text)
                else:
                    cell.value = text
                    cell.data_type = "s"
                    cell.number_format = "@"
        book.save(path.removesuffix(".csv") + ".xlsx")
        os.remove(path)
