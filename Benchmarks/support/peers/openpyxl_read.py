"""Reads every cell of a workbook with openpyxl in its read-only mode: openpyxl_read.py FILE"""
import sys
import openpyxl

rows = 0
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows(values_only=True):
    rows += 1
    for value in row:
        pass
print(rows)
