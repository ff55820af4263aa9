"""The same commands with the tables in PostgreSQL, whose password is in a file."""

import os
import pwd
import subprocess

from support.campaign import last_words
from support.cutover.city import LiveSwitch, free_ports
from support.cutover.kills import Commands

PROGRAMS = "/usr/lib/postgresql/15/bin"


class Postgres:
    """A server on loopback that asks for a password."""

    user, password = "hotline", "示例-only-for-tests"

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.port = free_ports(64) + 63
        self.prefix = []
        if os.getuid() == 0:
            entry = pwd.getpwnam("postgres")
            os.chown(folder, entry.pw_uid, entry.pw_gid)
            parent = os.path.dirname(folder)
            while parent != "/":
                os.chmod(parent, os.stat(parent).st_mode | 0o011)
                parent = os.path.dirname(parent)
            self.prefix = ["runuser", "-u", "postgres", "--"]
        secret = os.path.join(folder, "initial")
        with open(secret, "w", encoding="utf-8") as file:
            file.write("plain-password\n")
        self.password = "plain-password"
        self._run([
            f"{PROGRAMS}/initdb", "-D", f"{folder}/data", "-U", self.user, "-A", "md5", "-E", "UTF8",
            "--locale=C", "-N", f"--pwfile={secret}"])
        self._run([
            f"{PROGRAMS}/pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o",
            f"-k {folder} -p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off", "start"])
        self.secret = os.path.join(os.path.dirname(folder), "pgpass")
        with open(os.open(self.secret, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(f"127.0.0.1:{self.port}:*:{self.user}:{self.password}\n")
        self.sql("CREATE DATABASE route", "postgres")

    def _run(self, words):
        subprocess.run(
            [*self.prefix, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def url(self, database):
        return f"postgres://{self.user}:{self.password}@127.0.0.1:{self.port}/{database}"

    def sql(self, text, database):
        return subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
             f"postgres://{self.user}@127.0.0.1:{self.port}/{database}"],
            input=text.encode(), check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "PGPASSFILE": self.secret}).stdout.decode()

    def end(self):
        self._run([f"{PROGRAMS}/pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop"])


def run(campaign):
    server = Postgres(f"{campaign.folder}/postgres/server")
    switch = LiveSwitch(campaign, f"{campaign.folder}/postgres/city", postgres=server)
    try:
        switch.make()
        commands = Commands(switch)
        flip = commands.prepare("flip")
        for words in (
            ["verify", "--switch", "core-1"], flip, ["verify", "--switch", "core-1"],
            ["rollback", "--switch", "core-1", "--because", "演练", "--yes"], flip,
            ["verify", "--switch", "core-1"],
        ):
            switch.hotline(*words)
        switch.sql("UPDATE mg_plan_b SET key_value = 'none;;;;;;' WHERE key_name = 'R12329/0';")
        outcome = switch.hotline("verify", "--switch", "core-1", expect=(2,))
        if b"R12329/0" not in outcome.err:
            campaign.fail("edit in PostgreSQL not named", last_words(outcome))
        # A file that others may read is refused before anything is asked.
        os.chmod(server.secret, 0o640)
        outcome = switch.hotline("verify", "--switch", "core-1", expect=(78,))
        if b"HL5405" not in outcome.err:
            campaign.fail("open secret", last_words(outcome))
        os.chmod(server.secret, 0o600)
        campaign.figure("flips with PostgreSQL", 3)
    finally:
        switch.end()
        server.end()
