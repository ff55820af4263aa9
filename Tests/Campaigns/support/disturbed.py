"""Commands that are killed, or whose writing fails, at any point; then the user goes on."""

import os
import re
import shutil
from dataclasses import dataclass

from support import snapshot
from support.campaign import last_words
from support.states import Lane, SCENARIOS, at

KILLS = ["kill", "after", "torn"]
ERRORS = [("eio", False), ("enospc", True), ("eio", True), ("enospc", False)]
# One trial of so many is killed again when the user goes on.
KILLED_AGAIN = 8
FINDING = re.compile(rb"\[HL\d{4}\]")
CHECK = at("ledger", "check")
EXPORT = at("export", "tickets", "--to", "../exported")
STATUS = at("status")
RECONCILE = at("reconcile")
# The first file that a merge in the closing step of an import writes.
MERGED = re.compile(r"key-files/(merged-\d+\.keys)")


@dataclass
class End:
    """How a workspace may be left: what is in it, and what its user sees of it."""

    found: snapshot.Snapshot
    seen: dict

    @property
    def tables(self):
        return self.found.tables

    @property
    def files(self):
        return self.found.files


@dataclass
class Undisturbed:
    """How a scenario ends when nothing disturbs it, and when it is done twice."""

    code: int
    once: End
    # Ends from which nothing is left to do for the ledger, each with those to which doing the
    # command again leads: the whole command, and one that was killed when it had yet to merge key
    # files. Again means: as it is, or after what it wrote beside the ledger was taken away.
    again: list
    points: list
    # Whether the command leaves other tables than it found.
    changes_ledger: bool

    def is_committed(self, found):
        """Whether the ledger holds what the command does, so that it need not be done again."""
        return self.changes_ledger and any(found.tables == end.tables for end, _ in self.again)

    def is_done(self, found):
        """Whether nothing is left to do; what was left behind beside it is judged elsewhere."""
        return found.tables == self.once.tables and self.leftovers(found) is not None

    def end(self, killed, after):
        """The end that the ledger has reached when the user went on from what the kill had left."""
        if after.tables == self.once.tables:
            return self.once
        # The command had ended for the ledger when it was killed: the user did it twice.
        ends = [twice for end, all in self.again if end.tables == killed.tables for twice in all]
        return next((end for end in ends if end.tables == after.tables), None)

    def accepts_files(self, found):
        ends = [self.once, *(twice for _, all in self.again for twice in all)]
        return any(found.files == end.files for end in ends)

    def leftovers(self, found):
        """What lies beside the files of an end; `None` where no end has the files that are there."""
        ends = [self.once, *(twice for _, all in self.again for twice in all)]
        kept = next((end.files for end in ends if all(
            found.files.get(path) == state for path, state in end.files.items())), None)
        return None if kept is None else found.files.keys() - kept.keys()

    def differences(self, found):
        return "\n".join(self.once.found.differences(found))

    def name_of(self, point):
        kind, path = self.points[point - 1]
        return f"({kind} {path.split('/work/')[-1]})"


