"""Bare machines: Debian 12 as its installer makes it, each in a folder that a command enters (chroot).

All of it happens in namespaces of this campaign: what is mounted is gone when it ends, and no process
that a machine has started outlives it.
"""

import os
import shlex
import shutil
import subprocess
import sys

MIRROR = "http://deb.debian.org/debian"
SWIFT = "/opt/swift"
USER = "clerk"


def enter_namespaces():
    """Starts this program anew with mounts and processes of its own."""
    if os.environ.get("HOTLINE_NAMESPACES"):
        return
    os.environ["HOTLINE_NAMESPACES"] = "1"
    os.execvp("unshare", [
        "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
        "--propagation", "private", sys.executable, *sys.argv])


class Machine:
    """One machine: its folder, and what runs on it."""

    def __init__(self, folder, name, swift=False):
        self.folder = os.path.join(folder, name)
        base = os.path.join(folder, "base")
        if not os.path.exists(base):
            part = base + ".part"
            shutil.rmtree(part, ignore_errors=True)
            subprocess.run(
                ["debootstrap", "--variant=minbase", "bookworm", part, MIRROR], check=True,
                stdout=sys.stderr)
            os.rename(part, base)
        shutil.rmtree(self.folder, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", base, self.folder], check=True)
        shutil.copy("/etc/resolv.conf", self.path("etc/resolv.conf"))
        self.mount("-t", "proc", "proc", to="proc")
        self.mount("--bind", "/dev", to="dev")
        self.mount("--bind", "/dev/pts", to="dev/pts")
        self.mount("-t", "tmpfs", "tmpfs", to="dev/shm")
        self.path_of_programs = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        if swift:
            toolchain = os.path.realpath(shutil.which("swift")).split("/usr/bin/")[0]
            self.mount_read_only(toolchain, SWIFT)
            self.path_of_programs += f":{SWIFT}/usr/bin"
            self.copy_mirrors()
        self.run(f"useradd -m -s /bin/bash {USER}", check=True)

    def path(self, name):
        return os.path.join(self.folder, name.lstrip("/"))

    def mount(self, *words, to):
        os.makedirs(self.path(to), exist_ok=True)
        subprocess.run(["mount", *words, self.path(to)], check=True)

    def mount_read_only(self, source, to):
        self.mount("--bind", source, to=to)
        self.mount("-o", "remount,ro,bind", to=to)

    def copy_mirrors(self):
        """Where this machine fetches Swift packages from a mirror on disk, that one does too."""
        found = subprocess.run(
            ["git", "config", "--get-regexp", r"^url\..*\.insteadof"],
            stdout=subprocess.PIPE, text=True).stdout.splitlines()
        for line in found:
            key, source = line.split(" ", 1)
            place = key[len("url."):-len(".insteadof")]
            if place.startswith("/"):
                self.mount_read_only(place, place)
            with open(self.path("etc/gitconfig"), "a") as file:
                file.write(f'[url "{place}"]\n\tinsteadOf = {source}\n[safe]\n\tdirectory = *\n')

    def run(self, script, user="root", folder=None, environment=None, check=False):
        """Runs a script of bash as a user of the machine; returns code, output and errors."""
        home = "/root" if user == "root" else f"/home/{user}"
        variables = {
            "PATH": self.path_of_programs, "HOME": home, "USER": user, "LANG": "C.UTF-8",
            "TERM": "dumb", **(environment or {})}
        place = shlex.quote(folder or home)
        done = subprocess.run(
            ["chroot", *([] if user == "root" else [f"--userspec={user}:{user}"]), self.folder,
             "/usr/bin/env", "-i", *(f"{k}={v}" for k, v in variables.items()),
             "/bin/bash", "-c", f"cd {place} || exit 126\n{script}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if check and done.returncode != 0:
            sys.exit(f"{script}\n{done.stdout}{done.stderr}")
        return done

    def packages(self):
        """The packages that are installed."""
        return set(self.run("dpkg-query -W -f '${Package}\\n'", check=True).stdout.split())

    def services(self, packages):
        """Those of the packages that bring a service: a start script or a unit."""
        script = "for p in %s; do dpkg -L $p | grep -qE '^(/usr)?(/etc/init.d/.|/lib/systemd/system/.*service$)' && echo $p; done; true"
        return self.run(script % " ".join(sorted(packages)), check=True).stdout.split()

    def processes(self):
        """The processes that run on the machine, and the addresses on which they listen."""
        found = {}
        for name in os.listdir("/proc"):
            try:
                if name.isdigit() and os.readlink(f"/proc/{name}/root") == self.folder:
                    found[name] = open(f"/proc/{name}/cmdline").read().replace("\0", " ")
            except OSError:
                pass
        lines = subprocess.run(["ss", "-ltnpH"], stdout=subprocess.PIPE, text=True).stdout
        listening = [l for l in lines.splitlines() if any(f"pid={p}," in l for p in found)]
        return sorted(found.values()), listening

    def receive_project(self, root, user):
        """A clone of the project's last commit in the user's home; returns its folder."""
        home = "/root" if user == "root" else f"/home/{user}"
        place = f"{home}/HotlineMerger"
        subprocess.run(
            ["git", "clone", "-q", "--no-hardlinks", root, self.path(place)], check=True)
        self.run(f"chown -R {user}:{user} {place}", check=True)
        return place
