"""A real Kamailio on this machine with a delivered script, and tables of its own."""

import os
import signal
import sqlite3
import subprocess
import time

TABLES = ["mg_ctl", "mg_day_a", "mg_day_b", "mg_num_a", "mg_num_b", "mg_plan_a", "mg_plan_b"]
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"


class Switch:
    """Runs while the `with` block does."""

    def __init__(self, script, folder, port, *, own="HM_404", defines=(), zone="UTC", **named):
        self.folder, self.port, self.test = os.path.abspath(folder), port, port + 1
        os.makedirs(self.folder, exist_ok=True)
        named.setdefault("HM_DB", f"sqlite:///{self.folder}/route.db")
        named.setdefault("HM_DISPATCHER", f"{self.folder}/dispatcher.list")
        named["HM_CTL"] = f"unix:{self.folder}/ctl"
        # drouting reads all its rules into private memory at once
        self.command = ["kamailio", "-x", "fm", "-m", "128", "-M", "128", "-f", script, "-DD", "-E",
                        "-Y", self.folder, "-w", self.folder, "-P", f"{self.folder}/pid"]
        plain = [f"HM_LISTEN=udp:127.0.0.1:{port}", f"HM_TEST=udp:127.0.0.1:{self.test}"]
        if own:
            plain.append(f"HM_OWN={own}")
        for value in plain + list(defines) + [f'{name}="{value}"' for name, value in named.items()]:
            self.command += ["-A", value]
        self.environment = dict(os.environ, PATH=PATH, TZ=zone)
        self.process = None

    def __enter__(self):
        with open(f"{self.folder}/kamailio.log", "w") as log:
            # Kamailio's timers are signals, and a parent may have blocked them.
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, env=self.environment, start_new_session=True,
                preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_SETMASK, []))
        for _ in range(100):
            if self.process.poll() is not None:
                raise SystemExit(f"the switch did not start:\n{self.log()[-2000:]}")
            if self.ask("core.uptime").returncode == 0:
                return self
            time.sleep(0.1)
        raise SystemExit(f"the switch did not answer:\n{self.log()[-2000:]}")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            # its workers would stay behind
            os.killpg(self.process.pid, signal.SIGKILL)

    def ask(self, *command):
        return subprocess.run(["kamcmd", "-s", f"unix:{self.folder}/ctl", *command],
                              capture_output=True, text=True, env=self.environment)

    def log(self):
        with open(f"{self.folder}/kamailio.log", errors="replace") as file:
            return file.read()


def database(path, rows):
    """A database of SQLite with rows `(table, key, value)`."""
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INTEGER)")
        for table in TABLES:
            base.execute(
                f"CREATE TABLE {table} (id INTEGER PRIMARY KEY NOT NULL, key_name VARCHAR(64) NOT NULL, "
                "key_type INTEGER DEFAULT 0, value_type INTEGER DEFAULT 0, "
                "key_value VARCHAR(128) NOT NULL, expires INTEGER DEFAULT 0)")
        base.execute("INSERT INTO mg_ctl (key_name, key_value) VALUES ('active', 'a')")
        for table, key, value in rows:
            base.execute(f"INSERT INTO {table} (key_name, key_value) VALUES (?, ?)", (key, value))


def drouting_database(path, numbers):
    """A database of SQLite with rules of drouting: numbers with their gateways `(address, attributes)`."""
    with sqlite3.connect(path) as base:
        base.executescript("""
            CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INTEGER);
            INSERT INTO version VALUES ('dr_gateways', 3), ('dr_gw_lists', 1), ('dr_rules', 3), ('mg_ctl', 2);
            CREATE TABLE mg_ctl (id INTEGER PRIMARY KEY, key_name VARCHAR(64), key_type INTEGER DEFAULT 0,
              value_type INTEGER DEFAULT 0, key_value VARCHAR(128), expires INTEGER DEFAULT 0);
            INSERT INTO mg_ctl (key_name, key_value) VALUES ('group', '1');
            CREATE TABLE dr_gateways (gwid INTEGER PRIMARY KEY, type INTEGER DEFAULT 0, address VARCHAR(128),
              strip INTEGER DEFAULT 0, pri_prefix VARCHAR(64) DEFAULT '', attrs VARCHAR(255),
              description VARCHAR(128) DEFAULT '');
            CREATE TABLE dr_rules (ruleid INTEGER PRIMARY KEY, groupid VARCHAR(255), prefix VARCHAR(64),
              timerec VARCHAR(255) DEFAULT '', priority INTEGER DEFAULT 0, routeid VARCHAR(64) DEFAULT '',
              gwlist VARCHAR(255), description VARCHAR(128) DEFAULT '');
            CREATE TABLE dr_gw_lists (id INTEGER PRIMARY KEY, gwlist VARCHAR(255), description VARCHAR(128));
            """)
        for number, gateways in numbers.items():
            ids = [base.execute("INSERT INTO dr_gateways (address, attrs) VALUES (?, ?)", gateway).lastrowid
                   for gateway in gateways]
            base.execute("INSERT INTO dr_rules (groupid, prefix, gwlist) VALUES ('1', ?, ?)",
                         (number + "#", ",".join(map(str, ids))))
