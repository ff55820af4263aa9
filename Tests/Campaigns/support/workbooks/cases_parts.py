"""Parts of a workbook: missing, elsewhere, in other encodings and namespaces, or with more in them than XML needs."""

import re

from . import book
from .book import ROWS
from .cases import MAY, case, changed, with_parts

WORKBOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
RELATIONS, ROOT, KINDS = "xl/_rels/workbook.xml.rels", "_rels/.rels", "[Content_Types].xml"
NEEDED = (WORKBOOK, RELATIONS, SHEET, STYLES, STRINGS)


def without(*names, also=None):
    """The sound workbook without parts, and without what names them where `also` says so."""

    def make():
        parts = book.sound()
        for name in names:
            del parts[name]
        for name, pattern in (also or {}).items():
            parts[name] = re.sub(pattern, "", parts[name].decode()).encode()
        return parts

    return make


def each(names, how):
    """The sound workbook with a function applied to parts."""

    def make():
        parts = book.sound()
        for name in names:
            parts[name] = how(parts[name])
        return parts

    return make


# Missing.
case("without its workbook part", without(WORKBOOK))
case("without the workbook's relations", without(RELATIONS))
case("without its sheet", without(SHEET))
case("without shared strings", without(STRINGS))
case("without shared strings, and nobody names them", without(STRINGS, also={RELATIONS: '<Relationship Id="rId902"[^>]*>'}))
# The first record's time is a number that only its format makes a date.
case("without styles, though they are named", without(STYLES))
case("without styles, and nobody names them", lambda: without_styles(), ROWS)
case("without the list of kinds", without(KINDS), ROWS, MAY)
case("without the root's relations", without(ROOT), ROWS, MAY)
case("without properties", without("docProps/app.xml"), ROWS)
case("an empty sheet part", with_parts(**{SHEET: b""}))
case("an empty workbook part", with_parts(**{WORKBOOK: b""}))
case("a sheet part of zeros", with_parts(**{SHEET: bytes(4000)}))
case("a sheet part that is a page", with_parts(**{SHEET: b"<html><body>404</body></html>"}))
case("a workbook part that is not XML", with_parts(**{WORKBOOK: b"PK\x03\x04"}))
case("styles that are broken", with_parts(**{STYLES: b"<styleSheet><numFmts>"}))
case("styles that are empty", with_parts(**{STYLES: b""}))


def without_styles():
    """A workbook without dates that has no styles, as some reporting tools write it."""
    parts = book.Book([book.HEADER, *ROWS]).parts()
    del parts[STYLES]
    parts[RELATIONS] = re.sub('<Relationship Id="rId901"[^>]*>', "", parts[RELATIONS].decode()).encode()
    return parts


# Elsewhere.
def moved(target, place, old="worksheets/sheet1.xml", name=SHEET):
    def make():
        parts = book.sound()
        parts[place] = parts.pop(name)
        parts[RELATIONS] = parts[RELATIONS].decode().replace(old, target).encode()
        return parts

    return make


case("a sheet named from the root", moved("/xl/worksheets/sheet1.xml", SHEET), ROWS)
case("a sheet of another name", moved("worksheets/data-导出.xml", "xl/worksheets/data-导出.xml"), ROWS, MAY)
case("a sheet of an escaped name", moved("worksheets/sheet%201.xml", "xl/worksheets/sheet 1.xml"), ROWS, MAY)
case("a sheet with .. in its name", moved("../xl/worksheets/sheet1.xml", SHEET), ROWS)
case("a sheet with a dot in its name", moved("./worksheets/sheet1.xml", SHEET), ROWS)
case("a sheet above the root", moved("../../../../etc/passwd", "etc/passwd"), ROWS, MAY)
case("a sheet on another machine", changed(RELATIONS, 'Target="worksheets/sheet1.xml"', 'Target="http://127.0.0.1:9/sheet1.xml" TargetMode="External"'))
case("a sheet that is a file", changed(RELATIONS, 'Target="worksheets/sheet1.xml"', 'Target="file:///etc/hostname" TargetMode="External"'))
case("strings on another machine", changed(RELATIONS, 'Target="sharedStrings.xml"', 'Target="http://127.0.0.1:9/s.xml" TargetMode="External"'), ROWS, MAY)
case("parts in other letters", lambda: {name.replace("sharedStrings", "SharedStrings").replace("worksheets", "Worksheets"): data for name, data in book.sound().items()}, ROWS, MAY)
case("a workbook in another folder", lambda: in_folder("excel"), ROWS)
case("a workbook at the root", lambda: in_folder(""), ROWS, MAY)
case("two workbook relations", changed(ROOT, "</Relationships>", book.relation("rId2", "officeDocument", "xl/other.xml") + "</Relationships>"), ROWS, MAY)
case("a relation to the workbook that is broken", changed(ROOT, "xl/workbook.xml", "xl/none.xml"), ROWS, MAY)


