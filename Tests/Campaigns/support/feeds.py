"""A ledger that changes and is fed by runs that are disturbed, a receiver, and the way between them."""

import csv
import hashlib
import json
import os
import shutil
import signal
import traceback

from support.campaign import last_words
from support.deliveries import World
from support.states import at

# Signed before any clock of the campaign.
SIGNATURE = "示例签字人甲,1990-01-01,示例文号"
FIELDS = "target,state,source,codes,reason,signed_by,signed_on,document\n" + "".join(
    f"{target},mapped,{source},{codes},,{SIGNATURE}\n"
    for target, source, codes in [
        ("编号", "legacyNumber", ""), ("标题", "matter.title", ""), ("类型", "matter.type", "type")])
CODES = "table,ours,theirs\n" + "".join(
    f"type,{code},{code}\n"
    for code in ["consultation", "help", "complaint", "report", "suggestion", "praise", "other"])
# The chance that a file or a message is lost; that it comes twice; that it changes its place.
CHANCE = 0.15


class Receiver:
    """Keeps of each key the message with the highest sequence number."""

    def __init__(self):
        self.feed = ""
        self.kept = {}
        self.manifests = {}
        self.answers = 0

    def take(self, lines, manifest):
        for line in lines:
            message = json.loads(line)
            self.feed = message["feed"]
            self.manifests[message["sequence"]] = manifest
            if self.kept.get(message["key"], (0,))[0] < message["sequence"]:
                self.kept[message["key"]] = (message["sequence"], message.get("fields"))

    def tickets(self):
        return {fields["编号"]: fields.get("标题", "") for _, fields in self.kept.values() if fields}

    def acknowledgement(self):
        self.answers += 1
        last = max(self.manifests, default=0)
        lacking = [number for number in range(1, last) if number not in self.manifests]
        return {
            "schema": "hotline/feed.acknowledgement/1", "feed": self.feed, "number": self.answers,
            "received": last, "manifest": self.manifests.get(last, ""),
            "missing": [{"first": number, "last": number} for number in lacking]}


