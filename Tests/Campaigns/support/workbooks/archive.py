"""ZIP archives written byte by byte, so that every field of them can be wrong."""

import struct
import zlib
from dataclasses import dataclass, field

STORED, DEFLATED = 0, 8
# 1 January 2021, 8 o'clock, as MS-DOS writes it.
TIME, DAY = 8 << 11, (2021 - 1980) << 9 | 1 << 5 | 1


@dataclass
class Entry:
    """One part, and what is to be untrue of it; `None` leaves a field as it should be."""

    name: object  # str, or bytes as they are
    data: bytes
    method: int = DEFLATED
    flags: int = 0
    level: int = 6
    crc: int = None
    size: int = None  # in the directory and in the part's own head
    compressed: int = None
    local_name: object = None
    local_size: int = None
    local_compressed: int = None
    local_crc: int = None
    offset: int = None
    # None, "signed" (with the signature that most programs write) or "bare".
    descriptor: str = None
    # Sizes in the extra field of eight bytes each, though four would do.
    wide: bool = False
    extra: bytes = b""
    body: bytes = None  # the compressed bytes, where they are not those of `data`
    made: dict = field(default_factory=dict)

    def packed(self):
        if self.body is not None:
            return self.body
        if self.method != DEFLATED:
            return self.data
        packer = zlib.compressobj(self.level, zlib.DEFLATED, -15)
        return packer.compress(self.data) + packer.flush()


def streamed(name, pieces):
    """An entry of pieces of text that are never in memory at once."""
    packer, body, crc, size = zlib.compressobj(6, zlib.DEFLATED, -15), bytearray(), 0, 0
    for piece in pieces:
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        body += packer.compress(piece)
    return Entry(name, b"", body=bytes(body + packer.flush()), crc=crc, size=size)


def named(name):
    return name if isinstance(name, bytes) else name.encode("utf-8")


def either(wrong, right):
    return right if wrong is None else wrong


def local(entry, offset):
    """The head and the bytes of a part; notes in it what the directory is to hold."""
    body = entry.packed()
    crc = either(entry.crc, zlib.crc32(entry.data))
    size = either(entry.size, len(entry.data))
    compressed = either(entry.compressed, len(body))
    flags = entry.flags | (8 if entry.descriptor else 0)
    if isinstance(entry.name, str) and not entry.name.isascii():
        flags |= 0x800
    entry.made = dict(crc=crc, size=size, compressed=compressed, flags=flags, offset=either(entry.offset, offset))
    in_head = (0, 0, 0) if entry.descriptor else (
        either(entry.local_crc, crc), either(entry.local_compressed, compressed), either(entry.local_size, size))
    extra = entry.extra
    if entry.wide:
        extra += struct.pack("<HHQQ", 1, 16, in_head[2], in_head[1])
        in_head = (in_head[0], 0xFFFFFFFF, 0xFFFFFFFF)
    name = named(either(entry.local_name, entry.name))
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45 if entry.wide else 20, flags, entry.method, TIME, DAY,
                       *in_head, len(name), len(extra))
    tail = b""
    if entry.descriptor:
        numbers = struct.pack("<IQQ" if entry.wide else "<III", crc, compressed, size)
        tail = (struct.pack("<I", 0x08074B50) if entry.descriptor == "signed" else b"") + numbers
    return head + name + extra + body + tail


def listed(entry):
    """A part in the directory."""
    made, name, extra = entry.made, named(entry.name), entry.extra
    numbers = (made["compressed"], made["size"], made["offset"])
    if entry.wide:
        extra += struct.pack("<HHQQQ", 1, 24, made["size"], made["compressed"], made["offset"])
        numbers = (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    return struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45, 45 if entry.wide else 20, made["flags"], entry.method,
                       TIME, DAY, made["crc"], numbers[0], numbers[1], len(name), len(extra), 0, 0, 0, 0,
                       numbers[2]) + name + extra


def archive(entries, comment=b"", prefix=b"", counts_prefix=False, wide_end=False, before_directory=b"",
            count=None, directory_offset=None):
    """An archive of these entries.

    `prefix` is put before it, counted in the places or not; `wide_end` ends it as zip64 does, whether
    there is need or not; `count` and `directory_offset` are put in place of the right ones.
    """
    shift = len(prefix) if counts_prefix else 0
    out = bytearray()
    for entry in entries:
        out += local(entry, len(out) + shift)
    out += before_directory
    start = len(out) + shift
    directory = b"".join(listed(entry) for entry in entries)
    out += directory
    number, start_said = either(count, len(entries)), either(directory_offset, start)
    if wide_end or number > 0xFFFF:
        place = len(out) + shift
        out += struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, number, number, len(directory), start_said)
        out += struct.pack("<IIQI", 0x07064B50, 0, place, 1)
        numbers = (0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    else:
        numbers = (number, number, len(directory), start_said)
    out += struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, *numbers, len(comment)) + comment
    return prefix + bytes(out)


def packed(parts, **how):
    """An archive of parts by name, all of them deflated."""
    return archive([Entry(name, data) for name, data in parts.items()], **how)
