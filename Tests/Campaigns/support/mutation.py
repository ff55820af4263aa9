"""Inputs changed at random: in their bytes, lines, cells, tags and charset."""

# What a cell may hold that nobody expects.
NASTY = [
    "", " ", "-", "0", "-1", "1e400", "9" * 400, "0x1F", "NaN", "１２３４５", "1,000,000", "+86 138 0000 0000",
    "0000-00-00", "9999-12-31 23:59:59", "2021-02-30", "1970-01-01T00:00:00Z", "24:00", "昨天", "\0", "\x1b[2J",
    "\u202e", "\ufeff", "\ufffe", "😀" * 50, "\U0002b74b", "a" * 70_000, '"', '""', '"a', "a\nb", "a\r", "\t",
    "=1+1", "|", "||", "a|b|c", "*", "[1..", "[1..3)", "not(", "not(1)", "< 5, > 3", "null", "true", "{}", "[]",
    'date("0000-00-00")', "1/0", "1 ** 1000000", "for i in 1..9 return i", "string(1", "@", "@id", "a/@b",
    "a" + "/b" * 500, "B0001", "Q000001", "110", "12345", "../../etc", "/", "\\", "%s%n", "<![CDATA[", "]]>",
    "&#0;", "&a;", "yyyy-MM-dd HH:mm:ss", "yyyy" * 50, "(((((", "[[:alpha:]]", "(a+)+$", "constant", "24h",
    "workdays 25:00-99:99", "5%", "-5%", "100000%",
]
CHARSETS = ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-16", "big5", "latin-1"]


def spot(random, data):
    return random.randrange(len(data) + 1)


# Bytes.

def flip(random, data):
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1:]


def noise(random, data):
    at = spot(random, data)
    return data[:at] + random.randbytes(random.choice([1, 2, 4, 64])) + data[at:]


def cut(random, data):
    at = spot(random, data)
    return data[:at] + data[at + random.choice([1, 2, 16, 1000]):]


def end(random, data):
    return data[:spot(random, data)]


def zeroes(random, data):
    at = spot(random, data)
    return data[:at] + bytes(random.choice([1, 8, 5000])) + data[at:]


def again(random, data):
    at, to = sorted((spot(random, data), spot(random, data)))
    return data[:to] + data[at:min(to, at + 20_000)] * random.choice([1, 2, 20]) + data[to:]


# Lines.

def with_lines(change):
    def changed(random, data):
        lines = data.split(b"\n")
        change(random, lines, random.randrange(len(lines)))
        return b"\n".join(lines)
    return changed


def double_line(random, lines, at):
    lines[at:at] = [lines[at]] * random.choice([1, 1, 3, 200])


def lose_line(random, lines, at):
    del lines[at]


def swap_lines(random, lines, at):
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def join_lines(random, lines, at):
    lines[at:at + 2] = [b"".join(lines[at:at + 2])]


def blank_lines(random, lines, at):
    lines[at:at] = [random.choice([b"", b"\r", b",,,,", b"   "])] * random.choice([1, 300])


# Cells.

def with_cells(change):
    """Changes a file of cells; which mark stands between them is seen by what there is most of."""
    def changed(random, data):
        lines = data.split(b"\n")
        mark = max(b",\t|;", key=lambda byte: data.count(byte)).to_bytes(1, "big")
        rows = [line.split(mark) for line in lines]
        change(random, rows)
        return b"\n".join(mark.join(row) for row in rows)
    return changed


def any_cell(random, rows):
    row = random.randrange(len(rows))
    return row, random.randrange(len(rows[row]))


def nasty_cell(random, rows):
    for _ in range(random.choice([1, 1, 1, 5])):
        row, cell = any_cell(random, rows)
        text = random.choice(NASTY)
        rows[row][cell] = text.encode(random.choice(["utf-8", "gb18030"]), "replace")


def quoted_cell(random, rows):
    row, cell = any_cell(random, rows)
    text = random.choice(NASTY).replace('"', '""')
    rows[row][cell] = f'"{text}"'.encode("utf-8", "replace")


def swap_cells(random, rows):
    (a, b), (c, d) = any_cell(random, rows), any_cell(random, rows)
    rows[a][b], rows[c][d] = rows[c][d], rows[a][b]


def lose_column(random, rows):
    column = random.randrange(max(map(len, rows)))
    for row in rows:
        del row[column:column + 1]


def double_column(random, rows):
    column = random.randrange(max(map(len, rows)))
    for row in rows:
        row[column:column] = row[column:column + 1] * random.choice([1, 1, 400])


def turn_columns(random, rows):
    by = random.randrange(1, 5)
    for row in rows:
        row[:] = row[by:] + row[:by]


# Tags.

def with_tags(change):
    def changed(random, data):
        parts = data.split(b"<")
        change(random, parts, random.randrange(len(parts)))
        return b"<".join(parts)
    return changed


def lose_tag(random, parts, at):
    del parts[at]


def double_tag(random, parts, at):
    parts[at:at] = [parts[at]] * random.choice([1, 1, 2000])


def swap_tags(random, parts, at):
    other = random.randrange(len(parts))
    parts[at], parts[other] = parts[other], parts[at]


def strange_tag(random, parts, at):
    name = "n" * random.choice([1, 10_000])
    parts[at:at] = [random.choice([
        b"![CDATA[", b"!--", b"?xml version='1.0' encoding='utf-7'?>", b"!DOCTYPE a [<!ENTITY b 'c'>]>",
        f"{name}>".encode(), f"/{name}>".encode(), b"a " + b"b='c' " * 50 + b">", b"a b='" + b"v" * 5000 + b"'>"])]


def nasty_text(random, parts, at):
    head, mark, tail = parts[at].partition(b">")
    parts[at] = head + mark + random.choice(NASTY).encode("utf-8", "replace")


# Charsets.

def recode(random, data):
    for charset in ("utf-8", "gb18030"):
        try:
            return data.decode(charset).encode(random.choice(CHARSETS), "replace")
        except UnicodeDecodeError:
            continue
    return data


def mark(random, data):
    return random.choice([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33"]) + data


BYTES = [flip, flip, noise, cut, end, zeroes, again]
LINES = [with_lines(f) for f in (double_line, lose_line, swap_lines, join_lines, blank_lines)]
CELLS = [with_cells(f) for f in (
    nasty_cell, nasty_cell, nasty_cell, quoted_cell, swap_cells, lose_column, double_column, turn_columns)]
TAGS = [with_tags(f) for f in (lose_tag, double_tag, swap_tags, strange_tag, nasty_text, nasty_text)]
CHARSET = [recode, mark]
# No input grows beyond this many bytes: speed is measured elsewhere.
LARGEST = 1 << 20


def mutated(random, data):
    """A changed copy: one change as often as several."""
    is_tagged = data.lstrip()[:1] == b"<" or data[:8].find(b"<") >= 0
    shapes = TAGS if is_tagged else CELLS
    for _ in range(random.choice([1, 1, 2, 4])):
        if not data:
            return random.randbytes(20)
        kind = random.choice([BYTES, LINES, shapes, shapes, shapes, CHARSET] if random.random() < 0.9 else [BYTES])
        data = random.choice(kind)(random, data)[:LARGEST]
    return data
