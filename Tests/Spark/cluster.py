"""Runs the job on a master and two workers on loopback, disturbs it, and holds it against an import.

    build/spark/bin/python Tests/Spark/cluster.py --hotline PROGRAM --tickets 200000 --kill 1

Everything that is started is ended by its process number. What is measured is printed.
"""
import argparse
import contextlib
import csv
import glob
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import pyspark

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
JOB = os.path.join(ROOT, "Sources", "SparkJob")
HOME = os.path.dirname(pyspark.__file__)
SHEET = ["city", "area", "line", "mapping", "file"]
# Twelve files: separated values and XML, in both charsets. Two of one letter hold the same numbers;
# of the second of them some records say something else.
FILES = [("csv", "utf8", "A"), ("csv", "gb18030", "B"), ("xml", "utf8", "C"), ("csv", "utf8", "A"),
         ("csv", "gb18030", "D"), ("csv", "utf8", "E"), ("csv", "utf8", "F"), ("xml", "gb18030", "G"),
         ("csv", "utf8", "H"), ("xml", "utf8", "C"), ("csv", "utf8", "I"), ("csv", "gb18030", "B")]


def environment():
    return dict(os.environ, SPARK_HOME=HOME, SPARK_LOCAL_IP="127.0.0.1",
                PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable,
                SPARK_LOG_DIR=tempfile.gettempdir(), HOTLINE_ROLES="")


def generate(folder, tickets):
    """The twelve files, made of two generated ones by other numbers and other words."""
    rows = tickets // len(FILES)
    os.makedirs(folder, exist_ok=True)
    base = os.path.join(folder, f"base-{rows}")
    generator = [sys.executable, os.path.join(ROOT, "Benchmarks/support/gen_tickets.py"),
                 "--rows", str(rows)]
    makers = [subprocess.Popen([*generator, "--out", base, f"--{kind}", "utf8,gb18030"],
                               stdout=subprocess.DEVNULL)
              for kind in ["csv", "xml"] if not os.path.exists(f"{base}.gb18030.{kind}")]
    for maker in makers:
        if maker.wait():
            sys.exit("the tickets could not be generated")
    paths = []
    for number, (kind, charset, letter) in enumerate(FILES):
        path = os.path.join(folder, f"{rows}-{number:02d}-{letter}.{charset}.{kind}")
        paths.append(path)
        if os.path.exists(path):
            continue
        code = {"utf8": "utf-8", "gb18030": "gb18030"}[charset]
        old, new = "夜间施工".encode(code), "凌晨施工".encode(code)
        again = any(letter == other for _, _, other in FILES[:number])
        with open(f"{base}.{charset}.{kind}", "rb") as source, open(path + ".part", "wb") as target:
            for line in source:
                line = line.replace(b"FS20", b"F%s20" % letter.encode())
                target.write(line.replace(old, new) if again else line)
        os.rename(path + ".part", path)
    return paths


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Cluster:
    """A master and two workers of one core each."""

    def __init__(self, folder):
        self.folder, self.started = folder, []

    def __enter__(self):
        port = free_port()
        self.address = f"spark://127.0.0.1:{port}"
        self.start("master.Master", "--host", "127.0.0.1", "--port", str(port),
                   "--webui-port", str(free_port()))
        self.wait_for(port)
        # Two hosts: Spark runs no task twice on one.
        for number in range(2):
            self.start("worker.Worker", "--host", f"127.0.0.{number + 1}", "--cores", "1", "--memory", "1g",
                       "--webui-port", str(free_port()), "--work-dir",
                       os.path.join(self.folder, f"worker-{number}"), self.address)
        return self

    def start(self, name, *words):
        log = open(os.path.join(self.folder, f"{name}.log"), "ab")
        self.started.append(subprocess.Popen(
            [os.path.join(HOME, "bin", "spark-class"), f"org.apache.spark.deploy.{name}", *words],
            env=dict(environment(), SPARK_DAEMON_MEMORY="512m"), stdout=log, stderr=log,
            start_new_session=True))

    def wait_for(self, port):
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.1)
        sys.exit("the master did not start")

    def __exit__(self, *failure):
        for process in self.started:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.started:
            process.wait(20)

    def command(self, script, *words, conf=()):
        settings = {
            "spark.master": self.address, "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
            "spark.executor.memory": "512m", "spark.driver.memory": "1g",
            "spark.eventLog.enabled": "true", "spark.eventLog.compress": "false",
            "spark.eventLog.dir": f"file://{self.folder}/events", **dict(conf)}
        os.makedirs(os.path.join(self.folder, "events"), exist_ok=True)
        return [os.path.join(HOME, "bin", "spark-submit"),
                *[word for name, value in settings.items() for word in ["--conf", f"{name}={value}"]],
                "--py-files", os.path.join(JOB, "province_tasks.py"), script, *words]


