"""The program is killed at every point at which it writes or starts a command."""

import os
import re
import subprocess
import threading

from support.campaign import last_words
from support.cutover.city import LiveSwitch
from support.cutover.load import Caller

KILLS = ["kill", "after", "torn"]


class Callers:
    """Calls that go on meanwhile; each must be answered by a desk of one of the two tables."""

    def __init__(self, switch):
        self.switch, self.over = switch, False
        self.caller = Caller(switch.own)
        asked = [("12345", switch.listen, ()), ("12329", switch.listen, ()), ("12333", switch.listen, ())]
        self.thread = threading.Thread(
            target=self.caller.run, args=(20, asked, lambda: self.over))
        self.thread.start()

    def end(self):
        self.over = True
        self.thread.join()
        return self.caller.calls


def faults_library(campaign):
    path = os.path.join(campaign.folder, "faults.so")
    if not os.path.exists(path):
        source = os.path.join(campaign.root, "Tests/Campaigns/faults.c")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", path, source, "-ldl"], check=True)
    return path


class Commands:
    """What is run, and how things are made so that it can be run."""

    def __init__(self, switch):
        self.switch, self.number = switch, 0
        self.plan = None

    def make_plan(self):
        """A plan for a table that the switch does not have."""
        self.number += 1
        self.switch.targets(self.number % 2, calls=100 + self.number)
        self.plan = f"{self.switch.folder}/{self.number}.plan"
        self.switch.hotline("plan", "--switch", "core-1", "--out", self.plan)

    def prepare(self, name):
        if name == "apply":
            self.make_plan()
            return ["apply", self.plan]
        if name == "flip":
            self.make_plan()
            self.switch.hotline("apply", self.plan)
            return ["cutover", "flip", self.plan, "--yes"]
        self.make_plan()
        self.switch.hotline("apply", self.plan)
        self.switch.hotline("cutover", "flip", self.plan, "--yes")
        return ["rollback", "--switch", "core-1", "--because", "演练", "--yes"]


def run(campaign):
    switch = LiveSwitch(campaign, f"{campaign.folder}/kills")
    try:
        switch.make()
        library = faults_library(campaign)
        commands = Commands(switch)
        callers = Callers(switch)
        try:
            # The short form tries the command that moves live calls.
            for name in ("apply", "flip", "rollback") if campaign.size >= 5 else ("flip",):
                trials(campaign, switch, commands, name, library)
        finally:
            calls = callers.end()
        # The second desk of 12345 takes calls where the first one answers late.
        desks = {switch.port("Q-12345", building, spare) for building in (0, 1) for spare in (0, 1)}
        desks |= {switch.port("S-12333", building) for building in (0, 1)}
        wrong = [call for call in calls if call.code != 200 or call.desk not in desks]
        for call in wrong:
            campaign.fail("call during a kill", f"{call.dialled}: {call.code} {call.desk}")
        campaign.figure("calls while the program was killed", f"{len(calls)}, {len(wrong)} wrong")
    finally:
        switch.end()


def trials(campaign, switch, commands, name, library):
    log = os.path.join(switch.folder, "points")
    words = commands.prepare(name)
    if os.path.exists(log):
        os.unlink(log)
    switch.hotline(*words, environment={
        "LD_PRELOAD": library, "FAULTS_COMMANDS": "1", "FAULTS_LOG": log})
    with open(log, encoding="utf-8") as file:
        points = [line.split(" ", 2)[1:] for line in file]
    # What is written to be read back and dropped is left out: nobody ever looks at it.
    tries = [
        (index, kind) for index, (call, path) in enumerate(points, 1) for kind in KILLS
        if "/tmp/hotline-" not in path
        and (kind != "torn" or call in ("write", "pwrite", "pwritev", "send"))]
    count = len(tries)
    if campaign.size < 5:
        # Late points: the command has begun to change something.
        tries = [tries[count * share // 100] for share in (75, 92)]
    else:
        tries = campaign.random(name).sample(tries, min(campaign.size * 6, count))
    reached = 0
    for index, kind in tries:
        words = commands.prepare(name)
        outcome = switch.hotline(
            *words, expect=None, environment={
                "LD_PRELOAD": library, "FAULTS_COMMANDS": "1", "FAULTS_AT": str(index),
                "FAULTS_KIND": kind})
        reached += outcome.code == -9
        account = f"{name} {kind} at {index} ({' '.join(points[index - 1]).strip()})"
        check(campaign, switch, words, name, account)
    campaign.figure(f"{name}: kills", f"{len(tries)} of {count} possible, {reached} reached")


def check(campaign, switch, words, name, account):
    """What was killed is named, and the same command ends right."""
    before = switch.hotline("verify", "--switch", "core-1", expect=None)
    steps = switch.hotline("cutover", "list", "--columns", "step", "--no-header").out.decode().split("\n")
    last = [step.strip() for step in steps if step.strip()][-1]
    begun = last in ("applying", "flipping", "returning", "being loaded", "going live", "rolling back")
    if begun and b"HL5431" not in before.err:
        campaign.fail("interruption not named", f"{account}: {last}\n{last_words(before)}")
    if not begun and before.code not in (0, 2):
        campaign.fail("verify", f"{account}: {last_words(before)}")
    again = switch.hotline(*words, expect=None)
    is_over = name == "rollback" and last in ("returned", "rolled back")
    if again.code != (65 if is_over else 0):
        campaign.fail("not ended by the same command", f"{account}: {last_words(again)}")
    after = switch.hotline("verify", "--switch", "core-1", expect=None)
    # Desks of a busy machine answer late, and the switch says so: that is nobody's change.
    if set(re.findall(rb"\[(HL\d+)\]", after.err)) - {b"HL5414"} or after.code not in (0, 2):
        campaign.fail("not as it should be afterwards", f"{account}: {last_words(after)}")
    live = switch.pointer()
    stored = switch.sql("SELECT key_value FROM mg_ctl WHERE key_name = 'active'").strip()
    if live != stored:
        campaign.fail("pointer split", f"{account}: memory {live}, database {stored}")
