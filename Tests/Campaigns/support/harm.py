"""What may happen to the files of a ledger.

Each kind of harm changes a folder `.hotline` and says which file it changed, and how. `others` are
folders of the same ledger as it was before, by name, and `foreign`, that of another ledger.
"""

import os
import shutil
import sqlite3
import struct
from contextlib import closing

# How often a file is chosen; the others once.
WEIGHTS = {"ledger.db": 8, "ledger.db-wal": 4, "segments": 2, "key-files": 2}


# Bytes.

def flip(random, data, at, size):
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1:]


def zero(random, data, at, size):
    return data[:at] + bytes(min(size, len(data) - at)) + data[at + size:]


def delete(random, data, at, size):
    return data[:at] + data[at + size:]


def truncate(random, data, at, size):
    return data[:at]


def insert(random, data, at, size):
    return data[:at] + random.randbytes(size) + data[at:]


BYTES = [flip, flip, flip, zero, delete, truncate, insert]


def changed_bytes(random, home, others):
    path = choose(random, home)
    data = read(home, path)
    at = random.randrange(len(data)) if data else 0
    size = random.choice([1, 1, 4, 64, 1000])
    change = random.choice(BYTES) if data else insert
    bad = change(random, data, at, size)
    if bad == data:
        bad = flip(random, data, at, size)
    write(home, path, bad)
    return path, f"{change.__name__} {path} at {at} ({size} bytes)"


def part_of_a_key_file(random, home, others):
    """A bit of one of the parts of a key file, each as often as the others."""
    path = random.choice(names(home, "key-files"))
    data = read(home, path)
    entries, filter_size, _, index = struct.unpack("<4Q", data[-32:])
    parts = {"entries": (0, entries * 44), "filter": (index - filter_size, index),
             "directory and sources": (index, len(data) - 72), "trailer": (len(data) - 72, len(data))}
    part = random.choice(list(parts))
    at = random.randrange(*parts[part])
    write(home, path, flip(random, data, at, 1))
    return path, f"flip {path} at {at} ({part})"


# Files.

def cut_file(random, home, others):
    path = random.choice(names(home, "segments") + names(home, "key-files") + ["ledger.db"])
    data = read(home, path)
    at = random.choice([0, len(data) // 2, len(data) - 1, random.randrange(len(data))])
    write(home, path, data[:at])
    return path, f"cut {path} at {at}"


def missing_file(random, home, others):
    path = choose(random, home)
    os.remove(f"{home}/{path}")
    return path, f"remove {path}"


def swapped_files(random, home, others):
    folder = random.choice(["segments", "key-files"])
    one, two = random.sample(names(home, folder), 2)
    first, second = read(home, one), read(home, two)
    write(home, one, second)
    write(home, two, first)
    return one, f"swap {one} and {two}"


def file_of_another_ledger(random, home, others):
    return replaced(random, home, others["foreign"], "another ledger")


def file_of_earlier(random, home, others):
    """A file as it was at an earlier moment, the catalogue among them."""
    state = random.choice([name for name in others if name != "foreign"])
    return replaced(random, home, others[state], f"the ledger at {state}")


def replaced(random, home, source, what):
    """One file becomes one of another folder: that of its name, where there is one."""
    path = choose(random, home)
    folder = os.path.dirname(path)
    same = [name for name in names(source, folder) if os.path.basename(name) == os.path.basename(path)]
    new = random.choice(same or names(source, folder) or [None])
    if new is None or read(source, new) == read(home, path):
        os.remove(f"{home}/{path}")
        return path, f"remove {path}"
    write(home, path, read(source, new))
    return path, f"replace {path} by {new} of {what}"


def merged_ledgers(random, home, others):
    """Two ledgers that somebody merged by copying files: over each other, or only new names.

    The head stays: with it the folder would be the other ledger, whole and sound.
    """
    source = others["foreign"]
    folders = random.choice([["segments"], ["key-files"], ["segments", "key-files"], ["segments", "key-files", ""]])
    is_over = random.random() < 0.5
    copied = [name for folder in folders for name in names(source, folder)
              if name != "head" and (is_over or not os.path.exists(f"{home}/{name}"))]
    for name in copied:
        shutil.copy(f"{source}/{name}", f"{home}/{name}")
    return "segments", f"copy {' '.join(copied)} of another ledger"


# Rows.

def changed_row(random, home, others):
    """A value of a row, or a row that is taken away."""
    with closing(sqlite3.connect(f"{home}/ledger.db")) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        # Some tables refuse to be rewritten.
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        path, how = change_row(random, connection)
        for _, sql in triggers:
            connection.execute(sql)
        return path, how


def change_row(random, connection):
    tables = [name for name, in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
    filled = [name for name in tables if connection.execute(f"SELECT 1 FROM {name}").fetchone()]
    table = random.choice(filled)
    rows = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2" if columns(connection, table)[1:]
                              else f"SELECT * FROM {table} ORDER BY 1").fetchall()
    row = random.choice(rows)
    keys = columns(connection, table)
    where = " AND ".join(f'"{key}" IS ?' for key in keys)
    if random.random() < 0.25:
        connection.execute(f"DELETE FROM {table} WHERE {where}", row)
        return "ledger.db", f"delete from {table} the row {row}"[:200]
    column = random.randrange(len(keys))
    value = other_value(random, row[column], [other[column] for other in rows])
    connection.execute(
        f'UPDATE OR REPLACE {table} SET "{keys[column]}" = ? WHERE {where}', (value, *row))
    return "ledger.db", f"set {keys[column]} of {table} to {value!r} in {row}"[:300]


def columns(connection, table):
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def other_value(random, value, values):
    """What another row holds there, or a value that is a little different."""
    others = [other for other in values if other != value and other is not None]
    if others and random.random() < 0.5:
        return random.choice(others)
    match value:
        case int(): return max(0, value + random.choice([-1, 1, 2])) if value else 1
        case str(): return value[:-1] if value and random.random() < 0.5 else value + "1"
        case bytes(): return flip(random, value, random.randrange(len(value)), 1) if value else b"1"
        case _: return random.choice([1, "1"])


# How often each kind is tried.
KINDS = {
    changed_bytes: 10, part_of_a_key_file: 4, cut_file: 2, missing_file: 2, swapped_files: 2,
    file_of_another_ledger: 2, file_of_earlier: 2, merged_ledgers: 2, changed_row: 5,
}


def names(home, folder):
    """The files of a folder, by their path within the ledger."""
    place = os.path.join(home, folder)
    found = sorted(os.listdir(place)) if os.path.isdir(place) else []
    return [os.path.join(folder, name) for name in found if os.path.isfile(os.path.join(place, name))]


def choose(random, home):
    """A file of the ledger; the catalogue, its log, segments and key files more often than small files."""
    paths = sorted(os.path.relpath(os.path.join(place, name), home)
                   for place, _, found in os.walk(home) for name in found)
    return random.choices(paths, [WEIGHTS.get(path.split("/")[0], 1) for path in paths])[0]


def read(home, path):
    with open(f"{home}/{path}", "rb") as file:
        return file.read()


def write(home, path, data):
    with open(f"{home}/{path}", "wb") as file:
        file.write(data)
