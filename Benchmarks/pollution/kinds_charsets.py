"""Charsets, byte order marks, and bytes that are not of the charset."""
from corpus import Form, kind

TRADITIONAL = str.maketrans("灯乡镇区来电话时间题编号标内容备单办结务", "燈鄉鎮區來電話時間題編號標內容備單辦結務")


@kind("marks", "UTF-8 with a byte order mark, quoted header")
def utf8_mark(case):
    case.write(Form(always=True), mark=b"\xef\xbb\xbf")


@kind("marks", "GB18030 with its own mark, 84 31 95 33")
def gb18030_mark(case):
    case.structure["charset"] = ["gb18030"]
    case.write(mark=b"\x84\x31\x95\x33", charset="gb18030")


@kind("charsets", "GB18030 with four-byte characters")
def gb18030(case):
    case.structure["charset"] = ["gb18030"]
    for record in case.some(4):
        record.set(case.texts()[0], "姓𠮷的人，㐂字与😀")
    case.write(charset="gb18030")


@kind("charsets", "GBK, CR LF")
def gbk(case):
    case.encodable("gbk")
    case.structure["charset"] = ["gb18030", "gbk"]
    case.write(Form(end="\r\n"), charset="gbk")


@kind("charsets", "UTF-16LE with a mark, tab, as a spreadsheet's Unicode text")
def utf16le_mark(case):
    form = Form(delimiter="\t", end="\r\n")
    case.dialect(form, delimiter="tab")
    case.structure["charset"] = ["utf-16le"]
    case.write(form, charset="utf-16-le", mark=b"\xff\xfe")


@kind("charsets", "UTF-16BE with a mark")
def utf16be_mark(case):
    case.structure["charset"] = ["utf-16be"]
    case.write(charset="utf-16-be", mark=b"\xfe\xff")


@kind("charsets", "UTF-16LE without a mark; the setting says it")
def utf16le_bare(case):
    case.structure["charset"] = ["utf-16le"]
    case.settings["charset"] = "utf-16le"
    case.write(charset="utf-16-le")


@kind("charsets", "UTF-16BE without a mark; nothing says it")
def utf16be_unsaid(case):
    case.structure["charset"] = ["utf-16be"]
    case.write(charset="utf-16-be")
    for record in case.records:
        record.sure = False


@kind("charsets", "Big5, which is nearly always sound GB18030; the charset is not ours")
def big5(case):
    case.each(lambda text: text.translate(TRADITIONAL).encode("big5", "ignore").decode("big5"))
    case.header = [name.translate(TRADITIONAL).encode("big5", "replace").decode("big5") for name in case.header]
    for column, name in zip(case.columns, case.header):
        column.name = name
    case.structure.update(charset=["big5"], readable=False)
    case.write(charset="big5")
    for record in case.records:
        record.sure = False


@kind("charsets", "Latin-1: English table, accents in names")
def latin1(case):
    latin(case, ["José Müller", "Café du Rhône", "Zoë Ångström", "naïve façade", "Señor Núñez"], "latin-1")


@kind("charsets", "windows-1252: English table, curly quotes and a euro sign")
def windows_1252(case):
    latin(case, ["“urgent” €5", "it’s broken", "rue – nº 5", "“noise”", "fee €20, paid"], "cp1252")


def latin(case, words, charset):
    for number, record in enumerate(case.records):
        for index in case.texts():
            record.set(index, words[(number + index) % len(words)] if number % 3 == 0 else "street light broken")
        record.sure = False
    for number, column in enumerate(case.columns):
        column.name = case.header[number] = f"{'ticket phone name time text'.split()[number % 5]}_{number}"
    case.structure.update(charset=[charset], readable=False)
    case.write(charset=charset)


@kind("charsets", "UTF-8 with the setting gb18030, which is wrong")
def setting_wrong(case):
    case.settings["charset"] = "gb18030"
    for record in case.records:
        record.sure = False
    case.write()


@kind("charsets", "rows of UTF-8 in a file of GB18030")
def utf8_rows_in_gb18030(case):
    mixed(case, "gb18030", "utf-8")


