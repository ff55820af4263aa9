"""Cut-overs under load: every call lands where the live table says."""

import subprocess
import time

from support.cutover.city import LiveSwitch
from support.cutover.load import Caller

# A Wednesday at lunch: S-12333 is open by the hours of odd rounds only.
LUNCH = 1_796_187_600  # 2026-12-02 13:00 in the city
LONG_HOURS = {"S-12333": "workdays 08:00-20:00"}
RATE = 150
# At least so many calls from a command to the next, so that each table is used for a while.
CALLS = 180


class Round:
    """Which table is live when, by the commands that change it."""

    def __init__(self, start):
        # (from, until, tables that may answer a call within)
        self.changes = []
        self.table = start

    def allowed(self, began, ended):
        tables, live = set(), self.changes[0][2] if self.changes else self.table
        for begin, end, before, after in self.changes:
            if end <= began:
                live = after
            elif begin < ended:
                tables |= {before, after}
        return tables | {live} if not tables else tables


def asked(switch):
    """What is dialled: number, listener, headers."""
    at_lunch = [f"X-Route-At: {LUNCH}"]
    return [
        ("12345", switch.listen, ()), ("12329", switch.listen, ()),
        ("12333", switch.test, at_lunch), ("075712329", switch.listen, ()),
        ("12318", switch.listen, ()), ("12366", switch.test, at_lunch),
        ("+8675712345", switch.listen, ()), ("12333", switch.test, at_lunch),
    ]


def desk(switch, dialled, table):
    """The port of the desk that a table gives a call; a table is known by its round."""
    building = table % 2
    if dialled == "12318":
        return switch.port("A-NOTICE", building)
    if dialled == "12333" and table % 4 in (1, 2):
        return switch.port("S-12333", building)
    return switch.port("Q-12345", building)


def sheets(switch, table):
    """Writes the sheets of a round: other addresses each time, other hours each second time."""
    switch.targets(table % 2, LONG_HOURS if table % 4 in (1, 2) else None)


def run(campaign):
    switch = LiveSwitch(campaign, f"{campaign.folder}/flips")
    try:
        switch.make()
        # In its short form nothing changes but addresses, for which no line need be ready.
        is_full = campaign.size >= 5
        if is_full:
            switch.make_ready(["12333"])
        loaded(campaign, switch, campaign.size, is_full)
    finally:
        switch.end()


def loaded(campaign, switch, rounds, is_full):
    caller = Caller(switch.own)
    tables = Round(0)
    steps = iter(script(switch, rounds, is_full, tables))
    running = None
    done = False
    begun = 0
    first_calls = []

    def is_over():
        nonlocal running, done, begun
        if done:
            return True
        if running is not None and running[0].poll() is not None:
            finish(campaign, running, tables, first_calls)
            running = None
        if running is None and len(caller.calls) >= CALLS * begun:
            words = next(steps, None)
            if words is None:
                done = True
                return True
            running = begin(campaign, switch, words)
            begun += 1
        return False

    caller.run(RATE, asked(switch), is_over)
    judge(campaign, switch, caller, tables, first_calls)


def script(switch, rounds, is_full, tables):
    """The commands of all rounds, each with the table that is live afterwards; `None` for no change."""
    live = 0
    for number in range(1, rounds + 1):
        # Tables of even numbers have the hours of the first one.
        table = number if is_full else (0, 3)[number % 2]
        sheets(switch, table)
        plan = f"{switch.folder}/{number}.plan"
        yield ["plan", "--switch", "core-1", "--out", plan], None
        yield ["apply", plan], None
        yield ["cutover", "flip", plan, "--yes"], (live, table)
        yield ["verify", "--switch", "core-1"], None
        yield ["rollback", "--switch", "core-1", "--because", "演练", "--yes"], (table, live)
        yield ["cutover", "flip", plan, "--yes"], (live, table)
        live = table


def begin(campaign, switch, step):
    words, change = step
    process = subprocess.Popen(
        [campaign.program, "-C", switch.workspace, *words], cwd=switch.folder,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=switch.environment())
    return process, words, change, time.monotonic()


def finish(campaign, running, tables, first_calls):
    process, words, change, began = running
    out = process.stdout.read().decode()
    if process.returncode != 0:
        campaign.fail("command", f"{words}: {process.returncode}\n{out[-1500:]}")
    if change:
        tables.changes.append((began, time.monotonic(), *change))
        first_calls.append((words[0], began, change[1]))


def judge(campaign, switch, caller, tables, first_calls):
    failed = elsewhere = 0
    for call in caller.calls:
        if call.code != 200:
            failed += 1
            campaign.fail("call failed", f"{call.dialled}: {call.code}")
            continue
        allowed = {desk(switch, call.dialled, table)
                   for table in tables.allowed(call.began, call.ended)}
        if call.desk not in allowed:
            elsewhere += 1
            campaign.fail(
                "call elsewhere", f"{call.dialled} at {call.desk}, expected {sorted(allowed)}")
    waits = []
    for _, began, table in first_calls:
        new = [call.ended - began for call in caller.calls
               if call.began >= began and call.desk == desk(switch, call.dialled, table)]
        if new:
            waits.append(min(new))
    campaign.figure("flips and roll backs under load", len(first_calls))
    campaign.figure("calls", len(caller.calls))
    campaign.figure("calls failed", failed)
    campaign.figure("calls elsewhere", elsewhere)
    if waits:
        milliseconds = sorted(round(wait * 1000) for wait in waits)
        campaign.figure(
            "ms from the command to the first call on the new table",
            f"least {milliseconds[0]}, median {milliseconds[len(milliseconds) // 2]}, "
            f"most {milliseconds[-1]}")
