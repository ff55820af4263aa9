"""What every benchmark needs: data, a workspace, peers of known versions, measured commands, figures.

The program is $HOTLINE (.build/release/hotline), the generator $GENERATOR (gen_tickets.py beside this
file). Peers come from PyPI into build/bench-venv, in the versions of peers.txt.
"""
import json, os, shutil, statistics, subprocess, sys, threading, time

SUPPORT = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(SUPPORT))
HOTLINE = os.path.abspath(os.environ.get("HOTLINE", ROOT + "/.build/release/hotline"))
GENERATOR = os.environ.get("GENERATOR", SUPPORT + "/gen_tickets.py")
VENV = ROOT + "/build/bench-venv"
LINE = "0757-88880000"
REGISTER = f"{LINE},测速热线,测速单位,,city,no,no,no,local,no,live,none,high,silent,yes,1,1,24h,电信,0757-82109001,,,\n"


class Run:
    """A command and its children: wall and CPU seconds, peak MiB, what it printed, its exit code.

    With `watched` also `private`: the most private memory in MiB, RssAnon in /proc every 20 ms. What is
    mapped is part of the peak and belongs to the page cache.
    """

    def __init__(self, command, codes=(0,), watched=False, **options):
        self.private = 0
        start = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                              **options) as process:
            if watched:
                threading.Thread(target=self.watch, args=(process,)).start()
            self.output = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = self.code = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024
        if codes is not None and self.code not in codes:
            sys.exit(f"{command}: exit {self.code}\n{self.output[-2000:]}")

    def watch(self, process):
        while process.returncode is None:
            try:
                with open(f"/proc/{process.pid}/status") as status:
                    found = [line.split()[1] for line in status if line.startswith("RssAnon")]
            except OSError:
                break
            self.private = max([self.private, *(int(kib) / 1024 for kib in found)])
            time.sleep(0.02)


def median(runs):
    """The medians of wall and CPU seconds and of the peak of some runs."""
    return [statistics.median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "peak")]


def peer(script, *arguments, **options):
    """Runs a script of peers/ with the pinned peers, on two threads."""
    python = VENV + "/bin/python"
    wanted = SUPPORT + "/peers.txt"
    mark = VENV + "/peers.txt"
    if not (os.path.exists(mark) and open(mark).read() == open(wanted).read()):
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "-r", wanted], check=True)
        shutil.copy(wanted, mark)
    environment = {**os.environ, "POLARS_MAX_THREADS": "2"}
    return Run([python, f"{SUPPORT}/peers/{script}", *map(str, arguments)], env=environment, **options)


def versions():
    """The peers and their versions, as they are pinned."""
    with open(SUPPORT + "/peers.txt") as lines:
        return ", ".join(line.strip().replace("==", " ") for line in lines if line.strip())


def generated(folder, name, rows, *more):
    """Generated exports of so many rows, made once: their path without an ending, and the truth."""
    data = f"{folder}/{name}{rows}"
    if not os.path.exists(data + ".truth.json"):
        Run([sys.executable, GENERATOR, "--rows", str(rows), "--out", data, *more])
    with open(data + ".truth.json") as truth:
        return data, json.load(truth)


def fresh_workspace(workspace):
    """An empty workspace with the line that the generated tickets belong to."""
    shutil.rmtree(workspace, ignore_errors=True)
    Run([HOTLINE, "init", workspace, "--city", "示例市", "--area", "0757", "--mappings", ROOT + "/Mappings"])
    with open(workspace + "/register.csv", "a") as register:
        register.write(REGISTER)


def imported(workspace, file, *more, watched=False):
    """An import of generated tickets into a workspace."""
    return Run([HOTLINE, "-C", workspace, "import", file, "-m", "benchmark", "--line", LINE,
                "--tolerance", "50%", "--json", *more], codes=(0, 2), watched=watched)


def figure(name, value):
    """Notes a ratio for thresholds.csv; printed, and kept for `Benchmarks/run` in $FIGURES."""
    print(f"figure {name} {value:.4g}", flush=True)
    if os.environ.get("FIGURES"):
        with open(os.environ["FIGURES"], "a") as file:
            file.write(f"{name} {value}\n")


def head(what):
    print(f"{what}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {versions()}\n", flush=True)
