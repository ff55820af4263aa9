"""Workspaces to begin with, each made by commands of the program, and what commands write in them."""

import os
import re
import shutil
import sqlite3
from dataclasses import dataclass

from support import exports

TAKE = ["-m", "12329-gjj", "--line", "12329", "--tolerance", "50%", "-q"]
DELIVERY = ["in/d1.csv", "in/d2.csv", "in/d3.csv"]
# Small files, each of which gets a key file of its own: ten of a size are merged when there are 13.
MANY = [f"in/many/{number:03}.csv" for number in range(1, 137)]
FIRST_OF_MANY, SECOND_OF_MANY, REST_OF_MANY, LAST_OF_MANY = MANY[:5], MANY[5:13], MANY[13:135], MANY[135]

FACTS = """\
line,number,owner_level,vertical,emergency,utility,secrecy,answered,lifecycle,annex,monthly_calls,awareness,retain,seats,movable
12328,12328,state,no,no,no,no,local,live,dual,,high,silent,some,yes
96110,96110,city,no,no,no,no,local,live,none,299.5,low,silent,none,yes
"""


@dataclass(frozen=True)
class Scenario:
    """A command that writes, in a workspace made for it."""

    name: str
    state: str
    words: list
    # What the user types after the command was killed: the same, or what the program asks for.
    again: list = None
    # Whether a key or a seed is made, so that what depends on it is another each time.
    makes_key: bool = False
    # How many shares of all kills and errors it gets.
    weight: int = 1

    @property
    def next_words(self):
        return self.again or self.words


def at(*words):
    """A command in the workspace `w`."""
    return ["-C", "w", *words]


