"""Turns an export into workbooks as other programs do: LibreOffice, openpyxl, libxlsxwriter and pandas.

Each does it twice: with every cell as text, and with dates and numbers as cells of their kind. Where a
program's own conversion would change a value, that column (LibreOffice, pandas) or cell (the others)
stays text: codes with leading zeros, numbers of more than 15 digits, and numbers that are written
with a point or an exponent.
"""

import csv
import datetime
import io
import os
import re
import subprocess
from dataclasses import dataclass

LAYOUTS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H时%M分", "%Y-%m-%d",
    "%Y/%m/%d", "%Y年%m月%d日")
DAYS = LAYOUTS[5:]
WHOLE = re.compile(r"0|-?[1-9]\d{0,14}")
# What a conversion of columns would change.
CHANGED = re.compile(r"-?0\d+|-?\d{16,}|[-+]?\d*\.\d+|[-+]?\d+(\.\d*)?[eE][-+]?\d+|\d+\.")


@dataclass(frozen=True)
class Export:
    """A delivered file of separated values, without the lines whose form is damaged."""

    path: str
    line: str
    mapping: str  # of the city, for what its codes mean
    charset: str
    delimiter: str
    damaged: frozenset

    @property
    def name(self):
        return os.path.splitext(os.path.basename(self.path))[0]

    @property
    def sound(self):
        """Its bytes without damaged lines: no two programs read those alike."""
        with open(self.path, "rb") as file:
            lines = file.read().split(b"\n")
        return b"\n".join(line for number, line in enumerate(lines, 1) if number not in self.damaged)

    @property
    def rows(self):
        text = self.sound.decode(self.charset).removeprefix("\ufeff")
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter)]


def moment(text):
    """The date that a cell holds and whether it has a time of day; `None` where it holds none."""
    for layout in LAYOUTS:
        try:
            found = datetime.datetime.strptime(text, layout)
        except ValueError:
            continue
        # Python reads more than people write: `2021-1-1 9:5` with an hour of one digit is such a text.
        return found, layout not in DAYS
    return None


def day(found):
    """A day where a text has no time of day, else the moment; `None` where it is not a date."""
    return found and (found[0] if found[1] else found[0].date())


def libreoffice(export, path, kinds, folder):
    """Opens the file as a person would, with columns as text or as LibreOffice detects them."""
    rows = export.rows
    width = max(map(len, rows))
    columns = []
    for index in range(width):
        values = [row[index] for row in rows if index < len(row)]
        detect = kinds and not any(CHANGED.fullmatch(value.strip()) for value in values)
        columns.append(f"{index + 1}/{1 if detect else 2}")
    source = f"{folder}/{os.path.basename(path)[:-5]}.csv"
    with open(source, "wb") as file:
        file.write(export.sound)
    charset = {"gb18030": 85, "utf-8": 76}[export.charset]
    # Separator, mark, charset, first line, columns, language (China), quoted is text, detect dates.
    options = f"{ord(export.delimiter)},34,{charset},1,{'/'.join(columns)},2052,false,{str(kinds).lower()}"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless",
         f"--infilter=Text - txt - csv (StarCalc):{options}", "--convert-to", "xlsx", "--outdir", folder, source],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300,
        env={**os.environ, "HOME": folder})
    os.rename(source[:-4] + ".xlsx", path)


def openpyxl(export, path, kinds, folder):
    import openpyxl
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "导出数据"
    for number, row in enumerate(export.rows, 1):
        for column, value in enumerate(row, 1):
            found = moment(value) if kinds else None
            cell = sheet.cell(number, column)
            if found:
                cell.value = found[0]
                cell.number_format = "yyyy-mm-dd hh:mm:ss" if found[1] else 'yyyy"年"m"月"d"日"'
            elif kinds and WHOLE.fullmatch(value):
                cell.value = int(value)
            elif value:
                # The type too: a text that begins with = is not a formula.
                cell.value, cell.data_type = value, "s"
    book.save(path)


def libxlsxwriter(export, path, kinds, folder):
    program = f"{folder}/rows_to_xlsx"
    if not os.path.exists(program):
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rows_to_xlsx.c")
        subprocess.run(["cc", "-O1", "-o", program, source, "-lxlsxwriter"], check=True)
    cells = []
    for row in export.rows:
        for value in row:
            found = moment(value) if kinds else None
            if found and found[1]:
                cells.append(f"d{found[0]:%Y-%m-%d %H:%M:%S}")
            elif kinds and WHOLE.fullmatch(value):
                cells.append(f"n{value}")
            else:
                cells.append(f"s{value}")
        cells.append("e")
    subprocess.run([program, path, *(["constant"] if kinds else [])], check=True,
                   input="".join(cell + "\0" for cell in cells).encode())


def pandas(export, path, kinds, folder):
    import pandas
    rows = export.rows
    # Title rows above the header are not of the table: pandas writes the table alone.
    first = next(index for index, row in enumerate(rows) if all(row))
    frame = pandas.DataFrame(rows[first + 1:], columns=rows[first])
    if kinds:
        for name in frame.columns:
            values = [value for value in frame[name] if value]
            dates = {value: moment(value) for value in values}
            if values and all(found and found[1] for found in dates.values()):
                frame[name] = pandas.to_datetime(pandas.Series([dates[value][0] if value else None for value in frame[name]]))
            elif any(dates.values()):
                # Days without a time of day, or a column of dates and texts: pandas' own type for dates,
                # which always has a time of day, would change them.
                frame[name] = [day(dates.get(value)) or value for value in frame[name]]
            elif values and all(WHOLE.fullmatch(value) for value in values):
                frame[name] = pandas.to_numeric(frame[name])
    frame.to_excel(path, sheet_name="工单明细", index=False)


PEERS = {"LibreOffice": libreoffice, "openpyxl": openpyxl, "libxlsxwriter": libxlsxwriter, "pandas": pandas}
