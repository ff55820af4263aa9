"""Archives: odd ways to write a sound one, and ways in which one is untrue."""

import struct

from . import archive, book
from .archive import STORED, Entry
from .book import ROWS
from .cases import MAY, case

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def entries(changes=None, **all_of_them):
    """The sound workbook's entries; `changes` are fields of single ones, the others are of all."""
    return [Entry(name, data, **{**all_of_them, **(changes or {}).get(name, {})}) for name, data in book.sound().items()]


def written(changes=None, how=None, more=(), **all_of_them):
    return lambda: archive.archive([*entries(changes, **all_of_them), *more], **(how or {}))


# Sound, and unusual.
case("stored", written(method=STORED), ROWS)
case("stored and deflated", written({SHEET: {"method": STORED}}), ROWS)
case("deflated without compression", written(level=0), ROWS)
case("data descriptors", written(descriptor="signed"), ROWS)
case("data descriptors without a signature", written(descriptor="bare"), ROWS)
case("data descriptors of zip64", written(descriptor="signed", wide=True), ROWS, MAY)
case("zip64 for small parts", written(wide=True), ROWS)
case("an end of zip64 without need", written(how={"wide_end": True}), ROWS)
case("zip64 throughout", written(wide=True, how={"wide_end": True}), ROWS)
case("a comment", written(how={"comment": "由系统导出".encode("gbk")}), ROWS)
case("the longest comment", written(how={"comment": b"c" * 65_535}), ROWS)
case("a comment that looks like an end", written(how={"comment": b"PK\x05\x06" + bytes(18)}), ROWS, MAY)
case("a comment that looks like a list", written(how={"comment": b"PK\x01\x02" * 20}), ROWS)
case("extra fields", written(extra=struct.pack("<HHI", 0x5455, 4, 0) + struct.pack("<HH", 0xCAFE, 0)), ROWS)
case("extra fields that end early", written(extra=b"\x01\x00\xff\x00a"), ROWS, MAY)
case("folders among the parts", written(more=[Entry("xl/", b"", STORED), Entry("xl/media/", b"", STORED)]), ROWS)
case("pictures among the parts", written(more=[Entry("xl/media/image1.png", bytes(range(256)) * 400, STORED)]), ROWS)
case("the sheet first and the workbook last", lambda: archive.archive(entries()[::-1]), ROWS)
case("500 more parts", written(more=[Entry(f"customXml/item{n}.xml", b"<a/>") for n in range(500)]), ROWS)
case("30,000 more parts", written(more=[Entry(f"customXml/{n}", b"", STORED) for n in range(30_000)]), ROWS, MAY)
case("70,000 more parts in zip64", written(more=[Entry(f"customXml/{n}", b"", STORED) for n in range(70_000)]), ROWS, MAY)
case("bytes between parts and list", written(how={"before_directory": b"gap" * 50}), ROWS, MAY)
case("bytes before it, counted", written(how={"prefix": b"#!/bin/sh\nexit\n" * 9, "counts_prefix": True}), ROWS, MAY)
case("bytes before it, not counted", written(how={"prefix": b"#!/bin/sh\nexit\n" * 9}), ROWS, MAY)
case("a line break before it", written(how={"prefix": b"\r\n"}), ROWS, MAY)
case("a page before it", written(how={"prefix": b"<html><body>\xe7\x99\xbb\xe5\xbd\x95</body></html>\n"}), ROWS, MAY)
case("a line break behind it", lambda: archive.archive(entries()) + b"\r\n", ROWS, MAY)
case("a page behind it", lambda: archive.archive(entries()) + b"<script>1</script>" * 9, ROWS, MAY)
case("zeros behind it", lambda: archive.archive(entries()) + bytes(4096), ROWS, MAY)
case("behind a megabyte of zeros", lambda: archive.archive(entries()) + bytes(1 << 20))
case("names with backslashes", lambda: archive.archive([Entry(name.replace("/", "\\"), data) for name, data in book.sound().items()]), ROWS, MAY)
case("names from the root", lambda: archive.archive([Entry("/" + name, data) for name, data in book.sound().items()]), ROWS, MAY)
case("more parts with .. in their names", written(more=[Entry("../../../../tmp/hotline-campaign", b"x"), Entry("/etc/hotline-campaign", b"x"), Entry("..\\..\\evil", b"x"), Entry("C:\\evil", b"x")]), ROWS, MAY)
case("names that are not UTF-8", written(more=[Entry("附件".encode("gbk"), b"x"), Entry(b"\xff\xfe", b"x"), Entry(b"", b"x")]), ROWS, MAY)
case("names of 60,000 bytes", written(more=[Entry("n" * 60_000, b"x")]), ROWS, MAY)
case("a file with a name that ends in zero", written(more=[Entry(b"xl/workbook.xml\x00.txt", b"x")]), ROWS, MAY)

