"""Archives and files that are not workbooks of this kind, and workbooks with what must not come in."""

import struct

from . import archive, book
from .archive import STORED, Entry
from .book import ROWS
from .cases import MAY, case, with_parts

KINDS, RELATIONS, SHEET = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
SECTOR = 512


def compound(*streams):
    """A compound file of OLE 2 with streams of zeros of 4,096 bytes: what Excel wrote until 2003, and what encrypted files are."""
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    each = 8
    fat = [fat_mark, end]
    for index in range(len(streams)):
        first = 2 + index * each
        fat += [first + step + 1 for step in range(each - 1)] + [end]
    fat += [free] * (SECTOR // 4 - len(fat))
    header = struct.pack("<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
                         bytes(6), 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", free) * 108

    def place(name, kind, child, start, size, right=free):
        text = name.encode("utf-16-le") + b"\0\0"
        return (text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, free, right, child) + bytes(36)
                + struct.pack("<IQ", start, size))

    directory = place("Root Entry", 5, 1 if streams else free, end, 0)
    for index, name in enumerate(streams):
        directory += place(name, 2, free, 2 + index * each, 4096, index + 2 if index + 1 < len(streams) else free)
    directory = directory.ljust(SECTOR, b"\0")[:SECTOR]
    return header + struct.pack(f"<{SECTOR // 4}I", *fat) + directory + bytes(4096 * len(streams))


def zipped(**parts):
    return lambda: archive.archive([Entry(name, data) for name, data in parts.items()])


WORD = {"[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": book.relations_part(book.relation("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": b"<w:document xmlns:w='urn:w'/>"}
CALC = lambda: archive.archive([Entry("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", STORED), Entry("content.xml", b"<office:document-content xmlns:office='urn:o'/>"), Entry("META-INF/manifest.xml", b"<m/>")])

case("a document of Word", lambda: archive.packed(WORD))
case("a sheet of OpenDocument", CALC)
case("a sheet of OpenDocument under its own name", CALC, extension="ods")
case("a CSV file in an archive", zipped(**{"导出.csv": ",".join(book.HEADER).encode()}))
case("a workbook in an archive", lambda: archive.archive([Entry("2021年工单.xlsx", archive.packed(book.sound()))]))
case("an archive of Java", zipped(**{"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\n", "A.class": b"\xca\xfe\xba\xbe"}))
case("an Android package", zipped(**{"AndroidManifest.xml": b"\x03\x00", "classes.dex": b"dex\n"}))
case("an empty archive", lambda: archive.archive([]))
case("an archive of one empty part", zipped(x=b""))
case("an archive of folders", lambda: archive.archive([Entry("xl/", b"", STORED), Entry("xl/worksheets/", b"", STORED)]))
case("an archive in itself in itself", lambda: archive.archive([Entry("a.zip", archive.archive([Entry("a.zip", archive.archive([]))]))]))
case("a signature of an archive and nothing else", lambda: b"PK\x03\x04")
case("an empty file", lambda: b"")
case("zeros", lambda: bytes(10_000))
case("a page that says it is a workbook", lambda: "<html><head><title>统一身份认证</title></head><body>请登录</body></html>".encode())
case("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(200))
case("a PDF", lambda: b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
case("an archive of RAR", lambda: b"Rar!\x1a\x07\x00" + bytes(200))
case("an archive of 7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(200))
case("a file of gzip", lambda: b"\x1f\x8b\x08\x00" + bytes(200))
case("a file with a password", lambda: compound("EncryptedPackage", "EncryptionInfo"))
case("a binary workbook until 2003", lambda: compound("Workbook"), extension="xls")
case("a binary workbook under a new name", lambda: compound("Workbook"))
case("a binary workbook of Excel 5", lambda: compound("Book"), extension="xls")
case("a table of WPS", lambda: compound("Workbook", "ETExtData"), extension="et")
case("a document of Word until 2003", lambda: compound("WordDocument"), extension="xls")
case("a compound file cut off", lambda: compound("Workbook")[:700])
case("a compound file without streams", lambda: compound())
case("a stream of BIFF alone", lambda: struct.pack("<HHHH", 0x0809, 8, 0x0600, 0x0010) + bytes(400), extension="xls")
case("a lock file of Excel", lambda: b"\x05" + "张三".encode("gbk").ljust(54, b" ") + "张三".encode("utf-16-le").ljust(110, b"\0"))
case("a lock file of LibreOffice", lambda: ",user,host,30.11.2026 02:00,file:///root/.config/libreoffice/4;".encode())

# Workbooks with what must not come in.
MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
case("a workbook with macros", with_parts(**{KINDS: book.content_types(main=MACRO), "xl/vbaProject.bin": compound("VBA")}), extension="xlsm")
case("a workbook with macros under another name", with_parts(**{KINDS: book.content_types(main=MACRO), "xl/vbaProject.bin": compound("VBA")}))
case("macros in a plain workbook", with_parts(**{"xl/vbaProject.bin": compound("VBA"), RELATIONS: book.sound()[RELATIONS].replace(b"</Relationships>", b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>')}))
case("a kind that says macros, without any", with_parts(**{KINDS: book.content_types(main=MACRO)}), ROWS, MAY, extension="xlsm")
case("a template", with_parts(**{KINDS: book.content_types(main="application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml")}), ROWS, MAY, extension="xltx")
case("an add-in", with_parts(**{KINDS: book.content_types(main="application/vnd.ms-excel.addin.macroEnabled.main+xml")}), ROWS, MAY, extension="xlam")


def binary():
    parts = book.sound()
    for name in ("xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml"):
        parts[name.replace(".xml", ".bin")] = b"\x83\x01\x00" + bytes(400)
        del parts[name]
    text = parts[KINDS].decode().replace(".xml\" ContentType", ".bin\" ContentType")
    parts[KINDS] = text.replace(book.SHEET_TYPE % "sheet.main", "application/vnd.ms-excel.sheet.binary.macroEnabled.main").encode()
    for name in ("_rels/.rels", RELATIONS):
        text = parts[name].decode().replace(".xml\"", ".bin\"")
        parts[name.replace("workbook.xml.rels", "workbook.bin.rels")] = text.encode()
    return parts


case("a binary workbook of 2007", binary, extension="xlsb")
case("a binary workbook of 2007 under another name", binary)
LINK = {"xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{book.MAIN}"><externalBook xmlns:r="{book.RELATIONS}" r:id="rId1"/></externalLink>'.encode(),
        "xl/externalLinks/_rels/externalLink1.xml.rels": book.relations_part(book.relation("rId1", "externalLinkPath", "file:///C:/台账.xlsx", True)),
        RELATIONS: book.sound()[RELATIONS].replace(b"</Relationships>", book.relation("rId70", "externalLink", "externalLinks/externalLink1.xml").encode() + b"</Relationships>")}
case("links to other workbooks", with_parts(**LINK), ROWS, MAY)
case("a connection to a database", with_parts(**{"xl/connections.xml": b"<connections/>", RELATIONS: book.sound()[RELATIONS].replace(b"</Relationships>", book.relation("rId71", "connections", "connections.xml").encode() + b"</Relationships>")}), ROWS, MAY)
case("a sheet of Excel 4 macros", with_parts(**{"xl/macrosheets/sheet1.xml": b"<macrosheet/>", RELATIONS: book.sound()[RELATIONS].replace(b"</Relationships>", b'<Relationship Id="rId72" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="macrosheets/sheet1.xml"/></Relationships>')}), ROWS, MAY)
case("an embedded object", with_parts(**{"xl/embeddings/oleObject1.bin": compound("Package")}), ROWS, MAY)
case("signed by somebody", with_parts(**{"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<Signature/>"}), ROWS, MAY)
