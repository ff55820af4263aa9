"""Runs the program on a workbook and compares what it answers with what the workbook holds."""

import json
import os
import re
import shutil
import subprocess
import time

from ..campaign import processor_seconds
from . import archive, book

# A run may take so much memory, in MiB.
MOST_MEMORY = 200
# The columns of the workbooks and the fields that show what was read from them: all of them texts.
FIELDS = dict(zip(book.HEADER, ("legacyNumber", "matter.place", "matter.title", "matter.content", "matter.category",
                                "dispatch.unit")))
FINDING = re.compile(rb"\bHL\d{4}\b")


class Run:
    """One run: its exit code (`None` where it hung), what it printed, seconds of the processor, and MiB at its peak."""

    def __init__(self, words, folder, environment, patience):
        began = time.monotonic()
        out, err = f"{folder}/stdout", f"{folder}/stderr"
        with open(out, "wb") as stdout, open(err, "wb") as stderr:
            process = subprocess.Popen(words, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
        self.code, is_late = None, False
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            # Of the processor: the machine may have other work.
            if processor_seconds(process.pid) > patience or time.monotonic() - began > 20 * patience:
                process.kill()
                done, status, usage = os.wait4(process.pid, 0)
                is_late = True
                break
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        if not is_late:
            self.code = process.returncode
        self.seconds, self.memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        with open(out, "rb") as stdout, open(err, "rb") as stderr:
            self.out, self.err = stdout.read(), stderr.read()

    @property
    def crashed(self):
        return self.code is not None and (self.code < 0 or self.code == 70 or 128 < self.code < 160)

    @property
    def refused(self):
        """Whether the file was refused with a reason: an exit code for it and a finding of its own."""
        return self.code in (65, 66) and FINDING.search(self.err) is not None

    def __str__(self):
        return f"code {self.code}: " + " | ".join(self.err.decode("utf-8", "replace").strip().splitlines())[:300]


class Judge:
    """Tries cases in the workspaces of a campaign."""

    def __init__(self, campaign, patience):
        self.campaign, self.patience = campaign, patience
        self.counts = {"read right": 0, "refused with a reason": 0, "records quarantined": 0, "open": 0}
        self.codes, self.memory, self.seconds = {}, (0, ""), (0, "")

    def workspace(self, folder):
        """A workspace of the lane, with a mapping that shows every column of these workbooks as text."""
        if os.path.exists(f"{folder}/w"):
            return
        with open(f"{folder}/sound.xlsx", "wb") as file:
            file.write(archive.packed(book.sound()))
        for words in (("init", "w", "--city", "示例市", "--area", "0757", "--mappings", self.campaign.root + "/Mappings"),
                      ("-C", "w", "mapping", "new", "sound.xlsx", "--name", "damage")):
            run = self.run(folder, *words)
            if run.code not in (0, 2):
                raise SystemExit(f"{words}: {run}")
        shutil.copy(f"{self.campaign.root}/SampleData/register.csv", f"{folder}/w/register.csv")
        source = f"{folder}/w/Mappings/sources/damage"
        shutil.rmtree(f"{source}/codes", ignore_errors=True)
        with open(f"{source}/fields.csv", "w", encoding="utf-8") as file:
            file.write("field,source,transform,formats,codes,required,otherwise,note\n")
            for column, field in FIELDS.items():
                file.write(f"{field},{column},text,,,{'yes' if column == '编号' else 'no'},quarantine,\n")

    def run(self, folder, *words):
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": folder, "LC_ALL": "C", "TMPDIR": folder,
                       "XDG_CONFIG_HOME": folder + "/settings", "SWIFT_BACKTRACE": "enable=no"}
        return Run([self.campaign.program, *words], folder, environment, self.patience)

    def try_one(self, folder, case):
        self.workspace(folder)
        path = f"{folder}/case.{case.extension}"
        # In a process of its own: what a run is charged with begins with what this one has.
        child = os.fork()
        if child == 0:
            code = 1
            try:
                case.make(path)
                code = 0
            finally:
                os._exit(code)
        if os.waitpid(child, 0)[1] != 0:
            self.campaign.fail("not made", case.name)
            return
        sniffed = self.run(folder, "-C", "w", "sniff", path)
        shown = self.run(folder, "-C", "w", "preview", path, "-m", "damage", "-n", "1000", "--json", "--show-values",
                         "--because", "campaign", "--by", "campaign")
        for name, run in (("sniff", sniffed), ("preview", shown)):
            account = f"{case.name}: {name}: {run}"
            if run.code is None:
                self.campaign.fail("hang", account)
            elif run.crashed:
                self.campaign.fail("crash", account)
            elif run.code not in (0, 2) and not run.refused:
                self.campaign.fail("refused without a reason", account)
            if run.memory > MOST_MEMORY:
                self.campaign.fail("too much memory", f"{case.name}: {name}: {run.memory:.0f} MiB")
            with self.campaign.lock:
                self.memory = max(self.memory, (run.memory, f"{name}, {case.name}"))
                self.seconds = max(self.seconds, (run.seconds, f"{name}, {case.name}"))
        self.compare(case, sniffed, shown)

    def compare(self, case, sniffed, shown):
        if sniffed.code is None or shown.code is None or sniffed.crashed or shown.crashed:
            return
        refusals = [run for run in (sniffed, shown) if run.refused]
        with self.campaign.lock:
            for code in {code.decode() for run in refusals for code in FINDING.findall(run.err)}:
                self.codes[code] = self.codes.get(code, 0) + 1
        if refusals:
            if case.verdict == "read":
                self.campaign.fail("refused, and sound", f"{case.name}: {refusals[0]}")
            self.count("refused with a reason")
        elif case.verdict == "refused":
            self.campaign.fail("read, and unreadable", f"{case.name}: {shown}")
        elif case.is_open:
            self.count("open")
        if case.rows is None or shown.refused:
            return
        wrong = list(self.differences(case.rows, json.loads(shown.out)["data"]))
        if wrong:
            self.campaign.fail("wrong values", f"{case.name}: " + "; ".join(wrong[:4]))
        elif not refusals:
            self.count("read right")

    def differences(self, wanted, shown):
        records = {}
        for value in shown:
            records.setdefault(value["record"], []).append(value)
        if len(records) != len(wanted):
            yield f"{len(records)} records instead of {len(wanted)}"
            return
        for row, values in zip(wanted, records.values()):
            if any(value["outcome"] == "quarantined" for value in values):
                self.count("records quarantined")
                if all(isinstance(cell, str) or None not in cell for cell in row):
                    yield f"{row[0]} is quarantined"
                continue
            found = {value["field"]: value.get("unified") or "" for value in values}
            for cell, (column, field) in zip(row, FIELDS.items()):
                right = {cell.strip()} if isinstance(cell, str) else {text.strip() for text in cell if text is not None}
                if found.get(field, "").strip() not in right:
                    yield f"{column}: {found.get(field, '')[:60]!r} instead of {sorted(right)[:2] or 'quarantine'}"

    def count(self, name):
        with self.campaign.lock:
            self.counts[name] += 1
