"""Rows that are not records, and records whose shape is damaged."""
from corpus import Form, Record, kind


def empty(case):
    return [""] * len(case.header)


@kind("titles", "a title, the date of printing and a blank row above the header")
def titles(case):
    case.write(above=["样例市热线工单汇总表" + "," * (len(case.header) - 1), "导出时间：2021-12-31,,制表人：样例", ""])


@kind("titles", "eight lines of text above the header, commas in them")
def titles_long(case):
    case.write(above=[f"说明{n}：本表由样例系统导出,仅供移交,第 {n} 条" for n in range(1, 9)])


@kind("titles", "the line sep=; before a file of semicolons")
def sep_line(case):
    form = Form(delimiter=";", end="\r\n")
    case.dialect(form, delimiter="semicolon")
    case.write(form, above=["sep=;"])
    case.above = ["sep=;"]


@kind("titles", "comment lines, above and between")
def comments(case):
    body = list(case.records)
    body.insert(5, "# 第二批")
    body.insert(20, "# 第三批, 含补录")
    case.settings["skip"] = f"{case.header[0]}=#*"
    case.skipped = 2
    case.write(above=["# exported by legacy, 2021-12-31", "# table: ticket"], body=body)


@kind("rows", "blank rows: empty, blanks only, delimiters only, empty quotes")
def blank_rows(case):
    body = []
    for number, record in enumerate(case.records):
        body.append(record)
        if number % 5 == 1:
            body.append(["", "   ", ",".join(empty(case)), ",".join(['""'] * len(case.header))][number // 5 % 4])
    case.write(body=body)


@kind("footers", "合计 and the count at the end; the setting skip says so")
def footers_skipped(case):
    case.settings["skip"] = f"{case.header[0]}=合计*|共*"
    case.skipped = 2
    row = empty(case)
    row[0], row[-1] = "合计", str(len(case.records))
    case.write(body=case.records + [row, ["共 %d 条" % len(case.records)] + empty(case)[1:]])


@kind("footers", "合计 and the count at the end, nothing says so")
def footers(case):
    row = empty(case)
    row[0], row[-1] = "合计", str(len(case.records))
    case.write(body=case.records + [row, "共 %d 条记录,制表人：样例" % len(case.records), "已选择%d行。" % len(case.records)])


@kind("footers", "小计 after every ten records, with a number in each column")
def subtotals(case):
    body = []
    for number, record in enumerate(case.records):
        body.append(record)
        if number % 10 == 9:
            body.append(["小计"] + ["10"] * (len(case.header) - 1))
    case.write(body=body)


@kind("headers again", "the header at the head of every page")
def header_again(case):
    case.write(body=paged(case, [case.header]))


@kind("headers again", "the same, padded")
def header_padded(case):
    case.write(body=paged(case, [[name + "   " for name in case.header]]))


@kind("headers again", "the same, after a form feed and a page's title")
def form_feeds(case):
    title = ",".join(["第 2 页"] + empty(case)[1:])
    case.write(body=paged(case, [title, "\f" + ",".join(case.header)]))


@kind("headers again", "quoted, where the first one is not, CR LF")
def header_quoted(case):
    form = Form(end="\r\n")
    case.write(form, body=paged(case, [Form(always=True).line(case.header)]))


def paged(case, rows):
    body = []
    for number, record in enumerate(case.records):
        if number and number % 15 == 0:
            body += rows
        body.append(record)
    return body


@kind("headers again", "the columns in another order in the middle of the file")
def header_reordered(case):
    half = len(case.records) // 2
    order = list(range(1, len(case.header))) + [0]
    for record in case.records[half:]:
        record.line = Form().line([record.raw[n] for n in order])
    case.write(body=case.records[:half] + [[case.header[n] for n in order]] + case.records[half:])


@kind("headers again", "two deliveries one after the other, the second with its byte order mark")
def concatenated(case):
    half = len(case.records) // 2
    mark = b"\xef\xbb\xbf"
    case.write(body=case.records[:half] + ["\ufeff" + Form().line(case.header)] + case.records[half:], mark=mark)


@kind("headers again", "two deliveries one after the other, nothing between the last cell and the header")
def concatenated_without_end(case):
    half = len(case.records) // 2
    joined = case.records[half - 1]
    joined.sure = False
    joined.line = Form().line(joined.raw) + ",".join(case.header)
    case.write()


@kind("lines", "hyphens under the header, padded columns")
def underlines(case):
    case.write(body=[["-" * 10] * len(case.header)] + case.records)


@kind("lines", "rows of = and ─ above the header and between groups")
def rules(case):
    wide = ["=" * 12] * len(case.header)
    case.write(above=[",".join(wide)], body=case.records[:9] + [["──────"] * len(case.header)] + case.records[9:] + [wide])


@kind("trailing", "one more delimiter after every record; the setting allows it")
def trailing_records(case):
    case.settings["trailing"] = "ignore-empty"
    for record in case.records:
        record.line = Form().line(record.raw) + ","
    case.write()


@kind("trailing", "one more delimiter after every record, some with text after it")
def trailing_text(case):
    case.settings["trailing"] = "ignore-empty"
    for number, record in enumerate(case.records):
        record.line = Form().line(record.raw) + ","
        if number % 9 == 4:
            record.line += "又及"
            record.sure = False
    case.write()


@kind("trailing", "one more delimiter after header and records")
def trailing_both(case):
    for record in case.records:
        record.line = Form().line(record.raw) + ","
    case.write(head=[case.header + [""]])


@kind("trailing", "one more delimiter after the header only")
def trailing_header(case):
    for record in case.records:
        record.sure = True
    case.write(head=[case.header + [""]])


@kind("ragged", "empty cells at the end are left out, as spreadsheets do")
def short_rows(case):
    for record in case.some():
        record.set(len(record.raw) - 1, "")
        record.line = Form().line(record.raw[:-1])
        record.sure = False
    case.write()


@kind("ragged", "a cell is lost in the middle")
def lost_cells(case):
    for record in case.some():
        index = case.texts()[0]
        record.line = Form().line(record.raw[:index] + record.raw[index + 1:])
        record.sure = False
    case.write()


@kind("ragged", "commas in unquoted texts")
def long_rows(case):
    index = case.texts()[0]
    for record in case.some():
        record.set(index, "路灯,不亮,很久")
        record.line = ",".join(t if n == index else Form().cell(t) for n, t in enumerate(record.raw))
        record.sure = False
    case.write()


@kind("ragged", "rows typed by hand with full-width commas")
def fullwidth_commas(case):
    for record in case.some(8):
        record.line = "，".join(text.replace("\n", "；") for text in record.raw)
        record.sure = False
    case.write()


@kind("broken lines", "line ends in unquoted texts")
def broken_lines(case):
    index = case.texts()[0]
    for record in case.some():
        record.set(index, "路灯不亮\n请处理")
        record.line = ",".join(t if n == index else Form().cell(t) for n, t in enumerate(record.raw))
        record.sure = False
    case.write()


@kind("broken lines", "the file breaks off in the middle of the last record")
def cut_off(case):
    last = case.records[-1]
    last.line = Form(always=True).line(last.raw)[:-2 if last.raw[-1] else -1]
    last.sure = False
    case.write(last=False)


@kind("end of file", "the mark of CP/M and DOS, 1A")
def dos_end(case):
    case.write(Form(end="\r\n"), below=["\x1a"], last=False)


@kind("end of file", "filled up with NUL")
def nul_padding(case):
    case.write()
    case.data += b"\0" * 512
