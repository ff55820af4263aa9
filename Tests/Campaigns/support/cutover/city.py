"""A city with a real Kamailio on loopback: made by the commands that a user would type."""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import time

from support.cutover.load import Desks

# The desks by set of the sample city, one port each behind the first port; `b` is another building.
SETS = ["Q-12345", "S-12333", "S-12366", "S-12313", "A-NOTICE"]
# Every code that a command has said.
CODES = set()
POLICY = "Mappings/policy/foshan-2021"


def free_ports(count):
    """The first of some UDP ports that are free, away from those that other test servers take."""
    first = 30_000 + os.getpid() % 150 * 64
    while True:
        try:
            for port in range(first, first + count):
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
                    one.bind(("127.0.0.1", port))
            return first
        except OSError:
            first += count


class LiveSwitch:
    """A workspace, a switch that runs with its first table, and desks that answer."""

    def __init__(self, campaign, folder, postgres=None):
        self.campaign, self.folder, self.postgres = campaign, folder, postgres
        os.makedirs(folder, exist_ok=True)
        self.workspace = os.path.join(folder, "w")
        self.first = free_ports(40)
        self.listen, self.test, self.own = self.first, self.first + 1, self.first + 2
        self.list = os.path.join(folder, "dispatcher.list")
        self.control = os.path.join(folder, "ctl")
        self.database = os.path.join(folder, "route.db")
        self.desks = None
        self.running = None

    # The workspace

    def environment(self):
        """The variables with which the program runs."""
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin") + ":/usr/sbin", "LC_ALL": "C",
            "HOME": self.folder, "XDG_CONFIG_HOME": f"{self.folder}/config"}

    def hotline(self, *words, environment=None, expect=(0,)):
        """Runs the program in the workspace; an exit code that is not expected is a failure."""
        outcome = self.campaign.run(
            ["-C", self.workspace, *words], self.folder,
            {**self.environment(), **(environment or {})})
        CODES.update(code.decode() for code in re.findall(rb"\[(HL\d{4})\]", outcome.err))
        if expect is not None and outcome.code not in expect:
            self.campaign.fail("exit code", f"{words}: {outcome.code}\n{outcome.err.decode()}")
        return outcome

    def write(self, path, text):
        path = os.path.join(self.workspace, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def write_list(self, text):
        """Writes the list of addresses and has the switch load it, which it does once a second."""
        with open(self.list, "w", encoding="utf-8") as file:
            file.write(text)
        for _ in range(10):
            if b"Ok" in self.kamcmd("dispatcher.reload").stdout:
                return
            time.sleep(0.4)

    def read(self, path):
        with open(os.path.join(self.workspace, path), encoding="utf-8") as file:
            return file.read()

    def make(self):
        """The sample city with its desks on loopback, signed, exported and started."""
        root = self.campaign.root
        self.campaign.run(
            ["init", self.workspace, "--city", "示例市", "--area", "0757"], self.folder,
            self.environment())
        sample = os.path.join(root, "SampleData")
        shutil.copy(f"{sample}/register.csv", self.workspace)
        shutil.copy(f"{sample}/parameters.csv", f"{self.workspace}/{POLICY}")
        os.makedirs(f"{self.workspace}/Mappings/routing", exist_ok=True)
        for name in os.listdir(f"{sample}/routing"):
            shutil.copy(f"{sample}/routing/{name}", f"{self.workspace}/Mappings/routing")
        # Nothing is frozen, whatever day it is.
        self.write("Mappings/routing/freezes.csv", "from,until,reason\n")
        # The proof of the policy takes long and is not what is tried here.
        for name in ("invariants", "cases"):
            lines = self.read(f"{POLICY}/{name}.csv").splitlines(keepends=True)
            self.write(f"{POLICY}/{name}.csv", lines[0])
        self.targets(0)
        self.hotline(
            "-q", "policy", "sign", "--by", "示例签字人甲", "--on", "2021-10-12", "--document",
            "示例文号〔2021〕1号", "--yes", expect=None)
        self.hotline("export", "routes", "--generation", "a", "--to", f"{self.folder}/first")
        self.hotline("route", "build")
        shutil.copy(f"{self.folder}/first/dispatcher.list", self.list)
        self.sql(open(f"{self.folder}/first/mg_num.sql", encoding="utf-8").read())
        database = (
            f"postgres://{self.postgres.user}@127.0.0.1:{self.postgres.port}/route"
            if self.postgres else f"sqlite:///{self.database}")
        secret = self.postgres.secret if self.postgres else ""
        script = f"{self.folder}/first/kamailio.cfg"
        self.write(
            "Mappings/routing/switches.csv",
            "switch,kind,run,control,database,secret,addresses,script,script_sha256,test,note\n"
            f"core-1,kamailio,,{self.control},{database},{secret},{self.list},{script},,"
            f"udp:127.0.0.1:{self.test},\n")
        self.desks = Desks(range(self.first + 4, self.first + 4 + 4 * len(SETS)))
        self.start()

    def port(self, name, building, spare=0):
        return self.first + 4 + SETS.index(name) * 4 + building * 2 + spare

    def targets(self, building, hours=None, calls=100):
        """Writes targets.csv with the desks of a building, and other hours for some sets."""
        hours = {
            "S-12333": "workdays 08:30-12:00 14:00-17:30", "S-12366": "workdays 09:00-12:00 14:00-17:00",
            "S-12313": "workdays 08:30-12:00 14:00-17:30", **(hours or {})}
        kinds = ["platform", "department", "sub-center", "sub-center", "announcement"]
        rows = ["set,set_number,kind,hours,uri,priority,weight,max_calls,enabled,note"]
        for number, (name, kind) in enumerate(zip(SETS, kinds), 1):
            user = name.split("-")[1].lower()
            for spare in range(2 if kind == "platform" else 1):
                rows.append(
                    f"{name},{number},{kind},{hours.get(name, '24h')},"
                    f"sip:{user}@127.0.0.1:{self.port(name, building, spare)},{20 - spare},100,{calls},"
                    "yes,")
        self.write("Mappings/routing/targets.csv", "\n".join(rows) + "\n")

    def make_ready(self, lines):
        """Has every item of some lines done and signed, so that they may be cut over."""
        password = os.path.join(self.folder, "password")
        with open(os.open(password, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write("correct horse battery\n")
        secret = ["--password-file", password]
        account = pwd.getpwuid(os.getuid()).pw_name
        for words in (
            ["user", "add", account, "--name", "示例经办人", "--unit", "示例单位", "--roles",
             "admin,reviewer,approver,operator"],
            ["user", "password", account],
        ):
            self.hotline(*words, *secret)
        out = self.hotline("checklist", "list", "--columns", "item", "--no-header").out.decode()
        items = [item for item in out.split() if item.rsplit("-", 1)[0] in lines]
        self.hotline("-q", "checklist", "except", *items, "--because", "纸质材料", "--by", "示例经办人")
        self.hotline(
            "-q", "checklist", "set", *items, "--conclusion", "pass", "--evidence", "材料", "--by",
            "示例经办人", expect=None)
        # Items wait for each other: those that can be signed are, until none is left.
        for _ in range(8):
            signed = False
            for item in items:
                if item.endswith("-11"):
                    continue
                outcome = self.hotline(
                    "-q", "sign", item, "--as", "approver", *secret, expect=None)
                signed = signed or outcome.code == 0
            if not signed:
                break

    # The switch

    def sql(self, text):
        if self.postgres:
            return self.postgres.sql(text, "route")
        return subprocess.run(
            ["sqlite3", "-bail", self.database], input=text.encode(), check=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout.decode()

    def start(self):
        database = self.postgres.url("route") if self.postgres else f"sqlite:///{self.database}"
        names = [
            f"HM_LISTEN=udp:127.0.0.1:{self.listen}", f"HM_TEST=udp:127.0.0.1:{self.test}",
            "HM_PROBE", f'HM_DB="{database}"', f'HM_DISPATCHER="{self.list}"',
            f'HM_CTL="unix:{self.control}"', *self.own_names(),
            *(["HM_POSTGRES"] if self.postgres else [])]
        if os.path.exists(self.control):
            os.unlink(self.control)
        log = open(f"{self.folder}/kamailio.log", "ab")
        words = ["kamailio", "-x", "fm", "-m", "128", "-M", "32", "-DD", "-E", "-f",
                 f"{self.folder}/first/kamailio.cfg", "-Y", self.folder, "-w", self.folder]
        for name in names:
            words += ["-A", name]
        self.running = subprocess.Popen(
            words, stdout=log, stderr=log, start_new_session=True,
            env={"PATH": "/usr/sbin:/usr/bin:/bin", "TZ": "Asia/Shanghai"})
        for _ in range(200):
            if self.kamcmd("core.uptime").returncode == 0:
                return
            time.sleep(0.05)
        with open(f"{self.folder}/kamailio.log", encoding="utf-8", errors="replace") as file:
            self.campaign.fail("switch not started", file.read()[-1500:])

    def own_names(self):
        return ["HM_OWN=HM_404"]

    def kill(self):
        """Ends the switch as a power cut would."""
        try:
            os.killpg(self.running.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.running.wait()

    def kamcmd(self, *words):
        return subprocess.run(
            ["kamcmd", "-s", f"unix:{self.control}", *words], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, check=False)

    def pointer(self):
        text = self.kamcmd("htable.get", "ctl", "s:active").stdout.decode()
        return next((line.split(": ")[1] for line in text.splitlines() if "value: " in line), None)

    def end(self):
        if self.running:
            self.kill()
        if self.desks:
            self.desks.end()
