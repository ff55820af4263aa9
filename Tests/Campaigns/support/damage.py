"""Files of the ledger that are damaged, and every command that reads them."""

import io
import os
import re
import shutil
import sqlite3
import zipfile

from support import snapshot
from support.campaign import last_words
from support.states import Lane, at

# Every command that reads what the ledger holds. `../seen` is where they write.
READERS = [
    at("ledger", "check"),
    at("ledger", "backup", "seen/backup.zip"),
    at("doctor"),
    at("status"),
    at("reconcile"),
    at("reconcile", "B0002"),
    at("batch", "list"),
    at("batch", "show", "B0001"),
    at("batch", "show", "B0002"),
    at("batch", "diff", "B0002"),
    at("quarantine", "list"),
    at("quarantine", "show", "Q000001"),
    at("quarantine", "export", "B0001", "--to", "seen/sheet.csv"),
    at("number", "history", "12350"),
    at("number", "history", "12329"),
    at("export", "tickets", "--to", "seen/full"),
    at("export", "tickets", "--since", "B0001", "--to", "seen/delta"),
    at("export", "tickets", "--purpose", "statistics", "--to", "seen/hashed"),
    at("classify"),
    at("route", "build"),
]
FINDING = re.compile(rb"HL\d{4}")
# What differs from run to run: the space left on the disk; and the hash of a backup, which is
# compared by what it holds.
CHANGING = re.compile(rb"[\d.]+ GiB free|sha256 [0-9a-f]{64}")


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


DAMAGES = [flip, flip, flip, zero, delete, truncate, insert]


class Damager:
    """A workspace with everything in it, and its damaged copies."""

    def __init__(self, campaign, faults):
        self.campaign = campaign
        self.faults = faults
        self.lanes = {}
        self.tally = {"found": 0, "not read": 0, "damaged": 0, "runs": 0}
        self.by_file = {}

    def ready(self, folder):
        """The lane, its workspaces, and what every reader says of them undamaged."""
        if folder not in self.lanes:
            lane = Lane(self.campaign, folder, self.faults)
            answers = {}
            for state in ("rich", "logged"):
                lane.begin(state)
                answers[state] = [self.answer(lane, state, reader) for reader in READERS]
                for reader, answer in zip(READERS, answers[state]):
                    if answer[0].code not in (0, 2):
                        raise SystemExit(f"{reader} does not work undamaged: {last_words(answer[0])}")
            self.lanes[folder] = (lane, answers)
        return self.lanes[folder]

    def answer(self, lane, state, reader, damaged=None):
        """What a reader prints and writes, from a ledger that no reader before it has touched."""
        home = f"{lane.work}/w/.hotline"
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(f"{lane.work}/seen", ignore_errors=True)
        shutil.copytree(f"{lane.kept}/{state}/w/.hotline", home)
        os.makedirs(f"{lane.work}/seen")
        if damaged:
            path, data = damaged
            with open(f"{home}/{path}", "wb") as file:
                file.write(data)
        outcome = lane.run(reader)
        return outcome, CHANGING.sub(b"", outcome.out), written(f"{lane.work}/seen")

    def try_one(self, folder, number):
        lane, answers = self.ready(folder)
        random = self.campaign.random("damage", number)
        # Every third ledger was copied while in use: its newest changes are in the log only.
        state = "logged" if number % 3 == 0 else "rich"
        home = f"{lane.kept}/{state}/w/.hotline"
        path = choose(random, home)
        with open(f"{home}/{path}", "rb") as file:
            data = file.read()
        spot = random.randrange(len(data)) if data else 0
        size = random.choice([1, 1, 4, 64, 1000])
        damage = random.choice(DAMAGES) if data else insert
        bad = damage(random, data, spot, size)
        if bad == data:
            bad = flip(random, data, spot, size)
        account = f"trial {number}: {damage.__name__} {path} at {spot} ({size} bytes, {state})"
        self.judge(lane, state, answers[state], (path, bad), account)

    def judge(self, lane, state, right, damaged, account):
        found = read = False
        for reader, (undamaged, out, files) in zip(READERS, right):
            outcome, its_out, its_files = self.answer(lane, state, reader, damaged)
            words = " ".join(reader[2:])
            differs = outcome.code != undamaged.code or its_out != out or its_files != files
            has_finding = (
                bool(FINDING.search(outcome.err)) and not FINDING.search(undamaged.err)
                or outcome.code != undamaged.code and bool(FINDING.search(outcome.err + outcome.out)))
            read = read or differs
            found = found or has_finding
            if outcome.crashed or outcome.hung:
                self.campaign.fail("crash", f"{account}: {words}: {last_words(outcome)}")
            elif outcome.shows_database_text:
                self.campaign.fail(
                    "the database's own words", f"{account}: {words}: {last_words(outcome)}")
            elif differs and not has_finding:
                self.campaign.fail(
                    f"wrong answer of {' '.join(reader[2:4])}",
                    f"{account}: {words}:\n{difference(undamaged, outcome, files, its_files)}")
        with self.campaign.lock:
            self.tally["damaged"] += 1
            self.tally["runs"] += len(READERS)
            self.tally["found"] += found
            self.tally["not read"] += not read and not found
            sort = "segment" if "segments/" in damaged[0] else damaged[0]
            counts = self.by_file.setdefault(sort, [0, 0])
            counts[0] += 1
            counts[1] += found


def choose(random, home):
    """A file of the ledger; the database, its log and the segments more often than small files."""
    names = []
    for place, _, found in os.walk(home):
        names += [os.path.relpath(os.path.join(place, name), home) for name in found]
    names.sort()
    weights = [8 if name == "ledger.db" else 4 if name == "ledger.db-wal" else 2 if "segments" in name else 1
               for name in names]
    return random.choices(names, weights)[0]


def written(folder):
    """What a reader wrote, by name; of a backup what it holds and not how it is stored."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                data = file.read()
            found[os.path.relpath(path, folder)] = contents(data) if name.endswith(".zip") else data
    return found


def contents(archive):
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as file:
            parts = {name: file.read(name) for name in file.namelist()}
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        return f"not an archive: {error}"
    return {name: rows(data) if name.endswith(".db") else data for name, data in parts.items()}


def rows(database):
    connection = sqlite3.connect(":memory:")
    connection.text_factory = bytes
    try:
        connection.deserialize(database)
        return snapshot.all_rows(connection)
    except sqlite3.DatabaseError as error:
        return f"not a database: {error}"
    finally:
        connection.close()


def difference(right, found, files, its_files):
    parts = [] if right.code == found.code else [f"code {right.code} -> {found.code}"]
    mine, its = (text.out.decode("utf-8", "replace").splitlines() for text in (right, found))
    parts += [f"- {line}" for line in mine if line not in its][:3]
    parts += [f"+ {line}" for line in its if line not in mine][:3]
    parts += [f"file {name}" for name in sorted(files.keys() | its_files.keys())
              if files.get(name) != its_files.get(name)][:3]
    return "\n".join(parts)
