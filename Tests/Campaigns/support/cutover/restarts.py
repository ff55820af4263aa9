"""The switch is killed at random instants of the commands, and started again."""

import subprocess
import threading
import time

from support.campaign import last_words
from support.cutover.city import LiveSwitch
from support.cutover.kills import Callers, Commands

# A caller gives up after four seconds: what began so long before a restart may end in it.
PATIENCE = 4.5


def run(campaign):
    switch = LiveSwitch(campaign, f"{campaign.folder}/restarts")
    count = 2 if campaign.size == 1 else campaign.size * 3
    outages = []
    try:
        switch.make()
        commands = Commands(switch)
        callers = Callers(switch)
        try:
            for trial in range(count):
                one(campaign, switch, commands, trial, outages)
        finally:
            calls = callers.end()
        judge(campaign, switch, calls, outages)
        campaign.figure("restarts of the switch", count)
    finally:
        switch.end()


def one(campaign, switch, commands, trial, outages):
    name = ("apply", "flip", "rollback")[trial % 3]
    words = commands.prepare(name)
    delay = campaign.random("restart", trial).uniform(0, 1.5)
    process = subprocess.Popen(
        [campaign.program, "-C", switch.workspace, *words], cwd=switch.folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=switch.environment())
    time.sleep(delay)
    began = time.monotonic()
    switch.kill()
    switch.start()
    outages.append((began, time.monotonic()))
    process.wait()
    account = f"{name} with the switch killed after {delay:.2f} s"
    again = switch.hotline(*words, expect=None)
    is_over = name == "rollback" and process.returncode == 0
    if again.code != (65 if is_over else 0):
        campaign.fail("not ended by the same command", f"{account}: {last_words(again)}")
    after = switch.hotline("verify", "--switch", "core-1", expect=None)
    codes = {word for word in after.err.decode().split() if word.startswith(("error[", "warning["))}
    # A restart after the last entry of the journal is said, and is all that is said.
    if after.code not in (0, 2) or codes - {"warning[HL5413]:"}:
        campaign.fail("not as it should be afterwards", f"{account}: {last_words(after)}")


def judge(campaign, switch, calls, outages):
    desks = {switch.port(name, building) for name in ("Q-12345", "S-12333") for building in (0, 1)}
    unanswered = 0
    for call in calls:
        if call.code == 200 and call.desk in desks:
            continue
        if call.code is None and any(
                begin - PATIENCE < call.began < end + 0.5 for begin, end in outages):
            unanswered += 1
            continue
        campaign.fail("call during a restart", f"{call.dialled}: {call.code} {call.desk}")
    campaign.figure(
        "calls while the switch was killed", f"{len(calls)}, {unanswered} unanswered in an outage")