def in_folder(folder):
    """The workbook's parts in another folder, as some libraries write them."""
    prefix = folder + "/" if folder else ""
    parts = {name.replace("xl/", prefix, 1) if name.startswith("xl/") else name: data for name, data in book.sound().items()}
    parts[ROOT] = parts[ROOT].replace(b"xl/", prefix.encode())
    parts[KINDS] = parts[KINDS].replace(b"/xl/", f"/{prefix}".encode())
    return parts


# Namespaces and encodings.
def strict(data):
    return data.replace(book.MAIN.encode(), book.STRICT_MAIN.encode()).replace(
        book.RELATIONS.encode(), book.STRICT_RELATIONS.encode())


def prefixed(data):
    text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", data.decode().split("?>", 1)[1])
    return text.replace(f'xmlns="{book.MAIN}"', f'xmlns:x="{book.MAIN}"').encode()


def encoded(codec, declared, mark=b""):
    def how(data):
        text = data.decode().split("?>", 1)[1]
        declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
        return mark + (declaration + text).encode(codec)

    return how


case("strict Open XML", each((ROOT, *NEEDED), strict), ROWS)
case("a prefix for every element", each((WORKBOOK, SHEET, STYLES, STRINGS), prefixed), ROWS)
case("another prefix for relations", each((WORKBOOK,), lambda data: data.replace(b"xmlns:r=", b"xmlns:rel=").replace(b" r:id=", b" rel:id=")), ROWS)
case("a foreign namespace for the sheet", each((SHEET,), lambda data: data.replace(b"spreadsheetml/2006/main", b"spreadsheetml/1999/none")), ROWS, MAY)
case("no namespace at all", each((SHEET,), lambda data: data.replace(f' xmlns="{book.MAIN}"'.encode(), b"")), ROWS, MAY)
case("parts with byte order marks", each(NEEDED, lambda data: b"\xef\xbb\xbf" + data), ROWS)
case("parts without declarations", each(NEEDED, lambda data: data.split(b"?>\n", 1)[1]), ROWS)
case("parts in UTF-16, little end first", each((SHEET, STRINGS), encoded("utf-16-le", "UTF-16", b"\xff\xfe")), ROWS)
case("parts in UTF-16, big end first", each((SHEET, STRINGS), encoded("utf-16-be", "UTF-16", b"\xfe\xff")), ROWS)
case("all parts in UTF-16", each((WORKBOOK, RELATIONS, SHEET, STYLES, STRINGS), encoded("utf-16-le", "UTF-16", b"\xff\xfe")), ROWS)
case("UTF-16 without a mark", each((STRINGS,), encoded("utf-16-le", "UTF-16")), ROWS, MAY)
case("strings in GBK that say so", each((STRINGS,), encoded("gbk", "GBK")), ROWS, MAY)
case("strings in GB18030 that say so", each((STRINGS,), encoded("gb18030", "GB18030")), ROWS, MAY)
case("strings in GBK that say UTF-8", each((STRINGS,), encoded("gbk", "UTF-8")))
case("strings in UTF-8 that say GBK", each((STRINGS,), encoded("utf-8", "GBK")))
case("strings in UTF-8 that say UTF-16", each((STRINGS,), encoded("utf-8", "UTF-16")), ROWS, MAY)
case("strings in an unknown encoding", each((STRINGS,), encoded("utf-8", "KLINGON")), ROWS, MAY)
case("one byte that is not UTF-8", each((STRINGS,), lambda data: data.replace("路灯".encode(), "路灯".encode()[:-1] + b"\xff", 1)))
case("a UTF-8 surrogate", each((STRINGS,), lambda data: data.replace("路灯".encode(), b"\xed\xa0\xbd", 1)))
case("an overlong sequence", each((STRINGS,), lambda data: data.replace("路灯".encode(), b"\xc0\xaf", 1)))
case("a zero byte in a text", each((STRINGS,), lambda data: data.replace("路灯".encode(), b"\x00", 1)))
case("a control character by reference", each((STRINGS,), lambda data: data.replace("路灯".encode(), b"&#1;", 1)))
case("XML 1.1", each((SHEET,), lambda data: data.replace(b'version="1.0"', b'version="1.1"')), ROWS, MAY)

