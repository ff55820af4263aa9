"""A ledger that is damaged, and every command that reads it."""

import io
import os
import re
import shutil
import sqlite3
import tarfile
from dataclasses import dataclass

from support import harm, snapshot
from support.campaign import Outcome, last_words
from support.states import LAST_OF_MANY, TAKE, Lane, at

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
CHECK = READERS[0]
# Commands that write: the first and one other meet each damage as well.
WRITERS = [
    at("import", "in/d3.csv", *TAKE),
    at("import", "in/mended.csv", *TAKE),
    at("import", "in/mended.csv", *TAKE, "--dry-run"),
    at("import", "in/d1.csv", "in/many/001.csv", LAST_OF_MANY, *TAKE),
    at("batch", "undo", "B0003", "--with-later"),
    at("batch", "undo", "B0001", "--with-later"),
    at("quarantine", "retry", "B0001", "-m", "12329-gjj"),
    at("quarantine", "import", "repair.csv", "-m", "12329-gjj"),
    at("quarantine", "waive", OPEN, "--because", "重复", "--by", "组长"),
    at("decide", "12318", "--mode", "dual-number", "--because", "会议纪要", "--document", "纪要", "--by", "组长"),
    at("classify", "--record", "--by", "组长"),
]
# What is asked when a command that writes has answered as if nothing were damaged.
AFTERWARDS = [
    CHECK, at("status"), at("reconcile"), at("quarantine", "list"), at("export", "tickets", "--to", "seen/after"),
]
UNDONE_UNKNOWN = b"HL6228"
FINDING = re.compile(rb"HL\d{4}")
# What no check of the ledger proves: the keys of exports, and what runs leave for a while.
UNPROVEN = ("export.keys", "lock", "readers", "routes")
# What differs from run to run: the space left on the disk; and the hash of a backup, which is
# compared by what it holds.
CHANGING = re.compile(rb"[\d.]+ GiB free|sha256 [0-9a-f]{64}")


@dataclass(frozen=True)
class Answer:
    """What a command says, what it writes beside the ledger, and what it takes away within it."""

    outcome: Outcome
    out: bytes
    files: dict
    taken: set

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
        self.tally = {"found": 0, "not read": 0, "damaged": 0, "reading": 0, "writing": 0, "checked": 0}
        self.by_kind, self.by_file = {}, {}

    def ready(self, folder):
        """The lane, and what commands answered in its undamaged workspaces so far."""
        if folder not in self.lanes:
            lane = Lane(self.campaign, folder, self.faults)
            # States that are needed beside the one that is damaged.
            for state in ("foreign", "changed", *STATES):
                lane.begin(state)
            self.lanes[folder] = (lane, {})
        return self.lanes[folder]

    def right_answers(self, lane, right, state, commands):
        """What commands answer in an undamaged workspace, asked when it is needed first."""
        key = (state, *(word for command in commands for word in command))
        if key not in right:
            answers = list(self.answers(lane, state, f"{lane.kept}/{state}/w/.hotline", commands))
            if answers[0].outcome.code not in (0, 2):
                raise SystemExit(f"{commands[0]} does not work undamaged: {last_words(answers[0].outcome)}")
            right[key] = answers
        return right[key]

    def answers(self, lane, state, ledger, commands):
        """What commands answer, one after the other, from a ledger that none before them has touched."""
        home = f"{lane.work}/w/.hotline"
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(f"{lane.work}/seen", ignore_errors=True)
        shutil.copytree(ledger, home)
        os.makedirs(f"{lane.work}/seen")
        with open(f"{lane.kept}/{state}/open", encoding="utf-8") as file:
            record = file.read()
        for command in commands:
            before = tickets(home)
            outcome = lane.run([record if word == OPEN else word for word in command])
            after = tickets(home)
            taken = {name for name, data in before.items() if data not in after.values()}
            yield Answer(outcome, CHANGING.sub(b"", outcome.out), written(f"{lane.work}/seen"), taken)

    def try_one(self, folder, number):
        lane, right = self.ready(folder)
        random = self.campaign.random("damage", number)
        # Every third ledger was copied while in use: its newest changes are in the log only.
        state = STATES[number % 3 == 0]
        lane.begin(state)
        damaged = f"{folder}/damaged"
        shutil.rmtree(damaged, ignore_errors=True)
        shutil.copytree(f"{lane.kept}/{state}/w/.hotline", damaged)
        kind = random.choices(list(harm.KINDS), list(harm.KINDS.values()))[0]
        # The ledger as it was before, and another one.
        path, how = kind(random, damaged, {
            name: f"{lane.kept}/{name}/w/.hotline" for name in ("taken", "changed", "repaired", "foreign")})
        account = f"trial {number}: {how} ({state})"
        differs, found = [], []
        writers = [WRITERS[0], random.choice(WRITERS[1:])]
        for commands in [[reader] for reader in READERS] + [[writer, *AFTERWARDS] for writer in writers]:
            expected = self.right_answers(lane, right, state, commands)
            for command, its, answer in zip(
                    commands, expected, self.answers(lane, state, damaged, commands)):
                self.judge(command, its, answer, account)
                if answer.adds_finding_to(its):
                    found.append(command)
                if not answer.equals(its):
                    differs.append(command)
                # A batch was undone, and the audit trail cannot say which tickets it had brought: from
                # here on the ledger has another head.
                if command in differs or UNDONE_UNKNOWN in answer.outcome.err:
                    break
        if differs and CHECK not in found and not path.startswith(UNPROVEN):
            self.campaign.fail("the check finds nothing", f"{account}: {[' '.join(c[2:]) for c in differs]}")
        with self.campaign.lock:
            self.tally["damaged"] += 1
            self.tally["reading"] += len(READERS)
            self.tally["writing"] += len(writers)
            self.tally["found"] += bool(found)
            self.tally["checked"] += CHECK in found
            self.tally["not read"] += not differs and not found
            for counts in (self.by_kind.setdefault(kind.__name__, [0, 0]),
                           self.by_file.setdefault(path.split("/")[0], [0, 0])):
                counts[0] += 1
                counts[1] += bool(found)

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
        if answer.taken - right.taken:
            self.campaign.fail("tickets or keys deleted", f"{account} {last_words(answer.outcome)}")


def findings(text):
    return sorted(FINDING.findall(text))


def tickets(home):
    """The contents of segments and key files by name, wherever in the ledger's folder they are."""
    found = {}
    for place, _, names in os.walk(home):
        for name in names:
            if name.endswith((".zst", ".keys")) and name != "export.keys":
                with open(os.path.join(place, name), "rb") as file:
                    found[name] = file.read()
    return found


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