@kind("charsets", "rows of GB18030 in a file of UTF-8")
def gb18030_rows_in_utf8(case):
    mixed(case, "utf-8", "gb18030")


def mixed(case, charset, other):
    """Some records are of another charset: bytes of it stand for themselves."""
    form, strange = Form(), case.some(7)
    for record in strange:
        record.sure = False
    pieces = [form.line(case.header).encode(charset)]
    pieces += [form.line(r.raw).encode(other if r in strange else charset) for r in case.records]
    case.structure["charset"] = [charset]
    case.data, case.codec = b"\n".join(pieces) + b"\n", None


def damaged(case, charset, bad, settings=True):
    """A text of some records has bytes that are not of the charset."""
    if settings:
        case.settings["charset"] = charset
    case.structure["charset"] = [charset]
    index = case.texts()[0]
    for record in case.some(7):
        record.set(index, "路灯@@不亮")
        record.sure = False
    case.write(charset=charset)
    case.data, case.codec = case.data.replace(b"@@", bad), None


@kind("bytes", "FF in texts of UTF-8; the setting says utf-8")
def damaged_utf8(case):
    damaged(case, "utf-8", b"\xff")


@kind("bytes", "half a character in texts of UTF-8, charset auto")
def damaged_utf8_auto(case):
    damaged(case, "utf-8", b"\xe8\xb7", settings=False)


@kind("bytes", "FF in texts of GB18030")
def damaged_gb18030(case):
    damaged(case, "gb18030", b"\xff")


def cut(case, charset):
    """A text that a database has cut in the middle of its last character, before the delimiter."""
    case.structure["charset"] = [charset]
    index = case.texts()[0]
    for record in case.some(7):
        record.set(index, "路灯不@@")
        record.sure = False
    case.write(charset=charset)
    case.data, case.codec = case.data.replace(b"@@", "亮".encode(charset)[:1]), None


@kind("bytes", "texts cut within a character, UTF-8")
def cut_utf8(case):
    cut(case, "utf-8")


@kind("bytes", "texts cut within a character, GB18030: the half must not eat the delimiter")
def cut_gb18030(case):
    cut(case, "gb18030")


@kind("bytes", "80 for the euro sign, as windows-936 has it")
def euro(case):
    case.encodable("gbk")
    case.structure["charset"] = ["gb18030", "gbk"]
    index = case.texts()[0]
    for record in case.some(7):
        record.set(index, "押金@@50未退", "押金€50未退")
        record.sure = False
    case.write(charset="gbk")
    case.data, case.codec = case.data.replace(b"@@", b"\x80"), None


@kind("bytes", "text that was read in a wrong charset before it was exported")
def mojibake(case):
    for record in case.some(7):
        garbled = "路灯不亮了很久".encode().decode("gb18030", "replace")
        record.set(case.texts()[0], garbled)
        record.sure = False
    case.write()


@kind("bytes", "锟斤拷 and U+FFFD where a program has lost characters")
def lost_marks(case):
    for number, record in enumerate(case.some(7)):
        record.set(case.texts()[0], "路灯锟斤拷亮" if number % 2 else "路灯\ufffd亮")
        record.sure = False
    case.write()


@kind("bytes", "private-use characters in names, GB18030")
def private_use(case):
    case.structure["charset"] = ["gb18030"]
    for record in case.some(7):
        record.set(case.texts()[0], "姓\ue000的来电人")
    case.write(charset="gb18030")


@kind("bytes", "characters whose code moved in 2022; the setting says gb18030-2005")
def edition_2005(case):
    case.structure["charset"] = ["gb18030", "gb18030-2005"]
    case.settings["charset"] = "gb18030-2005"
    for record in case.some(7):
        record.set(case.texts()[0], "标点@@后", "标点\ue78d后")
    case.write(charset="gb18030")
    case.data, case.codec = case.data.replace(b"@@", b"\xa6\xd9"), None


@kind("bytes", "a byte order mark again at the head of every tenth record")
def marks_inside(case):
    for record in case.records[9::10]:
        record.raw[0] = "\ufeff" + record.raw[0]
    case.write()
