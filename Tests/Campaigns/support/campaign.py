"""What every campaign needs: its seed, its size, lanes that work side by side, and its figures.

A campaign tries something many times with random choices that its seed repeats. It is called with
HOTLINE (the program), ROOT (the project), SEED and SIZE (how many trials; empty for all of them) in
its environment, prints one figure a line, and ends with 0 only if everything held.
"""

import atexit
import concurrent.futures
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass

# The program's clock stands still, so that two runs of one command write the same bytes.
NOW = 1_700_000_000
# A run hangs if it takes more than so many seconds of the processor, or ten times as many in all:
# the machine may have other work.
PATIENCE = 20
# At most so many failures of one kind are printed in full, unless SHOWN in the environment says more.
SHOWN = int(os.environ.get("SHOWN") or 3)


@dataclass(frozen=True)
class Outcome:
    """How a run of the program ended."""

    code: int  # negative for a signal, None if it hung
    out: bytes
    err: bytes

    @property
    def hung(self):
        return self.code is None

    @property
    def crashed(self):
        """Ended by a signal or a trap, or by a fault that the program calls its own."""
        return not self.hung and (self.code < 0 or self.code == 70 or 128 < self.code < 160)

    @property
    def has_finding(self):
        return b"[HL" in self.err or b"HL" in self.out and self.code != 0

    @property
    def shows_database_text(self):
        """Whether the database library's own words reached the terminal."""
        return any(
            word in self.err
            for word in (b"SQLite error", b"while executing", b"SQL logic", b"GRDB", b"Fatal error")
        )


class Campaign:
    """One campaign: its environment, its figures and what failed."""

    def __init__(self, name, full_size, lanes=None):
        self.name = name
        self.program = os.path.abspath(os.environ["HOTLINE"])
        self.root = os.path.abspath(os.environ["ROOT"])
        self.now = NOW
        self.seed = int(os.environ.get("SEED") or 1)
        self.size = int(os.environ.get("SIZE") or full_size)
        self.lanes = lanes or min(2, os.cpu_count() or 1)
        self.failures = {}
        self.began = time.monotonic()
        self.lock = threading.Lock()
        # Memory where there is some: every run waits for what it has written.
        memory = "/dev/shm"
        place = memory if os.access(memory, os.W_OK) and not os.environ.get("TMPDIR") else None
        self.folder = tempfile.mkdtemp(prefix=f"campaign-{name}-", dir=place)
        if os.environ.get("KEEP"):
            print(f"kept: {self.folder}", file=sys.stderr)
        else:
            atexit.register(shutil.rmtree, self.folder, ignore_errors=True)

    def random(self, *names):
        """Random choices that depend on the seed and on what they are for, not on their order."""
        return random.Random(" ".join(map(str, (self.seed, *names))))

    def run(self, words, folder, environment=None, input=b""):
        """Runs the program in a folder."""
        variables = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": os.path.join(folder, "home"),
            "LC_ALL": "C",
            "USER": "campaign",
            "SWIFT_BACKTRACE": "enable=no",
            **(environment or {}),
        }
        process = subprocess.Popen(
            [self.program, *words], cwd=folder, env=variables, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(10):
            try:
                out, err = process.communicate(input, timeout=PATIENCE)
                return Outcome(process.returncode, out, err)
            except subprocess.TimeoutExpired:
                input = None
                if processor_seconds(process.pid) > PATIENCE:
                    break
        process.kill()
        out, err = process.communicate()
        return Outcome(None, out, err)

    def fail(self, kind, account):
        """Notes a failure: its kind, and an account from which it can be repeated."""
        with self.lock:
            accounts = self.failures.setdefault(kind, [])
            accounts.append(account)
            if len(accounts) <= SHOWN:
                print(f"{kind}: " + account.replace("\n", "\n    "), file=sys.stderr, flush=True)

    def each(self, trials, work):
        """Does the work of every trial, in several lanes; `work(lane, trial)` has a folder to itself.

        Returns the results in the order of the trials.
        """
        idle = list(range(self.lanes))

        def with_lane(trial):
            with self.lock:
                lane = idle.pop()
            try:
                return work(self.lane_folder(lane), trial)
            finally:
                with self.lock:
                    idle.append(lane)

        with concurrent.futures.ThreadPoolExecutor(self.lanes) as pool:
            try:
                return list(pool.map(with_lane, trials))
            except KeyboardInterrupt:
                # What was tried until then still has its figures.
                self.fail("interrupted", "before all was tried")
                return []

    def lane_folder(self, lane):
        folder = os.path.join(self.folder, f"lane{lane}")
        os.makedirs(folder, exist_ok=True)
        return folder

    def figure(self, name, value):
        print(f"{self.name}: {name}: {value}", flush=True)

    def finish(self):
        """Prints what failed and ends the process."""
        for kind, accounts in sorted(self.failures.items()):
            self.figure(f"failed, {kind}", len(accounts))
        self.figure("seed", self.seed)
        self.figure("seconds", round(time.monotonic() - self.began))
        self.figure("result", "failed" if self.failures else "held")
        sys.exit(1 if self.failures else 0)


def processor_seconds(process):
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def last_words(outcome):
    """The end of what a run printed, for an account of a failure."""
    text = (outcome.err or outcome.out).decode("utf-8", "replace").strip()
    return f"code {outcome.code}: " + " | ".join(text.splitlines()[-3:])[-400:]
