"""What must not be loaded or made live is refused with the right code, and nothing is changed."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import threading
import time

from support.campaign import last_words
from support.cutover.city import LiveSwitch
from support.cutover.kills import Commands
from support.cutover.load import Caller


class Refusals:
    """One refusal after another on one switch; the live table is asked after each."""

    def __init__(self, campaign, switch):
        self.campaign, self.switch, self.commands = campaign, switch, Commands(switch)
        self.count = 0

    def expect(self, name, words, code, finding):
        """A command that must end so, and leave what is live as it was."""
        outcome = self.switch.hotline(*words, expect=None)
        self.count += 1
        if outcome.code != code or finding and finding.encode() not in outcome.err:
            self.campaign.fail("refusal", f"{name}: expected {code} {finding}, {last_words(outcome)}")
        if self.switch.pointer() != "a":
            self.campaign.fail("live generation changed", name)

    def plan(self, *words):
        self.commands.number += 1
        self.switch.targets(self.commands.number % 2, calls=500 + self.commands.number)
        path = f"{self.switch.folder}/r{self.commands.number}.plan"
        self.switch.hotline("plan", "--switch", "core-1", "--out", path, *words)
        return path


def run(campaign):
    switch = LiveSwitch(campaign, f"{campaign.folder}/refusals")
    try:
        switch.make()
        refusals = Refusals(campaign, switch)
        plans(refusals)
        switches(refusals)
        gates(refusals)
        hands(refusals)
        strays(refusals)
        unfinished(refusals)
        staged(refusals)
        said(refusals)
        campaign.figure("refusals", refusals.count)
    finally:
        switch.end()


def plans(refusals):
    """Plans that do not hold any more."""
    switch = refusals.switch
    old = refusals.plan()
    refusals.expect("not loaded", ["cutover", "flip", old, "--yes"], 65, "HL5427")
    new = refusals.plan()
    refusals.expect("sheets have changed", ["apply", old], 65, "HL5422")
    switch.hotline("apply", new)
    other = refusals.plan()
    switch.hotline("apply", other)
    refusals.expect("another plan was loaded meanwhile", ["apply", new], 65, "HL5422")
    with open(other, encoding="utf-8") as file:
        document = json.load(file)
    document["content"]["lines"] = []
    document["content"]["until"] = "2099-01-01T00:00:00+08:00"
    edited = f"{switch.folder}/edited.plan"
    with open(edited, "w", encoding="utf-8") as file:
        json.dump(document, file)
    refusals.expect("edited by hand", ["apply", edited], 65, "HL5420")
    text = json.dumps(document["content"], indent=2, sort_keys=True, ensure_ascii=False)
    text = text.replace('": ', '" : ') + "\n"
    document["plan"] = hashlib.sha256(text.encode()).hexdigest()
    with open(edited, "w", encoding="utf-8") as file:
        json.dump(document, file)
    refusals.expect("edited, with a hash of its own", ["apply", edited], 65, "HL5420")
    with open(edited, "w", encoding="utf-8") as file:
        file.write("no plan\n")
    refusals.expect("no plan", ["apply", edited], 65, "HL5420")
    with open(other, encoding="utf-8") as file:
        text = file.read()
    doubled = text.replace('"generation" : "b",', '"generation" : "b",\n    "generation" : "b",')
    for name, changed in [
            ("a key twice", doubled), ("a key more", text.replace("{", '{ "note" : "x",', 1)),
            ("a blank more", text + "\n")]:
        with open(edited, "w", encoding="utf-8") as file:
            file.write(changed)
        refusals.expect(f"edited: {name}", ["apply", edited], 65, "HL5420")
    refusals.expect("a file that is there", [
        "plan", "--switch", "core-1", "--out", f"{switch.workspace}/register.csv"], 73, "HL6101")
    refusals.expect("a folder that is not there", [
        "plan", "--switch", "core-1", "--out", f"{switch.folder}/none/p"], 73, "HL6102")
    refusals.expect("a window that has passed", [
        "plan", "--switch", "core-1", "--out", "late.plan", "--until", "2021-12-01 02:00"], 64, None)
    targets(refusals)
    refusals.expect("no file", ["apply", "none.plan"], 66, "HL1001")


def targets(refusals):
    """Lines are named, and the desks of others would change with them."""
    switch = refusals.switch
    switch.targets(1)
    refusals.expect("desks of lines that were not named", [
        "plan", "12318", "--switch", "core-1", "--out", f"{switch.folder}/few.plan"], 65, "HL5423")


def switches(refusals):
    """Switches that do not answer as they should."""
    switch = refusals.switch
    sheet = "Mappings/routing/switches.csv"
    kept = switch.read(sheet)
    header, row = kept.splitlines()

    def with_row(name, replaced, code, finding, words=("switch", "read")):
        switch.write(sheet, f"{header}\n{replaced}\n")
        refusals.expect(name, [*words, "--switch", "core-1"], code, finding)
        switch.write(sheet, kept)

    with_row("unknown switch", row.replace("core-1", "core-2"), 65, "HL5408")
    with_row("loaded by hand", row.replace(",kamailio,", ",asterisk,"), 65, "HL5407")
    with_row("nobody listens", row.replace("/ctl,", "/nothing,"), 74, "HL5401")
    with_row("no database", row.replace("route.db", "none.db"), 74, "HL5404")
    with_row(
        "password in the address", row.replace("sqlite:///", "postgres://a:b@127.0.0.1/x?"), 78, "HL5406")
    with_row("no address", row.replace("sqlite:///", "mysql://"), 65, "HL2007")
    with_row("port 99999", row.replace(f":{switch.test},", ":99999,"), 65, "HL2007")
    with_row("no such host", row.replace(",kamailio,,", ",kamailio,false,"), 74, "HL54")
    with_row("two names for one switch", f"{row}\n{row.replace('core-1', 'core-3')}", 65, "HL2008")
    garbage(refusals, with_row, row)


def garbage(refusals, with_row, row):
    """A socket that answers, and not as a switch does."""
    path = f"{refusals.switch.folder}/odd"
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    server.listen(8)

    def serve():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            connection.recv(4096)
            connection.sendall(b"nonsense")
            connection.close()

    threading.Thread(target=serve, daemon=True).start()
    with_row("answers nonsense", row.replace("/ctl,", "/odd,"), 74, "HL54")
    server.close()
    os.unlink(path)


def gates(refusals):
    """Windows, frozen times, checklists, locks."""
    switch = refusals.switch
    freezes = "Mappings/routing/freezes.csv"
    early = refusals.plan("--cut", "2090-01-01 02:00")
    switch.hotline("apply", early)
    refusals.expect("before its window", ["cutover", "flip", early, "--yes"], 75, "HL5425")
    # A window that closes before the flip, by the city's clock.
    closes = time.time() + 12
    late = refusals.plan(
        "--until", time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(closes + 8 * 3_600)))
    switch.hotline("apply", late)
    time.sleep(max(0, closes + 1 - time.time()))
    refusals.expect("after its window", ["cutover", "flip", late, "--yes"], 75, "HL5425")
    plan = refusals.plan()
    switch.hotline("apply", plan)
    days = [time.strftime("%Y-%m-%d", time.gmtime(time.time() + day * 86_400)) for day in (-2, 2)]
    switch.hotline("cutover", "freeze", *days, "--because", "保障")
    refusals.expect("frozen since the plan", ["cutover", "flip", plan, "--yes"], 77, "HL5426")
    refusals.expect("frozen", ["apply", plan], 77, "HL5426")
    refusals.expect("leave without words", [
        "apply", plan, "--despite", "", "--by", " "], 64, None)
    refusals.expect("leave without words", [
        "cutover", "flip", plan, "--yes", "--despite", " ", "--by", ""], 64, None)
    refusals.expect("a freeze of a year", [
        "cutover", "freeze", "2022-01-01", "2023-01-01", "--because", "保障"], 65, "HL2007")
    refusals.expect("a freeze beyond the calendar", [
        "cutover", "freeze", "2050-01-01", "2050-01-02", "--because", "保障"], 65, "HL5108")
    switch.write(freezes, "from,until,reason\n")
    lock = subprocess.Popen(
        ["flock", switch.list + ".lock", "sh", "-c",
         f"echo 'lihua, 2021-11-25 02:00' > {switch.list}.lock; echo ready; sleep 60"],
        stdout=subprocess.PIPE, start_new_session=True)
    lock.stdout.readline()
    refusals.expect("another operator", ["cutover", "flip", plan, "--yes"], 75, "lihua")
    os.killpg(lock.pid, 15)
    lock.wait()
    busy = subprocess.Popen(
        ["sqlite3", switch.database], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    busy.stdin.write(b"BEGIN EXCLUSIVE;\nSELECT 'ready';\n")
    busy.stdin.flush()
    busy.stdout.readline()
    refusals.expect("locked database", ["apply", plan], 74, "HL5404")
    busy.stdin.close()
    busy.wait()
    switch.targets(0, {"S-12333": "workdays 08:00-20:00"}, calls=700)
    hours = f"{switch.folder}/hours.plan"
    switch.hotline("plan", "--switch", "core-1", "--out", hours)
    switch.hotline("apply", hours)
    refusals.expect("a line that is not ready", ["cutover", "flip", hours, "--yes"], 77, "HL5424")
    refusals.expect("nothing to take back", [
        "rollback", "--switch", "core-1", "--because", "演练", "--yes"], 65, "HL5429")


def hands(refusals):
    """Changes by hand between the steps."""
    switch = refusals.switch
    plan = refusals.plan()
    switch.kamcmd("htable.sets", "plan_a", "s:R12329/0", "s:none;;;;;;")
    refusals.expect("live row changed in memory", ["apply", plan], 65, "HL5421")
    switch.kamcmd("htable.reload", "plan_a")
    switch.hotline("apply", plan)
    switch.kamcmd("htable.sets", "plan_b", "s:R12329/0", "s:none;;;;;;")
    refusals.expect("changed after it was loaded", ["cutover", "flip", plan, "--yes"], 65, "HL5427")
    switch.hotline("apply", plan)
    with open(switch.list, encoding="utf-8") as file:
        kept = file.read()
    switch.write_list(kept + "nonsense row\n")
    refusals.expect("a row that the switch skips", [
        "plan", "--switch", "core-1", "--out", f"{switch.folder}/skipped.plan"], 65, "nonsense")
    switch.write_list(kept)
    # The exported script refuses to load over the live generation.
    loaded = subprocess.run(
        ["sqlite3", "-bail", switch.database], stderr=subprocess.PIPE,
        input=open(f"{switch.folder}/first/mg_num.sql", "rb").read(), check=False)
    refusals.count += 1
    if loaded.returncode == 0:
        refusals.campaign.fail("guard", "the script of the live generation was loaded")
    switch.hotline("cutover", "flip", plan, "--yes")
    switch.kamcmd("htable.sets", "plan_a", "s:R12329/0", "s:none;;;;;;")
    outcome = switch.hotline(
        "rollback", "--switch", "core-1", "--because", "演练", "--yes", expect=(65,))
    refusals.count += 1
    if b"HL5429" not in outcome.err:
        refusals.campaign.fail("rollback to a changed generation", last_words(outcome))
    switch.kamcmd("htable.reload", "plan_a")
    switch.hotline("rollback", "--switch", "core-1", "--because", "演练", "--yes")


def strays(refusals):
    """Somebody else's address in a set of ours: calls reach it whatever the tables say."""
    switch = refusals.switch
    plan = refusals.plan()
    switch.hotline("apply", plan)
    with open(switch.list, encoding="utf-8") as file:
        kept = file.read()
    for number, generation in [(11, "live"), (12, "loaded")]:
        switch.write_list(f"{kept}{number} sip:stray@127.0.0.1:5999 0 90\n")
        refusals.expect(
            f"stray in the {generation} generation", ["verify", "--switch", "core-1"], 2, "HL5411")
        refusals.expect(f"flip with a stray in the {generation} generation", [
            "cutover", "flip", plan, "--yes"], 65, "HL5430")
    switch.write_list(f"{kept}11 sip:stray@127.0.0.1:5999 0 90\n")
    refusals.expect("plan over a stray", [
        "plan", "--switch", "core-1", "--out", f"{switch.folder}/stray.plan"], 65, "HL5430")
    switch.write_list(kept)
    switch.hotline("cutover", "flip", plan, "--yes")
    switch.write_list(f"{kept}11 sip:stray@127.0.0.1:5999 0 90\n")
    outcome = switch.hotline(
        "rollback", "--switch", "core-1", "--because", "演练", "--yes", expect=(65,))
    refusals.count += 1
    if b"HL5430" not in outcome.err:
        refusals.campaign.fail("rollback onto a stray", last_words(outcome))
    switch.write_list(kept)
    switch.hotline("rollback", "--switch", "core-1", "--because", "演练", "--yes")


