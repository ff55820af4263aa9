"""Workbooks that are small as files and large when they are read; made when they are needed."""

import struct
import zlib

from . import archive, book
from .archive import Entry, streamed
from .book import ROWS
from . import cases
from .cases import MAY, case, one_of

SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
MEGABYTES = 300
FIRST, SECOND, THIRD = ROWS


def filled(part, before, filling, behind=b"", megabytes=MEGABYTES):
    """The sound workbook with a filling, repeated up to a size, put before a text of one part."""

    def make():
        parts = book.sound()
        head, text, rest = parts[part].partition(before)
        assert text, before

        def pieces():
            yield head
            block = filling * (1_000_000 // len(filling))
            for _ in range(megabytes * 1_000_000 // len(block)):
                yield block
            yield behind + text + rest

        return archive.archive([streamed(name, pieces()) if name == part else Entry(name, data)
                                for name, data in parts.items()])

    return make


case("300 MB of blanks in a sheet", filled(SHEET, b"</sheetData>", b" "), ROWS, MAY)
case("300 MB of blanks before a sheet's data", filled(SHEET, b"<sheetData>", b" \n"), ROWS, MAY)
case("300 MB of empty rows", filled(SHEET, b"</sheetData>", b"<row/>"), ROWS, MAY)
case("300 MB of cells in one row", filled(SHEET, b"</row></sheetData>", b"<c/>"), ROWS, MAY)
case("300 MB of text in a cell", filled(SHEET, b"</row></sheetData>", b"a" * 100), (FIRST, SECOND, tuple(one_of(cell, None) for cell in THIRD)), MAY)
case("300 MB of one shared string", filled(STRINGS, "路灯不亮</t>".encode(), b" "), ((one_of(FIRST[0], None), *FIRST[1:]), SECOND, THIRD), MAY)
case("300 MB of empty shared strings", filled(STRINGS, b"</sst>", b"<si/>"), ROWS, MAY)
case("300 MB of runs in one shared string", filled(STRINGS, b"</sst>", b"<r><t/></r>", b"</si>"), None)
case("300 MB of formats", filled(STYLES, b"</cellXfs>", b'<xf numFmtId="0"/>'), ROWS, MAY)
case("300 MB of relations", filled("xl/_rels/workbook.xml.rels", b"</Relationships>", b'<Relationship Id="x" Type="x" Target="x"/>'), ROWS, MAY)
case("300 MB of sheets", filled("xl/workbook.xml", b"</sheets>", b'<sheet name="x" sheetId="9" r:id="rId1"/>'), ROWS, MAY)
case("300 MB of a comment", filled(SHEET, b"<sheetData>", b"x" * 50), None)
case("300 MB in a part that nobody needs", filled("docProps/app.xml", b"</Properties>", b" "), ROWS)
case("300 MB of merged cells", filled(SHEET, b"</worksheet>", b'<mergeCell ref="A1:B1"/>'), ROWS, MAY)
case("300 MB in a name of a sheet", filled("xl/workbook.xml", '工单"'.encode(), b"x" * 50), ROWS, MAY)


ALL = [made for made in cases.ALL if made.name.startswith(f"{MEGABYTES} MB")]


def distinct(path, megabytes=300, columns=20):
    """Writes a workbook of so many megabytes of shared strings of which no two are equal.

    The rows are tickets of this campaign's mapping with columns behind them; returns their number.
    """
    length = 100
    count = megabytes * 1_000_000 // length
    rows = count // columns
    step = 7_919 if rows % 7_919 else 7_907
    digits = "零一二三四五六七八九"

    def text(index):
        # Some of it as in tickets, and hexadecimal digits that do not compress well.
        noise = "%016x%016x" % (index * 0x9E3779B97F4A7C15 % 2**64, index * 0xC2B2AE3D27D4EB4F % 2**64)
        words = "".join(digits[int(digit)] for digit in str(index))
        return f"工单{words}{noise}".encode().ljust(length, b".").decode()

    def strings():
        yield f'{book.DECLARATION}<sst xmlns="{book.MAIN}" count="{rows * columns}" uniqueCount="{rows * columns}">'.encode()
        for start in range(0, rows * columns, 2000):
            yield "".join(f"<si><t>{text(index)}</t></si>" for index in range(start, min(start + 2000, rows * columns))).encode()
        yield b"</sst>"

    def sheet():
        yield f'{book.DECLARATION}<worksheet xmlns="{book.MAIN}"><sheetData>'.encode()
        names = [*book.HEADER, *(f"列{n}" for n in range(len(book.HEADER), columns))]
        yield ("<row r=\"1\">" + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in names) + "</row>").encode()
        # Far apart, so that what was read lately is of no use.
        for row in range(rows):
            first = row * step % rows * columns
            yield (f'<row r="{row + 2}">' + "".join(f'<c t="s"><v>{first + n}</v></c>' for n in range(columns)) + "</row>").encode()
        yield b"</sheetData></worksheet>"

    parts = book.Book([book.HEADER]).parts()
    with open(path, "wb") as file:
        listed = []
        for name, data in parts.items():
            pieces = {STRINGS: strings, SHEET: sheet}.get(name, lambda data=data: [data])()
            # Sizes are known when the part is written: they follow it.
            entry = Entry(name, b"", descriptor="signed", body=b"", compressed=0, crc=0, size=0)
            offset = file.tell()
            file.write(archive.local(entry, offset)[:-16])
            packer, crc, size, compressed = zlib.compressobj(1, zlib.DEFLATED, -15), 0, 0, 0
            for piece in pieces:
                crc, size = zlib.crc32(piece, crc), size + len(piece)
                body = packer.compress(piece)
                compressed += len(body)
                file.write(body)
            body = packer.flush()
            compressed += len(body)
            file.write(body + struct.pack("<IIII", 0x08074B50, crc, compressed, size))
            entry.made.update(crc=crc, size=size, compressed=compressed, offset=offset)
            listed.append(entry)
        start = file.tell()
        for entry in listed:
            file.write(archive.listed(entry))
        size = file.tell() - start
        file.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(listed), len(listed), size, start, 0))
    return rows, [[text(row * step % rows * columns + column) for column in range(6)] for row in range(rows)[:1000]]
