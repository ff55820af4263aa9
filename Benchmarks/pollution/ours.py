"""What hotline makes of a case, and whether that is right."""
import json, os, shutil, subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOTLINE = os.path.abspath(os.environ.get("HOTLINE", ROOT + "/.build/release/hotline"))
SIGNS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|", "0x01": "\x01"}
REGISTER = "{},测速热线,测速单位,,city,no,no,no,local,no,live,none,high,silent,yes,1,1,24h,电信,0757-82109001,,,\n"
LINES = [f"0757-8888000{n}" for n in range(9)]


def run(folder, *words):
    return subprocess.run([HOTLINE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, "XDG_CONFIG_HOME": folder + "/settings", "LC_ALL": "C"})


def answer(process):
    try:
        return json.loads(process.stdout)
    except ValueError:
        return {}


def workspace(place):
    """An empty workspace with a line for each table, to be copied."""
    process = run(os.path.dirname(place), "init", place, "--city", "示例市", "--area", "0757", "--mappings", ROOT + "/Mappings")
    if process.returncode:
        raise SystemExit(process.stderr.decode())
    with open(place + "/register.csv", "a") as register:
        register.writelines(REGISTER.format(line) for line in LINES)


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def mapping(place, case):
    """The sheets by rule: what the kind says, else every field as text, dates and telephone numbers as such."""
    os.makedirs(place)
    with open(place + "/source.csv", "w", encoding="utf-8") as file:
        file.write("setting,value\ncontainer,csv\n")
        file.writelines(f"{name},{quoted(value)}\n" for name, value in case.settings.items())
    with open(place + "/fields.csv", "w", encoding="utf-8") as file:
        file.write("field,source,transform,formats,codes,required,otherwise\n")
        file.writelines(f"{c.field},{quoted(c.name)},{c.transform},{c.formats},,{c.required},{c.otherwise}\n"
                        for c in case.columns if c.field)
    if case.steps:
        with open(place + "/steps.csv", "w", encoding="utf-8") as file:
            file.write("field,step,columns,value,part\n" + "\n".join(case.steps) + "\n")


class Verdict:
    """A case's counts, and what is to be mended."""

    def __init__(self):
        self.exact = self.sure = self.quarantined = self.wrong = 0
        self.sniff = self.silent = False
        self.faults = []


def held(ticket, path):
    for name in path.split("."):
        ticket = ticket.get(name, {})
    return ticket or ""


def compared(case, tickets, kept_out, verdict):
    """Counts the records; `kept_out` is how many the import has put aside and counted, None for all."""
    left, missing = {}, 0
    for ticket in tickets:
        left.setdefault(ticket["legacyNumber"], []).append(ticket)
    for record in case.records:
        found = left.get(case.value(case.key, record.want[case.key]))
        if not found:
            missing += 1
            continue
        ticket = found.pop(0)
        unlike = [(c.field, held(ticket, c.field), record.raw[n]) for n, c in enumerate(case.columns) if c.field
                  and held(ticket, c.field) not in [case.value(n, record.want[n])] + record.also.get(n, [])]
        if unlike:
            verdict.wrong += 1
            if len(verdict.faults) < 3:
                verdict.faults.append("%s is %.60r, the cell %.60r" % unlike[0])
        else:
            verdict.exact += 1
            verdict.sure += record.sure
    invented = [number for number, tickets in left.items() for _ in tickets]
    verdict.quarantined = missing if kept_out is None else min(missing, kept_out)
    lost = missing - verdict.quarantined
    verdict.wrong += max(lost, len(invented))
    if invented:
        verdict.faults.append(f"{len(invented)} invented tickets, such as {invented[0][:60]!r}")
    if lost > len(invented):
        verdict.faults.append(f"{lost - len(invented)} records lost without a count")


def severities():
    """The severity of each finding, from its page."""
    with open(ROOT + "/Documentation/Reference/findings.md", encoding="utf-8") as page:
        rows = [line.split("|") for line in page if line.startswith("| HL")]
    return {row[1].strip(): row[2].strip() for row in rows}


SEVERITIES = severities()