def unfinished(refusals):
    """A flip that nobody ended: nothing else begins before it is."""
    switch = refusals.switch
    plan = refusals.plan()
    switch.hotline("apply", plan)
    sheet = "Mappings/routing/switches.csv"
    kept = switch.read(sheet)
    # The program is killed as soon as the pointer in memory is moved.
    wrapper = f"{switch.folder}/wrapper"
    with open(wrapper, "w", encoding="utf-8") as file:
        file.write('sh -c "$1"; code=$?\ncase $1 in *" ctl active "*) kill -9 $PPID ;; esac\nexit $code\n')
    switch.write(sheet, kept.replace(",kamailio,,", f",kamailio,sh {wrapper},"))
    switch.hotline("cutover", "flip", plan, "--yes", expect=(-9,))
    switch.write(sheet, kept)
    outcome = switch.hotline("verify", "--switch", "core-1", expect=(2,))
    refusals.count += 2
    if b"HL5431" not in outcome.err:
        refusals.campaign.fail("unfinished flip not named", last_words(outcome))
    outcome = switch.hotline(
        "plan", "--switch", "core-1", "--out", f"{switch.folder}/next.plan", expect=(75,))
    if b"HL5431" not in outcome.err:
        refusals.campaign.fail("planned over an unfinished flip", last_words(outcome))
    switch.hotline("cutover", "flip", plan, "--yes")
    switch.hotline("rollback", "--switch", "core-1", "--because", "演练", "--yes")


