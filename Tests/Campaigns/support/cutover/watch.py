"""After a flip: a wrong target under load, and refusals, are named within a minute."""

import re
import subprocess
import threading
import time

from support.campaign import last_words
from support.cutover.city import CODES, LiveSwitch
from support.cutover.flips import RATE
from support.cutover.kills import Commands
from support.cutover.load import Caller

NUMBERS = ["12345", "12329", "12336", "075712345", "12318"]


def run(campaign):
    switch = LiveSwitch(campaign, f"{campaign.folder}/watch")
    caller = None
    try:
        switch.make()
        flip = Commands(switch).prepare("flip")
        caller = Caller(switch.own)
        over = threading.Event()
        asked = [(number, switch.listen, ()) for number in NUMBERS]
        thread = threading.Thread(target=caller.run, args=(RATE, asked, over.is_set))
        thread.start()
        try:
            if campaign.size >= 5:
                sound = switch.hotline(*flip, "--watch", "60s", expect=None)
                if sound.code != 0:
                    campaign.fail("watch of a sound table", last_words(sound))
            else:
                switch.hotline(*flip)
            named(campaign, switch, "a number to another set, and one to a set that is not there", [
                ["htable.sets", "plan_b", "s:R12329/0", "s:queue;22;;;;;12329"],
                ["htable.sets", "plan_b", "s:R12336/1", "s:queue;992;;;;;12336"],
            ], (b"HL5432", b"HL5433"))
        finally:
            over.set()
            thread.join()
    finally:
        switch.end()


def named(campaign, switch, name, changes, findings):
    """Changes by hand; a watch that began before says what they do to calls."""
    process = subprocess.Popen(
        [campaign.program, "-C", switch.workspace, "cutover", "show", "--switch", "core-1", "--watch",
         "2m"], cwd=switch.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=switch.environment())
    time.sleep(4)
    began = time.monotonic()
    for change in changes:
        switch.kamcmd(*change)
    out = process.communicate()[0]
    CODES.update(code.decode() for code in re.findall(rb"\[(HL\d{4})\]", out))
    seconds = time.monotonic() - began
    if process.returncode != 2 or seconds > 60 or not all(code in out for code in findings):
        campaign.fail("not named", f"{name}: {process.returncode} after {seconds:.0f} s\n{out[-2500:].decode()}")
    campaign.figure(f"s until {name} was named", round(seconds))
