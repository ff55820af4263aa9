"""What a workspace holds: every row of the ledger and every byte of every other file."""

import hashlib
import os
import re
import shutil
import sqlite3
import stat
import tempfile
from dataclasses import dataclass

DATABASE = "w/.hotline/ledger.db"
TICKET_FOLDERS = ("w/.hotline/segments/", "w/.hotline/key-files/")
# A key, its name, what was made with one, or what a ledger is called, in hexadecimal digits.
DIGITS = re.compile(rb"\b[0-9a-f]{16}(?:[0-9a-f]{16}(?:[0-9a-f]{32})?)?\b")

# In a file of keys: a key, or what checks it.
KEY = re.compile(rb"\b(?:[0-9a-f]{64}|[0-9a-f]{8})\b")


@dataclass(frozen=True)
class Snapshot:
    """Tables as lists of rows, files as mode, SHA-256, and SHA-256 without digits of keys."""

    tables: dict
    files: dict

    def differences(self, other, limit=2):
        """What the other has and this has not, as lines."""
        lines = []
        for name in sorted(self.tables.keys() | other.tables.keys()):
            mine, its = self.tables.get(name), other.tables.get(name)
            if mine == its:
                continue
            if mine is None or its is None:
                lines.append(f"table {name} is {'missing' if its is None else 'new'}")
                continue
            if isinstance(mine, bytes):
                lines.append(f"table {name}: {its.decode()}"[:300])
                continue
            lines += [f"table {name}: - {row}"[:300] for row in mine if row not in its][:limit]
            lines += [f"table {name}: + {row}"[:300] for row in its if row not in mine][:limit]
        for path in sorted(self.files.keys() | other.files.keys()):
            mine, its = self.files.get(path), other.files.get(path)
            if mine == its:
                continue
            word = "missing" if its is None else "new" if mine is None else f"differs {mine[0]} {its[0]}"
            lines.append(f"file {path}: {word}")
        return lines[:12]

    def without_digits(self):
        """The snapshot without what depends on a key."""
        tables = {name: DIGITS.sub(b"", repr(rows).encode()) for name, rows in self.tables.items()}
        files = {DIGITS.sub(b"", path.encode()).decode(): (state[0], state[-1])
                 for path, state in self.files.items()}
        return Snapshot(tables, files)


    def unnamed(self):
        """Segments and key files that the catalogue does not name."""
        named = str(self.tables.get("segment")) + str(self.tables.get("key_file"))
        return [path for path in sorted(self.files)
                if path.startswith(TICKET_FOLDERS) and os.path.basename(path) not in named]


def is_database(path):
    return path.startswith(DATABASE)


def is_key_file(path):
    return path.startswith(TICKET_FOLDERS[1])


def take(folder):
    """The snapshot of a working folder; nothing in it is touched."""
    files = {}
    for place, folders, names in os.walk(folder):
        for name in folders + names:
            path = os.path.join(place, name)
            relative = os.path.relpath(path, folder)
            status = os.lstat(path)
            if is_database(relative) or is_kept_answer(relative):
                continue
            mode = oct(stat.S_IMODE(status.st_mode))
            if stat.S_ISREG(status.st_mode):
                with open(path, "rb") as file:
                    data = file.read()
                # Keys are never the same twice; how many there are is.
                data = KEY.sub(b"", data) if relative.endswith((".key", "export.keys")) else data
                # Without its seed nothing of a key file can be compared but how long it is.
                plain = b"%d bytes" % len(data) if is_key_file(relative) else DIGITS.sub(b"", data)
                files[relative] = (
                    mode, hashlib.sha256(data).hexdigest(), hashlib.sha256(plain).hexdigest())
            else:
                files[relative] = (mode, "folder" if stat.S_ISDIR(status.st_mode) else "other")
    return Snapshot(tables(folder), files)


def is_kept_answer(path):
    """Whether a file only saves making an answer again, and may be there or not."""
    return path.endswith((".hotline/status", ".hotline/decisions"))


def tables(folder):
    """All rows of all tables, read from a copy so that the log of the original stays as it is."""
    source = os.path.join(folder, DATABASE)
    if not os.path.exists(source):
        return {}
    with tempfile.TemporaryDirectory(dir=os.path.dirname(folder)) as copy:
        for suffix in ("", "-wal", "-journal"):
            if os.path.exists(source + suffix):
                shutil.copy(source + suffix, os.path.join(copy, "ledger.db" + suffix))
        connection = sqlite3.connect(os.path.join(copy, "ledger.db"))
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            found = {"integrity": connection.execute("PRAGMA integrity_check").fetchall()}
            return found | all_rows(connection)
        except sqlite3.DatabaseError as error:
            return {"unreadable": [str(error)]}
        finally:
            connection.close()


def all_rows(connection):
    """The rows of every table, sorted, and how the tables are made."""
    schema = "SELECT name, sql FROM sqlite_master ORDER BY name"
    found = {"sqlite_master": connection.execute(schema).fetchall()}
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    for (name,) in connection.execute(tables).fetchall():
        name = name if isinstance(name, str) else name.decode("utf-8", "replace")
        found[name] = sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
    return found
