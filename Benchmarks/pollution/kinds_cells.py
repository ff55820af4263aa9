"""Quotation marks that went wrong, and signs within cells that nobody sees."""
from corpus import Form, kind


def unquoted(record, index, text):
    """The record's line with one cell written as it is."""
    return ",".join(text if n == index else Form().cell(t) for n, t in enumerate(record.raw))


def first_text(case):
    return case.texts()[0]


@kind("quotes that went wrong", "inches in an unquoted cell")
def stray_quote(case):
    for record in case.some():
        record.set(first_text(case), '5" 水管漏水')
        record.line = unquoted(record, first_text(case), '5" 水管漏水')
    case.write()


@kind("quotes that went wrong", "an opening mark in three records that nothing closes")
def never_closed(case):
    for record in case.records[7::19][:3]:
        record.set(first_text(case), "路灯不亮")
        record.line = unquoted(record, first_text(case), '"路灯不亮')
        record.sure = False
    case.write()


@kind("quotes that went wrong", "text after the closing mark")
def text_after_quote(case):
    for record in case.some():
        record.set(first_text(case), "路灯,不亮（急）")
        record.line = unquoted(record, first_text(case), '"路灯,不亮"（急）')
        record.sure = False
    case.write()


@kind("quotes that went wrong", "quotation marks within quoted texts, not doubled")
def inner_quotes(case):
    for record in case.some():
        record.set(first_text(case), '他说"快来"并挂机')
        record.line = unquoted(record, first_text(case), '"他说"快来"并挂机"')
        record.sure = False
    case.write()


@kind("quotes that went wrong", "typographic quotation marks around texts with commas")
def curly_quotes(case):
    for record in case.some():
        record.set(first_text(case), "路灯,不亮")
        record.line = unquoted(record, first_text(case), "“路灯,不亮”")
        record.sure = False
    case.write()


@kind("long texts", "texts of 100,000 characters")
def very_long(case):
    for record in case.records[4::23]:
        record.set(first_text(case), "路灯不亮，请处理。\n" * 10_000 + "完")
    case.write()


@kind("long texts", "a text that holds lines like records")
def lines_like_records(case):
    form = Form()
    for number, record in enumerate(case.some(9)):
        other = case.records[(number * 5 + 1) % len(case.records)]
        record.set(first_text(case), "摘录如下：\n" + form.line([t.replace("\n", "；") for t in other.want]) + "\n完")
    case.write()


@kind("invisible", "NUL alone for an empty text, as bulk copy writes")
def nul_empty(case):
    index = case.texts()[-1]
    for record in case.some(4):
        record.set(index, "\0", "")
    case.write()


@kind("invisible", "NUL within a text")
def nul_inside(case):
    for record in case.some(7):
        record.set(first_text(case), "路灯\0不亮")
    case.write()


@kind("invisible", "control characters within a text")
def controls(case):
    for record in case.some(7):
        record.set(first_text(case), "路灯\x02\x1b[0m不亮\x7f")
    case.write()


def around(case, before, after, share=3):
    """Signs around the number, the telephone number and the time."""
    for record in case.some(share):
        for index in [case.key, case.time, case.phone()]:
            if index is not None:
                record.raw[index] = before + record.raw[index] + after
    case.write()


@kind("invisible", "U+001F around numbers and times")
def unit_separator(case):
    around(case, "", "\x1f")


@kind("invisible", "no-break spaces around numbers and times")
def no_break_space(case):
    around(case, "\u00a0", "\u00a0 ")


@kind("invisible", "zero-width spaces and byte order marks around numbers and times")
def zero_width(case):
    around(case, "\u200b", "\ufeff")


@kind("invisible", "zero-width marks within numbers")
def zero_width_inside(case):
    for record in case.some(3):
        for index in [case.key, case.phone()]:
            if index is not None:
                text = record.raw[index]
                record.raw[index] = text[:3] + "\u200d" + text[3:5] + "\u2060" + text[5:]
    case.write()


@kind("invisible", "bidirectional marks around numbers, as address books write them")
def bidirectional(case):
    around(case, "\u202d", "\u202c")


@kind("invisible", "variation selectors after digits")
def variation_selectors(case):
    for record in case.some(3):
        for index in [case.key, case.phone(), case.time]:
            if index is not None:
                record.raw[index] = record.raw[index] + "\ufe0f"
    case.write()


@kind("invisible", "tabs after numbers, so that a spreadsheet leaves them alone")
def tab_after(case):
    around(case, "", "\t")


@kind("pages", "&nbsp; for empty cells and around values")
def nbsp_entity(case):
    index = case.texts()[-1]
    for record in case.some(3):
        record.set(index, "&nbsp;", "")
        record.raw[case.key] += "&nbsp;"
        record.raw[case.time] = "&nbsp;" + record.raw[case.time]
    case.write()


@kind("pages", "entities in texts: a CSV file has none, so the text stays")
def entities(case):
    for record in case.some(5):
        record.set(first_text(case), "A&amp;B 店 &lt;急&gt;")
        record.also[first_text(case)] = ["A&B 店 <急>"]
    case.write()


@kind("pages", "&lt;br&gt; for line ends in texts, which stay as they are")
def breaks(case):
    for record in case.some(5):
        record.set(first_text(case), "路灯不亮<br/>请处理<br>谢谢")
        record.also[first_text(case)] = ["路灯不亮\n请处理\n谢谢"]
    case.write()


@kind("pages", "a page with a table, named .csv")
def page(case):
    rows = ["<tr>" + "".join(f"<td>{t}</td>" for t in r.raw) + "</tr>" for r in case.records]
    for record in case.records:
        record.sure = False
    case.structure["readable"] = False
    case.write()
    head = "<tr>" + "".join(f"<th>{n}</th>" for n in case.header) + "</tr>"
    case.data = ("<html><meta charset=utf-8><table>\n" + head + "\n" + "\n".join(rows) + "\n</table></html>\n").encode()