def staged(refusals):
    """The scripts of `--stage` do what they say, by the words that reach the switch, or stop."""
    switch = refusals.switch
    sheet = "Mappings/routing/switches.csv"
    kept = switch.read(sheet)
    # Words that reach this machine, in place of ssh, and leave a mark.
    marks = f"{switch.folder}/reached"
    wrapper = f"{switch.folder}/reach"
    with open(wrapper, "w", encoding="utf-8") as file:
        file.write(f'echo "$1" >> {marks}\nexec sh -c "$1"\n')
    switch.write(sheet, kept.replace(",kamailio,,", f",kamailio,sh {wrapper},"))
    plan = refusals.plan()
    folder = f"{switch.folder}/staged"
    switch.hotline("apply", plan, "--stage", folder)
    switch.write(sheet, kept)
    if os.path.exists(marks):
        os.unlink(marks)

    def script(name, succeeds, live):
        done = subprocess.run(
            ["sh", f"{folder}/{name}"], cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            check=False)
        refusals.count += 1
        if (done.returncode == 0) != succeeds or switch.pointer() != live:
            refusals.campaign.fail("staged script", f"{name}: {done.returncode} {done.stdout.decode()}")

    script("2-make-live.sh", False, "a")
    switch.kamcmd("dispatcher.reload")
    script("1-load.sh", False, "a")
    time.sleep(1.5)
    script("1-load.sh", True, "a")
    script("2-make-live.sh", True, "b")
    script("3-roll-back.sh", True, "a")
    with open(marks, encoding="utf-8") as file:
        reached = file.read()
    for words in ("sha256sum", "sqlite3", "dispatcher.reload", "htable.reload", "ctl active b"):
        if words not in reached:
            refusals.campaign.fail("staged script", f"{words} did not go to the switch's machine")