SCENARIOS = [
    Scenario("init", "exports", ["init", "w", "--city", "示例市", "--area", "0757"], makes_key=True),
    Scenario("import one file", "city", at("import", "in/d1.csv", *TAKE),
             at("import", "in/d1.csv", *TAKE, "--resume"), weight=2),
    Scenario("import three files", "city", at("import", *DELIVERY, *TAKE),
             at("import", *DELIVERY, *TAKE, "--resume"), weight=3),
    Scenario("import what was imported before", "taken", at("import", "in/d1.csv", "in/d2.csv", *TAKE),
             at("import", "in/d1.csv", "in/d2.csv", *TAKE, "--resume"), weight=3),
    Scenario("import that merges key files", "crowded", at("import", LAST_OF_MANY, *TAKE),
             at("import", LAST_OF_MANY, *TAKE, "--resume"), weight=6),
    Scenario("import what closes quarantine", "taken", at("import", "in/mended.csv", *TAKE),
             at("import", "in/mended.csv", *TAKE, "--resume")),
    Scenario("import XML", "city",
             at("import", "in/tax.xml", "-m", "12366-tax", "--line", "12366", "--tolerance", "50%", "-q"),
             at("import", "in/tax.xml", "-m", "12366-tax", "--line", "12366", "--tolerance", "50%", "-q",
                "--resume")),
    Scenario("import --resume", "interrupted", at("import", *DELIVERY, *TAKE, "--resume"), weight=2),
    Scenario("ledger migrate", "older", at("ledger", "migrate"), makes_key=True, weight=4),
    Scenario("ledger migrate of an older one yet", "oldest", at("ledger", "migrate"), makes_key=True, weight=2),
    Scenario("import that migrates", "older",
             at("import", "in/tax.xml", "-m", "12366-tax", "--line", "12366", "--tolerance", "50%", "-q"),
             at("import", "in/tax.xml", "-m", "12366-tax", "--line", "12366", "--tolerance", "50%", "-q",
                "--resume"), makes_key=True, weight=3),
    Scenario("batch undo that migrates", "older", at("batch", "undo", "B0008"), makes_key=True, weight=2),
    Scenario("import --dry-run", "taken", at("import", "in/d2.csv", *TAKE, "--dry-run")),
    Scenario("batch undo", "changed", at("batch", "undo", "B0002"), weight=2),
    Scenario("batch undo within a merged key file", "mixed", at("batch", "undo", "B0003"), weight=2),
    Scenario("batch undo of a merged key file", "crowded", at("batch", "undo", "B0004"), weight=2),
    Scenario("batch undo of one with retries", "retried", at("batch", "undo", "B0001", "--with-later")),
    Scenario("batch undo --with-later", "changed", at("batch", "undo", "B0001", "--with-later")),
    Scenario("quarantine export", "taken", at("quarantine", "export", "B0001", "--to", "sheet.csv")),
    Scenario("quarantine import", "repaired", at("quarantine", "import", "repair.csv", "-m", "12329-gjj"),
             weight=3),
    Scenario("quarantine retry", "mended", at("quarantine", "retry", "B0001", "-m", "12329-gjj")),
    Scenario("quarantine waive", "taken",
             at("quarantine", "waive", "Q000001", "Q000002", "--because", "重复", "--by", "组长")),
    Scenario("decide", "city",
             at("decide", "12350", "--mode", "dual-number", "--because", "会议纪要", "--document", "纪要〔2021〕3号",
                "--by", "组长")),
    Scenario("decide --withdraw", "decided",
             at("decide", "12350", "--withdraw", "--because", "重议", "--by", "组长")),
    Scenario("classify --record", "city", at("classify", "--record", "--by", "组长")),
    Scenario("export tickets", "changed", at("export", "tickets", "--to", "out")),
    Scenario("export tickets, split and compressed", "changed",
             at("export", "tickets", "--format", "csv", "--split", "20KB", "--compress", "zstd", "--to", "out")),
    Scenario("export tickets --replace", "handed", at("export", "tickets", "--to", "full", "--replace")),
    Scenario("export tickets --since", "handed", at("export", "tickets", "--since", "B0001", "--to", "out")),
    Scenario("export tickets in clear", "changed",
             at("export", "tickets", "--purpose", "platform", "--to", "out")),
    Scenario("export tickets with hashes", "keyed",
             at("export", "tickets", "--purpose", "statistics", "--to", "out")),
    Scenario("export new-key", "keyed", at("export", "new-key")),
    Scenario("export routes", "city", at("export", "routes", "--format", "kamailio", "--to", "routes")),
    Scenario("route build", "city", at("route", "build")),
    Scenario("checklist export", "city", at("checklist", "export", "--to", "checklists.csv")),
    Scenario("mapping new", "city", at("mapping", "new", "in/d1.csv", "--name", "drafted")),
    Scenario("ledger backup", "changed", at("ledger", "backup", "backup.tar")),
    Scenario("ledger seal", "keyless", at("ledger", "seal", "--because", "密钥遗失", "--by", "组长"), makes_key=True),
    Scenario("batch diff in clear", "changed",
             at("batch", "diff", "B0002", "--show-values", "--because", "核对", "--by", "组长")),
    Scenario("preview in clear", "taken",
             at("preview", "in/d2.csv", "-m", "12329-gjj", "--show-values", "--because", "核对", "--by", "组长")),
    Scenario("mapping coverage --write", "city", at("mapping", "coverage", "12329-gjj", "in/d1.csv", "--write")),
    Scenario("policy export", "city", at("policy", "export", "--dmn", "policy.dmn")),
    Scenario("policy import", "modelled", ["policy", "import", "kit/city.dmn", "--to", "sheets"]),
    Scenario("policy decide", "city",
             at("policy", "decide", "in/facts.csv", "--to", "answers.csv")),
    Scenario("policy gen-tests", "city", at("policy", "gen-tests", "--boundary", "--to", "cases.xml")),
    Scenario("policy tck", "modelled", ["policy", "tck", "kit", "--csv", "results.csv"]),
    Scenario("mapping test --update", "city", at("mapping", "test", "12318-culture", "--update")),
    Scenario("route probe", "city", at("route", "probe", "--emit-sipp", "probe")),
    Scenario("quarantine show in clear", "taken",
             at("quarantine", "show", "Q000001", "--show-values", "--because", "核对", "--by", "组长")),
]


