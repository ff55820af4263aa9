"""Fuzzed runs: which file is changed, and which command reads it."""

import glob
import json
import os
import re
import shutil
import time

from support import exports, mutation
from support.campaign import last_words
from support.states import at

# Exports are cut to so many bytes: a run is to be quick.
EXPORT_BYTES = 12_000
LINE_OF = {"12318-culture": "12318", "12329-gjj": "12329", "12333-hrss": "12333", "12366-tax": "12366",
           "82100001-chancheng": "0757-82100001", "86100002-nanhai": "0757-86100002", "benchmark": "12329"}
WORKSPACE_RUNS = [
    ["ledger", "check"], ["doctor"], ["status"], ["reconcile"], ["batch", "list"], ["batch", "show", "B0001"],
    ["batch", "diff", "B0002"], ["quarantine", "list"], ["quarantine", "show", "Q000001"],
    ["quarantine", "export", "B0001", "--to", "new/sheet.csv"], ["number", "history", "12350"],
    ["export", "tickets", "--to", "new/out"], ["export", "tickets", "--since", "B0001", "--to", "new/out"],
    ["ledger", "backup", "new/backup.tar"], ["classify", "--record", "--by", "a"], ["batch", "undo", "B0002"],
    ["batch", "undo", "B0001", "--with-later"],
    ["import", "in/export.csv", "-m", "12329-gjj", "--line", "12329", "--tolerance", "50%", "-q"],
    ["import", "in/export.csv", "-m", "12329-gjj", "--line", "12329", "--tolerance", "50%", "--dry-run"],
    ["quarantine", "import", "sheet.csv", "-m", "12329-gjj"], ["quarantine", "retry", "B0001", "-m", "12329-gjj"],
    ["quarantine", "waive", "Q000002", "--because", "a", "--by", "b"],
    ["decide", "12350", "--mode", "dual-number", "--because", "a", "--document", "b", "--by", "c"],
    ["export", "new-key"], ["ledger", "seal", "--because", "a", "--by", "b"], ["export", "tickets", "--purpose", "statistics", "--to", "new/out"],
]
# Commands that read a sheet, by the folder or name of the sheet.
SHEET_RUNS = {
    "settings.csv": [["status"], ["doctor"], ["classify"]],
    "register.csv": [["status"], ["doctor"], ["classify"], ["route", "build"], ["policy", "cover", "w/register.csv"],
                     ["decide", "12350", "--mode", "dual-number", "--because", "a", "--document", "b", "--by", "c"]],
    "Mappings/sources": [["mapping", "check", "{mapping}", "{export}"], ["mapping", "show", "{mapping}"],
                         ["mapping", "list"], ["mapping", "test", "{mapping}"],
                         ["mapping", "coverage", "{mapping}", "{export}"],
                         ["preview", "{export}", "-m", "{mapping}"], ["sniff", "{export}"],
                         ["import", "{export}", "-m", "{mapping}", "--line", "{line}", "--dry-run"]],
    "Mappings/policy": [["policy", "check"], ["classify", "--explain"], ["policy", "explain", "12329"],
                        ["policy", "ask"], ["policy", "export", "--dmn", "new/policy.dmn"],
                        ["policy", "decide", "in/facts.csv", "--to", "new/answers.csv"],
                        ["policy", "gen-tests", "--boundary", "--to", "new/cases.xml"],
                        ["policy", "sweep", "--param", "LOW=100..200"],
                        ["policy", "diff", "w/Mappings/policy/foshan-2021", "policy"]],
    "Mappings/routing": [["route", "build"], ["route", "check"], ["cutover", "calendar"], ["route", "show", "12329"],
                         ["route", "trace", "--dial", "12329", "--at", "2021-12-20 10:00"],
                         ["export", "routes", "--to", "new/routes"]],
    "Mappings/calendar": [["route", "build"], ["checklist", "build"], ["doctor"]],
    "Mappings/checklists": [["checklist", "build"], ["checklist", "export", "--to", "new/list.csv"]],
    "Mappings/designations": [["classify", "--explain"], ["policy", "check"]],
    "Mappings/numbering": [["status"], ["classify"]],
    "Mappings/privacy": [["export", "tickets", "--purpose", "department", "--to", "new/out"],
                         ["export", "tickets", "--purpose", "public", "--format", "csv", "--to", "new/out"]],
    "Mappings/export": [["export", "tickets", "--format", "georeport", "--to", "new/out"]],
    "Mappings/values": [["mapping", "new", "in/export.csv", "--name", "new"], ["sniff", "in/export.csv"],
                        ["preview", "in/export.csv", "-m", "12329-gjj"]],
}
DELIVERIES = [["--format", "jsonl"], ["--format", "csv", "--charset", "gb18030", "--split", "10KB"],
              ["--format", "xml", "--compress", "gzip"], ["--format", "georeport"], ["--format", "postgres"],
              ["--format", "jsonl", "--compress", "zstd", "--since", "B0001"]]
