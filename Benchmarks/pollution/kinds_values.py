"""Values that a program between the legacy system and the file has changed."""
import datetime
from corpus import Form, kind, moment

NULLS = ["\\N", "(NULL)", "[NULL]", "<null>"]


def timed(case, formats, written, share=1):
    """The time of call of some records as `written` says; the sheet has the layouts `formats`."""
    case.columns[case.time].formats = formats
    for record in case.some(share) if share > 1 else case.records:
        text = written(moment(record.want[case.time]))
        if isinstance(text, tuple):     # the text, and what can be known of it
            text, record.want[case.time] = text
        record.raw[case.time] = text
    case.write()


def put(case, choose, share=3):
    """The number and the telephone number of some records, as `choose` writes them."""
    for number, record in enumerate(case.some(share)):
        for index in [case.key, case.phone()]:
            if index is not None:
                record.raw[index] = choose(number, record.raw[index])
    case.write()


@kind("wrappers", '="00123", bare and quoted')
def formula(case):
    for number, record in enumerate(case.some(3)):
        for index in [case.key, case.phone()]:
            if index is not None:
                record.raw[index] = f'="{record.raw[index]}"'
        if number % 2:
            form = Form()
            record.line = ",".join(t if t.startswith('="') else form.cell(t) for t in record.raw)
    case.write()


@kind("wrappers", "an apostrophe before numbers")
def apostrophe(case):
    put(case, lambda _, text: "'" + text)


@kind("wrappers", "country codes, blanks and hyphens in telephone numbers")
def phone_spelling(case):
    if case.phone() is None:
        return False
    for number, record in enumerate(case.some(2)):
        text = record.want[case.phone()]
        record.raw[case.phone()] = ["+86 " + text, "0086" + text, f"{text[:3]} {text[3:7]} {text[7:]}",
                                    f"{text[:3]}-{text[3:7]}-{text[7:]}"][number % 4]
    case.write()


@kind("nulls", "a database's words for null")
def nulls(case):
    for number, record in enumerate(case.some(2)):
        record.set(case.texts()[number % 2 - 1], NULLS[number % 4], "")
    case.write()


@kind("nulls", "null in a required column: the record has no time")
def null_required(case):
    for number, record in enumerate(case.some(5)):
        record.set(case.time, NULLS[number % 4], "?")
        record.sure = False
    case.write()


@kind("rounded", "ticket numbers in scientific notation")
def scientific(case):
    for number, record in enumerate(case.some()):
        record.set(case.key, f"2.02102E+{13 + number % 2}", "?")
        record.sure = False
    case.write()


@kind("rounded", "telephone numbers in scientific notation")
def rounded_phones(case):
    if case.phone() is None:
        return False
    for record in case.some():
        record.raw[case.phone()] = "1.38E+10"
        record.sure = False
    case.write()


@kind("rounded", "ticket numbers with .0, as a frame of floating-point numbers writes them")
def float_numbers(case):
    if not case.records[0].raw[case.key].isdigit():
        return False
    for record in case.some():
        written = str(float(record.raw[case.key]))
        record.set(case.key, written, "?" if written[:-2] != record.raw[case.key] else record.raw[case.key])
        record.sure = False
    case.write()


@kind("times", "a spreadsheet's days")
def serial_days(case):
    epoch = datetime.datetime(1899, 12, 30)
    timed(case, "yyyy-MM-dd HH:mm:ss|excel-1900", lambda t: f"{(t - epoch).total_seconds() / 86400:.9f}", 2)


@kind("times", "12-hour clock, 上午 and 下午")
def clock_chinese(case):
    def written(t):
        return f"{t.year}/{t.month}/{t.day} {'上午' if t.hour < 12 else '下午'} {t.hour % 12 or 12}:{t.minute:02}:{t.second:02}"
    timed(case, "yyyy/M/d a h:mm:ss", written)


@kind("times", "12-hour clock, AM and PM, the month first")
def clock_english(case):
    timed(case, "MM/dd/yyyy hh:mm:ss a", lambda t: t.strftime("%m/%d/%Y %I:%M:%S %p"))


@kind("times", "fractions of a second")
def fractions(case):
    timed(case, "yyyy-MM-dd HH:mm:ss.S", lambda t: f"{t}.{t.second * 16:03}")


@kind("times", "two-digit years with a declared pivot")
def short_years(case):
    case.settings["years-from"] = "1980"
    timed(case, "yy/M/d H:mm:ss", lambda t: f"{t.year % 100}/{t.month}/{t.day} {t.hour}:{t.minute:02}:{t.second:02}")