# What XML can do and a workbook has no use for.
DOCTYPES = {
    "a DOCTYPE": "<!DOCTYPE x>",
    "a bomb of entities": "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">" + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)) + "]>",
    "an entity of a file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    "an entity of the network": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>',
    "a public identifier": '<!DOCTYPE x PUBLIC "-//X//EN" "http://127.0.0.1:9/x.dtd">',
}


def with_doctype(text, use=False):
    def how(data):
        head, rest = data.decode().split("?>\n", 1)
        if use:
            rest = rest.replace("路灯不亮", "&a;", 1)
        return f"{head}?>\n{text}{rest}".encode()

    return how


for label, text in DOCTYPES.items():
    case(f"{label} in shared strings", each((STRINGS,), with_doctype(text, use="bomb" in label or "file" in label)))
for part in (WORKBOOK, RELATIONS, SHEET, STYLES):
    case(f"a DOCTYPE in {part}", each((part,), with_doctype(DOCTYPES["a DOCTYPE"])))
    case(f"a bomb of entities in {part}", each((part,), with_doctype(DOCTYPES["a bomb of entities"])))
for part in (ROOT, KINDS, "docProps/app.xml"):
    case(f"a DOCTYPE in {part}", each((part,), with_doctype(DOCTYPES["a DOCTYPE"])), ROWS, MAY)
case("an entity that nobody declares", each((STRINGS,), lambda data: data.replace("路灯".encode(), b"&nbsp;", 1)))
case("a processing instruction", each((SHEET, STRINGS), lambda data: data.replace(b"?>\n", b'?>\n<?mso-application progid="Excel.Sheet"?>', 1)), ROWS)
case("XInclude", each((SHEET,), lambda data: data.replace(b"<sheetData>", b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/><sheetData>')), ROWS, MAY)
case("elements 5,000 deep", each((SHEET,), lambda data: data.replace(b"<sheetData>", b"<a>" * 5000 + b"</a>" * 5000 + b"<sheetData>")), ROWS, MAY)
case("elements 100,000 deep in a cell", each((SHEET,), lambda data: data.replace(b"</row>", b"<a>" * 100_000 + b"</a>" * 100_000 + b"</row>", 1)), ROWS, MAY)
case("an attribute of a million characters", each((SHEET,), lambda data: data.replace(b"<row ", b'<row x="' + b"a" * 1_000_000 + b'" ', 1)), ROWS, MAY)
case("100,000 attributes", each((SHEET,), lambda data: data.replace(b"<row ", b"<row " + b"".join(b'a%d="" ' % n for n in range(100_000)), 1)), ROWS, MAY)
case("a comment of ten million characters", each((SHEET,), lambda data: data.replace(b"<sheetData>", b"<!--" + b"x" * 10_000_000 + b"--><sheetData>")), ROWS, MAY)
case("an attribute twice", each((SHEET,), lambda data: data.replace(b'<row r="2"', b'<row r="2" r="2"')))
case("text behind the end", each((SHEET,), lambda data: data + b"<x/>"))
case("elements that are not closed", each((SHEET,), lambda data: data.replace(b"</sheetData>", b"")))
case("60,000 formats", lambda: {**book.sound(), STYLES: book.styles({**book.FORMATS, **{f"own {n}": f'0"{n}"' for n in range(60_000)}})}, ROWS)