class Disturber:
    """The trials of one campaign."""

    def __init__(self, campaign, faults):
        self.campaign = campaign
        self.faults = faults
        self.lanes = {}
        self.points = 0
        self.reached = {"kills": 0, "errors": 0, "unreached": 0}
        self.kinds = {}

    def lane(self, folder):
        if folder not in self.lanes:
            self.lanes[folder] = Lane(self.campaign, folder, self.faults)
        return self.lanes[folder]

    def shares(self, kills, errors):
        """How many kills and failed calls each scenario gets; some get none where there are few."""
        scenarios = [scenario for scenario in SCENARIOS for _ in range(scenario.weight)]
        scenarios = self.campaign.random("scenarios").sample(scenarios, len(scenarios))
        count = len(scenarios)
        shares = [
            (scenario, kills // count + (i < kills % count), errors // count + (i < errors % count))
            for i, scenario in enumerate(scenarios)]
        sums = {}
        for scenario, *counts in shares:
            before = sums.get(scenario.name, (scenario, 0, 0))
            sums[scenario.name] = (scenario, before[1] + counts[0], before[2] + counts[1])
        return [share for share in sums.values() if share[1] + share[2] > 0]

    def try_scenario(self, folder, share):
        scenario, kills, errors = share
        lane = self.lane(folder)
        right = self.try_undisturbed(lane, scenario)
        with self.campaign.lock:
            self.points += len(right.points)
        for turn, point in enumerate(self.draw(scenario, right, "kill", kills)):
            self.kill(lane, scenario, right, point, turn)
        for turn, point in enumerate(self.draw(scenario, right, "error", errors)):
            self.break_call(lane, scenario, right, point, turn)

    def draw(self, scenario, right, sort, wanted):
        """Points in an order that the seed decides; none twice before each was there once."""
        # A kill loses nothing of memory that processes share: those points are for errors only.
        numbers = [
            number for number, (kind, path) in enumerate(right.points, 1)
            if sort == "error" or not (path.endswith("-shm") and kind == "pwrite")]
        random = self.campaign.random(sort, scenario.name)
        drawn = []
        while len(drawn) < wanted:
            drawn += random.sample(numbers, len(numbers))
        return drawn[:wanted]

    def try_undisturbed(self, lane, scenario):
        lane.begin(scenario.state)
        log = os.path.join(os.path.dirname(lane.work), "points")
        if os.path.exists(log):
            os.remove(log)
        before = snapshot.take(lane.work)
        outcome = lane.run(scenario.words, log=log)
        if outcome.code not in (0, 2):
            raise SystemExit(f"{scenario.name} does not work undisturbed: {last_words(outcome)}")
        with open(log) as lines:
            points = [line.rstrip("\n").split(" ", 2)[1:] for line in lines]
        # A disturbed command is followed by a check of the ledger, which leaves its own lock.
        self.ledger_check(lane, scenario)
        once = self.end(lane, scenario)
        twice = []
        for taking_away in (False, True):
            lane.begin(scenario.state)
            lane.run(scenario.words)
            if taking_away:
                for path in once.files.keys() - before.files.keys():
                    remove(os.path.join(lane.work, path))
            lane.run(scenario.next_words)
            self.ledger_check(lane, scenario)
            twice.append(self.end(lane, scenario))
        again = [(once, twice)] + [
            self.unmerged(lane, scenario, point) for point in first_points(points, MERGED)]
        return Undisturbed(outcome.code, once, again, points, before.tables != once.tables)

    def unmerged(self, lane, scenario, point):
        """How an import ends that is killed before it merges key files, and when it is done again."""
        lane.begin(scenario.state)
        lane.run(scenario.words, at=point, kind="kill")
        self.ledger_check(lane, scenario)
        killed = self.end(lane, scenario)
        lane.run(scenario.next_words)
        return killed, [self.end(lane, scenario)]

    def end(self, lane, scenario):
        """What is there; and what a user sees: the bytes of a full export, and what commands say."""
        found = self.look(lane, scenario)
        target = os.path.join(os.path.dirname(lane.work), "exported")
        shutil.rmtree(target, ignore_errors=True)
        check = lane.run(CHECK)
        outcomes = {"status": lane.run(STATUS), "reconcile": lane.run(RECONCILE), "export": lane.run(EXPORT)}
        seen = {"check": check.code}
        for name, outcome in outcomes.items():
            seen |= {f"code of {name}": outcome.code, name: outcome.out}
        for name in sorted(os.listdir(target)) if os.path.isdir(target) else []:
            with open(os.path.join(target, name), "rb") as file:
                seen[name] = file.read()
        if scenario.makes_key:
            seen = {name: without_digits(value) for name, value in seen.items()}
        return End(found, seen)

    def kill(self, lane, scenario, right, point, turn):
        lane.begin(scenario.state)
        kind = KILLS[turn % len(KILLS)]
        account = f"{scenario.name}: {kind} at point {point} {right.name_of(point)}"
        outcome = lane.run(scenario.words, at=point, kind=kind)
        if outcome.code != -9:
            self.count("unreached")
            if outcome.crashed or outcome.hung:
                self.campaign.fail("crash", f"{account}: {last_words(outcome)}")
            return
        self.count("kills", right.points[point - 1][0])
        self.check(lane, scenario, right, account)
        killed = self.look(lane, scenario)
        is_complete = right.is_committed(killed) or right.is_done(killed)
        if turn % KILLED_AGAIN == KILLED_AGAIN - 1 and not is_complete:
            second = 1 + (turn * 7919) % len(right.points)
            if lane.run(scenario.next_words, at=second, kind="kill").code == -9:
                self.count("kills", right.points[second - 1][0])
                account += f", killed again at {second}"
            else:
                account += ", done again"
            killed = self.look(lane, scenario)
        self.go_on(lane, scenario, right, killed, account)

    def break_call(self, lane, scenario, right, point, turn):
        lane.begin(scenario.state)
        kind, stays = ERRORS[turn % len(ERRORS)]
        account = f"{scenario.name}: {kind} at point {point} {right.name_of(point)}"
        faults = {"at": point, "kind": kind}
        if stays:
            account += ", and from then on"
            faults["stay"] = 1
        outcome = lane.run(scenario.words, **faults)
        self.count("errors", right.points[point - 1][0])
        self.check(lane, scenario, right, account)
        self.judge_error(lane, scenario, right, outcome, account)
        self.go_on(lane, scenario, right, self.look(lane, scenario), account)

    def judge_error(self, lane, scenario, right, outcome, account):
        """A call that fails is told as a finding, or did no harm."""
        if outcome.hung or outcome.crashed:
            self.campaign.fail("error ends in a crash", f"{account}: {last_words(outcome)}")
        elif outcome.shows_database_text:
            self.campaign.fail("error shows the database's own words", f"{account}: {last_words(outcome)}")
        elif outcome.code in (0, right.code):
            now = self.look(lane, scenario)
            is_told = FINDING.search(outcome.err) and (
                now.tables == right.once.tables or right.is_committed(now))
            if not is_told and not right.is_done(now):
                self.campaign.fail("error passes unnoticed", f"{account}: {right.differences(now)}")
        elif not FINDING.search(outcome.err):
            self.campaign.fail("error without a finding", f"{account}: {last_words(outcome)}")

    def check(self, lane, scenario, right, account):
        """What a disturbed command leaves is a sound ledger, even before anything else is done."""
        check = self.ledger_check(lane, scenario)
        if check and check.code != right.once.seen["check"]:
            self.campaign.fail("ledger check finds something", f"{account}: {last_words(check)}")

    def ledger_check(self, lane, scenario):
        return None if scenario.name == "init" else lane.run(CHECK)

    def go_on(self, lane, scenario, right, killed, account):
        """The user does the command again, and everything is as if nothing had happened."""
        again = lane.run(scenario.next_words)
        if b"--replace" in again.err and not right.is_done(killed):
            again = lane.run([*scenario.next_words, "--replace"])
        after = self.look(lane, scenario)
        end = right.end(killed, after)
        if again.crashed or again.hung:
            self.campaign.fail("crash", f"{account}, done again: {last_words(again)}")
        elif again.code != right.code and not (right.is_committed(killed) or right.is_done(killed)):
            self.campaign.fail("cannot be done again", f"{account}: {last_words(again)}")
        elif end is None:
            self.campaign.fail("tables differ", f"{account}: {right.differences(after)}")
        else:
            unnamed = sorted(set(after.unnamed()) - set(right.once.found.unnamed()))
            if unnamed:
                self.campaign.fail("left over beside the ledger", f"{account}: {unnamed}")
            elif not right.accepts_files(after):
                self.judge_leftovers(lane, right, after, account)
            seen = self.end(lane, scenario).seen
            if seen != end.seen:
                self.campaign.fail("users see something else", f"{account}: {differing(end.seen, seen)}")

    def judge_leftovers(self, lane, right, after, account):
        """What a disturbed command left behind is at least named by the doctor."""
        leftovers = right.leftovers(after)
        if leftovers is None:
            self.campaign.fail("files differ", f"{account}: {right.differences(after)}")
            return
        leftovers = {path for path in leftovers if os.path.dirname(path) not in leftovers}
        doctor = lane.run(at("doctor")).out.decode("utf-8", "replace")
        if not all(os.path.basename(name) in doctor for name in leftovers):
            self.campaign.fail("leftovers that the doctor does not name", f"{account}: {sorted(leftovers)}")

    def look(self, lane, scenario):
        found = snapshot.take(lane.work)
        return found.without_digits() if scenario.makes_key else found

    def count(self, what, kind=None):
        with self.campaign.lock:
            self.reached[what] += 1
            if kind:
                self.kinds[kind] = self.kinds.get(kind, 0) + 1


def first_points(points, pattern):
    """The first point at which each path that fits the pattern is written."""
    found = {}
    for number, (_, path) in enumerate(points, 1):
        if match := pattern.search(path):
            found.setdefault(match[1], number)
    return sorted(found.values())


def without_digits(value):
    return snapshot.DIGITS.sub(b"", value) if isinstance(value, bytes) else value


def differing(right, found):
    names = sorted(name for name in right.keys() | found.keys() if right.get(name) != found.get(name))
    return ", ".join(
        f"{name} {right.get(name)} -> {found.get(name)}"
        if isinstance(right.get(name), int) else name for name in names)


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path, ignore_errors=True)
    elif os.path.lexists(path):
        os.remove(path)