class FeedWorld(World):
    """A workspace whose ledger is changed, and fed after each few changes."""

    def live(self, count):
        self.begin()
        shutil.copytree(f"{self.work}/w/Mappings/feeds/yuesx", f"{self.work}/w/Mappings/feeds/small")
        self.write("w/Mappings/feeds/small/fields.csv", FIELDS)
        self.write("w/Mappings/feeds/small/codes.csv", CODES)
        purpose = self.random.choice(["", "platform"])
        self.write("w/Mappings/feeds/small/profile.csv", f"setting,value\nmessages,7\npurpose,{purpose}\n")
        self.receiver = Receiver()
        self.seen = {}
        self.disturbs = True
        try:
            with self.quiet:
                self.take()
                for _ in range(count):
                    for _ in range(self.random.choice([0, 1, 1, 2])):
                        self.change()
                    self.feed()
                    self.carry()
                    self.answer()
                self.settle()
        except Exception:
            self.campaign.fail("feed", f"world {self.number}: {traceback.format_exc()}")
        shutil.rmtree(self.work, ignore_errors=True)
        return self.counts

    # MARK: The runs

    def feed(self):
        """A run that is disturbed, and done again until it comes to its end; beside it, in a copy of
        the folder, one that is not."""
        shutil.rmtree(f"{self.work}/twin", ignore_errors=True)
        if os.path.isdir(f"{self.work}/feed"):
            shutil.copytree(f"{self.work}/feed", f"{self.work}/twin")
        command = at("export", "feed", "--profile", "small", "-q", "--to")
        self.must([*command, "twin"], codes=(0,))
        for _ in range(self.random.choice([1, 1, 2, 3])):
            kind = self.random.choice(["kill", "after", "torn", "eio", "enospc"])
            outcome = self.run([*command, "feed"], at=self.random.randrange(1, 70), kind=kind)
            self.look()
            if outcome.code == 0:
                break
            if kind in ("eio", "enospc") and outcome.code > 0:
                self.count("runs with a call that failed")
            elif outcome.code == -signal.SIGKILL:
                self.count("runs that were killed")
            else:
                self.campaign.fail("disturbed run", f"world {self.number}: {kind}: {last_words(outcome)}")
        self.must([*command, "feed"], codes=(0,))
        self.look()
        self.count("folders compared with undisturbed runs")
        if self.contents("feed") != self.contents("twin"):
            self.campaign.fail("folder", f"world {self.number}: {sorted(self.contents('feed'))} {sorted(self.contents('twin'))}")

    def contents(self, folder):
        files = {}
        for name in os.listdir(f"{self.work}/{folder}"):
            # A list that was being replaced is written anew.
            if os.path.isfile(f"{self.work}/{folder}/{name}") and name not in (".lock", "outstanding.csv.part"):
                with open(f"{self.work}/{folder}/{name}", "rb") as file:
                    files[name] = file.read()
        return files

    def look(self):
        """What a receiver may have read never changes, and where a manifest is its messages are whole."""
        files = self.contents("feed") if os.path.isdir(f"{self.work}/feed") else {}
        for name, content in files.items():
            if name.endswith(".json"):
                manifest = json.loads(content)
                messages = files.get(manifest["file"], b"")
                if hashlib.sha256(messages).hexdigest() != manifest["sha256"]:
                    self.campaign.fail("manifest", f"world {self.number}: {name}")
                self.seen.setdefault(name, content)
                self.seen.setdefault(manifest["file"], messages)
        for name, content in self.seen.items():
            if files.get(name) != content:
                self.campaign.fail("file that changed", f"world {self.number}: {name}")

    # MARK: The way to the receiver

    def arriving(self, things):
        arriving = []
        for thing in things:
            if self.disturbs and self.random.random() < CHANCE:
                self.count("losses")
                continue
            arriving.append(thing)
            if self.disturbs and self.random.random() < CHANCE:
                self.count("repeats")
                arriving.append(thing)
        for place in range(len(arriving)):
            if self.disturbs and self.random.random() < CHANCE:
                other = self.random.randrange(len(arriving))
                if other != place:
                    arriving[place], arriving[other] = arriving[other], arriving[place]
                    self.count("reorderings")
        return arriving

    def outstanding(self):
        path = f"{self.work}/feed/outstanding.csv"
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def carry(self):
        for row in self.arriving(self.outstanding()):
            with open(f"{self.work}/feed/{row['file']}", "rb") as file:
                content = file.read()
            if hashlib.sha256(content).hexdigest() != row["sha256"]:
                self.campaign.fail("file to be sent", f"world {self.number}: {row}")
            with open(f"{self.work}/feed/{row['manifest']}", "rb") as file:
                manifest = hashlib.sha256(file.read()).hexdigest()
            self.receiver.take(self.arriving(content.decode().splitlines()), manifest)

    def answer(self):
        if self.receiver.manifests and (not self.disturbs or self.random.random() < 0.6):
            os.makedirs(f"{self.work}/feed/acks", exist_ok=True)
            name = self.random.randrange(1000)
            self.write(f"feed/acks/{name:03}.json", json.dumps(self.receiver.acknowledgement()))

    # MARK: The end

    def settle(self):
        """Without disturbance all arrives, and is what a fresh full delivery holds."""
        self.disturbs = False
        for _ in range(3):
            self.must(at("export", "feed", "--profile", "small", "-q", "--to", "feed"), codes=(0,))
            self.carry()
            self.answer()
        if self.outstanding():
            self.campaign.fail("outstanding at the end", f"world {self.number}: {self.outstanding()}")
        outcome = self.run(at("export", "tickets", "--to", "full"))
        if outcome.code != 0 and b"HL6132" not in outcome.err:
            self.campaign.fail("delivery", f"world {self.number}: {last_words(outcome)}")
        full = self.read("full")[0] if outcome.code == 0 else {}
        self.count("messages", len(self.receiver.manifests))
        self.count("tombstones kept", sum(fields is None for _, fields in self.receiver.kept.values()))
        self.compare(self.receiver.tickets(), full, "the receiver at the end")
        self.count("receivers compared with full deliveries")