def said(refusals):
    """What is said of a switch that is not as it should be, or cannot be asked."""
    switch = refusals.switch
    sheet = "Mappings/routing/switches.csv"
    kept = switch.read(sheet)
    verify = ["verify", "--switch", "core-1"]
    plan = ["plan", "--switch", "core-1", "--out", f"{switch.folder}/said.plan"]
    switch.write(sheet, kept.replace("kamailio.cfg,,", f"kamailio.cfg,{'0' * 64},"))
    refusals.expect("another script", verify, 2, "HL5415")
    switch.write(sheet, kept.replace(f"udp:127.0.0.1:{switch.test}", ""))
    unasked = refusals.plan()
    refusals.expect("no test listener", ["apply", unasked], 0, "HL5435")
    switch.write(sheet, kept.replace(f":{switch.test},", f":{switch.listen},"))
    other = refusals.plan()
    refusals.expect("a listener that is not for tests", ["apply", other], 65, "HL5428")
    switch.write(sheet, kept)
    switch.hotline("apply", other)
    routes = f"{switch.workspace}/.hotline/routes"
    os.rename(routes, routes + ".kept")
    refusals.expect("a table that was not kept here", verify, 2, "HL5416")
    shutil.rmtree(routes, ignore_errors=True)
    os.rename(routes + ".kept", routes)
    switch.sql("UPDATE mg_ctl SET key_value = 'x' WHERE key_name = 'active';")
    switch.kamcmd("htable.sets", "ctl", "active", "s:x")
    outcome = switch.hotline(*plan, expect=(65,))
    refusals.count += 1
    if b"HL5417" not in outcome.err:
        refusals.campaign.fail("no live generation", last_words(outcome))
    switch.sql("UPDATE mg_ctl SET key_value = 'a' WHERE key_name = 'active';")
    switch.kamcmd("htable.sets", "ctl", "active", "s:a")
    phases = switch.read("Mappings/routing/phases.csv")
    switch.write("Mappings/routing/phases.csv", "\n".join(
        "12336,later,,,,,15," if line.startswith("12336,") else line
        for line in phases.splitlines()) + "\n")
    refusals.expect("a route that would be lost", plan, 65, "HL5434")
    refusals.expect("a number that was not named", [
        "plan", "12329", *plan[1:]], 65, "HL5423")
    switch.write("Mappings/routing/phases.csv", phases)
    with open(switch.list, encoding="utf-8") as file:
        kept_list = file.read()
    switch.write_list(kept_list + "12 sip:other@127.0.0.1:5999 0 0 duid=other\n")
    refusals.expect("a set of somebody else", ["apply", refusals.plan()], 65, "HL5430")
    # A desk that takes no call any more is said once a call has found it so.
    switch.desks.end()
    switch.desks = None
    caller = Caller(switch.own)
    caller.start("12345", switch.listen)
    caller.drain(12)
    refusals.expect("a desk that is down", verify, 2, "HL5414")
