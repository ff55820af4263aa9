"""Reads every cell of a workbook with calamine: calamine_read.py FILE"""
import sys
import python_calamine

rows = 0
for row in python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows():
    rows += 1
    for value in row:
        pass
print(rows)
