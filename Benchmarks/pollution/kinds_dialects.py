"""Delimiters, quotes, escapes and line ends."""
from corpus import Form, kind


def delimited(case, sign, setting, **more):
    form = Form(delimiter=sign, **more)
    case.dialect(form, delimiter=setting)
    return case.write(form)


@kind("delimiters", "tab")
def tab(case):
    delimited(case, "\t", "tab")


@kind("delimiters", "semicolon")
def semicolon(case):
    delimited(case, ";", "semicolon")


@kind("delimiters", "pipe; in GB18030, where | is also a second byte")
def pipe_gb18030(case):
    case.each(lambda text: text.replace("样例", "東例"))
    form = Form(delimiter="|")
    case.dialect(form, delimiter="pipe")
    case.structure["charset"] = ["gb18030"]
    case.write(form, charset="gb18030")


@kind("delimiters", "caret")
def caret(case):
    delimited(case, "^", "^")


@kind("delimiters", "the code 0x01, as Hive writes")
def code_one(case):
    delimited(case, "\x01", "0x01")


@kind("delimiters", "two pipes, texts unquoted")
def two_pipes(case):
    case.without('|\n"')
    form = Form(delimiter="||", quote=None)
    case.dialect(form, delimiter="||", quote="none", escape="none")
    case.write(form)


@kind("delimiters", "tilde and pipe, texts quoted")
def tilde_pipe(case):
    delimited(case, "~|", "~|")


@kind("delimiters", "semicolon, and decimal commas in two columns")
def decimal_comma(case):
    form = Form(delimiter=";")
    case.dialect(form, delimiter="semicolon")
    for record in case.records:
        for index in case.texts()[:2]:
            record.set(index, f"{case.draw.randint(1, 99)},{case.draw.randint(0, 9)}")
    case.write(form)


@kind("delimiters", "comma, and three semicolons in each text")
def semicolons_in_texts(case):
    for record in case.records:
        for index in case.texts():
            record.set(index, f"路灯;井盖;积水;{case.draw.randint(1, 99)}")
    case.write()


@kind("delimiters", "a table as psql prints it: blanks, a line under the header, the count at the end")
def psql_table(case):
    case.without('|\n"')
    form = Form(delimiter="|", quote=None)
    case.dialect(form, delimiter="pipe")
    for record in case.records:
        record.line = "|".join(f" {text.ljust(20)} " for text in record.raw)
    case.write(form, head=[[f" {name.center(20)} " for name in case.header]],
               body=["+".join(["-" * 22] * len(case.header))] + case.records + [f"({len(case.records)} 行记录)", ""])


@kind("delimiters", "a table as mysql prints it: a box, a delimiter at both ends of each row")
def mysql_box(case):
    case.without('|\n"')
    form = Form(delimiter="|", quote=None)
    case.dialect(form, delimiter="pipe")
    rule = "+" + "+".join(["-" * 22] * len(case.header)) + "+"
    for record in case.records:
        record.line = "|" + "|".join(f" {text.ljust(20)} " for text in record.raw) + "|"
        record.cells = [""] + record.raw
    case.write(form, above=[rule], head=[[""] + [f" {name.ljust(20)} " for name in case.header] + [""]],
               body=[rule] + case.records + [rule])


@kind("quotes", "apostrophes for quotes")
def single_quote(case):
    form = Form(quote="'")
    case.dialect(form, quote="single")
    case.write(form)


@kind("quotes", "no quoting at all, tab between cells, quotation marks are text")
def quote_none(case):
    case.without("\t\n")
    for record in case.some():
        record.set(case.texts()[0], '"加急" 5" 水管')
    form = Form(delimiter="\t", quote=None, escape="none")
    case.dialect(form, delimiter="tab", quote="none")
    case.write(form)


@kind("quotes", "every cell is quoted")
def quote_all(case):
    case.write(Form(always=True))


@kind("quotes", "some records quote every cell, others only where needed")
def quote_mixed(case):
    for record in case.some(2):
        record.line = Form(always=True).line(record.raw)
    case.write()


@kind("escapes", "backslash before quotation marks")
def backslash_quote(case):
    for record in case.some(3):
        record.set(case.texts()[0], '他说"马上来", 却没来\\')
    form = Form(escape="backslash")
    case.dialect(form, escape="backslash")
    case.write(form)


@kind("escapes", "backslash before delimiters and line ends, nothing quoted, as MySQL writes")
def backslash_all(case):
    for record in case.some(3):
        record.set(case.texts()[0], "C:\\路径, 两行\n第二行")
    form = Form(quote=None, escape="backslash")
    case.dialect(form, quote="none", escape="backslash")
    case.write(form)


@kind("escapes", "texts that end in a backslash, which escapes nothing")
def backslash_text(case):
    for record in case.some(3):
        record.set(case.texts()[0], 'D:\\录音,见附件\\')
        record.set(case.texts()[-1], '"加急"\\')
    case.write()


@kind("line ends", "CR LF, with LF in texts")
def crlf(case):
    case.write(Form(end="\r\n"))


@kind("line ends", "CR alone")
def cr(case):
    case.write(Form(end="\r"))


@kind("line ends", "LF and CR LF in one file")
def ends_mixed(case):
    case.write()
    parts = case.data.decode().split("\n")
    case.data = "".join(part + ("\r\n" if n % 3 == 1 and part.count('"') % 2 == 0 and inside(parts, n) else "\n")
                        for n, part in enumerate(parts[:-1])).encode()


def inside(parts, number):
    """Whether the line end after this part is that of a record."""
    return "\n".join(parts[:number + 1]).count('"') % 2 == 0


@kind("line ends", "none after the last record")
def end_missing(case):
    case.write(last=False)


@kind("line ends", "U+2028, U+0085, vertical tab and form feed in texts")
def other_ends(case):
    for number, record in enumerate(case.some(3)):
        record.set(case.texts()[0], "第一段" + "\u2028\u0085\v\f"[number % 4] + "第二段")
    case.write()


@kind("line ends", "CR alone within unquoted cells of a file of LF")
def cr_in_cell(case):
    for record in case.some():
        index = case.texts()[0]
        record.set(index, "路灯\r不亮")
        record.also[index] = ["路灯\n不亮"]
        record.line = ",".join(Form().cell(text) if text != "路灯\r不亮" else text for text in record.raw)
    case.write()


@kind("line ends", "CR LF in texts, LF after records")
def crlf_in_cells(case):
    for record in case.some(3):
        index = case.texts()[0]
        record.set(index, "第一行\r\n第二行")
        record.also[index] = ["第一行\n第二行"]
    case.write()


@kind("cells", "blanks around delimiters, before quotation marks too")
def blanks_around(case):
    form = Form()
    for record in case.records:
        record.line = " , ".join(form.cell(text) for text in record.raw)
    case.write()


@kind("cells", "a spool's columns, padded to their widths")
def padded(case):
    case.without('\n,"')
    for record in case.records:
        record.line = ",".join(text.ljust(22) for text in record.raw)
    case.write(head=[[name.ljust(22) for name in case.header]])


@kind("cells", "each row in one cell: a CSV file pasted into one column of a spreadsheet")
def row_in_one_cell(case):
    for record in case.records:
        record.sure = False
    form, outer = Form(), Form(always=True)
    case.structure["readable"] = False
    case.write(outer, head=[[form.line(case.header)]], body=[[form.line(record.raw)] for record in case.records])