# Untrue.
case("a wrong checksum of the sheet", written({SHEET: {"crc": 0x12345678}}))
case("a wrong checksum of the strings", written({STRINGS: {"crc": 0}}))
case("a wrong checksum in the part's head alone", written({SHEET: {"local_crc": 0x12345678}}), ROWS, MAY)
case("a size that is too small", written({SHEET: {"size": 100}}))
case("a size that is too large", written({SHEET: {"size": 10_000_000}}), ROWS, MAY)
case("a size of nothing", written({SHEET: {"size": 0}}))
case("a size of four gigabytes", written({SHEET: {"size": 0xFFFFFFFE}}), ROWS, MAY)
case("a size that zip64 is to give and does not", written({SHEET: {"size": 0xFFFFFFFF, "compressed": 0xFFFFFFFF}}))
case("compressed bytes that are too few", written({SHEET: {"compressed": 100}}))
case("compressed bytes that are too many", written({SHEET: {"compressed": 100_000}}))
case("other sizes in the part's head", written({SHEET: {"local_size": 1, "local_compressed": 1}}), ROWS, MAY)
case("another name in the part's head", written({SHEET: {"local_name": "xl/worksheets/sheet9.xml"}}), ROWS, MAY)
case("a place beyond the file", written({SHEET: {"offset": 0x7FFFFFFF}}))
case("a place in the middle of a part", written({SHEET: {"offset": 77}}))
case("two parts at one place", written({SHEET: {"offset": 0}}))
case("a list that counts too few", written(how={"count": 3}), ROWS, MAY)
case("a list that counts too many", written(how={"count": 300}), ROWS, MAY)
case("a list elsewhere", written(how={"directory_offset": 5}))
case("a list beyond the file", written(how={"directory_offset": 0x7FFFFFFF}))
case("the sheet twice with other values", lambda: archive.archive([*entries(), Entry(SHEET, book.sound()[SHEET].replace(b'<v>6</v>', b'<v>7</v>'))]))
case("the sheet twice in other letters", lambda: archive.archive([*entries(), Entry(SHEET.upper(), b"<worksheet/>")]), ROWS, MAY)
case("the workbook part twice", lambda: archive.archive([*entries(), Entry("xl/workbook.xml", b"<workbook/>")]))
case("an unknown method", written({SHEET: {"method": 12}}))
case("deflated bytes that call themselves stored", lambda: archive.archive([Entry(e.name, e.data, method=STORED, body=e.packed(), compressed=len(e.packed())) for e in entries()]))
case("stored bytes that call themselves deflated", written({SHEET: {"body": book.sound()[SHEET]}}))
case("a stream that does not end", lambda: archive.archive(entries({SHEET: {"body": Entry(SHEET, book.sound()[SHEET]).packed()[:-6]}})))
case("bytes behind the stream's end", lambda: archive.archive(entries({SHEET: {"body": Entry(SHEET, book.sound()[SHEET]).packed() + b"more"}})), ROWS, MAY)
case("an empty stream", written({SHEET: {"body": b""}}))
case("encrypted parts", written(flags=1))
case("one encrypted part", written({SHEET: {"flags": 1}}))
case("parts encrypted strongly", written(flags=0x41))
case("a list that is encrypted", written(flags=0x2001))
case("several volumes", lambda: archive.archive(entries())[:-18] + b"\x01\x00\x01\x00" + archive.archive(entries())[-14:], ROWS, MAY)