def children(pid):
    """The processes that one has started, and those that they have."""
    found = []
    with contextlib.suppress(OSError):
        for path in glob.glob(f"/proc/{pid}/task/*/children"):
            with open(path) as file:
                for child in file.read().split():
                    found += [int(child), *children(int(child))]
    return found


def named(cluster, wanted):
    """Processes of the workers whose command line has some words."""
    found = []
    for process in cluster.started:
        for pid in children(process.pid):
            line = words(pid)
            if all(word in line for word in wanted):
                found.append(pid)
    return found


def resident(pid):
    """The memory of a process in MiB."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    return 0


class MemoryWatch(threading.Thread):
    """The most memory that a task takes: its Python and the program that it has started."""

    def __init__(self, cluster):
        super().__init__(daemon=True)
        self.cluster, self.ends = cluster, threading.Event()
        self.peaks = {}

    def run(self):
        while not self.ends.wait(0.05):
            for pid in named(self.cluster, ["pyspark.daemon"]):
                started = [child for child in children(pid)]
                if not any("pyspark.daemon" in words(child) for child in started):
                    stage = next((words(child).split()[2] for child in started
                                  if " province " in words(child)), "keys")
                    size = sum(map(resident, [pid, *started]))
                    self.peaks[stage] = max(self.peaks.get(stage, 0), size)

    def stop(self):
        self.ends.set()
        self.join()
        return ", ".join(f"{stage} {size:.0f} MiB" for stage, size in sorted(self.peaks.items()))


def words(pid):
    """The command line of a process."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:
        return file.read().replace(b"\0", b" ").decode(errors="replace")
    return ""


def parts(out):
    return len(glob.glob(os.path.join(out, "parts", "*", "*.tickets.zst")))


class Job:
    """One run of the job; what it prints is kept."""

    def __init__(self, cluster, given, sheet, out, *words, conf=()):
        self.out, self.cluster = out, cluster
        self.log = open(out + ".log", "ab+")
        self.start = time.monotonic()
        self.process = subprocess.Popen(
            cluster.command(os.path.join(JOB, "province.py"), "--deliveries", sheet, "--workspace",
                            given.workspace, "--to", out, "--hotline", given.hotline, "--range",
                            str(given.range), "--seed", str(given.seed), *words, conf=conf),
            env=environment(), stdout=subprocess.PIPE, stderr=self.log)

    def disturb(self, count, action):
        """Do something once so many parts are there."""
        while self.process.poll() is None:
            if parts(self.out) >= count:
                return action()
            time.sleep(0.05)
        return None

    def finish(self):
        output = self.process.communicate()[0].decode()
        self.seconds = time.monotonic() - self.start
        if self.process.returncode:
            self.log.seek(0)
            sys.exit(f"the job failed:\n{output}\n{self.log.read().decode()[-4000:]}")
        return output


def kill_executor(cluster):
    victims = named(cluster, ["CoarseGrainedExecutorBackend", "java"])
    if not victims:
        return "no executor was there"
    os.kill(victims[0], signal.SIGKILL)
    return f"executor {victims[0]} killed"


def result(out):
    """What a job has made, without where: its books, its parts and its rows."""
    with open(os.path.join(out, "province.json"), encoding="utf-8") as file:
        document = json.load(file)
    hashes = {}
    for row in document["rows"]:
        with open(os.path.join(out, row["path"]), "rb") as file:
            hashes[row["path"]] = hashlib.sha256(file.read()).hexdigest()
    sums = [part["sha256"] for delivery in document["deliveries"] for file in delivery["files"]
            for part in file["parts"]]
    books = [(delivery["books"], delivery["reasons"]) for delivery in document["deliveries"]]
    return books, sums, hashes


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def workspace(given, folder):
    """A workspace with the mapping of the generated tickets."""
    run([given.hotline, "init", folder, "--city", "示例市", "--area", "0757"])
    shutil.copy(os.path.join(ROOT, "SampleData", "register.csv"), folder)
    shutil.copytree(os.path.join(ROOT, "Mappings", "sources", "benchmark"),
                    os.path.join(folder, "Mappings", "sources", "benchmark"), dirs_exist_ok=True)
    return folder


def ledger(given, folder):
    """What a ledger holds: books by file, reasons of the quarantine, and the hash of all tickets."""
    batch = json.loads(run([given.hotline, "-C", folder, "batch", "show", "B0001", "--json"]))
    waiting = run([given.hotline, "-C", folder, "quarantine", "list", "--format", "csv"])
    reasons = {}
    for row in csv.DictReader(waiting.splitlines()):
        reasons[row["code"]] = reasons.get(row["code"], 0) + 1
    to = tempfile.mkdtemp(dir=given.folder)
    delivery = json.loads(run(
        [given.hotline, "-C", folder, "export", "tickets", "--to", to + "/d", "--json"]))
    shutil.rmtree(to)
    return batch["batch"]["files"], reasons, delivery["canonical"]


