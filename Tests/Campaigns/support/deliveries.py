"""Deliveries beside everything else that happens to a ledger, and what they must hold."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import threading
import time
import traceback

from support.campaign import last_words
from support.states import at

LINE = "12329"
TAKE = ["-m", "small", "--line", LINE, "--tolerance", "100%", "-q"]
FIELDS = """field,source,transform,formats,codes,required,otherwise
legacyNumber,编号,text,,,yes,quarantine
call.receivedAt,时间,instant,yyyy-MM-dd,,no,quarantine
matter.type,类型,code,,type,yes,quarantine
matter.title,标题,text,,,no,empty
"""
# The clock of each command: some time in so many years around the campaign's.
YEARS = 20
KEYS = 60


class World:
    """A workspace in which one thread changes the ledger and another hands it over."""

    def __init__(self, campaign, folder, faults, number):
        self.campaign, self.faults, self.number = campaign, faults, number
        self.work = os.path.join(folder, f"world{number}")
        self.random = campaign.random("writer", number)
        self.files = {}  # rows of each imported file by its name: number, title, what is wrong with it
        self.mended = set()  # unknown codes that the mapping knows by now
        self.counts = {}
        self.steps = 0
        self.over = threading.Event()
        self.quiet = threading.Lock()  # held while the ledger is changed

    # MARK: What happens to the ledger

    def run(self, words, random=None, **faults):
        random = random or self.random
        now = self.campaign.now + random.randrange(-YEARS * 366, YEARS * 366) * 86_400
        environment = {"LD_PRELOAD": self.faults, "FAULTS_NOW": str(now)}
        environment |= {f"FAULTS_{name.upper()}": str(value) for name, value in faults.items()}
        return self.campaign.run(words, self.work, environment)

    def must(self, words, codes=(0, 2), **faults):
        outcome = self.run(words, **faults)
        if outcome.code not in codes:
            self.campaign.fail("command beside a delivery", f"world {self.number}: {words}: {last_words(outcome)}")
        return outcome

    def count(self, name, number=1):
        self.counts[name] = self.counts.get(name, 0) + number

    def begin(self):
        os.makedirs(f"{self.work}/home")
        self.must(["init", "w", "--city", "示例市", "--area", "0757", "--mappings", f"{self.campaign.root}/Mappings"])
        shutil.copy(f"{self.campaign.root}/SampleData/register.csv", f"{self.work}/w/register.csv")
        os.makedirs(f"{self.work}/w/Mappings/sources/small/codes")
        self.write("w/Mappings/sources/small/source.csv",
                   "setting,value\ncontainer,csv\nrepeated,last-wins\nowner,某单位\n")
        self.write("w/Mappings/sources/small/fields.csv", FIELDS)
        self.write("w/Mappings/sources/small/codes/type.csv", "legacy,unified,note\n甲,help,\n")

    def write(self, path, text):
        with open(f"{self.work}/{path}", "w", encoding="utf-8") as file:
            file.write(text)

    def delivered_file(self):
        """A file of records, some of which cannot be used: an unknown code, or a day that is none."""
        name = f"d{len(self.files)}.csv"
        rows = []
        for index in range(self.random.randrange(1, 12)):
            wrong = self.random.choices(["", "code", "day"], [8, 1, 1])[0]
            # A record that is to be retried or repaired has a number of its own.
            key = f"{name}-{index}" if wrong else f"K{self.random.randrange(KEYS)}"
            rows.append((key, f"{name} 第{index}条", wrong))
        self.files[name] = rows
        days = {"day": "2021-02-30"}
        codes = {"code": f"新{name}"}
        self.write(name, "编号,时间,类型,标题\n" + "".join(
            f"{key},{days.get(wrong, '2021-02-03')},{codes.get(wrong, '甲')},{title}\n" for key, title, wrong in rows))
        return name

    def batches(self):
        outcome = self.must(at("batch", "list", "--format", "jsonl"), codes=(0,))
        return [json.loads(line) for line in outcome.out.decode().splitlines()] if outcome.code == 0 else []

    def change(self):
        """One thing that a user does."""
        deed = self.random.choices(
            [self.take, self.interrupt, self.undo, self.retry, self.repair, self.waive], [8, 3, 3, 2, 2, 1])[0]
        deed()
        self.steps += 1

    def take(self):
        files = [self.delivered_file() for _ in range(self.random.choice([1, 1, 2, 3]))]
        self.must(at("import", *files, *TAKE))
        self.count("beside them, imports")

    def interrupt(self):
        """An import of several files that is killed, is let lie for a while, and then ends or is undone."""
        files = [self.delivered_file() for _ in range(3)]
        words = at("import", *files, *TAKE)
        self.must(words, codes=(-signal.SIGKILL, 0, 2), at=self.random.randrange(20, 140), kind="kill")
        if any(batch["state"] == "interrupted" for batch in self.batches()):
            self.count("beside them, interrupted imports")
            self.quiet.release()
            time.sleep(self.random.random() * 0.5)
            self.quiet.acquire()
        unclosed = [batch["batch"] for batch in self.batches() if batch["state"] == "interrupted"]
        if unclosed and self.random.random() < 0.4:
            self.must(at("batch", "undo", unclosed[0], "--with-later"))
        else:
            self.must(words)

    def undo(self):
        closed = [batch["batch"] for batch in self.batches() if batch["state"] == "closed"]
        if closed:
            # Mostly one of the last, so that not all is gone soon.
            self.must(at("batch", "undo", self.random.choice(closed[-3:]), "--with-later"))
            self.count("beside them, undos")

    def retry(self):
        """The codes of a delivered file become known, and its records are read again."""
        for batch in reversed(self.batches()):
            names = [file["file"] for file in batch["files"] if file["file"] in self.files]
            open_ = [name for name in names if any(row[2] == "code" for row in self.files[name])
                     and name not in self.mended]
            if batch["state"] == "closed" and open_ and batch["label"].startswith(LINE):
                self.mended.update(open_)
                self.write("w/Mappings/sources/small/codes/type.csv", "legacy,unified,note\n甲,help,\n"
                           + "".join(f"新{name},help,\n" for name in sorted(self.mended)))
                self.must(at("quarantine", "retry", batch["batch"], "-m", "small"))
                self.count("beside them, retries")
                return

    def repair(self):
        for batch in reversed(self.batches()):
            names = [file["file"] for file in batch["files"] if file["file"] in self.files]
            if batch["state"] != "closed" or not any(row[2] == "day" for name in names for row in self.files[name]):
                continue
            sheet = f"sheet{len(self.files)}.csv"
            if self.run(at("quarantine", "export", batch["batch"], "--to", sheet, "-q")).code != 0:
                return
            if not os.path.exists(f"{self.work}/{sheet}"):
                continue
            with open(f"{self.work}/{sheet}", encoding="utf-8") as file:
                text = file.read()
            if "2021-02-30" not in text:
                continue
            self.write(sheet, text.replace("2021-02-30", "2021-02-28"))
            rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
            self.files[sheet] = [(row["编号"], row["标题"], self.fault_after_repair(row)) for row in rows]
            self.must(at("quarantine", "import", sheet, "-m", "small"))
            self.count("beside them, repairs")
            return

    def fault_after_repair(self, row):
        return "" if row["时间"] == "2021-02-30" or row["类型"].removeprefix("新") in self.mended else "code"

    def waive(self):
        outcome = self.must(at("quarantine", "list", "--where", "state=open", "--format", "jsonl"))
        entries = [json.loads(line) for line in outcome.out.decode().splitlines()]
        # A record with an unknown code is left for the retry.
        entries = [entry["id"] for entry in entries if entry["code"] == "HL2206"]
        if entries:
            self.must(at("quarantine", "waive", entries[0], "--because", "重复", "--by", "组长"))
            self.count("beside them, waivers")

    # MARK: What is handed over

    def live(self, count):
        self.begin()
        self.take()
        writer = threading.Thread(target=self.change_until_over)
        writer.start()
        try:
            self.hand_over(count)
        except Exception:
            self.campaign.fail("delivery", f"world {self.number}: {traceback.format_exc()}")
        finally:
            self.over.set()
            writer.join()
        shutil.rmtree(self.work, ignore_errors=True)
        return self.counts

    def change_until_over(self):
        try:
            while not self.over.is_set():
                with self.quiet:
                    self.change()
        except Exception:
            self.campaign.fail("campaign", f"world {self.number}: {traceback.format_exc()}")

    def hand_over(self, count):
        random = self.campaign.random("deliveries", self.number)
        held, last, made = {}, None, 0
        while made < count:
            folder = f"out{made}"
            # Some begin anew; some are in clear, which leaves an entry in the audit trail.
            if random.random() < 0.1:
                last = None
            options = ["--since", last] if last else []
            if random.random() < 0.2:
                options += ["--purpose", "platform"]
            delivered = self.deliver(folder, options, random)
            if delivered is None:
                self.count("deltas refused, since nothing changed")
                time.sleep(0.1)
                continue
            made += 1
            tickets, tombstones, manifest = delivered
            if last is None:
                held = {}
            for number in tombstones:
                held.pop(number, None)
            held.update(tickets)
            last = folder
            self.count("deltas" if "--since" in options else "full deliveries")
            self.compare(held, self.expected(manifest), f"{folder} {options}")
            if random.random() < 0.25:
                held, last = self.compare_with_full(held, last, folder, random)
        self.compare_with_full(held, last, "end", random)

    def deliver(self, folder, options, random):
        """One delivery, stopped in the middle until something has changed beside it."""
        words = at("export", "tickets", "--to", folder, *options)
        steps = self.steps
        done = threading.Event()
        stopping = threading.Thread(target=self.stop_for_a_while, args=(folder, steps, done))
        stopping.start()
        outcome = self.run(words, random, at=random.randrange(1, 24), kind="stop")
        done.set()
        stopping.join()
        self.count("deliveries", outcome.code == 0)
        self.count("deliveries while something was changed beside them", outcome.code == 0 and self.steps > steps)
        if outcome.code == 65 and b"HL6132" in outcome.err:
            return None
        if outcome.code != 0:
            raise RuntimeError(f"{words}: {last_words(outcome)}")
        return self.read(folder)

    def stop_for_a_while(self, folder, steps, done):
        """When the export is stopped, waits until the ledger was changed, and lets the export continue."""
        while not done.wait(0.002):
            process = self.process_of(folder)
            if process and state(process) == "T":
                # It may hold the database, for which other commands wait five seconds.
                end = time.monotonic() + 3
                while self.steps == steps and time.monotonic() < end:
                    time.sleep(0.005)
                os.kill(process, signal.SIGCONT)

    def process_of(self, folder):
        mark = f"\0--to\0{folder}\0".encode()
        for name in os.listdir("/proc"):
            if name.isdigit():
                try:
                    with open(f"/proc/{name}/cmdline", "rb") as file:
                        if mark in file.read() and os.readlink(f"/proc/{name}/cwd") == os.path.realpath(self.work):
                            return int(name)
                except OSError:
                    continue
        return None

    def read(self, folder):
        place = f"{self.work}/{folder}"
        verified = self.campaign.run(["export", "verify", place], self.work)
        if verified.code != 0:
            self.campaign.fail("export verify", f"world {self.number}: {folder}: {last_words(verified)}")
        with open(f"{place}/manifest.json", encoding="utf-8") as file:
            manifest = json.load(file)
        tickets = {}
        with open(f"{place}/tickets.jsonl", encoding="utf-8", newline="\n") as file:
            for line in file:
                ticket = json.loads(line)
                tickets[ticket["legacyNumber"]] = ticket["matter"]["title"]
        tombstones = []
        if os.path.exists(f"{place}/tombstones.csv"):
            with open(f"{place}/tombstones.csv", encoding="utf-8", newline="") as file:
                tombstones = [row["legacyNumber"] for row in csv.DictReader(file)]
        return tickets, tombstones, manifest

    def expected(self, manifest):
        """What the batches of a manifest brought, in their order; those undone brought nothing."""
        expected = {}
        for batch in manifest["batches"]:
            if batch["state"] not in ("closed", "undone"):
                self.campaign.fail("unclosed batch in a manifest", f"world {self.number}: {batch['batch']}")
            if batch["state"] != "closed":
                continue
            is_retry = batch["label"].startswith("retry")
            for file in batch["files"]:
                for number, title, wrong in self.files[file["file"]]:
                    # A retry brings what its file's unknown codes had held up.
                    if wrong == ("code" if is_retry else ""):
                        expected[number] = title
        return expected

    def compare(self, held, expected, account):
        self.count("tickets compared", len(expected))
        if held != expected:
            wrong = sorted(set(held.items()) ^ set(expected.items()))
            self.campaign.fail("sum of deliveries", f"world {self.number}: {account}: {wrong[:6]}")

    def compare_with_full(self, held, last, name, random):
        """With the ledger at rest: a last delta, and a fresh full delivery."""
        with self.quiet:
            if last:
                delta = f"{name}-delta"
                outcome = self.run(at("export", "tickets", "--since", last, "--to", delta), random)
                if outcome.code == 0:
                    tickets, tombstones, _ = self.read(delta)
                    for number in tombstones:
                        held.pop(number, None)
                    held.update(tickets)
                    last = delta
                elif b"HL6132" not in outcome.err:
                    self.campaign.fail("delivery", f"world {self.number}: {delta}: {last_words(outcome)}")
            outcome = self.run(at("export", "tickets", "--to", f"{name}-full"), random)
            full = self.read(f"{name}-full") if outcome.code == 0 else ({}, [], None)
            if outcome.code != 0 and b"HL6132" not in outcome.err:
                self.campaign.fail("delivery", f"world {self.number}: {name}-full: {last_words(outcome)}")
            if last:
                self.compare(held, full[0], f"{name}-full")
                self.count("sums compared with a fresh full delivery")
        return held, last


def state(process):
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0]
    except OSError:
        return None