QUOTES = {"double": '"', "single": "'", "none": "none"}


def sniffed(said, case, verdict):
    """`said` is what sniff says of the file; nothing where it refuses it. Damaged records are a warning too."""
    layout, findings = said.get("layout") or {}, said.get("findings") or []
    flagged = not said or said["damaged"] > 0 or any(SEVERITIES.get(code) != "note" for code in findings)
    wanted, unlike = case.structure, []
    # A mark that is not in the file reads it as any other one that is not.
    absent = [mark for mark in ('"', "'") if mark.encode() not in case.data]
    marks = [wanted["quote"]] + (absent + ["none"] if wanted["quote"] in absent + ["none"] else [])
    if wanted["readable"]:
        for name, right, given in [
            ("delimiter", [wanted["delimiter"]], SIGNS.get(layout.get("delimiter"), layout.get("delimiter"))),
            ("quote", marks, QUOTES.get(layout.get("quote"), wanted["quote"])),
            ("escape", [wanted["escape"]] + ["none", "doubled"] * (wanted["escape"] != "backslash"),
             layout.get("escape", wanted["escape"])),
            ("header rows", [wanted["header-rows"]], layout.get("headerRows", 1)),
            ("rows above", [len(case.above)], layout.get("titleRows")),
            ("charset", wanted["charset"], said.get("charset")),
        ]:
            if given not in right:
                unlike.append(f"{name} {given!r}, right {right[0]!r}")
    elif not flagged:
        unlike.append("not readable, and not flagged")
    verdict.sniff, verdict.silent = not unlike, bool(unlike) and not flagged
    if unlike:
        how = " ".join(findings) + f" damaged={said['damaged']}" if said else "refused"
        verdict.faults.append(f"sniff {'' if flagged else 'SILENT '}[{how}]: " + "; ".join(unlike))


def judged(folder, empty, files, cases):
    """The verdicts on a kind's cases, imported into one workspace and exported once."""
    place = folder + "/w"
    shutil.copytree(empty, place)
    verdicts, refused = [], []
    profiles = {p["file"]: p for p in answer(run(folder, "-C", empty, "sniff", *files, "--json")).get("files") or []}
    for file, line, case in zip(files, LINES, cases):
        verdict = Verdict()
        sniffed(profiles.get(os.path.basename(file), {}), case, verdict)
        mapping(f"{place}/Mappings/sources/{case.table.name}", case)
        process = run(folder, "-C", place, "import", file, "-m", case.table.name, "--line", line,
                      "--tolerance", "100%", "--json")
        books = (answer(process).get("data") or [None])[0]
        if process.returncode not in (0, 2, 65):
            verdict.wrong += 1
            verdict.faults.append(f"import exit {process.returncode}: {process.stderr.decode()[-200:]!r}")
        failures = [f["code"] + " " + f["message"] for a in answer(process).get("failures", []) for f in a["findings"]]
        if not books:
            verdict.faults.append("refused: " + ("; ".join(failures) or process.stderr.decode(errors="replace").split("\n")[0]))
        refused.append(None if not books else books["quarantined"] + max(0, books["skipped"] - case.skipped))
        verdicts.append(verdict)
    run(folder, "-C", place, "export", "tickets", "--purpose", "platform", "--format", "jsonl", "--to", folder + "/out")
    tickets = []
    if os.path.exists(folder + "/out/tickets.jsonl"):
        with open(folder + "/out/tickets.jsonl", encoding="utf-8") as lines:
            tickets = [json.loads(line) for line in lines]
    reasons = []
    if any(refused):
        reasons = answer(run(folder, "-C", place, "quarantine", "list", "--json")).get("data") or []
    for line, case, verdict, kept_out in zip(LINES, cases, verdicts, refused):
        compared(case, [t for t in tickets if t["line"] == line], kept_out, verdict)
        verdict.codes = sorted({f"{r['code']}" for r in reasons if r["line"] == line})
        lost = sum(record.sure for record in case.records) - verdict.sure
        if lost and not verdict.wrong:
            verdict.faults.append(f"{lost} sure records quarantined [{' '.join(verdict.codes)}]")
    return verdicts
