"""Random damage to sound workbooks: of their bytes, and of the XML within them."""

import re

from . import archive, book
from .archive import STORED, Entry
from .book import Book, HEADER, ROWS, inline
from .cases import MAY, REFUSED, Case

TAGS = re.compile(rb"<[^>]*>")


def many(random):
    """A workbook of two hundred records, each text of its own, so that damage meets something."""
    rows = [(f"GD{n:04d}", f"2021-03-{1 + n % 28:02d} 09:{n % 60:02d}:00", f"第{n}件", f"内容{random.getrandbits(60):x}",
             random.choice(("噪声", "公积金")), f"{n:06d}") for n in range(200)]
    written = [[inline(cell) if random.random() < 0.3 else cell for cell in row] for row in rows]
    return tuple(rows), Book([HEADER, *written]).parts()


def packed(random, parts):
    method = random.choice((STORED, archive.DEFLATED))
    return bytearray(archive.archive([Entry(name, data, method=method, descriptor=random.choice((None, "signed")))
                                      for name, data in parts.items()]))


def cut(random, data):
    del data[random.randrange(len(data)):]
    return "cut off"


def flipped(random, data):
    for _ in range(random.choice((1, 1, 1, 2, 8))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return "bits flipped"


def in_the_list(random, data):
    """Changes a byte of the list at the end, where every byte means something."""
    start = data.index(b"PK\x01\x02")
    data[random.randrange(start, len(data))] = random.randrange(256)
    return "a byte of the list changed"


def zeroed(random, data):
    start = random.randrange(len(data))
    length = min(random.choice((16, 512, 4096)), len(data) - start)
    data[start:start + length] = bytes(length)
    return "bytes zeroed"


def removed(random, data):
    start = random.randrange(len(data))
    del data[start:start + random.choice((1, 2, 100, 512))]
    return "bytes left out"


def doubled(random, data):
    start = random.randrange(len(data))
    piece = data[start:start + random.choice((1, 100, 512))]
    data[start:start] = piece
    return "bytes twice"


def line_ends(random, data):
    """What a transfer in text mode does."""
    data[:] = data.replace(b"\n", b"\r\n") if random.random() < 0.5 else data.replace(b"\r\n", b"\n")
    return "line ends changed"


BYTES = (cut, cut, flipped, flipped, in_the_list, in_the_list, zeroed, removed, doubled, line_ends)


def changed_xml(random, parts):
    """Changes the XML of one part in a way that leaves the archive sound."""
    name = random.choice([name for name in parts if name.startswith("xl/")] * 4 + list(parts))
    data = parts[name]
    tags = list(TAGS.finditer(data))
    tag, other = random.choice(tags), random.choice(tags)
    match random.randrange(7):
        case 0: data = data[:tag.start()] + data[tag.end():]
        case 1: data = data[:tag.start()] + tag.group() + data[tag.start():]
        case 2: data = data[:tag.start()] + other.group() + data[tag.end():]
        case 3: data = data[:random.randrange(len(data))]
        case 4:
            numbers = list(re.finditer(rb"\d+", data))
            number = random.choice(numbers)
            wrong = random.choice((b"-1", b"0", b"4294967296", b"99999999999999999999999", b"1e400", b"", b"\xff", b"NaN"))
            data = data[:number.start()] + wrong + data[number.end():]
        case 5:
            place = random.randrange(len(data))
            data = data[:place] + bytes([random.randrange(256)]) + data[place + 1:]
        case 6:
            attributes = list(re.finditer(rb'"[^"]*"', data))
            first, second = random.choice(attributes), random.choice(attributes)
            data = data[:first.start()] + second.group() + data[first.end():]
    parts[name] = data
    return f"XML of {name} changed"


def damaged(random, number):
    """Case `number` of random damage."""
    rows, parts = many(random)
    if number % 3 == 0:
        label = changed_xml(random, parts)
        data, is_open = archive.packed(parts), True
        verdict = MAY
    else:
        data, is_open = packed(random, parts), False
        whole = bytes(data)
        damage = random.choice(BYTES)
        label = damage(random, data)
        verdict = REFUSED if damage is cut and bytes(data) != whole else MAY

    def make(path):
        with open(path, "wb") as file:
            file.write(data)

    wanted = None if is_open or verdict == REFUSED else rows
    return Case(f"random {number}, {label}", make, wanted, verdict, is_open=is_open)