FINDING = re.compile(rb"HL\d{4}")
KINDS = ["exports", "exports", "exports", "sheets", "sheets", "models", "deliveries", "workspaces"]


class Fuzzer:
    """Lanes with a workspace each, and inputs to be changed."""

    def __init__(self, campaign):
        self.campaign = campaign
        self.lanes = set()
        self.runs, self.codes, self.slowest = {}, {}, (0, None)
        sample = f"{campaign.root}/SampleData"
        with open(f"{sample}/deliveries.csv", encoding="utf-8-sig") as file:
            rows = [line.strip().split(",") for line in file][1:]
        self.known = [(f"{sample}/{name}", mapping) for files, mapping, _ in rows for name in files.split("|")]
        self.known += [(path, "12329-gjj") for path in sorted(glob.glob(f"{sample}/unseen/*") + glob.glob(f"{sample}/bad/*"))]

    def prepare(self, folder):
        """A workspace with two batches, a decision, deliveries and models."""
        work = os.path.join(folder, "work")
        os.makedirs(f"{work}/in")
        os.makedirs(f"{work}/home")
        sample = f"{self.campaign.root}/SampleData"
        random = self.campaign.random("exports")
        self.write(f"{work}/in/export.csv", exports.export(random, range(1, 61), damaged=5))
        self.write(f"{work}/in/later.csv", exports.export(random, range(40, 91), version=2))
        shutil.copy(f"{self.campaign.root}/Tests/Cases/policy/register/facts.csv", f"{work}/in/facts.csv")
        self.do(work, ["init", "w", "--city", "示例市", "--area", "0757"])
        shutil.copy(f"{sample}/register.csv", f"{work}/w/register.csv")
        shutil.copy(f"{sample}/parameters.csv", f"{work}/w/Mappings/policy/foshan-2021/parameters.csv")
        shutil.copytree(f"{sample}/routing", f"{work}/w/Mappings/routing", dirs_exist_ok=True)
        self.do(work, at("policy", "sign", "--by", "a", "--document", "b", "--yes"))
        shutil.copytree(f"{work}/w/Mappings/policy/foshan-2021", f"{work}/policy")
        take = ["-m", "12329-gjj", "--line", "12329", "--tolerance", "50%", "-q"]
        self.do(work, at("import", "in/export.csv", *take))
        self.do(work, at("import", "in/later.csv", *take))
        self.do(work, at("classify", "--record", "--by", "a"))
        self.do(work, at("export", "new-key"))
        self.do(work, at("quarantine", "export", "B0001", "--to", "sheet.csv"))
        for number, options in enumerate(DELIVERIES):
            self.do(work, at("export", "tickets", *options, "--to", f"deliveries/{number}"))
        os.makedirs(f"{work}/models")
        self.do(work, at("policy", "export", "--dmn", "models/policy.dmn"))
        for model in glob.glob(f"{self.campaign.root}/Tests/Cases/**/*.dmn", recursive=True):
            shutil.copy(model, f"{work}/models")
        shutil.copytree(f"{work}/w", f"{folder}/w")
        return work

    def do(self, work, words):
        outcome = self.campaign.run(words, work)
        if outcome.code not in (0, 2):
            raise SystemExit(f"cannot prepare: {words}: {last_words(outcome)}")

    def try_one(self, folder, number):
        work = f"{folder}/work"
        if folder not in self.lanes:
            self.lanes.add(folder)
            self.prepare(folder)
        shutil.rmtree(f"{work}/new", ignore_errors=True)
        os.makedirs(f"{work}/new")
        random = self.campaign.random("run", number)
        kind = random.choice(KINDS)
        words, path, data, input = getattr(self, kind)(random, work)
        began = time.monotonic()
        outcome = self.campaign.run(words, work, input=input)
        seconds = time.monotonic() - began
        self.restore(folder, words, path)
        with self.campaign.lock:
            self.runs[kind] = self.runs.get(kind, 0) + 1
            self.codes[str(outcome.code)] = self.codes.get(str(outcome.code), 0) + 1
            self.slowest = max(self.slowest, (seconds, number))
        fault = "hang" if outcome.hung else "crash" if outcome.crashed else None
        if fault is None and outcome.shows_database_text:
            fault = "the database's own words"
        elif fault is None and outcome.code not in (0, 2) and not FINDING.search(outcome.err + outcome.out):
            fault = "no finding"
        if fault:
            kept = f"{self.campaign.root}/build/fuzzed/{self.campaign.seed}-{number}"
            os.makedirs(kept, exist_ok=True)
            self.write(f"{kept}/{os.path.basename(path)}", data)
            self.campaign.fail(fault, f"run {number}: hotline {' '.join(words)}; changed {path}: {last_words(outcome)}")

    def restore(self, folder, words, path):
        """Undoes what a run may have changed, so that no run depends on the one before it."""
        home = f"{folder}/work/w/.hotline"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(f"{folder}/w/.hotline", home)
        if "mapping" in words or path.startswith("w/Mappings/sources/"):
            shutil.rmtree(f"{folder}/work/w/Mappings/sources")
            shutil.copytree(f"{folder}/w/Mappings/sources", f"{folder}/work/w/Mappings/sources")
        if path.startswith("w/") and not path.startswith("w/.hotline"):
            shutil.copy(f"{folder}/{path}", f"{folder}/work/{path}")
        if path.startswith("deliveries/") and os.path.exists(f"{folder}/work/kept"):
            os.replace(f"{folder}/work/kept", f"{folder}/work/{path}")

    # Each of these changes one file, and returns the command that reads it, its path and its bytes.

    def exports(self, random, work):
        if random.random() < 0.05:
            data = self.change(random, work, "sheet.csv", to="new/sheet.csv")
            return at("quarantine", "import", "new/sheet.csv", "-m", "12329-gjj"), "new/sheet.csv", data, b""
        source, mapping = random.choice(self.known)
        with open(source, "rb") as file:
            data = file.read(EXPORT_BYTES)
        data = mutation.mutated(random, data[:data.rfind(b"\n") + 1] or data)
        path = f"new/{random.choice(['', 'changed-'])}{os.path.basename(source)}"
        self.write(f"{work}/{path}", data)
        take = ["-m", mapping, "--line", LINE_OF[mapping], "--tolerance", random.choice(["50%", "0%"])]
        words = random.choice([
            ["sniff", path], ["preview", path, "-m", mapping], ["import", path, *take, "--dry-run"],
            ["import", path, *take, "--json"], ["import", path, *take, "-q"], ["mapping", "check", mapping, path],
            ["mapping", "coverage", mapping, path], ["mapping", "new", path, "--name", "new"],
            ["reconcile", "--against", path],
        ])
        return at(*words), path, data, b""

    def sheets(self, random, work):
        sort = random.choice(list(SHEET_RUNS))
        top = f"{work}/w/{sort}"
        paths = [top] if os.path.isfile(top) else sorted(glob.glob(f"{top}/**/*.csv", recursive=True))
        path = os.path.relpath(random.choice(paths), work)
        data = self.change(random, work, path)
        mapping = path.split("/")[3] if sort == "Mappings/sources" else "12329-gjj"
        export = next(p for p, m in self.known if m == mapping or mapping == "benchmark")
        values = {"mapping": mapping, "export": export, "line": LINE_OF[mapping]}
        words = [word.format(**values) for word in random.choice(SHEET_RUNS[sort])]
        return at(*words), path, data, b""

    def models(self, random, work):
        source = random.choice(sorted(glob.glob(f"{work}/models/*.dmn")))
        with open(source, "rb") as file:
            data = mutation.mutated(random, file.read())
        self.write(f"{work}/new/changed.dmn", data)
        request = {"model": "new/changed.dmn", "inputs": {
            "Monthly calls": {"@type": "number", "value": random.choice(mutation.NASTY)}}}
        words, input = random.choice([
            (["policy", "check", "new/changed.dmn"], b""),
            (["policy", "import", "new/changed.dmn", "--to", "new/sheets"], b""),
            (["policy", "serve"], json.dumps(request).encode("utf-8", "replace") + b"\n"),
        ])
        return words, "new/changed.dmn", data, input

    def deliveries(self, random, work):
        folder = f"deliveries/{random.randrange(len(DELIVERIES))}"
        path = f"{folder}/{random.choice(sorted(os.listdir(f'{work}/{folder}')))}"
        shutil.copy(f"{work}/{path}", f"{work}/kept")
        return ["export", "verify", folder], path, self.change(random, work, path), None

    def workspaces(self, random, work):
        home = f"{work}/w/.hotline"
        names = [os.path.relpath(os.path.join(place, name), work)
                 for place, _, found in sorted(os.walk(home)) for name in sorted(found)]
        path = random.choice(names)
        with open(f"{work}/{path}", "rb") as file:
            data = file.read()
        for _ in range(random.choice([1, 1, 3])):
            data = random.choice(mutation.BYTES)(random, data) if data else random.randbytes(30)
        self.write(f"{work}/{path}", data)
        return at(*random.choice(WORKSPACE_RUNS)), path, data, b""

    def change(self, random, work, path, to=None):
        with open(f"{work}/{path}", "rb") as file:
            data = mutation.mutated(random, file.read())
        self.write(f"{work}/{to or path}", data)
        return data

    @staticmethod
    def write(path, data):
        with open(path, "wb") as file:
            file.write(data)