@kind("times", "UTC, with Z")
def utc(case):
    hours = datetime.timedelta(hours=8)
    timed(case, "yyyy-MM-ddTHH:mm:ssZ", lambda t: (t - hours).strftime("%Y-%m-%dT%H:%M:%SZ"))


@kind("times", "with the offset +08:00")
def offset(case):
    timed(case, "yyyy-MM-ddTHH:mm:ss+08:00", lambda t: t.strftime("%Y-%m-%dT%H:%M:%S+08:00"))


@kind("times", "in Chinese")
def chinese_dates(case):
    timed(case, "yyyy年M月d日 H时m分s秒", lambda t: f"{t.year}年{t.month}月{t.day}日 {t.hour}时{t.minute}分{t.second}秒")


@kind("times", "full-width digits, colons and slashes")
def fullwidth_times(case):
    def wide(t):
        return "".join(chr(ord(c) + 0xFEE0) if c != " " else c for c in str(t))
    case.steps.append("call.receivedAt,half-width,,,")
    timed(case, "yyyy-MM-dd HH:mm:ss", wide, 3)


@kind("times", "several layouts in one column, all of them given")
def layouts(case):
    forms = ["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y%m%d%H%M%S", "%Y.%m.%d %H:%M:%S"]
    timed(case, "yyyy-MM-dd HH:mm:ss|yyyy/M/d H:mm:ss|yyyyMMddHHmmss|yyyy.M.d H:mm:ss", lambda t: t.strftime(forms[t.second % 4]))


@kind("times", "day and month in either order: where both may be meant, nobody can know")
def day_or_month(case):
    def written(t):
        return t.strftime("%d/%m/%Y %H:%M:%S" if t.second % 2 else "%m/%d/%Y %H:%M:%S")
    for record in case.records:
        t = moment(record.want[case.time])
        record.sure = t.day > 12 or t.day == t.month
    timed(case, "M/d/yyyy H:mm:ss|d/M/yyyy H:mm:ss", written)


@kind("times", "30 February, 24:00 and 31 June")
def impossible(case):
    for number, record in enumerate(case.some()):
        record.set(case.time, ["2021-02-30 09:00:00", "2021-06-31 09:00:00", "2021-03-01 24:00:00", "2021-13-01 09:00:00"][number % 4], "?")
        record.sure = False
    case.write()


@kind("spreadsheet's words", "##### and #VALUE! where a time was")
def errors(case):
    for number, record in enumerate(case.some()):
        record.set(case.time, ["########", "#VALUE!", "#REF!", "#NAME?"][number % 4], "?")
        record.sure = False
    case.write()


@kind("digits", "full-width digits in numbers; a step says half-width")
def fullwidth_digits(case):
    case.steps.append("legacyNumber,half-width,,,")

    def wide(text):
        return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
    put(case, lambda _, text: wide(text))


@kind("digits", "percent, units and thousands in texts, which stay as they are")
def units(case):
    for number, record in enumerate(case.some(2)):
        record.set(case.texts()[-1], ["80%", "3 个工作日", "1,234.50", "￥20", "-5℃"][number % 5])
    case.write()


@kind("merged cells", "only the first row of a group names it; a step says fill-down")
def fill_down(case):
    index = case.texts()[-1]
    case.steps.append(f"{case.columns[index].field},fill-down,,,")
    for number, record in enumerate(case.records):
        group = f"样例{number // 7}组"
        record.set(index, "" if number % 7 else group, group)
    case.write()


@kind("repeated", "records that come twice, with the same content")
def repeated_same(case):
    body = list(case.records)
    for number, record in enumerate(case.some(9)):
        body.insert(number * 10 + 9, list(record.raw))
    case.write(body=body)


@kind("repeated", "a number that comes twice with other content: both are quarantined or the first stays")
def repeated_other(case):
    body = list(case.records)
    for record in case.some(9):
        other = list(record.raw)
        other[case.texts()[0]] = "另一件事"
        record.sure = False
        body.append(other)
    case.write(body=body)


@kind("repeated", "the same, the later one holds; the setting says last-wins")
def repeated_last(case):
    case.settings["repeated"] = "last-wins"
    body, index = list(case.records), case.texts()[0]
    for record in case.some(9):
        body.insert(1, list(record.raw))
        body[1][index] = "旧的内容"
    case.write(body=body)