class Lane:
    """A folder to work in. Its states are made in the very place where they are used again."""

    def __init__(self, campaign, folder, faults):
        self.campaign = campaign
        self.faults = faults
        self.work = os.path.join(folder, "work")
        self.kept = os.path.join(folder, "states")

    def run(self, words, **faults):
        """Runs the program under a clock that stands still, with faults where some are asked for."""
        environment = {"LD_PRELOAD": self.faults, "FAULTS_NOW": str(self.campaign.now)}
        environment |= {f"FAULTS_{name.upper()}": str(value) for name, value in faults.items()}
        return self.campaign.run(words, self.work, environment)

    def begin(self, state):
        """Makes the working folder anew: a copy of a state."""
        kept = os.path.join(self.kept, state)
        if not os.path.isdir(kept):
            self.make(state)
            os.makedirs(self.kept, exist_ok=True)
            shutil.copytree(self.work, kept, symlinks=True)
        self.clear()
        shutil.copytree(kept, self.work, symlinks=True)

    def clear(self):
        shutil.rmtree(self.work, ignore_errors=True)

    def done(self, *words, codes=(0,)):
        """Runs a command of which a state is made."""
        outcome = self.run(list(words))
        if outcome.code not in codes:
            raise SystemExit(f"cannot make a state: {words}: {outcome.code} {outcome.err.decode()}")
        return outcome

    def make(self, state):
        match state:
            case "exports":
                self.clear()
                os.makedirs(os.path.join(self.work, "home"))
                self.write_exports()
            case "city":
                self.begin("exports")
                self.done("init", "w", "--city", "示例市", "--area", "0757")
                self.fill_sheets()
            case "taken":
                self.begin("city")
                self.done(*at("import", "in/d1.csv", *TAKE))
            case "changed":
                self.begin("taken")
                self.done(*at("import", "in/d2.csv", "in/d3.csv", *TAKE))
            case "interrupted":
                self.interrupt(at("import", *DELIVERY, *TAKE))
            case "repaired":
                self.begin("taken")
                self.done(*at("quarantine", "export", "B0001", "--to", "sheet.csv"))
                with open(f"{self.work}/sheet.csv", "rb") as sheet:
                    self.write("repair.csv", exports.repaired(sheet.read()))
            case "mended":
                self.begin("taken")
                self.mend_mapping()
            case "keyless":
                self.begin("taken")
                shutil.rmtree(f"{self.work}/home/.config")
            case "retried":
                self.begin("mended")
                self.done(*at("quarantine", "retry", "B0001", "-m", "12329-gjj"), codes=(0, 2))
            case "decided":
                self.begin("city")
                self.done(*next(s.words for s in SCENARIOS if s.name == "decide"))
            case "modelled":
                self.begin("city")
                os.mkdir(f"{self.work}/kit")
                self.done(*at("policy", "export", "--dmn", "kit/city.dmn"))
                self.done(*at("policy", "gen-tests", "--boundary", "--to", "kit/city-test-01.xml"))
            case "keyed":
                self.begin("changed")
                self.done(*at("export", "new-key"))
            case "mixed":
                # The key files of both batches are in one that was merged.
                self.begin("taken")
                self.done(*at("import", *FIRST_OF_MANY, *TAKE))
                self.done(*at("import", *SECOND_OF_MANY, *TAKE))
            case "crowded":
                # Twelve key files of one digit, and twelve of two: one more, and both are merged.
                self.begin("mixed")
                self.done(*at("batch", "undo", "B0003"))
                self.done(*at("import", *REST_OF_MANY, *TAKE))
            case "older":
                self.take_over("2d0ee98")
            case "oldest":
                self.take_over("33b0612")
            case "foreign":
                # Another ledger with files of the same names.
                self.begin("exports")
                self.done("init", "w", "--city", "示例市", "--area", "0757")
                self.fill_sheets()
                self.done(*at("import", "in/d2.csv", *TAKE))
                self.done(*at("import", "in/d1.csv", *MANY[20:33], *TAKE))
            case "handed":
                self.begin("taken")
                self.done(*at("export", "tickets", "--to", "full"))
                self.done(*at("import", "in/d2.csv", "in/d3.csv", *TAKE))
            case "rich":
                self.make_rich()
            case "logged":
                self.begin("rich")
                self.keep_log()

    def make_rich(self):
        """Something in every table: waivers, repairs, decisions, an undone batch, a merged key file, a clear look."""
        self.begin("repaired")
        self.done(*at("quarantine", "import", "repair.csv", "-m", "12329-gjj"), codes=(0, 2))
        self.done(*at("import", "in/d2.csv", *TAKE))
        self.done(*at("import", "in/d3.csv", *TAKE))
        self.done(*at("batch", "undo", "B0004"))
        self.done(*at("import", *FIRST_OF_MANY, *SECOND_OF_MANY, *TAKE))
        listed = self.done(*at("quarantine", "list", "--where", "state=open", "--columns", "id", "--no-header"))
        ids = listed.out.decode().split()
        self.done(*at("quarantine", "waive", *ids[:2], "--because", "重复", "--by", "组长"))
        self.write("open", ids[2].encode())
        for name in ("decide", "classify --record", "quarantine show in clear",
                     "export new-key", "route build"):
            self.done(*next(s.words for s in SCENARIOS if s.name == name))

    def take_over(self, program):
        """Puts the ledger of an earlier program in the place of an empty one."""
        self.begin("city")
        facts, home = f"{self.campaign.root}/Tests/Facts/ledgers/{program}", f"{self.work}/w/.hotline"
        shutil.rmtree(home)
        shutil.copytree(f"{facts}/segments", f"{home}/segments")
        shutil.copy(f"{facts}/ledger.db", home)
        if os.path.exists(f"{facts}/audit.key"):
            shutil.copy(f"{facts}/head", home)
            with open(f"{facts}/head") as head:
                ledger = head.read().split(":")[2]
            key = f"{self.work}/home/.config/hotline/keys/{ledger}.key"
            shutil.copy(f"{facts}/audit.key", key)
            os.chmod(key, 0o600)

    def keep_log(self):
        """An import whose changes are in the database's log only, as while another reads."""
        with sqlite3.connect(f"{self.work}/w/.hotline/ledger.db") as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM batch").fetchone()
            self.done(*at("import", "in/d3.csv", *TAKE))
            shutil.copytree(f"{self.work}/w/.hotline", f"{self.work}/copied")
            reader.rollback()
        reader.close()
        shutil.rmtree(f"{self.work}/w/.hotline")
        os.rename(f"{self.work}/copied", f"{self.work}/w/.hotline")

    def interrupt(self, words):
        """Kills an import when its second file has been committed."""
        self.begin("city")
        log = os.path.join(self.work, "log")
        self.run(words, log=log)
        with open(log) as lines:
            points = [line.split(" ", 2) for line in lines]
        renamed = [int(n) for n, kind, path in points if kind.startswith("rename") and "segments/" in path]
        self.begin("city")
        self.run(words, at=renamed[1], kind="after")

    def write(self, name, data):
        path = os.path.join(self.work, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)

    def write_exports(self):
        random = self.campaign.random("exports")
        first, second, third = range(1, 151), range(100, 221), range(200, 261)
        self.write("in/d1.csv", exports.export(random, first, damaged=10))
        self.write("in/d2.csv", exports.export(random, second, version=2, damaged=3))
        self.write("in/d3.csv", exports.export(random, third, version=3))
        self.write("in/mended.csv", exports.export(random, first, version=2))
        # Each has a ticket of its own, and another version of one of the first file.
        for number, name in enumerate(MANY, 1):
            self.write(name, exports.export(random, [number, 1000 + number], version=4))
        with open(f"{self.campaign.root}/SampleData/exports/12366/12366-2020.xml", "rb") as file:
            xml = file.read()
        end = b"</WorkOrder>"
        self.write("in/facts.csv", FACTS.encode())
        self.write("in/tax.xml", end.join(xml.split(end)[:60]) + end + b"\n</WorkOrders>\n")

    def fill_sheets(self):
        sample = f"{self.campaign.root}/SampleData"
        shutil.copy(f"{sample}/register.csv", f"{self.work}/w/register.csv")
        policy = f"{self.work}/w/Mappings/policy/foshan-2021"
        shutil.copy(f"{sample}/parameters.csv", f"{policy}/parameters.csv")
        # The clock stands still years before the shipped sheets and cases were signed.
        os.remove(f"{policy}/signatures.csv")
        with open(f"{policy}/cases.csv", encoding="utf-8") as file:
            cases = re.sub(r",HotlineMerger,[0-9-]+,", ",a,2021-10-11,", file.read())
        self.write("w/Mappings/policy/foshan-2021/cases.csv", cases.encode())
        shutil.copytree(f"{sample}/routing", f"{self.work}/w/Mappings/routing", dirs_exist_ok=True)
        self.done(*at("policy", "sign", "--by", "a", "--document", "b", "--yes"))

    def mend_mapping(self):
        path = f"{self.work}/w/Mappings/sources/12329-gjj/codes/state.csv"
        with open(path, "a", encoding="utf-8") as sheet:
            sheet.write(f"{exports.UNKNOWN_STATE},in-progress,\n")
