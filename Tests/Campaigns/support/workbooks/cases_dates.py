"""Dates: numbers of days whose formats say that they are dates, in both systems."""

from . import book
from .book import number, raw
from .cases import MAY, UNKNOWN, case, cell_case, one_of

DAY, MOMENT = "2021-03-02", "2021-03-02 10:30:00"


def date_case(name, cell, value, verdict=None, **more):
    cell_case(f"date, {name}", cell, value, verdict, column="时间", **more)


date_case("a day", number("44257", "date"), DAY)
date_case("a day and a time", number("44257.4375", "day and time"), MOMENT)
date_case("own format", number("44257.4375", "long"), MOMENT)
date_case("in words", number("44257", "words"), DAY)
date_case("built in, 31", number("44257", "china date"), DAY)
date_case("built in, 57, only in Chinese", number("44257", "china 57"), one_of(DAY, "2021-03", None))
date_case("built in, 27, only in Chinese", number("44257", "china 27"), one_of(DAY, "2021-03", None))
date_case("with a locale", number("44257.4375", "locale"), MOMENT)
date_case("in Chinese digits", number("44257", "dbnum"), DAY)
date_case("in the second section", number("44257", "sections"), one_of(DAY, "44257"))
date_case("a time alone", number("0.4375", "time"), "10:30:00")
date_case("a time in Chinese", number("0.4375", "china time"), "10:30:00")
date_case("a time with noon in Chinese", number("0.4375", "china noon"), one_of("10:30:00", "10:30"))
date_case("a time that shows milliseconds", number("44257.437505787", "milliseconds"), one_of("2021-03-02 10:30:00.500", "2021-03-02 10:30:00.5"))
# 23:59:59.136: rounded to seconds it must not become the next day.
date_case("just before midnight", number("44257.99999", "long"), one_of("2021-03-02 23:59:59.136", "2021-03-02 23:59:59"))
date_case("half a second before midnight", number("44257.999994213", "long"), one_of("2021-03-02 23:59:59.500", "2021-03-02 23:59:59.5", "2021-03-02 23:59:59"))
date_case("noise of division", number("44257.437499999998", "long"), MOMENT)
date_case("noise upwards", number("44257.437500000007", "long"), MOMENT)
date_case("a day format with a time behind it", number("44257.4375", "date"), one_of(DAY, MOMENT))
date_case("exponent form", number("4.4257E4", "date"), DAY)
date_case("hours that go beyond a day", number("1.5", "elapsed"), one_of("36:00:00", "1.5", None))
date_case("1 March 1900", number("61", "date"), "1900-03-01")
date_case("29 February 1900, which never was", number("60", "date"), UNKNOWN)
date_case("1 January 1900", number("1", "date"), one_of("1900-01-01", None))
date_case("28 February 1900", number("59", "date"), one_of("1900-02-28", None))
date_case("day zero", number("0", "date"), UNKNOWN)
date_case("a negative day", number("-5", "date"), UNKNOWN)
date_case("the last day", number("2958465", "date"), "9999-12-31")
date_case("beyond the last day", number("2958466", "date"), UNKNOWN)
date_case("a huge number", number("20210302103000", "long"), UNKNOWN)
date_case("a number like a date", number("20210302", "date"), UNKNOWN)
date_case("a text in a date format", raw(f'<c r="REF" s="{book.STYLE["date"]}" t="inlineStr"><is><t>昨天下午</t></is></c>'), "昨天下午")
date_case("as ISO 8601", raw(f'<c r="REF" s="{book.STYLE["long"]}" t="d"><v>2021-03-02T10:30:00</v></c>'), MOMENT)
date_case("as ISO 8601, a day", raw(f'<c r="REF" s="{book.STYLE["date"]}" t="d"><v>2021-03-02</v></c>'), DAY)
date_case("as ISO 8601 in UTC", raw(f'<c r="REF" s="{book.STYLE["long"]}" t="d"><v>2021-03-02T10:30:00Z</v></c>'), one_of(MOMENT, "2021-03-02T10:30:00Z", None))
date_case("as ISO 8601, impossible", raw(f'<c r="REF" s="{book.STYLE["date"]}" t="d"><v>2021-02-30</v></c>'), one_of("2021-02-30", None))
date_case("an error in a date format", raw(f'<c r="REF" s="{book.STYLE["date"]}" t="e"><v>#VALUE!</v></c>'), UNKNOWN)
date_case("a formula", raw(f'<c r="REF" s="{book.STYLE["date"]}"><f>TODAY()</f><v>44257</v></c>'), DAY)

# The system of 1904: the same day is 1,462 less.
OLD = '<workbookPr date1904="1"/>'


def in_1904(name, text, style, value, properties=OLD):
    rows = [list(row) for row in book.ROWS]
    rows[1][1] = number(text, style)
    wanted = [list(row) for row in book.ROWS]
    wanted[1][1] = value
    case(f"date, {name}", lambda: book.Book([book.HEADER, *rows]).parts(properties), wanted)


in_1904("1904", "42795", "date", DAY)
in_1904("1904 and a time", "42795.4375", "long", MOMENT)
in_1904("1904 as a word", "42795", "date", DAY, '<workbookPr date1904="true"/>')
in_1904("1904 denied", "44257", "date", DAY, '<workbookPr date1904="0"/>')
in_1904("1904 denied in a word", "44257", "date", DAY, '<workbookPr date1904="false"/>')
in_1904("1904, its first day", "0", "date", one_of("1904-01-01", None))
in_1904("1904, beyond the last day", "2957004", "date", UNKNOWN)
