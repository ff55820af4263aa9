#!/usr/bin/env python3
"""Prints the tickets that a ledger holds, one JSON object a line: read_ledger.py WORKSPACE/.hotline

It knows only what Documentation/Reference/ledger.md says, and takes the tags from there: the proof
that the page is enough to read a ledger without the program. Needs Python's own library and zstd.
"""
import hashlib, json, pathlib, re, sqlite3, struct, subprocess, sys

folder = pathlib.Path(sys.argv[1])
page = pathlib.Path(__file__).parents[3] / "Documentation/Reference/ledger.md"
groups = re.findall(r"^\| `(\w+)` \| ([0-9A-F]{2} .*) \|$", page.read_text(), re.M)
paths = {int(tag, 16): f"{group}.{field}" for group, row in groups
         for tag, field in re.findall(r"([0-9A-F]{2}) (\w+)", row)}
rows = sqlite3.connect(f"file:{folder}/ledger.db?mode=ro", uri=True).execute


def ordinals(distances):
    last, value, shift = -1, 0, 0
    for byte in distances:
        value, shift = value | (byte & 0x7F) << shift, shift + 7
        if byte < 0x80:
            last, value, shift = last + value, 0, 0
            yield last


def frames(segment, directory):
    tickets, count, mark = struct.unpack("<II8s", (directory or segment)[-16:])
    end = len(segment) - (0 if directory else 8 + 12 * count + 16)
    places = list(struct.iter_unpack("<QI", (directory or segment)[-16 - 12 * count : -16]))
    for (start, first), (stop, after) in zip(places, places[1:] + [(end, tickets)]):
        text = subprocess.run(["zstd", "-dc"], input=segment[start:stop], stdout=-1, check=True).stdout
        head, *packed = text.split(b"\xfe")[:-1]
        assert (mark, len(packed)) == (b"hotdir01", after - first), "another number of tickets"
        yield from ((first + place, head + ticket) for place, ticket in enumerate(packed))


def entries(key_file, file):
    [(name, sha256, id)] = rows("SELECT name, index_sha256, ledger.id FROM key_file, ledger WHERE key_file.id = ?", [key_file])
    data = (folder / "key-files" / name).read_bytes()
    mark, ledger, kind, sources, count, _, _, index = struct.unpack("<8s16s6Q", data[-72:])
    assert (mark, ledger.hex(), kind) == (b"hotkeys1", id, 1), f"{name} is not of this ledger"
    assert hashlib.sha256(data[index:]).hexdigest() == sha256, f"{name} has changed"
    source = struct.unpack_from(f"<{sources}Q", data, len(data) - 72 - 8 * sources).index(file)
    for first in range(0, count, 1024):
        size = min(1024, count - first)
        columns = struct.unpack_from(f"<{2 * size}I", data, first * 44 + size * 32)
        yield from (columns[size + place] for place in range(size) if columns[place] == source)


closed = {id for [id] in rows("SELECT f.id FROM batch_file f JOIN batch b ON b.id = batch_id WHERE closed_sequence IS NOT NULL")}
for file, name, sha256, tickets, directory, key_file in rows(
        "SELECT batch_file_id, name, sha256, tickets, directory, key_file_id FROM segment ORDER BY 1"):
    segment = (folder / "segments" / name).read_bytes()
    assert hashlib.sha256(segment).hexdigest() == sha256, f"{name} has changed"
    retired = {by: set(ordinals(list)) for by, list in rows("SELECT by_file, ordinals FROM retired WHERE of_file = ?", [file])}
    named = sorted(entries(key_file, file)) if key_file else []
    assert named == sorted(set(range(tickets)) - retired.get(file, set())), f"{name} and its key file differ"
    gone = set().union(*(list for by, list in retired.items() if by in closed))
    for ordinal, ticket in frames(segment, directory) if file in closed else []:
        if ordinal not in gone:
            cells = {cell[0]: cell[1:].decode() for cell in ticket.split(b"\xff")[:-1]}
            fields = {paths[tag]: value for tag, value in cells.items() if 0x20 <= tag < 0x80}
            legacy = {paths[tag - 0x60]: value for tag, value in cells.items() if 0x80 <= tag}
            origin = {"file": cells[5], "record": int(cells[1]), "line": int(cells[2]), "batch": cells[6], "mapping": cells[7]}
            print(json.dumps({"line": cells[4], "legacyNumber": cells[3], "fields": fields, "legacy": legacy, "provenance": origin}, ensure_ascii=False))