def events(cluster):
    """What the last application has logged."""
    logs = glob.glob(os.path.join(cluster.folder, "events", "**", "events_*"), recursive=True)
    with open(max(logs, key=os.path.getmtime), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def shuffled(cluster):
    """The bytes that the last application has written for its shuffles."""
    metrics = [event.get("Task Metrics") or {} for event in events(cluster)
               if event["Event"] == "SparkListenerTaskEnd"]
    return sum(one.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
               for one in metrics)


def same(name, found, expected):
    if found != expected:
        sys.exit(f"{name}: {found}\nexpected: {expected}")
    print(f"{name}: the same")


def compare_rows(given, out, folder):
    """Hold every cell of the rows against the CSV that a ledger hands over."""
    import pyarrow.dataset
    to = tempfile.mkdtemp(dir=given.folder)
    run([given.hotline, "-C", folder, "export", "tickets", "--format", "csv", "--to", to + "/d"])
    with open(to + "/d/tickets.csv", encoding="utf-8-sig", newline="") as file:
        expected = {row["number"]: row for row in csv.DictReader(file)}
    shutil.rmtree(to)
    table = pyarrow.dataset.dataset(os.path.join(out, "tickets"), partitioning="hive").to_table()
    names = [name for name in table.schema.names if name not in ["city", "hotline", "month"]]
    cells = 0
    if table.num_rows != len(expected):
        sys.exit(f"{table.num_rows} rows for {len(expected)} tickets")
    for batch in table.to_batches():
        for row in batch.to_pylist():
            other = expected[row["number"]]
            for name in names:
                if name == "provenance.batch":
                    continue
                cell = row[name]
                if hasattr(cell, "isoformat"):
                    cell = time.strftime("%Y-%m-%dT%H:%M:%S+08:00",
                                         time.gmtime(cell.timestamp() + 8 * 3600))
                if str("" if cell is None else cell) != other[name]:
                    sys.exit(f"{row['number']} {name}: {cell!r} for {other[name]!r}")
                cells += 1
            if row["month"] != (other["call.receivedAt"][:7] or "none"):
                sys.exit(f"{row['number']} is in month {row['month']}")
    print(f"rows: {table.num_rows} tickets, {cells} cells, all as the ledger hands them over")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hotline", required=True)
    parser.add_argument("--tickets", type=int, default=200_000)
    parser.add_argument("--range", type=int, default=0)
    parser.add_argument("--kill", type=int, default=1, help="how many runs lose an executor")
    parser.add_argument("--slow", action="store_true", help="a task is held up, and run twice")
    parser.add_argument("--restart", action="store_true", help="the driver is killed and started again")
    parser.add_argument("--plain", action="store_true", help="Spark's own reader and SQL beside it")
    parser.add_argument("--seed", type=int, default=1, help="what the keys are hashed with")
    parser.add_argument("--data", default=os.path.join(ROOT, "build", "spark-data"))
    given = parser.parse_args()
    given.hotline = os.path.abspath(given.hotline)
    given.range = given.range or max(2, given.tickets * 700 // 48 // 1_000_000)
    given.folder = tempfile.mkdtemp(prefix="hotline-spark-", dir=os.path.join(ROOT, "build"))
    try:
        check(given)
    finally:
        shutil.rmtree(given.folder, ignore_errors=True)


def check(given):
    files = generate(given.data, given.tickets)
    given.workspace = workspace(given, os.path.join(given.folder, "sheets"))
    sheet = os.path.join(given.folder, "deliveries.csv")
    with open(sheet, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [SHEET, *(["440600", "0757", "12345", "benchmark", path] for path in files)])

    single = workspace(given, os.path.join(given.folder, "single"))
    start = time.monotonic()
    run([given.hotline, "-C", single, "import", *files, "-m", "benchmark", "--line", "12345",
         "--tolerance", "5%"])
    print(f"import on this machine: {time.monotonic() - start:.1f} s")
    expected = ledger(given, single)

    with Cluster(given.folder) as cluster:
        out = os.path.join(given.folder, "quiet")
        job = Job(cluster, given, sheet, out)
        watch = MemoryWatch(cluster)
        watch.start()
        print(job.finish().strip())
        print(f"the largest task of each stage: {watch.stop()}")
        print(f"job: {job.seconds:.1f} s, start of Spark among it")
        first = result(out)
        (books, reasons), = first[0]
        tickets = books["accepted"] + books["superseded"] + books["duplicate"]
        print(f"shuffle: {shuffled(cluster) / tickets:.1f} bytes a ticket")
        same("reasons", dict(sorted(reasons.items())), dict(sorted(expected[1].items())))

        adopted = workspace(given, os.path.join(given.folder, "adopted"))
        run([given.hotline, "-C", adopted, "province", "adopt", out])
        found = ledger(given, adopted)
        same("books of every file, adopted and imported", found[0], expected[0])
        same("all tickets, adopted and imported", found[2], expected[2])
        if given.tickets <= 300_000:
            compare_rows(given, out, adopted)

        count = len(first[1])
        for number in range(given.kill):
            out = os.path.join(given.folder, f"kill-{number}")
            job = Job(cluster, given, sheet, out)
            said = job.disturb(count * (2 * number + 1) // (2 * given.kill) + 1,
                               lambda: kill_executor(cluster))
            job.finish()
            same(f"with an executor lost ({said}, {job.seconds:.1f} s)", result(out), first)
            shutil.rmtree(out)
        if given.slow:
            slow_run(cluster, given, sheet, first)
        if given.restart:
            restarted_run(cluster, given, sheet, first)
        if given.plain:
            plain_run(cluster, given, files)


def slow_run(cluster, given, sheet, first):
    """One task is held up until Spark runs it a second time."""
    out = os.path.join(given.folder, "slow")
    job = Job(cluster, given, sheet, out, conf={
        "spark.speculation": "true", "spark.speculation.multiplier": "1.2",
        "spark.speculation.quantile": "0.5", "spark.speculation.interval": "100ms",
        "spark.speculation.minTaskRuntime": "100ms"}.items())

    def hold():
        held = None
        while job.process.poll() is None and held is None:
            for pid in named(cluster, ["province map"])[:1]:
                with contextlib.suppress(ProcessLookupError):
                    line = words(pid)
                    os.kill(pid, signal.SIGSTOP)
                    held = pid
        # It goes on when its twin is at work: a task of the same part, in the same words but for
        # the file that its ranges are handed over in.
        same_part = line.split("--part")[1] if held else ""
        for _ in range(600):
            if job.process.poll() is not None or len(named(cluster, ["province map", same_part])) > 1:
                break
            time.sleep(0.1)
        if held:
            with contextlib.suppress(ProcessLookupError):
                os.kill(held, signal.SIGCONT)

    job.disturb(len(first[1]) // 2, hold)
    job.finish()
    twins = sum(1 for event in events(cluster) if event["Event"] == "SparkListenerTaskEnd"
                and event["Task Info"]["Speculative"])
    same(f"with a task held up, {twins} run twice ({job.seconds:.1f} s)", result(out), first)
    shutil.rmtree(out)


def restarted_run(cluster, given, sheet, first):
    """The driver is killed half-way; started again, the job keeps what is there."""
    out = os.path.join(given.folder, "restart")
    job = Job(cluster, given, sheet, out)
    job.disturb(len(first[1]) // 2, lambda: [os.kill(pid, signal.SIGKILL) for pid in
                                             [*children(job.process.pid), job.process.pid]])
    job.process.wait()
    kept = parts(out)
    again = Job(cluster, given, sheet, out)
    again.finish()
    same(f"with the driver killed after {kept} of {len(first[1])} parts ({again.seconds:.1f} s)",
         result(out), first)
    shutil.rmtree(out)


def plain_run(cluster, given, files):
    """The same rules by Spark's own reader and SQL, on the files in UTF-8."""
    chosen = [path for path in files if path.endswith("utf8.csv")]
    sheet = os.path.join(given.folder, "utf8.csv")
    with open(sheet, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [SHEET, *(["440600", "0757", "12345", "benchmark", path] for path in chosen)])
    out = os.path.join(given.folder, "utf8")
    job = Job(cluster, given, sheet, out)
    job.finish()
    (books, _), = result(out)[0]
    ours = working(cluster)
    shutil.rmtree(os.path.join(given.folder, "quiet"), ignore_errors=True)
    done = subprocess.run(
        cluster.command(os.path.join(ROOT, "Tests", "Spark", "plain.py"),
                        os.path.join(given.folder, "plain"), *chosen),
        env=environment(), capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr[-3000:])
    theirs = working(cluster)
    peer = json.loads(done.stdout)
    faults = sum(count for name, count in peer["faults"].items() if name != "null")
    same("accepted and refused by Spark's own reader and SQL", (peer["accepted"], faults),
         (books["accepted"], books["quarantined"]))
    print(f"without start-up: {theirs:.1f} s for {ours:.1f} s, {theirs / ours:.1f} times as long")


def working(cluster):
    """Seconds from the first job of the last application to the end of its last."""
    times = [event.get("Submission Time", event.get("Completion Time"))
             for event in events(cluster)
             if event["Event"] in ["SparkListenerJobStart", "SparkListenerJobEnd"]]
    return (max(times) - min(times)) / 1000


if __name__ == "__main__":
    main()
