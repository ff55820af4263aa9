"""Files of the ledger that are damaged, and every command that reads them."""

import io
import os
import re
import shutil
import sqlite3
import tarfile
from dataclasses import dataclass

from support import snapshot
from support.campaign import Outcome, last_words
from support.states import TAKE, Lane, at

# A ledger at rest, and one that was copied while in use.
STATES = ["rich", "logged"]
# Every command that reads what the ledger holds. `../seen` is where they write.
READERS = [
    at("ledger", "check"),
    at("ledger", "backup", "seen/backup.tar"),
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
# Stands for a record of the quarantine that is open.
OPEN = "Q"
# Commands that write: one of them meets each damage as well.
WRITERS = [
    at("import", "in/d3.csv", *TAKE),
    at("import", "in/mended.csv", *TAKE, "--dry-run"),
    at("batch", "undo", "B0003", "--with-later"),
    at("batch", "undo", "B0001", "--with-later"),
    at("quarantine", "retry", "B0001", "-m", "12329-gjj"),
    at("quarantine", "import", "repair.csv", "-m", "12329-gjj"),
    at("quarantine", "waive", OPEN, "--because", "重复", "--by", "组长"),
    at("decide", "12318", "--mode", "dual-number", "--because", "会议纪要", "--document", "纪要", "--by", "组长"),
    at("classify", "--record", "--by", "组长"),
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


@dataclass(frozen=True)
class Answer:
    """What a command says, what it writes beside the ledger, and which segments it takes away."""

    outcome: Outcome
    out: bytes
    files: dict
    segments: set

    def equals(self, other):
        return (self.outcome.code, self.out, self.files) == (other.outcome.code, other.out, other.files)

    def adds_finding_to(self, right):
        """Whether it reports something that the right answer does not."""
        if self.outcome.code == right.outcome.code:
            return findings(self.outcome.err) != findings(right.outcome.err)
        return bool(findings(self.outcome.err + self.outcome.out))


class Damager:
    """A workspace with everything in it, and its damaged copies."""

    def __init__(self, campaign, faults):
        self.campaign = campaign
        self.faults = faults
        self.lanes = {}
        self.tally = {"found": 0, "not read": 0, "damaged": 0, "reading": 0, "writing": 0}
        self.by_file = {}

    def ready(self, folder):
        """The lane, and what commands answered in its undamaged workspaces so far."""
        if folder not in self.lanes:
            self.lanes[folder] = (Lane(self.campaign, folder, self.faults), {})
        return self.lanes[folder]

    def right_answer(self, lane, right, state, command):
        """What a command answers in an undamaged workspace, asked when it is needed first."""
        if (state, *command) not in right:
            answer = self.answer(lane, state, command)
            if answer.outcome.code not in (0, 2):
                raise SystemExit(f"{command} does not work undamaged: {last_words(answer.outcome)}")
            right[state, *command] = answer
        return right[state, *command]

    def answer(self, lane, state, command, damaged=None):
        """What a command answers, from a ledger that no command before it has touched."""
        home = f"{lane.work}/w/.hotline"
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(f"{lane.work}/seen", ignore_errors=True)
        shutil.copytree(f"{lane.kept}/{state}/w/.hotline", home)
        os.makedirs(f"{lane.work}/seen")
        if damaged:
            path, data = damaged
            with open(f"{home}/{path}", "wb") as file:
                file.write(data)
        before = segments(home)
        with open(f"{lane.kept}/{state}/open", encoding="utf-8") as file:
            record = file.read()
        outcome = lane.run([record if word == OPEN else word for word in command])
        after = segments(home)
        taken = {name for name, data in before.items() if data not in after.values()}
        return Answer(outcome, CHANGING.sub(b"", outcome.out), written(f"{lane.work}/seen"), taken)

    def try_one(self, folder, number):
        lane, right = self.ready(folder)
        random = self.campaign.random("damage", number)
        # Every third ledger was copied while in use: its newest changes are in the log only.
        state = STATES[number % 3 == 0]
        lane.begin(state)
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
        found = read = False
        for command in READERS + [random.choice(WRITERS)]:
            expected = self.right_answer(lane, right, state, command)
            answer = self.answer(lane, state, command, (path, bad))
            self.judge(command, expected, answer, account)
            found = found or answer.adds_finding_to(expected)
            read = read or not answer.equals(expected)
        with self.campaign.lock:
            self.tally["damaged"] += 1
            self.tally["reading"] += len(READERS)
            self.tally["writing"] += 1
            self.tally["found"] += found
            self.tally["not read"] += not read and not found
            counts = self.by_file.setdefault(path.split("/")[0], [0, 0])
            counts[0] += 1
            counts[1] += found

    def judge(self, command, right, answer, account):
        words = " ".join(command[2:])
        account = f"{account}: {words}:"
        if answer.outcome.crashed or answer.outcome.hung:
            self.campaign.fail("crash on damage", f"{account} {last_words(answer.outcome)}")
        elif answer.outcome.shows_database_text:
            self.campaign.fail("the database's own words", f"{account} {last_words(answer.outcome)}")
        elif not answer.equals(right) and not answer.adds_finding_to(right):
            self.campaign.fail(
                f"wrong answer of {' '.join(command[2:4])}", f"{account}\n{difference(right, answer)}")
        if answer.segments - right.segments:
            self.campaign.fail("segment deleted", f"{account} {last_words(answer.outcome)}")


def findings(text):
    return sorted(FINDING.findall(text))


def segments(home):
    """The contents of the segments by name, wherever in the ledger's folder they are."""
    found = {}
    for place, _, names in os.walk(home):
        for name in names:
            if name.endswith(".zst"):
                with open(os.path.join(place, name), "rb") as file:
                    found[name] = file.read()
    return found


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
            found[os.path.relpath(path, folder)] = contents(data) if name.endswith(".tar") else data
    return found


def contents(archive):
    try:
        with tarfile.open(fileobj=io.BytesIO(archive)) as file:
            parts = {member.name: file.extractfile(member).read() for member in file if member.isfile()}
    except (tarfile.TarError, EOFError, OSError) as error:
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


def difference(right, answer):
    mine, its = right.outcome, answer.outcome
    parts = [] if mine.code == its.code else [f"code {mine.code} -> {its.code}"]
    lines, its_lines = (text.decode("utf-8", "replace").splitlines() for text in (right.out, answer.out))
    parts += [f"- {line}" for line in lines if line not in its_lines][:3]
    parts += [f"+ {line}" for line in its_lines if line not in lines][:3]
    parts += [f"file {name}" for name in sorted(right.files.keys() | answer.files.keys())
              if right.files.get(name) != answer.files.get(name)][:3]
    return "\n".join(parts)
